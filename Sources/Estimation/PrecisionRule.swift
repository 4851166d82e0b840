/// When a study may stop: once half the width of the confidence sequence is at most what was wanted, judged at counts that
/// were fixed beforehand.
///
/// The counts are the same on any number of ranks and after any restart, so a study always ends at the same one of them:
/// that is what keeps its bytes the same. Coverage would survive any other choice.
public struct PrecisionRule: Hashable, Sendable {
  /// Wanted: half of high − low, above 0 and below 0.5.
  public let halfWidth: Double
  /// n₁: no judgement before so many simulations. 1 or more.
  public let minimum: Int64
  /// The last look: enough, met or not. At least `minimum`.
  public let maximum: Int64
  /// The intervals that are judged; its weight stays what it was at the first look.
  public let sequence: ConfidenceSequence

  /// A rule whose sequence is aimed at its half-width.
  ///
  /// - Parameters:
  ///   - halfWidth: wanted, above 0 and below 0.5.
  ///   - confidence: of the intervals, strictly between 0 and 1.
  ///   - minimum: the first look, 1 or more.
  ///   - maximum: the last look, at least `minimum`.
  public init(halfWidth: Double, confidence: Double, minimum: Int64, maximum: Int64) {
    self.init(
      halfWidth: halfWidth,
      sequence: ConfidenceSequence(halfWidth: halfWidth, confidence: confidence),
      minimum: minimum,
      maximum: maximum
    )
  }

  /// A rule for a study that goes on with the sequence it began with, perhaps with another target.
  public init(halfWidth: Double, sequence: ConfidenceSequence, minimum: Int64, maximum: Int64) {
    let problem = Self.problem(halfWidth: halfWidth, minimum: minimum, maximum: maximum)
    precondition(problem == nil, problem ?? "")
    self.halfWidth = halfWidth
    self.sequence = sequence
    self.minimum = minimum
    self.maximum = maximum
  }

  /// What is wrong with these numbers, if something is.
  private static func problem(halfWidth: Double, minimum: Int64, maximum: Int64) -> String? {
    if !(0 < halfWidth && halfWidth < 0.5) { return "half-width \(halfWidth) is not strictly between 0 and 0.5" }
    if minimum < 1 { return "a minimum of \(minimum) simulations; must be 1 or more" }
    if maximum < minimum { return "a maximum of \(maximum) simulations; must be \(minimum), the minimum, or more" }
    return nil
  }

  /// The counts at which it is judged: n₁ = `minimum`, nₖ₊₁ = ⌈1.25 nₖ⌉, the last `maximum`.
  ///
  /// - Complexity: O(log(`maximum`/`minimum`)) numbers.
  public var looks: [Int64] {
    var looks = [minimum]
    while let next = nextLook(after: looks[looks.count - 1]) { looks.append(next) }
    return looks
  }

  /// The first look with more than `n` simulations, or `nil` from the last look on.
  ///
  /// - Complexity: O(log(`n`/`minimum`)).
  public func nextLook(after n: Int64) -> Int64? {
    guard n < maximum else { return nil }
    var look = minimum
    while look <= n { look = Self.successor(of: look, atMost: maximum) }
    return look
  }

  /// ⌈1.25 n⌉, in integers, or the most.
  private static func successor(of n: Int64, atMost maximum: Int64) -> Int64 {
    let step = n / 4 + (n % 4 == 0 ? 0 : 1)
    return n < maximum - step ? n + step : maximum
  }

  /// Whether this fraction is known well enough: the interval is narrow enough, and from no fewer than `minimum`.
  public func isMet(by proportion: Proportion) -> Bool {
    // As it is written to files: its last bits differ between machines, and where a study stops must not.
    let met = sequence.interval(for: proportion).halfWidth.rounded(toSignificantDigits: 12)
    return proportion.n >= minimum && met <= halfWidth
  }

  /// What follows from a look.
  public enum Verdict: Hashable, Sendable {
    /// Every fraction is known well enough.
    case met
    /// Not yet; the next look is at so many simulations.
    case goOn(to: Int64)
    /// Not met, and `maximum` is reached.
    case exhausted
  }

  /// The judgement of a study whose cells, which all hold equally many simulations, came to these fractions.
  ///
  /// Between looks nothing is judged, however narrow an interval happens to be: the answer is to go on.
  ///
  /// - Parameter proportions: one a cell; at least one, and the same n in all.
  public func verdict(_ proportions: [Proportion]) -> Verdict {
    guard let n = proportions.first?.n, proportions.allSatisfy({ $0.n == n }) else {
      preconditionFailure("cells with different numbers of simulations, or no cells")
    }
    let isLook = n >= maximum || (n >= minimum && nextLook(after: n - 1) == n)
    if isLook && proportions.allSatisfy(isMet) { return .met }
    return nextLook(after: n).map { .goOn(to: $0) } ?? .exhausted
  }

  /// The look at which the study would stop if a fraction `estimate` of all simulations succeeded, met or not.
  ///
  /// - Returns: the look, and whether the target would be met there.
  /// - Complexity: a few milliseconds; see ``ConfidenceSequence/simulationsNeeded(halfWidth:estimate:limit:)``.
  public func forecast(estimate: Double) -> (look: Int64, isMet: Bool) {
    guard let needed = sequence.simulationsNeeded(halfWidth: halfWidth, estimate: estimate, limit: maximum) else {
      return (maximum, false)
    }
    return (nextLook(after: max(needed, minimum) - 1) ?? maximum, true)
  }

  /// The look at which a study whose cells came to these fractions would stop if they stayed as they are.
  ///
  /// - Parameter proportions: one a cell; at least one, none without simulations.
  /// - Returns: the look, and whether every cell would meet the target there.
  /// - Complexity: as ``forecast(estimate:)``, whatever the number of cells: the fraction nearest ½ needs most.
  public func forecast(_ proportions: [Proportion]) -> (look: Int64, isMet: Bool) {
    let estimates = proportions.compactMap(\.estimate)
    guard let hardest = estimates.min(by: { abs($0 - 0.5) < abs($1 - 0.5) }) else {
      preconditionFailure("no cells, or cells without simulations")
    }
    return forecast(estimate: hardest)
  }

  /// Whether any outcome at all could meet the target: if not even a fraction of 0 does at `maximum`, none will.
  public var canBeMet: Bool { isMet(by: Proportion(count: 0, n: maximum)) }
}

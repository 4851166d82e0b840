/// A fraction that someone else reported, with the number of runs it came from, and what our own count says of it.
///
/// A fraction without its n cannot be judged, so there is none here.
public struct ReportedFraction: Hashable, Sendable {
  /// As counts.
  public let proportion: Proportion

  /// A fraction that was reported as a count.
  ///
  /// - Precondition: `proportion.n` is 1 or more.
  public init(_ proportion: Proportion) {
    precondition(proportion.n >= 1, "a fraction of no runs")
    self.proportion = proportion
  }

  /// A fraction of `n` runs, 0.947 of 1000 say; the count nearest to it is meant.
  ///
  /// - Parameters:
  ///   - fraction: from 0 to 1.
  ///   - n: runs, 1 or more.
  public init(_ fraction: Double, of n: Int64) {
    precondition(0 <= fraction && fraction <= 1, "\(fraction) is not a fraction")
    // Beyond 2⁵³ the product may round past n.
    let count = Int64(exactly: (fraction * Double(n)).rounded()) ?? n
    self.init(Proportion(count: min(count, n), n: n))
  }

  /// Our fraction against the reported one.
  public struct Judgement: Hashable, Sendable {
    /// Ours minus theirs.
    public let difference: Double
    /// Newcombe's interval for the difference of the probabilities.
    public let interval: DifferenceInterval
    /// Whether no difference is among the differences that the counts allow. Not a proof that there is none.
    public var agrees: Bool { interval.contains(0) }
  }

  /// Judges by Newcombe's interval for our probability minus theirs, with the assumptions of
  /// ``Proportion/newcombe(minus:confidence:)``: their runs and ours are independent, as are runs among themselves.
  ///
  /// - Parameters:
  ///   - ours: our count; its n 1 or more.
  ///   - confidence: strictly between 0 and 1.
  /// - Returns: the judgement, or `nil` without simulations of ours.
  public func judged(by ours: Proportion, confidence: Double) -> Judgement? {
    guard let estimate = ours.estimate, let reported = proportion.estimate else { return nil }
    return Judgement(
      difference: estimate - reported,
      interval: ours.newcombe(minus: proportion, confidence: confidence)
    )
  }
}

/// How many of `n` independent simulations had an outcome: two integers, so that sums are the same in any order.
public struct Proportion: Hashable, Sendable {
  /// Simulations with the outcome.
  public let count: Int64
  /// All simulations, those that diverged included.
  public let n: Int64

  /// `count` of `n`.
  ///
  /// - Precondition: 0 ≤ `count` ≤ `n`.
  public init(count: Int64, n: Int64) {
    precondition(0 <= count && count <= n, "\(count) of \(n) is not a proportion")
    self.count = count
    self.n = n
  }

  /// The fraction `count`/`n`, the maximum likelihood estimate; `nil` for n = 0, which estimates nothing.
  public var estimate: Double? { n == 0 ? nil : Double(count) / Double(n) }

  /// Both together, as if they had been counted at once.
  public static func + (a: Proportion, b: Proportion) -> Proportion {
    Proportion(count: a.count + b.count, n: a.n + b.n)
  }
}

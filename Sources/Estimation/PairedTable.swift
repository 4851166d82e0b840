/// One outcome in two cells that hold the same simulation indices: how many pairs had it in both, in one or in neither.
///
/// Pairs are equal indices. Shared draws make the two alike, which narrows the interval for the difference; nothing here
/// needs them to be shared, only that different indices are independent. Four integers, so sums are the same in any order.
public struct PairedTable: Hashable, Sendable {
  /// a: pairs with the outcome in both cells.
  public let both: Int64
  /// b: in the first alone.
  public let firstOnly: Int64
  /// c: in the second alone.
  public let secondOnly: Int64
  /// d: in neither.
  public let neither: Int64

  /// - Precondition: all 0 or more.
  public init(both: Int64, firstOnly: Int64, secondOnly: Int64, neither: Int64) {
    precondition(
      min(both, firstOnly, secondOnly, neither) >= 0,
      "\(both), \(firstOnly), \(secondOnly), \(neither) are not counts"
    )
    self.both = both
    self.firstOnly = firstOnly
    self.secondOnly = secondOnly
    self.neither = neither
  }

  /// All pairs.
  public var n: Int64 { both + firstOnly + secondOnly + neither }
  /// The outcome in the first cell, over these pairs.
  public var first: Proportion { Proportion(count: both + firstOnly, n: n) }
  /// The outcome in the second cell, over these pairs.
  public var second: Proportion { Proportion(count: both + secondOnly, n: n) }

  /// The first fraction minus the second, (b − c)/n; `nil` without pairs.
  public var difference: Double? { n == 0 ? nil : Double(firstOnly - secondOnly) / Double(n) }

  /// Tango's score interval for the first probability minus the second.
  ///
  /// Its coverage is near `confidence` at a fixed n, also with few discordant pairs or none, where Wald's interval says
  /// that there is no difference; it may fall somewhat below with few pairs. It does not hold for a count that was
  /// chosen by looking. [−1, 1] without pairs.
  ///
  /// - Parameter confidence: strictly between 0 and 1.
  /// - Complexity: O(1), some microseconds.
  /// - SeeAlso: T. Tango, Statistics in Medicine 17 (1998) 891–908; compared with others in M. W. Fagerland,
  ///   S. Lydersen and P. Laake, Statistics in Medicine 33 (2014) 2850–2875.
  public func tango(confidence: Double) -> DifferenceInterval { discordant.tango(n: n, confidence: confidence) }

  /// log₁₀ of McNemar's exact two-sided p value: that of b among b + c tosses of a fair coin.
  ///
  /// Conservative, as exact tests are, and for a fixed n. 0 without discordant pairs. A p value too small for a Double
  /// is still a number here.
  ///
  /// - Complexity: O(√(b + c)).
  /// - SeeAlso: Q. McNemar, Psychometrika 12 (1947) 153–157; exact: F. Mosteller, Biometrics 8 (1952) 220–226.
  public var log10ExactP: Double { discordant.log10ExactP }

  /// log₁₀ of an e-value against equal probabilities, 2ᵇ⁺ᶜ B(b + ½, c + ½)/B(½, ½), which holds at any count.
  ///
  /// If the probabilities are equal it ever reaches 1/α with probability at most α: to quote in a study that stopped on
  /// what it saw, where the p value and Tango's interval are figures for a fixed sample. Below 0 it speaks for equality,
  /// weakly.
  ///
  /// - Complexity: O(1).
  /// - SeeAlso: Robbins (1970) and Howard et al. (2021) as cited at ``ConfidenceSequence``.
  public var log10EValue: Double { discordant.log10EValue }

  /// Both together, as if they had been counted at once.
  public static func + (x: PairedTable, y: PairedTable) -> PairedTable {
    PairedTable(
      both: x.both + y.both,
      firstOnly: x.firstOnly + y.firstOnly,
      secondOnly: x.secondOnly + y.secondOnly,
      neither: x.neither + y.neither
    )
  }

  private var discordant: DiscordantPairs { DiscordantPairs(first: firstOnly, second: secondOnly) }
}

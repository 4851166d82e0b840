/// Two cells, compared index by index: pairs are equal simulation indices.
public struct Comparison: Codable, Hashable, Sendable {
  /// Names of the cells.
  public var first: String
  public var second: String
  /// Indices that both cells hold.
  public var simulations: Int64
  /// Whether a `stop:` chose the number of simulations: then every p-value and interval here, which are for a sample whose size
  /// was fixed beforehand, is to be read with that in mind, and the e-values hold at any time.
  public var isStopped: Bool
  /// By name; those that mean something in both cells.
  public var outcomes: [String: PairResults]
  /// Names of `outcomes` in the order tables show them.
  public var outcomeOrder: [String]
  /// Gradient norms, where both cells have as many layers and are trained.
  public var layers: [SignResults]

  public init(
    first: String,
    second: String,
    simulations: Int64,
    isStopped: Bool,
    outcomes: [String: PairResults],
    outcomeOrder: [String],
    layers: [SignResults]
  ) {
    self.first = first
    self.second = second
    self.simulations = simulations
    self.isStopped = isStopped
    self.outcomes = outcomes
    self.outcomeOrder = outcomeOrder
    self.layers = layers
  }

  enum CodingKeys: String, CodingKey {
    case first, second, simulations, outcomes, layers
    case isStopped = "is_stopped"
    case outcomeOrder = "outcome_order"
  }
}

/// An outcome in the same simulations of two cells: the 2 × 2 table of counts and what it says.
public struct PairResults: Codable, Hashable, Sendable {
  public var both: Int64
  public var firstOnly: Int64
  public var secondOnly: Int64
  public var neither: Int64
  /// The first cell's fraction less the second's.
  public var difference: Double
  /// Tango's score interval for the difference.
  public var interval: IntervalResults
  /// Decimal logarithm of McNemar's exact two-sided p.
  public var mcNemarLog10P: Double
  /// Decimal logarithm of the e-value against equal fractions, valid whenever one stops.
  public var log10EValue: Double

  public init(
    both: Int64,
    firstOnly: Int64,
    secondOnly: Int64,
    neither: Int64,
    difference: Double,
    interval: IntervalResults,
    mcNemarLog10P: Double,
    log10EValue: Double
  ) {
    self.both = both
    self.firstOnly = firstOnly
    self.secondOnly = secondOnly
    self.neither = neither
    self.difference = difference
    self.interval = interval
    self.mcNemarLog10P = mcNemarLog10P
    self.log10EValue = log10EValue
  }

  enum CodingKeys: String, CodingKey {
    case both, neither, difference, interval
    case firstOnly = "first_only"
    case secondOnly = "second_only"
    case mcNemarLog10P = "mcnemar_log10_p"
    case log10EValue = "log10_e_value"
  }
}

/// Gradient norms of one layer in the same simulations of two cells: which is greater.
public struct SignResults: Codable, Hashable, Sendable {
  /// From 1, the output layer last.
  public var layer: Int
  /// `gradient_norm`.
  public var quantity: String
  /// `first_batch` or `last_batch`.
  public var when: String
  /// The first cell's is greater.
  public var greater: Int64
  public var less: Int64
  /// Two zeros are equal.
  public var equal: Int64
  /// One of the two is not a number. Such pairs stay in the denominator.
  public var incomparable: Int64
  /// P(first > second) − P(first < second), over all pairs: greater + less + equal + incomparable.
  public var difference: Double
  /// Tango's score interval for it.
  public var interval: IntervalResults
  /// Decimal logarithm of the exact two-sided p of the sign test without ties.
  public var signTestLog10P: Double
  /// Decimal logarithm of the e-value against equal probabilities.
  public var log10EValue: Double

  public init(
    layer: Int,
    quantity: String,
    when: String,
    greater: Int64,
    less: Int64,
    equal: Int64,
    incomparable: Int64,
    difference: Double,
    interval: IntervalResults,
    signTestLog10P: Double,
    log10EValue: Double
  ) {
    self.layer = layer
    self.quantity = quantity
    self.when = when
    self.greater = greater
    self.less = less
    self.equal = equal
    self.incomparable = incomparable
    self.difference = difference
    self.interval = interval
    self.signTestLog10P = signTestLog10P
    self.log10EValue = log10EValue
  }

  enum CodingKeys: String, CodingKey {
    case layer, quantity, when, greater, less, equal, incomparable, difference, interval
    case signTestLog10P = "sign_test_log10_p"
    case log10EValue = "log10_e_value"
  }
}

/// The distribution of one number over the simulations of a cell, from a histogram of eight bins an octave that knows its
/// least and greatest value.
public struct QuantityResults: Codable, Hashable, Sendable {
  /// From 1, the output layer last; nil for quantities that are not by layer.
  public var layer: Int?
  public var quantity: String
  /// `start`, `end`, `first_batch`, `last_batch`, `last_epoch`.
  public var when: String
  public var finite: Int64
  public var zeros: Int64
  public var nonFinite: Int64
  /// The confidence of every quantile's interval.
  public var quantileConfidence: Double
  /// Quantiles of the finite values.
  public var quantiles: [QuantileResults]
  /// Quantiles of the finite values that are not zero; empty where none is zero, and both would be the same.
  public var nonZeroQuantiles: [QuantileResults]
  /// Of the finite values; nil for quantities that have none reported, or fewer than two values.
  public var mean: MeanResults?
  /// The one finite value, 12 significant digits, where a single replicate of a layered network has no mean to report.
  public var value: Double?

  public init(
    layer: Int?,
    quantity: String,
    when: String,
    finite: Int64,
    zeros: Int64,
    nonFinite: Int64,
    quantileConfidence: Double,
    quantiles: [QuantileResults],
    nonZeroQuantiles: [QuantileResults] = [],
    mean: MeanResults? = nil,
    value: Double? = nil
  ) {
    self.layer = layer
    self.quantity = quantity
    self.when = when
    self.finite = finite
    self.zeros = zeros
    self.nonFinite = nonFinite
    self.quantileConfidence = quantileConfidence
    self.quantiles = quantiles
    self.nonZeroQuantiles = nonZeroQuantiles
    self.mean = mean
    self.value = value
  }

  enum CodingKeys: String, CodingKey {
    case layer, quantity, when, finite, zeros, quantiles, mean, value
    case quantileConfidence = "quantile_confidence"
    case nonZeroQuantiles = "non_zero_quantiles"
    case nonFinite = "non_finite"
  }
}

/// The bin that holds a quantile, and an estimate of the quantile.
public struct QuantileResults: Codable, Hashable, Sendable {
  public var probability: Double
  /// The ends of the bin, moved in to the least or the greatest value where that lies in it.
  public var low: Double
  public var high: Double
  /// Where the quantile lies if the values of the bin are spread evenly over it; 6 significant digits.
  public var value: Double
  /// The order-statistic interval with the quantity's `quantileConfidence`, from the lower end of one bin to the upper end
  /// of another; an end is nil where too few values were seen for one.
  public var intervalLow: Double?
  public var intervalHigh: Double?

  /// - Parameter value: nil for the middle of the bin.
  public init(
    probability: Double,
    low: Double,
    high: Double,
    value: Double? = nil,
    intervalLow: Double?,
    intervalHigh: Double?
  ) {
    self.probability = probability
    self.low = low
    self.high = high
    self.value = value ?? low / 2 + high / 2
    self.intervalLow = intervalLow
    self.intervalHigh = intervalHigh
  }

  enum CodingKeys: String, CodingKey {
    case probability, low, high
    case value = "estimate"
    case intervalLow = "interval_low"
    case intervalHigh = "interval_high"
  }
}

/// The mean of real values over simulations, and where one more would lie; 12 significant digits.
public struct MeanResults: Codable, Hashable, Sendable {
  public var mean: Double
  /// With n − 1.
  public var standardDeviation: Double
  /// Student's t.
  public var interval: IntervalResults
  /// For the value of one more simulation.
  public var prediction: IntervalResults

  public init(
    mean: Double,
    standardDeviation: Double,
    interval: IntervalResults,
    prediction: IntervalResults
  ) {
    self.mean = mean
    self.standardDeviation = standardDeviation
    self.interval = interval
    self.prediction = prediction
  }

  enum CodingKeys: String, CodingKey {
    case mean, interval, prediction
    case standardDeviation = "standard_deviation"
  }
}

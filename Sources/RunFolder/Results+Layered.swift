/// What a cell of a layered study has beside numbers: values that a replicate has many of, and numbers at many steps.
public struct LayeredResults: Codable, Hashable, Sendable {
  /// Values of all replicates together, by layer.
  public var distributions: [DistributionResults]
  /// The activations once more, in bins of equal width; empty where the study asks for none.
  public var binned: [BinnedResults]
  public var curves: [CurveResults]

  public init(distributions: [DistributionResults], binned: [BinnedResults], curves: [CurveResults]) {
    self.distributions = distributions
    self.binned = binned
    self.curves = curves
  }
}

/// The values that one layer had in all replicates at one time, pooled: values of one network are not independent, so there
/// is no interval here; numbers by replicate have those.
public struct DistributionResults: Codable, Hashable, Sendable {
  /// From 1, the output layer last.
  public var layer: Int
  /// `activations`, `z`, `weights`, `weight_gradients`, `z_gradients` or `unit_gradient_norms`.
  public var quantity: String
  /// `start`, `epoch_1`, …, `end`.
  public var when: String
  public var finite: Int64
  public var zeros: Int64
  public var nonFinite: Int64
  /// The least and the greatest finite value; nil without finite values.
  public var least: Double?
  public var greatest: Double?
  public var binsPerOctave: Int
  /// `index:count` of every bin that holds values, zeros left out, in the order of the values, with spaces between: the bins of
  /// `Histogram.Bin`.
  public var bins: String

  public init(
    layer: Int,
    quantity: String,
    when: String,
    finite: Int64,
    zeros: Int64,
    nonFinite: Int64,
    least: Double? = nil,
    greatest: Double? = nil,
    binsPerOctave: Int,
    bins: [(index: Int, count: Int64)]
  ) {
    self.layer = layer
    self.quantity = quantity
    self.when = when
    self.finite = finite
    self.zeros = zeros
    self.nonFinite = nonFinite
    self.least = least
    self.greatest = greatest
    self.binsPerOctave = binsPerOctave
    self.bins = bins.map { "\($0.index):\($0.count)" }.joined(separator: " ")
  }

  /// The bins as numbers; nil where the text is no such list.
  public var counts: [(index: Int, count: Int64)]? {
    var counts: [(index: Int, count: Int64)] = []
    for item in bins.split(separator: " ") {
      let parts = item.split(separator: ":")
      guard parts.count == 2, let index = Int(parts[0]), let count = Int64(parts[1]), count > 0,
        index > counts.last?.index ?? .min
      else { return nil }
      counts.append((index, count))
    }
    return counts
  }

  enum CodingKeys: String, CodingKey {
    case layer, quantity, when, finite, zeros, least, greatest, bins
    case binsPerOctave = "bins_per_octave"
    case nonFinite = "non_finite"
  }
}

/// Counts in bins of equal width between `low` and `high`.
public struct BinnedResults: Codable, Hashable, Sendable {
  public var layer: Int
  public var quantity: String
  public var when: String
  public var low: Double
  public var high: Double
  public var counts: [Int64]
  public var below: Int64
  public var above: Int64
  public var nonFinite: Int64

  public init(
    layer: Int,
    quantity: String,
    when: String,
    low: Double,
    high: Double,
    counts: [Int64],
    below: Int64,
    above: Int64,
    nonFinite: Int64
  ) {
    self.layer = layer
    self.quantity = quantity
    self.when = when
    self.low = low
    self.high = high
    self.counts = counts
    self.below = below
    self.above = above
    self.nonFinite = nonFinite
  }

  enum CodingKeys: String, CodingKey {
    case layer, quantity, when, low, high, counts, below, above
    case nonFinite = "non_finite"
  }
}

/// A number at many steps, over replicates.
public struct CurveResults: Codable, Hashable, Sendable {
  /// From 1; nil where it is not a layer's.
  public var layer: Int?
  /// `batch_loss` or `bias_gradient_norm`.
  public var quantity: String
  /// Steps of the optimizer, from 1.
  public var steps: [Int]
  /// Replicates whose number was finite, by step.
  public var finite: [Int64]
  /// Over those, by step; nil where there are none.
  public var mean: [Double?]
  /// The ends of Student's t interval with the confidence of every interval; nil for fewer than two replicates.
  public var low: [Double?]
  public var high: [Double?]

  public init(
    layer: Int?,
    quantity: String,
    steps: [Int],
    finite: [Int64],
    mean: [Double?],
    low: [Double?],
    high: [Double?]
  ) {
    self.layer = layer
    self.quantity = quantity
    self.steps = steps
    self.finite = finite
    self.mean = mean
    self.low = low
    self.high = high
  }
}

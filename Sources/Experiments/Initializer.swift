/// How the weights of a layer are drawn before training. Biases start at zero.
///
/// fan-in is the number of inputs of the layer, fan-out the number of its units.
public enum Initializer: Hashable, Sendable {
  case zeros
  case constant(Double)
  /// Uniform on [low, high).
  case uniform(low: Double, high: Double)
  /// Normal with this mean and standard deviation; `truncated` cuts at two standard deviations (Keras'
  /// `TruncatedNormal`, whose variance is then smaller than asked: 0.774 of it).
  case normal(mean: Double, standardDeviation: Double, truncated: Bool)
  /// Zero mean and variance scale / fan (Glorot and Bengio 2010, He et al. 2015, LeCun et al. 1998 are special cases).
  case varianceScaling(scale: Double, mode: FanMode, distribution: Distribution)

  /// The fan that divides the variance.
  public enum FanMode: String, Hashable, Sendable, CaseIterable {
    case fanIn = "fan_in"
    case fanOut = "fan_out"
    /// (fan-in + fan-out) / 2.
    case fanAverage = "fan_avg"
  }

  /// The shape of the distribution that variance scaling draws from.
  public enum Distribution: String, Hashable, Sendable, CaseIterable {
    /// Uniform on [−√(3 · variance), √(3 · variance)).
    case uniform
    /// Normal, not truncated.
    case untruncatedNormal = "untruncated_normal"
    /// Normal cut at two standard deviations, widened so that its variance is the one asked for: Keras' form.
    case truncatedNormal = "truncated_normal"
  }

  public static let glorotUniform = varianceScaling(scale: 1, mode: .fanAverage, distribution: .uniform)
  public static let heUniform = varianceScaling(scale: 2, mode: .fanIn, distribution: .uniform)
  public static let leCunUniform = varianceScaling(scale: 1, mode: .fanIn, distribution: .uniform)

  public static func glorotNormal(truncated: Bool = false) -> Initializer {
    varianceScaling(scale: 1, mode: .fanAverage, distribution: truncated ? .truncatedNormal : .untruncatedNormal)
  }
  public static func heNormal(truncated: Bool = false) -> Initializer {
    varianceScaling(scale: 2, mode: .fanIn, distribution: truncated ? .truncatedNormal : .untruncatedNormal)
  }
  public static func leCunNormal(truncated: Bool = false) -> Initializer {
    varianceScaling(scale: 1, mode: .fanIn, distribution: truncated ? .truncatedNormal : .untruncatedNormal)
  }

  /// The standard deviation of a standard normal cut at ±2: √(1 − 4φ(2) / (2Φ(2) − 1)).
  public static let truncatedStandardDeviation = 0.879_625_661_034_239_75

  /// What the initializer comes to for a layer of these fans.
  public func resolved(fanIn: Int, fanOut: Int) -> WeightDistribution {
    switch self {
    case .zeros: .constant(0)
    case .constant(let value): .constant(value)
    case .uniform(let low, let high): .uniform(low: low, high: high)
    case .normal(let mean, let deviation, let truncated):
      truncated
        ? .truncatedNormal(mean: mean, standardDeviation: deviation)
        : .normal(mean: mean, standardDeviation: deviation)
    case .varianceScaling(let scale, let mode, let distribution):
      Self.scaled(variance: scale / mode.fan(fanIn: fanIn, fanOut: fanOut), distribution)
    }
  }

  private static func scaled(variance: Double, _ distribution: Distribution) -> WeightDistribution {
    switch distribution {
    case .uniform:
      let limit = (3 * variance).squareRoot()
      return .uniform(low: -limit, high: limit)
    case .untruncatedNormal:
      return .normal(mean: 0, standardDeviation: variance.squareRoot())
    case .truncatedNormal:
      return .truncatedNormal(
        mean: 0,
        standardDeviation: variance.squareRoot() / Self.truncatedStandardDeviation
      )
    }
  }
}

extension Initializer.FanMode {
  func fan(fanIn: Int, fanOut: Int) -> Double {
    switch self {
    case .fanIn: Double(fanIn)
    case .fanOut: Double(fanOut)
    case .fanAverage: (Double(fanIn) + Double(fanOut)) / 2
    }
  }
}

/// One of the four shapes weights are drawn from, its parameters resolved for the layer's fans.
public enum WeightDistribution: Hashable, Sendable {
  case constant(Double)
  case uniform(low: Double, high: Double)
  case normal(mean: Double, standardDeviation: Double)
  /// The deviation is that of the normal before it is cut at mean ± 2 of them.
  case truncatedNormal(mean: Double, standardDeviation: Double)
}

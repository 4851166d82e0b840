import Experiments

extension Reader {
  static let activations = ["relu", "leaky_relu", "elu", "selu", "tanh", "sigmoid", "linear"]

  func activation(_ value: Value) -> Activation? {
    named(value, known: Self.activations, withData: ["prelu", "rrelu", "softmax"]).flatMap { activation($0) }
  }

  /// - Parameter named: one of ``activations``.
  func activation(_ named: Named) -> Activation? {
    if named.name == "leaky_relu" {
      let section = Section(named.parameters, keys: ["slope"], problems)
      // Keras has 0.2, PyTorch 0.01, and a notebook that says one and does the other is why this is asked.
      let slope = section.required("slope", "write {leaky_relu: {slope: 0.01}}") { number($0, .slope) }
      return slope.map { .leakyReLU(slope: $0) }
    }
    guard hasNoParameters(named) else { return nil }
    switch named.name {
    case "relu": return .relu
    case "elu": return .elu
    case "selu": return .selu
    case "tanh": return .tanh
    case "sigmoid": return .sigmoid
    default: return .linear
    }
  }

  static let initializers = [
    "zeros", "constant", "uniform", "normal", "glorot_uniform", "glorot_normal", "he_uniform", "he_normal",
    "lecun_uniform", "lecun_normal", "variance_scaling",
  ]

  func initializer(_ value: Value) -> Initializer? {
    guard let named = named(value, known: Self.initializers, later: ["rai"]) else { return nil }
    switch named.name {
    case "constant": return constant(named)
    case "uniform": return uniform(named)
    case "normal": return normal(named)
    case "glorot_normal": return truncated(named).map { .glorotNormal(truncated: $0) }
    case "he_normal": return truncated(named).map { .heNormal(truncated: $0) }
    case "lecun_normal": return truncated(named).map { .leCunNormal(truncated: $0) }
    case "variance_scaling": return varianceScaling(named)
    default: break
    }
    guard hasNoParameters(named) else { return nil }
    switch named.name {
    case "glorot_uniform": return .glorotUniform
    case "he_uniform": return .heUniform
    case "lecun_uniform": return .leCunUniform
    default: return .zeros
    }
  }

  private func constant(_ named: Named) -> Initializer? {
    let section = Section(named.parameters, keys: ["value"], problems)
    return section.required("value", "write {constant: {value: 0.1}}") { number($0) }.map { .constant($0) }
  }

  private func uniform(_ named: Named) -> Initializer? {
    let section = Section(named.parameters, keys: ["low", "high"], problems)
    let example = "write {uniform: {low: -0.05, high: 0.05}}"
    let low = section.required("low", example) { number($0) }
    let high = section.required("high", example) { number($0) }
    guard let low, let high else { return nil }
    guard isInterval(low, high) else {
      let place = section["low"]?.place ?? named.place
      return reported(place, "\(low); must be less than high, \(high), and the distance a \(precision.rawValue)")
    }
    return .uniform(low: low, high: high)
  }

  private func normal(_ named: Named) -> Initializer? {
    let section = Section(named.parameters, keys: ["mean", "stddev", "truncated"], problems)
    let mean = section.optional("mean", default: 0) { number($0) }
    let deviation = section.required("stddev", "write {normal: {mean: 0, stddev: 0.01}}") { number($0, .positive) }
    let truncated = section.optional("truncated", default: false) { boolean($0) }
    return deviation.map { .normal(mean: mean, standardDeviation: $0, truncated: truncated) }
  }

  private func truncated(_ named: Named) -> Bool? {
    let section = Section(named.parameters, keys: ["truncated"], problems)
    return section.optional("truncated", default: false) { boolean($0) }
  }

  private func varianceScaling(_ named: Named) -> Initializer? {
    let section = Section(named.parameters, keys: ["scale", "mode", "distribution"], problems)
    let example = "write {variance_scaling: {scale: 1, mode: fan_in, distribution: uniform}}"
    let scale = section.required("scale", example) { number($0, .positive) }
    let mode = section.required("mode", example) { choice($0, Initializer.FanMode.self) }
    let distribution = section.required("distribution", example) { choice($0, Initializer.Distribution.self) }
    guard let scale, let mode, let distribution else { return nil }
    return .varianceScaling(scale: scale, mode: mode, distribution: distribution)
  }

  /// True where low < high, and the distance between them is finite, in the precision that the draws are made in.
  func isInterval(_ low: Double, _ high: Double) -> Bool {
    switch precision {
    case .float32: Float(low) < Float(high) && (Float(high) - Float(low)).isFinite
    case .float64: low < high && (high - low).isFinite
    }
  }
}

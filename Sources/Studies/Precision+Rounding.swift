import Datasets
import Experiments
import Foundation

extension Precision {
  /// A word on networks whose values shrink, from layer to layer, below what numbers of this precision can be: these become
  /// 0, and their layers are dead or constant by rounding. An estimate by root mean squares before training.
  /// - Parameter inputs: a usual size of the inputs, above 0.
  func remark(on network: LayeredNetwork, inputs: Double) -> String? {
    guard let lost = network.hiddenLayerLost(below: log10(smallest), inputs: inputs) else { return nil }
    let remedy = self == .float32 ? ", or precision: float64" : ""
    return
      "network: values shrink to about 1e\(Int(lost.power.rounded())) by layer \(lost.number), below the smallest number of "
      + "\(rawValue), and become 0: layers are then dead, and outputs constant, by rounding and not by the signs of weights; "
      + "use larger weights\(remedy)"
  }

  /// The smallest number above 0.
  private var smallest: Double {
    self == .float32 ? Double(Float.leastNonzeroMagnitude) : .leastNonzeroMagnitude
  }
}

extension LayeredNetwork {
  /// The first hidden layer whose values are below a power of ten before training; nil where no layer's are.
  fileprivate func hiddenLayerLost(below least: Double, inputs: Double) -> (number: Int, power: Double)? {
    var power = log10(inputs)
    var number = 0
    let output = layers.lastIndex(where: \.drawsWeights) ?? 0
    for (layer, input) in layersAboveShapes[..<output] {
      if let fans = layer.fans(above: input), let initializer = layer.initializer {
        number += 1
        let gain = initializer.resolved(fanIn: fans.fanIn, fanOut: fans.fanOut).gain(fanIn: Double(fans.fanIn))
        // Zeros are written, not rounded.
        guard gain > 0 else { return nil }
        power += log10(gain)
      }
      switch layer {
      // Values below √ε are divided by √ε.
      case .batchNormalization(_, let epsilon): power -= log10(hypot(pow(10, power), epsilon.squareRoot()))
      case .shift(let value): power = max(power, log10(value.magnitude))
      case .dense, .convolution, .activation, .maxPooling, .flatten, .dropout: break
      }
      switch layer.activation {
      case nil: break
      case .sigmoid, .softmax: power = log10(0.5)
      case .tanh, .elu, .linear: break
      case .relu, .prelu: power += log10(0.5) / 2
      case .leakyReLU(let slope): power += log10((1 + slope * slope) / 2) / 2
      case .rrelu(let low, let high): power += log10((1 + (low + high) * (low + high) / 4) / 2) / 2
      case .selu:
        power += log10(Activation.seluScale * ((1 + Activation.seluAlpha * Activation.seluAlpha) / 2).squareRoot())
      }
      if number > 0, power < least, power.isFinite { return (number, power) }
    }
    return nil
  }
}

extension WeightDistribution {
  /// The root mean square of a sum over inputs of size 1 by such weights.
  fileprivate func gain(fanIn: Double) -> Double {
    let (mean, variance) =
      switch self {
      case .constant(let value): (value, 0.0)
      case .uniform(let low, let high): (low / 2 + high / 2, (high - low) * (high - low) / 12)
      case .normal(let mean, let deviation): (mean, deviation * deviation)
      case .truncatedNormal(let mean, let deviation):
        (mean, deviation * deviation * Initializer.truncatedStandardDeviation * Initializer.truncatedStandardDeviation)
      }
    return hypot(mean * fanIn, (variance * fanIn).squareRoot())
  }
}

extension Scaling {
  /// The usual size of a value after it, at most.
  var usualSize: Double {
    switch self {
    case .raw: 255
    case .unit, .standardized: 1
    case .minMax(let low, let high): max(low.magnitude, high.magnitude)
    }
  }
}

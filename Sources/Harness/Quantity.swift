import Networks
import Training

/// A number of which every simulation has one, and whose distribution is kept.
struct Quantity {
  /// From 1, the output layer last; nil where the number is not a layer's.
  var layer: Int?
  var name: String
  var when: String
  private var read: @Sendable (SimulationRecord) -> Double

  func value(of record: SimulationRecord) -> Double { read(record) }

  /// The quantities of a network in the order in which results list them.
  static func all(_ network: Network) -> [Quantity] {
    var all = [
      Quantity(name: "train_loss", when: "last_epoch") { $0.trainLoss },
      Quantity(name: "final_train_loss", when: "end") { $0.finalTrainLoss },
      Quantity(name: "test_loss", when: "end") { $0.testLoss },
    ]
    for output in 0..<network.outputs {
      let suffix = network.outputs == 1 ? "" : "_\(output + 1)"
      all.append(Quantity(name: "prediction_mean" + suffix, when: "end") { $0.predictions[output].mean })
    }
    for layer in network.layers.indices {
      for (when, batch) in [("first_batch", \LayerSummary.first), ("last_batch", \LayerSummary.last)] {
        all.append(
          Quantity(layer: layer + 1, name: "gradient_norm", when: when) {
            $0.layers[layer][keyPath: batch].gradientNorm
          }
        )
        all.append(
          Quantity(layer: layer + 1, name: "activation_mean", when: when) {
            $0.layers[layer][keyPath: batch].activationMean
          }
        )
        all.append(
          Quantity(layer: layer + 1, name: "activation_deviation", when: when) {
            $0.layers[layer][keyPath: batch].activationDeviation
          }
        )
      }
      if layer < network.hiddenLayerCount {
        all.append(
          Quantity(layer: layer + 1, name: "units_off", when: "start") {
            Double($0.layers[layer].unitsOffAtStart)
          }
        )
        all.append(
          Quantity(layer: layer + 1, name: "units_off", when: "end") {
            Double($0.layers[layer].unitsOffAtEnd)
          }
        )
      }
    }
    return all
  }

  private init(layer: Int? = nil, name: String, when: String, read: @escaping @Sendable (SimulationRecord) -> Double) {
    self.layer = layer
    self.name = name
    self.when = when
    self.read = read
  }
}

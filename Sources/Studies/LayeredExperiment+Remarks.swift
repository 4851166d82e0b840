import Experiments

extension LayeredExperiment {
  /// What is allowed and may not be meant.
  var remarks: [String] {
    let undefined = missingPremise(of: .constant).map { "test_points: 1; constant is undefined: \($0)" }
    return [undefined, linearRemark].compactMap(\.self)
  }

  private var linearRemark: String? {
    let layers = network.lookedLayers.filter {
      !$0.isOutput && network.layers[$0.activation].activation == .linear
    }
    guard let first = layers.first else { return nil }
    let numbers = layers.prefix(5).map { "\($0.number)" }.joined(separator: ", ") + (layers.count > 5 ? ", …" : "")
    let which = layers.count == 1 ? "layer \(first.number) is" : "layers \(numbers) are"
    return
      "network: \(which) linear up to the next weights, which adds nothing that one layer could not do; a layer of "
      + "`layers` has no activation unless one is written"
  }
}

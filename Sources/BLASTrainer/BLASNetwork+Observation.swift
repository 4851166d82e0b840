internal import Experiments

extension BLASNetwork {
  /// What a layer received, gave and was told in the last passes: views of the network's own memory, good until the next one.
  ///
  /// Values are points × values of the layer, row by row. Gradients are those of the last `backward`, of the batch's mean loss;
  /// those of weights have the penalty in them, and after `step` are clipped.
  public struct LayerView {
    /// z: what its activation received; nil for a layer without.
    public var sums: UnsafeBufferPointer<Scalar>?
    public var sumGradients: UnsafeBufferPointer<Scalar>?
    /// What the layer gave.
    public var values: UnsafeBufferPointer<Scalar>
    /// Nil for an output that a loss is computed with in one.
    public var valueGradients: UnsafeBufferPointer<Scalar>?
    public var weightGradients: UnsafeBufferPointer<Scalar>?
    public var biasGradients: UnsafeBufferPointer<Scalar>?
  }

  /// The layer's index in the network.
  public func view(ofLayer index: Int) -> LayerView {
    let own = stagesOfLayer[index]
    let last = own.upperBound - 1
    let isOutput = last == stages.count - 1
    // A layer's own linear activation is no stage: z is what it gives.
    let activation = network.layers[index].activation
    let hasStage = own.count > 1 || !network.layers[index].drawsWeights
    let received = activation == nil ? nil : hasStage ? last - 1 : last
    return LayerView(
      sums: received.map { $0 < 0 ? values(inputs) : values(stages[$0].output) },
      sumGradients: received.flatMap { $0 < 0 ? inputGradient.map { values($0) } : values(stages[$0].gradient) },
      values: last < 0 ? values(inputs) : values(stages[last].output),
      valueGradients: isOutput && loss.fusedActivation != nil
        ? nil : last < 0 ? inputGradients : values(stages[last].gradient),
      weightGradients: variables[index, .weights].map { view($0, from: gradients) },
      biasGradients: variables[index, .biases].map { view($0, from: gradients) }
    )
  }

  /// ∂L/∂input of the last backward pass, points × inputs; nil unless kept.
  public var inputGradients: UnsafeBufferPointer<Scalar>? { inputGradient.map { values($0) } }

  /// Which arrays are learned, in order: a layer's index, what it is, and how many numbers.
  public var parameterArrays: [(layer: Int, kind: ParameterKind, count: Int)] {
    variables.all.map { ($0.layer, $0.kind, $0.place.count) }
  }

  /// The numbers of one learned array; nil where the layer has none such.
  public func values(of kind: ParameterKind, layer: Int) -> UnsafeBufferPointer<Scalar>? {
    variables[layer, kind].map { view($0, from: parameters) }
  }

  /// Their gradients, as of the last backward pass.
  public func gradients(of kind: ParameterKind, layer: Int) -> UnsafeBufferPointer<Scalar>? {
    variables[layer, kind].map { view($0, from: gradients) }
  }

  /// Puts other numbers in place of one learned array.
  public func set(_ values: [Scalar], of kind: ParameterKind, layer: Int) {
    guard let place = variables[layer, kind] else { preconditionFailure("layer \(layer) has no \(kind)") }
    precondition(values.count == place.count, "layer \(layer) has \(place.count) \(kind)")
    for (index, value) in values.enumerated() { memory[parameters][place.offset + index] = value }
  }

  /// Batch normalization's running mean and variance, by channel of an image or by value of a vector; nil for another
  /// layer.
  public func runningMoments(layer: Int) -> (mean: [Scalar], variance: [Scalar])? {
    guard let first = stagesOfLayer[layer].first, let stage = stages[first] as? NormalizationStage<Scalar> else {
      return nil
    }
    func all(_ region: Region) -> [Scalar] { Array(UnsafeBufferPointer(start: memory[region], count: region.count)) }
    return (all(stage.runningMean), all(stage.runningVariance))
  }

  /// The rows of the last batch.
  private func values(_ region: Region) -> UnsafeBufferPointer<Scalar> {
    UnsafeBufferPointer(start: memory[region], count: region.count / largestBatch * points)
  }

  private func view(_ place: Region, from region: Region) -> UnsafeBufferPointer<Scalar> {
    UnsafeBufferPointer(start: memory[region] + place.offset, count: place.count)
  }
}

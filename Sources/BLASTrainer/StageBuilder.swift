internal import Experiments

/// Lays out a network's stages, layer by layer, reserving memory as it goes.
struct StageBuilder<Scalar: BLASScalar> {
  let memory: Memory<Scalar>
  let largestBatch: Int
  private(set) var variables: Variables
  private(set) var stages: [any Stage<Scalar>] = []
  /// The stages of each layer; those of a layer that moves no number are empty, and begin above what it passes on.
  private(set) var stagesOfLayer: [Range<Int>] = []
  /// What the next layer receives.
  private var shape: LayerShape
  /// How many layers draw for a purpose so far: the layer's coordinate in its streams.
  private var dropouts = 0
  private var noises = 0

  init(_ network: LayeredNetwork, memory: Memory<Scalar>, largestBatch: Int) {
    self.memory = memory
    self.largestBatch = largestBatch
    variables = Variables(line: 64 / MemoryLayout<Scalar>.stride)
    shape = network.input
    for (index, (layer, output)) in zip(network.layers, network.shapes).enumerated() {
      let first = stages.count
      add(layer, index, output)
      shape = output
      stagesOfLayer.append(first..<stages.count)
    }
  }

  private mutating func add(_ layer: Layer, _ index: Int, _ output: LayerShape) {
    switch layer {
    case .dense(let units, let activation, _, let bias, _):
      addDense(index, units, hasBias: bias)
      addUnlessLinear(activation, index, output)
    case .convolution(let filters, let padding, let activation, _, let bias, _):
      addConvolution(index, filters, padding, hasBias: bias, output)
      addUnlessLinear(activation, index, output)
    case .activation(let activation): add(activation, index, output)
    case .maxPooling:
      stages.append(PoolingStage(shape: shape, output: values(output), gradient: values(output)))
    // No stage: the values lie as they lay.
    case .flatten: break
    case .dropout(let rate):
      stages.append(
        DropoutStage(
          rate: rate,
          index: dropouts,
          width: output.count,
          mask: values(output),
          output: values(output),
          gradient: values(output)
        )
      )
      dropouts += 1
    case .batchNormalization(let momentum, let epsilon): addNormalization(index, momentum, epsilon, output)
    case .shift(let shift):
      stages.append(
        ShiftStage(shift: shift, width: output.count, output: values(output), gradient: values(output))
      )
    }
  }

  private func values(_ shape: LayerShape) -> Region { memory.reserve(largestBatch * shape.count) }

  private mutating func addDense(_ index: Int, _ units: Int, hasBias: Bool) {
    let output = LayerShape(count: units)
    stages.append(
      DenseStage(
        inputs: shape.count,
        units: units,
        weights: variables.add(layer: index, kind: .weights, count: units * shape.count),
        biases: hasBias ? variables.add(layer: index, kind: .biases, count: units) : nil,
        output: values(output),
        gradient: values(output)
      )
    )
  }

  private mutating func addConvolution(
    _ index: Int,
    _ filters: Int,
    _ padding: Padding,
    hasBias: Bool,
    _ output: LayerShape
  ) {
    let window = Window(image: shape, border: padding == .same ? 1 : 0)
    let chunk = ConvolutionStage<Scalar>.chunk(window, of: largestBatch)
    stages.append(
      ConvolutionStage(
        window: window,
        filters: filters,
        weights: variables.add(layer: index, kind: .weights, count: filters * window.size),
        biases: hasBias ? variables.add(layer: index, kind: .biases, count: filters) : nil,
        chunk: chunk,
        unfolded: memory.reserve(chunk * window.unfoldedCount),
        output: values(output),
        gradient: values(output)
      )
    )
  }

  private mutating func addNormalization(_ index: Int, _ momentum: Double, _ epsilon: Double, _ output: LayerShape) {
    let channels = output.channels
    stages.append(
      NormalizationStage(
        momentum: momentum,
        epsilon: epsilon,
        shape: output,
        gamma: variables.add(layer: index, kind: .gamma, count: channels),
        beta: variables.add(layer: index, kind: .beta, count: channels),
        mean: memory.reserve(channels),
        variance: memory.reserve(channels),
        runningMean: memory.reserve(channels),
        runningVariance: memory.reserve(channels),
        output: values(output),
        gradient: values(output)
      )
    )
  }

  /// A layer's own linear activation is no stage: what it gives is z.
  private mutating func addUnlessLinear(_ activation: Activation, _ index: Int, _ output: LayerShape) {
    if activation != .linear { add(activation, index, output) }
  }

  private mutating func add(_ activation: Activation, _ index: Int, _ output: LayerShape) {
    let width = output.count
    switch activation {
    case .relu, .leakyReLU, .elu, .selu, .tanh, .sigmoid, .linear:
      stages.append(
        ActivationStage(activation: activation, width: width, output: values(output), gradient: values(output))
      )
    case .prelu:
      let slopes = variables.add(layer: index, kind: .slopes, count: width)
      stages.append(
        LearnedSlopeStage(width: width, slopes: slopes, output: values(output), gradient: values(output))
      )
    case .rrelu(let low, let high):
      stages.append(
        DrawnSlopeStage(
          low: low,
          high: high,
          index: noises,
          width: width,
          slopes: values(output),
          output: values(output),
          gradient: values(output)
        )
      )
      noises += 1
    case .softmax: stages.append(SoftmaxStage(width: width, output: values(output), gradient: values(output)))
    }
  }
}

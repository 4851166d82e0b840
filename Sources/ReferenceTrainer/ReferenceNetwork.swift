public import Experiments
public import Lanes
public import RandomStreams

/// One network's parameters and its passes, written to be read: the definition of the right answer.
///
/// Floating-point contract, kept by every trainer that shares the promise of equal bits:
/// - a unit's sum starts from its bias (+0 without one) and runs over its inputs in order, each step fused;
/// - the gradient with respect to an activation starts from +0 and runs over the units of the next layer in order, fused;
/// - a parameter's gradient starts from +0 and runs over the points of the batch in order, fused for weights, added for
///   biases;
/// - a batch's loss starts from +0 and runs over its points, then outputs, as `Loss.added` has it; an epoch's loss is the
///   sum of its batches' in order, and the mean is taken in `Double`;
/// - an optimizer's operations and their roundings are those of `OptimizerStep.apply`, its constants rounded once from
///   `Double`;
/// - what is summed over the test points, or over a batch's activations, is summed in `Double`, in order.
public struct ReferenceNetwork<Scalar: LaneElement>: Sendable {
  public let network: Network
  /// `weights[layer][unit][input]`.
  public var weights: [[[Scalar]]]
  /// `biases[layer][unit]`; stays +0 in layers without a bias.
  public var biases: [[Scalar]]

  /// The network as it is born: biases at zero, weights drawn unit by unit, input by input.
  public init(_ network: Network, seed: UInt64, simulations: SimulationLanes<UInt32>) {
    self.network = network
    weights = []
    biases = []
    for (index, layer) in network.layers.enumerated() {
      let fanIn = network.fanIn(ofLayer: index)
      let distribution = layer.initializer.resolved(fanIn: fanIn, fanOut: layer.units)
      let stream = RandomStream(seed: seed, purpose: .weights, layer: index, simulations: simulations)
      var rows = [[Scalar]](repeating: [Scalar](repeating: 0, count: fanIn), count: layer.units)
      stream.forEachWord(count: layer.units * fanIn) { position, word in
        rows[position / fanIn][position % fanIn] = distribution.draw(Scalar.Words(word: word))
      }
      weights.append(rows)
      biases.append([Scalar](repeating: 0, count: layer.units))
    }
  }

  /// What every layer received and gave at one point.
  public struct Trace: Sendable {
    public var input: [Scalar]
    /// `sums[layer][unit]`: z.
    public var sums: [[Scalar]]
    /// `activations[layer][unit]`: f(z).
    public var activations: [[Scalar]]
    public var output: [Scalar] { activations[activations.count - 1] }

    func received(byLayer index: Int) -> [Scalar] { index == 0 ? input : activations[index - 1] }
  }

  public func forward(_ input: [Scalar]) -> Trace {
    var trace = Trace(input: input, sums: [], activations: [])
    for (index, layer) in network.layers.enumerated() {
      let received = trace.received(byLayer: index)
      let sums = (0..<layer.units).map { unit in
        zip(weights[index][unit], received).reduce(biases[index][unit]) { $0.addingProduct($1.0, $1.1) }
      }
      trace.sums.append(sums)
      trace.activations.append(sums.map { layer.activation.value($0) })
    }
    return trace
  }

  /// Gradients laid out as the parameters.
  public struct Gradients: Sendable {
    public var weights: [[[Scalar]]]
    public var biases: [[Scalar]]
  }

  public var zeroGradients: Gradients {
    Gradients(
      weights: weights.map { $0.map { $0.map { _ in 0 } } },
      biases: biases.map { $0.map { _ in 0 } }
    )
  }

  /// Adds one point's gradients to those of the points before it.
  /// - Parameter outputGradient: ∂L/∂a of the output layer at this point.
  public func backward(_ trace: Trace, outputGradient: [Scalar], into gradients: inout Gradients) {
    var activationGradient = outputGradient
    for index in network.layers.indices.reversed() {
      let layer = network.layers[index]
      let received = trace.received(byLayer: index)
      let delta = (0..<layer.units).map { unit in
        layer.activation.gradient(
          activationGradient[unit],
          sum: trace.sums[index][unit],
          value: trace.activations[index][unit]
        )
      }
      for unit in 0..<layer.units {
        gradients.biases[index][unit] += delta[unit]
        for input in received.indices {
          gradients.weights[index][unit][input] = gradients.weights[index][unit][input]
            .addingProduct(delta[unit], received[input])
        }
      }
      activationGradient = received.indices.map { input in
        (0..<layer.units).reduce(Scalar(0)) { $0.addingProduct(weights[index][$1][input], delta[$1]) }
      }
    }
  }

  /// The gradients of the mean loss over a batch, and the sum of the losses of its points.
  /// - Parameter batch: inputs and targets of each point.
  public func gradients(
    of loss: Loss,
    batch: [(input: [Scalar], target: [Scalar])]
  ) -> (gradients: Gradients, lossSum: Scalar, traces: [Trace]) {
    var gradients = zeroGradients
    var sum = Scalar(0)
    let scale = loss.gradientScale(points: batch.count, outputs: network.outputs)
    var traces: [Trace] = []
    for point in batch {
      let trace = forward(point.input)
      var outputGradient: [Scalar] = []
      for (output, target) in zip(trace.output, point.target) {
        let error = output - target
        sum = loss.added(error, to: sum)
        outputGradient.append(loss.gradient(error, scale: Scalar(scale)))
      }
      backward(trace, outputGradient: outputGradient, into: &gradients)
      traces.append(trace)
    }
    return (gradients, sum, traces)
  }
}

internal import COpenBLAS
public import Experiments
public import RandomStreams

/// One network of real size and its training: products by OpenBLAS on one thread, the rest by `Lanes`.
///
/// A network is a pure function of what it is made from, of the samples and of the calls made, in their order; on one kind of
/// processor its numbers are the same bits each time (BLAS kernels differ between kinds). What is not a product is summed in a
/// fixed order: losses, moments and norms in `Double`, biases' gradients in the format of the network, all points in order.
///
/// Buffers are allocated once, for the largest batch. Not to be shared between threads.
public final class BLASNetwork<Scalar: BLASScalar> {
  public let network: LayeredNetwork
  public let loss: Loss
  public let clipping: Clipping?
  public let coordinates: Coordinates
  public let largestBatch: Int

  let memory: Memory<Scalar>
  let variables: Variables
  let stages: [any Stage<Scalar>]
  let stagesOfLayer: [Range<Int>]
  let inputs: Region
  let targets: Region
  /// Kept if asked for.
  let inputGradient: Region?
  let parameters: Region
  let gradients: Region
  let slots: [Region]
  var schedule: OptimizerSchedule
  /// Of the last forward pass.
  var points = 0
  var mode = PassMode.inference

  /// Draws the network as it is born: word unit · fan-in + input of each layer's stream, as `ReferenceNetwork` does; layers
  /// that draw weights are numbered among themselves from 0, so that one more normalization leaves the draws as they were.
  /// - Parameters:
  ///   - clipping: of gradients before each step.
  ///   - largestBatch: points that go through at a time; evaluation goes in such batches too.
  ///   - keepsInputGradient: whether a backward pass computes ∂L/∂input too.
  /// - Throws: where memory is short.
  /// - Precondition: neither network nor loss has a `problem`.
  public init(
    _ network: LayeredNetwork,
    loss: Loss,
    optimizer: Optimizer,
    clipping: Clipping? = nil,
    coordinates: Coordinates,
    largestBatch: Int,
    keepsInputGradient: Bool = false
  ) throws(TrainingFailure) {
    if let problem = network.problem ?? loss.problem(with: network) { preconditionFailure(problem) }
    precondition(largestBatch >= 1, "a batch has at least one point")
    BLASThreads.useOne()
    self.network = network
    self.loss = loss
    self.clipping = clipping
    self.coordinates = coordinates
    self.largestBatch = largestBatch
    memory = Memory()
    let builder = StageBuilder(network, memory: memory, largestBatch: largestBatch)
    variables = builder.variables
    stages = builder.stages
    stagesOfLayer = builder.stagesOfLayer
    inputs = memory.reserve(largestBatch * network.input.count)
    targets = memory.reserve(largestBatch * network.outputs)
    inputGradient = keepsInputGradient ? memory.reserve(largestBatch * network.input.count) : nil
    parameters = memory.reserve(variables.count)
    gradients = memory.reserve(variables.count)
    var slots: [Region] = []
    for _ in 0..<optimizer.slotCount { slots.append(memory.reserve(variables.count)) }
    self.slots = slots
    schedule = OptimizerSchedule(optimizer)
    try memory.allocate(for: "a network of \(variables.count) parameters at \(largestBatch) points a batch")
    drawParameters()
  }

  private func drawParameters() {
    var shape = network.input
    var drawn = 0
    for (index, (layer, output)) in zip(network.layers, network.shapes).enumerated() {
      if let (fanIn, fanOut) = layer.fans(above: shape), let initializer = layer.initializer,
        let weights = variables[index, .weights]
      {
        let stream = coordinates.stream(.weights, layer: drawn)
        let distribution = initializer.resolved(fanIn: fanIn, fanOut: fanOut)
        Scalar.draw(distribution, stream, into: memory[parameters] + weights.offset, count: weights.count)
        drawn += 1
      }
      if let gamma = variables[index, .gamma] {
        (memory[parameters] + gamma.offset).update(repeating: 1, count: gamma.count)
      }
      shape = output
    }
    for case let stage as NormalizationStage<Scalar> in stages {
      memory[stage.runningVariance].update(repeating: 1, count: stage.runningVariance.count)
    }
  }
}

/// Where a network's random numbers come from.
public struct Coordinates: Hashable, Sendable {
  public var seed: UInt64
  public var simulation: UInt64
  /// Purposes drawn once for all simulations.
  public var shared: Set<Purpose>

  public init(seed: UInt64, simulation: UInt64, shared: Set<Purpose> = []) {
    self.seed = seed
    self.simulation = simulation
    self.shared = shared
  }

  func stream(_ purpose: Purpose, layer: Int = 0, epoch: Int = 0) -> RandomStream<UInt32> {
    RandomStream(
      seed: seed,
      purpose: purpose,
      layer: layer,
      epoch: epoch,
      simulations: shared.contains(purpose) ? .shared : SimulationLanes(from: simulation)
    )
  }

  /// The order in which an epoch visits `count` points: that of `Experiment.order`.
  public func order(epoch: Int, count: Int) -> [Int] {
    stream(.shuffle, epoch: epoch).permutation(count: count).map { Int($0) }
  }
}

/// OpenBLAS' threads: one, said once a process.
enum BLASThreads {
  private static let one: Void = copenblas_use_one_thread()

  static func useOne() { one }
}

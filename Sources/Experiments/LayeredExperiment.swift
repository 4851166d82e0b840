import Datasets

/// Everything that decides what one replicate of a layered network computes, but for its index: one cell of a study of a data
/// set.
public struct LayeredExperiment: Hashable, Sendable {
  /// The key of every random stream.
  public var seed: UInt64
  public var precision: Precision
  public var network: LayeredNetwork
  public var task: DataTask
  public var training: LayeredTrainingPlan
  public var looks: LayeredLooks

  /// - Precondition: the network has no `problem`, the loss none with it, and both fit the data.
  public init(
    seed: UInt64,
    precision: Precision = .float32,
    network: LayeredNetwork,
    task: DataTask,
    training: LayeredTrainingPlan,
    looks: LayeredLooks = LayeredLooks()
  ) {
    if let problem = network.problem ?? training.loss.problem(with: network) { preconditionFailure(problem) }
    precondition(network.input.count == task.facts.shape.features, "the network's inputs must be the data's features")
    self.seed = seed
    self.precision = precision
    self.network = network
    self.task = task
    self.training = training
    self.looks = looks
  }
}

/// How a layered network is trained.
public struct LayeredTrainingPlan: Hashable, Sendable {
  public var loss: Loss
  public var optimizer: Optimizer
  public var clipping: Clipping?
  /// Points a step; the last batch of an epoch may be shorter.
  public var batchSize: Int
  /// Passes over the training points, reshuffled before each; 0 leaves the network as it was born.
  public var epochs: Int
  /// After training, so large a share of every layer's weights, chosen at random, is set to 0 before the network is judged.
  public var zeroed: Double

  public init(
    loss: Loss,
    optimizer: Optimizer,
    clipping: Clipping? = nil,
    batchSize: Int,
    epochs: Int,
    zeroed: Double = 0
  ) {
    precondition(batchSize >= 1 && epochs >= 0 && zeroed >= 0 && zeroed < 1)
    self.loss = loss
    self.optimizer = optimizer
    self.clipping = clipping
    self.batchSize = batchSize
    self.epochs = epochs
    self.zeroed = zeroed
  }
}

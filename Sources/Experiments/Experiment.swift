public import RandomStreams

/// Everything that decides what one simulation computes, but for its index: one cell of a study.
public struct Experiment: Hashable, Sendable {
  /// The key of every random stream.
  public var seed: UInt64
  public var precision: Precision
  public var network: Network
  public var task: LearningTask
  public var training: TrainingPlan
  public var criteria: Criteria
  public var looks: Looks

  public init(
    seed: UInt64,
    precision: Precision = .float32,
    network: Network,
    task: LearningTask,
    training: TrainingPlan,
    criteria: Criteria = Criteria(),
    looks: Looks = .none
  ) {
    precondition(Loss.ofFunctions.contains(training.loss), "\(training.loss.rawValue) is for classes")
    precondition(network.inputs == task.target.inputs, "the network's inputs must be the target's")
    precondition(network.outputs == task.target.outputs, "the network's outputs must be the target's")
    self.seed = seed
    self.precision = precision
    self.network = network
    self.task = task
    self.training = training
    self.criteria = criteria
    self.looks = looks
  }
}

/// What is learned, and from which points.
public struct LearningTask: Hashable, Sendable {
  public var target: Target
  /// Every input is drawn uniformly from [low, high), both rounded to the experiment's precision.
  public var low: Double
  public var high: Double
  /// The number of training points a simulation draws.
  public var trainingPoints: Int
  public var testPoints: TestPoints
  /// Purposes whose draws are the same for all simulations.
  public var shared: Set<Purpose>

  public init(
    target: Target,
    low: Double,
    high: Double,
    trainingPoints: Int,
    testPoints: TestPoints,
    shared: Set<Purpose> = []
  ) {
    precondition(low < high && trainingPoints >= 1 && testPoints.count >= 1)
    self.target = target
    self.low = low
    self.high = high
    self.trainingPoints = trainingPoints
    self.testPoints = testPoints
    self.shared = shared
  }
}

/// Where predictions are compared.
public enum TestPoints: Hashable, Sendable {
  /// So many points, drawn anew for every simulation.
  case drawn(Int)
  /// The same points for all; one array of input values a point.
  case listed([[Double]])

  public var count: Int {
    switch self {
    case .drawn(let count): count
    case .listed(let points): points.count
    }
  }
}

/// How a network is trained.
public struct TrainingPlan: Hashable, Sendable {
  public var loss: Loss
  public var optimizer: Optimizer
  /// Points a step; the last batch of an epoch, which may be its only one, may be shorter and is then a mean over its own.
  public var batchSize: Int
  /// Passes over the training points, reshuffled before each; 0 leaves the network as it was born.
  public var epochs: Int

  public init(loss: Loss = .mse, optimizer: Optimizer, batchSize: Int, epochs: Int) {
    precondition(batchSize >= 1 && epochs >= 0)
    self.loss = loss
    self.optimizer = optimizer
    self.batchSize = batchSize
    self.epochs = epochs
  }
}

/// The tolerances by which a network is called flat.
public struct Criteria: Hashable, Sendable {
  /// `flat` holds where max − min of the test predictions is below the tolerance, for every output.
  public var flat: [Double]

  public init(flat: [Double] = [1e-6, 1e-3, 1e-2, 0.1]) { self.flat = flat }
}

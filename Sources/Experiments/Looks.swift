/// What is looked at beyond the beginning, the end and the deaths at every epoch's end.
public struct Looks: Hashable, Sendable {
  /// Whether some layer is dead is also asked after steps 1, 2, 4, … of the first epoch; each costs a pass over the training
  /// points.
  public var steps: Bool
  /// Losses, gradient norms, activations and units off are also kept after every epoch but the last, which is kept anyway.
  public var epochs: Bool

  public init(steps: Bool = false, epochs: Bool = false) {
    self.steps = steps
    self.epochs = epochs
  }

  public static let none = Looks()
}

/// When it is asked whether some layer is dead.
public struct CheckTime: Hashable, Sendable {
  /// `start`, `step_1`, `step_2`, `step_4`, …, `epoch_1`, `epoch_2`, ….
  public let name: String
  /// Steps of the optimizer before it.
  public let step: Int
}

extension Experiment {
  /// Steps of the optimizer in an epoch.
  public var stepsPerEpoch: Int { (task.trainingPoints + training.batchSize - 1) / training.batchSize }

  /// The steps of the first epoch after which is looked, beyond its end: 1, 2, 4, …, or none.
  public func isLook(afterStep step: Int) -> Bool {
    looks.steps && step < stepsPerEpoch && step & (step - 1) == 0
  }

  /// How many checks there are.
  /// - Complexity: O(log(steps)).
  public var checkCount: Int {
    guard training.epochs > 0 else { return 1 }
    var (count, step) = (1 + training.epochs, 1)
    while isLook(afterStep: step) { (count, step) = (count + 1, step * 2) }
    return count
  }

  /// All checks, in the order of time.
  /// - Complexity: O(epochs + log(steps)).
  public var checkTimes: [CheckTime] {
    var times = [CheckTime(name: "start", step: 0)]
    guard training.epochs > 0 else { return times }
    var step = 1
    while isLook(afterStep: step) {
      times.append(CheckTime(name: "step_\(step)", step: step))
      step *= 2
    }
    times += (1...training.epochs).map { CheckTime(name: "epoch_\($0)", step: $0 * stepsPerEpoch) }
    return times
  }
}

/// What was seen at the end of an epoch that is not the last.
public struct EpochSummary: Hashable, Sendable {
  /// The running mean of the loss over the epoch.
  public var trainLoss: Double
  /// Of the epoch's last batch, a value a layer.
  public var batches: [BatchSummary]
  /// Units of each hidden layer with z ≤ 0 on every training point; 0 where the activation gives it no meaning.
  public var unitsOff: [Int32]

  public init(trainLoss: Double, batches: [BatchSummary], unitsOff: [Int32]) {
    self.trainLoss = trainLoss
    self.batches = batches
    self.unitsOff = unitsOff
  }
}

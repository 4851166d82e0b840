public import Experiments
import Lanes

/// One simulation, trained again alone by the reference trainer, with all that is to be seen on the way.
///
/// Everything stands here as `Double`, which holds the numbers of either precision exactly.
public struct SimulationStory: Sendable {
  public var experiment: Experiment
  /// The same bits as in the study that the simulation is from.
  public var record: Record
  /// Before training, within the first epoch and after every epoch: in order, never empty.
  public var looks: [Look]
  public var initial: Parameters
  public var final: Parameters
  public var training: Points
  public var test: Points
  /// The network's function at evenly spaced inputs, from `low` to `high` of the task; empty with several inputs.
  public var curve: [CurvePoint]

  /// The network at one moment.
  public struct Look: Sendable {
    public var moment: Moment
    /// The loss over all training points, of the network as it stands.
    public var loss: Double
    /// The predictions on the test points, their loss and the best constant's.
    public var test: TestFit
    /// By hidden layer: units with z ≤ 0 on every training point; 0 where the activation gives that no meaning.
    public var unitsOff: [Int32]
    /// By layer, the output layer last: √Σ g² of the weights' gradients of the loss over all training points.
    public var gradientNorms: [Double]
  }

  /// Weights and biases of all layers.
  public struct Parameters: Hashable, Sendable {
    /// `weights[layer][unit][input]`.
    public var weights: [[[Double]]]
    /// `biases[layer][unit]`; zeros in layers without a bias.
    public var biases: [[Double]]
  }

  /// A value a point; each has as many numbers as the network has inputs, or outputs.
  public struct Points: Sendable {
    public var inputs: [[Double]]
    public var targets: [[Double]]
    /// Of the network after training.
    public var predictions: [[Double]]
  }

  /// A value an output.
  public struct CurvePoint: Hashable, Sendable {
    public var input: Double
    public var target: [Double]
    /// Before and after training.
    public var initial: [Double]
    public var final: [Double]
  }

  /// A number of the record; nil for one that the experiment does not have.
  /// - Complexity: O(numbers of the record).
  public func value(_ name: String, _ when: String, layer: Int? = nil) -> Double? {
    RecordSchema(experiment).value(name, when, layer: layer, of: record)
  }

  /// Inputs of `curve`.
  public static let curveCount = 241
}

extension ReferenceTrainer {
  /// Trains one simulation and looks at it closely.
  /// - Complexity: beside the training, every look takes three passes over the training points.
  public static func story(_ experiment: Experiment, simulation: UInt64) -> SimulationStory {
    switch experiment.precision {
    case .float32: story(experiment, simulation, Float.self)
    case .float64: story(experiment, simulation, Double.self)
    }
  }

  private static func story<Scalar: LaneElement>(
    _ experiment: Experiment,
    _ simulation: UInt64,
    _: Scalar.Type
  ) -> SimulationStory {
    var run = ReferenceSimulation<Scalar>(experiment, simulation)
    let born = run.network
    let testInputs: [[Scalar]] = experiment.testInputs(simulation: simulation)
    var looks: [SimulationStory.Look] = []
    let observed = run.run(observing: { moment, now in looks.append(now.look(at: moment, testInputs)) })
    guard let record = observed else { preconditionFailure("a simulation gave up that was wanted") }
    let grown = run.network
    return SimulationStory(
      experiment: experiment,
      record: record,
      looks: looks,
      initial: SimulationStory.Parameters(born),
      final: SimulationStory.Parameters(grown),
      training: SimulationStory.Points(run.trainingPoints.map(\.input), grown, experiment),
      test: SimulationStory.Points(testInputs, grown, experiment),
      curve: curve(experiment, born, grown)
    )
  }

  private static func curve<Scalar: LaneElement>(
    _ experiment: Experiment,
    _ born: ReferenceNetwork<Scalar>,
    _ grown: ReferenceNetwork<Scalar>
  ) -> [SimulationStory.CurvePoint] {
    guard experiment.network.inputs == 1 else { return [] }
    let (low, high) = (experiment.task.low, experiment.task.high)
    return (0..<SimulationStory.curveCount).map { index in
      let share = Double(index) / Double(SimulationStory.curveCount - 1)
      // Twice rather than by the width, which may overflow.
      let input = Scalar(low * (1 - share) + high * share)
      return SimulationStory.CurvePoint(
        input: Double(input),
        target: experiment.targets(at: [input]).map { Double($0) },
        initial: born.forward([input]).output.map { Double($0) },
        final: grown.forward([input]).output.map { Double($0) }
      )
    }
  }
}

extension ReferenceSimulation {
  /// What is to be seen of the network as it stands.
  fileprivate func look(at moment: Moment, _ testInputs: [[Scalar]]) -> SimulationStory.Look {
    let predictions = TestPredictions(
      inputs: testInputs.joined().map { Double($0) },
      targets: testInputs.flatMap { experiment.targets(at: $0) }.map { Double($0) },
      predictions: testInputs.flatMap { network.forward($0).output }.map { Double($0) },
      outputs: experiment.network.outputs
    )
    return SimulationStory.Look(
      moment: moment,
      loss: meanLossOfTrainingPoints(),
      test: predictions.fit(experiment.training.loss, experiment.criteria),
      unitsOff: unitsOff(),
      gradientNorms: gradientNorms()
    )
  }

  /// Of the mean loss over all training points, added up in order of their index.
  private func gradientNorms() -> [Double] {
    let loss = experiment.training.loss
    let scale = loss.gradientScale(points: trainingPoints.count, outputs: experiment.network.outputs)
    var gradients = network.zeroGradients
    for point in trainingPoints {
      let trace = network.forward(point.input)
      let outputGradient = zip(trace.output, point.target).map { loss.gradient($0 - $1, scale: Scalar(scale)) }
      network.backward(trace, outputGradient: outputGradient, into: &gradients)
    }
    return gradients.weights.map { layer in l2Norm(layer.joined().map { Double($0) }) }
  }
}

extension SimulationStory.Parameters {
  fileprivate init<Scalar: LaneElement>(_ network: ReferenceNetwork<Scalar>) {
    weights = network.weights.map { $0.map { $0.map { Double($0) } } }
    biases = network.biases.map { $0.map { Double($0) } }
  }
}

extension SimulationStory.Points {
  fileprivate init<Scalar: LaneElement>(
    _ points: [[Scalar]],
    _ network: ReferenceNetwork<Scalar>,
    _ experiment: Experiment
  ) {
    inputs = points.map { $0.map { Double($0) } }
    targets = points.map { experiment.targets(at: $0).map { Double($0) } }
    predictions = points.map { network.forward($0).output.map { Double($0) } }
  }
}

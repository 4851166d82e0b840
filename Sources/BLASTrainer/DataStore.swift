internal import Datasets
internal import Experiments
internal import RandomStreams

/// The points that a network of one precision sees.
struct SampleSet<Scalar: BLASScalar> {
  var training: Samples<Scalar>
  /// Nil where none are held out.
  var validation: Samples<Scalar>?
  var test: Samples<Scalar>
}

/// Data sets in the precision of their networks: all that were read, and the last that was drawn.
struct DataStore<Scalar: BLASScalar> {
  private var read: [DataTask: SampleSet<Scalar>] = [:]
  private var drawn: (key: DrawnKey, samples: SampleSet<Scalar>)?

  private struct DrawnKey: Hashable {
    var task: DataTask
    var seed: UInt64
    var simulation: UInt64
  }

  mutating func samples(
    of experiment: LayeredExperiment,
    simulation: UInt64
  ) throws(TrainingFailure) -> SampleSet<Scalar> {
    let task = experiment.task
    guard task.source.synthetic != nil else {
      if let known = read[task] { return known }
      let samples = try load(experiment, simulation)
      read[task] = samples
      return samples
    }
    // The cells of a replicate come one after the other, most with the same data.
    let isShared = task.shared.isSuperset(of: [.trainingData, .testData])
    let key = DrawnKey(task: task, seed: experiment.seed, simulation: isShared ? 0 : simulation)
    if let drawn, drawn.key == key { return drawn.samples }
    let samples = try load(experiment, simulation)
    drawn = (key, samples)
    return samples
  }

  private func load(_ experiment: LayeredExperiment, _ simulation: UInt64) throws(TrainingFailure) -> SampleSet<Scalar>
  {
    let facts = experiment.task.facts
    let points = facts.training + facts.validation + facts.test
    // As read, scaled, and in the network's own precision.
    let bytes = points * facts.shape.features * (2 * 4 + MemoryLayout<Scalar>.stride)
    try TrainingFailure.requireMemory(bytes, for: "the data set \(experiment.task.source.name)")
    let data: Dataset
    do throws(DatasetError) {
      data = try experiment.task.load(seed: experiment.seed, simulation: simulation)
    } catch {
      throw TrainingFailure(error.description)
    }
    return SampleSet(
      training: Samples(data.training),
      validation: data.validation.isEmpty ? nil : Samples(data.validation),
      test: Samples(data.test)
    )
  }
}

extension Samples {
  init(_ points: LabelledPoints) {
    // No copy where the formats agree.
    let inputs = points.inputs as? [Scalar] ?? points.inputs.map { Scalar(Double($0)) }
    self.init(inputs: inputs, features: points.features, targets: .labels(points.labels))
  }
}

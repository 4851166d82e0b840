import Experiments
public import Studies

/// A number of which every simulation has one, and whose distribution is kept.
struct Quantity {
  /// From 1, the output layer last; nil where the number is not a layer's.
  var layer: Int?
  var name: String
  var when: String
  private var source: Source

  /// Where the number stands in a record.
  private enum Source {
    case trainLoss, finalTrainLoss, testLoss
    case predictionMean(output: Int), constantPrediction(output: Int)
    case gradientNorm(Batch), activationMean(Batch), activationDeviation(Batch)
    case unitsOffAtStart, unitsOffAtEnd
    /// Of an epoch that is not the last, counted from 0.
    case epochLoss(Int), epochGradientNorm(Int), epochActivationMean(Int), epochActivationDeviation(Int)
    case epochUnitsOff(Int)
    /// Of a layered network's record.
    case number(Int)
  }

  private enum Batch: CaseIterable {
    case first, last

    var when: String { self == .first ? "first_batch" : "last_batch" }
  }

  /// The quantities of an experiment in the order in which results list them. What nothing could be said of is left out:
  /// batches where there is no training, units off where the activation gives that no meaning.
  static func all(_ subject: CellExperiment) -> [Quantity] {
    switch subject {
    case .function(let experiment): all(experiment)
    case .dataset(let experiment):
      experiment.numbers.enumerated().map { index, measure in
        Quantity(layer: measure.layer, name: measure.name, when: measure.when, source: .number(index))
      }
    }
  }

  private static func all(_ experiment: Experiment) -> [Quantity] {
    let network = experiment.network
    let isTrained = experiment.training.epochs > 0
    var all: [Quantity] = []
    if isTrained { all.append(Quantity(name: "train_loss", when: "last_epoch", source: .trainLoss)) }
    all.append(Quantity(name: "final_train_loss", when: "end", source: .finalTrainLoss))
    all.append(Quantity(name: "test_loss", when: "end", source: .testLoss))
    for output in 0..<network.outputs {
      let suffix = network.outputs == 1 ? "" : "_\(output + 1)"
      all.append(
        Quantity(name: "prediction_mean" + suffix, when: "end", source: .predictionMean(output: output))
      )
      if experiment.missingPremise(of: .constant) != nil { continue }
      // Where collapsed networks settle; of the others there is no value.
      all.append(
        Quantity(name: "prediction_of_constant" + suffix, when: "end", source: .constantPrediction(output: output))
      )
    }
    let keptEpochs = experiment.looks.epochs ? 0..<max(experiment.training.epochs - 1, 0) : 0..<0
    for epoch in keptEpochs {
      all.append(Quantity(name: "train_loss", when: "epoch_\(epoch + 1)", source: .epochLoss(epoch)))
    }
    for index in network.layers.indices {
      let layer = index + 1
      for batch in Batch.allCases where isTrained {
        all += [
          Quantity(layer: layer, name: "gradient_norm", when: batch.when, source: .gradientNorm(batch)),
          Quantity(layer: layer, name: "activation_mean", when: batch.when, source: .activationMean(batch)),
          Quantity(layer: layer, name: "activation_deviation", when: batch.when, source: .activationDeviation(batch)),
        ]
      }
      for epoch in keptEpochs {
        let when = "epoch_\(epoch + 1)"
        all += [
          Quantity(layer: layer, name: "gradient_norm", when: when, source: .epochGradientNorm(epoch)),
          Quantity(layer: layer, name: "activation_mean", when: when, source: .epochActivationMean(epoch)),
          Quantity(layer: layer, name: "activation_deviation", when: when, source: .epochActivationDeviation(epoch)),
        ]
      }
      if index < network.hiddenLayerCount, network.layers[index].activation.allUnitsOff != .undefined {
        for epoch in keptEpochs {
          all.append(
            Quantity(layer: layer, name: "units_off", when: "epoch_\(epoch + 1)", source: .epochUnitsOff(epoch))
          )
        }
        all += [
          Quantity(layer: layer, name: "units_off", when: "start", source: .unitsOffAtStart),
          Quantity(layer: layer, name: "units_off", when: "end", source: .unitsOffAtEnd),
        ]
      }
    }
    return all
  }

  /// The number of every record that has one, in order, in place of what `values` held.
  func read(_ records: CellRecords, into values: inout [Double]) {
    switch records {
    case .function(let records): read(records, into: &values)
    case .dataset(let records):
      values.removeAll(keepingCapacity: true)
      guard case .number(let index) = source else { preconditionFailure("a quantity of another kind of record") }
      for record in records { values.append(record.numbers[index]) }
    }
  }

  private func read(_ records: [SimulationRecord], into values: inout [Double]) {
    // One choice for all records, and each read in place: copied, a record would cost more than its number.
    switch source {
    case .trainLoss: fill(&values, records) { records[$0].trainLoss }
    case .finalTrainLoss: fill(&values, records) { records[$0].finalTrainLoss }
    case .testLoss: fill(&values, records) { records[$0].testLoss }
    case .predictionMean(let output): fill(&values, records) { records[$0].predictions[output].mean }
    case .constantPrediction(let output):
      values.removeAll(keepingCapacity: true)
      for record in records where record.outcomes.contains(.constant) {
        values.append(record.predictions[output].mean)
      }
    case .epochLoss(let epoch): fill(&values, records) { records[$0].epochs[epoch].trainLoss }
    case .epochGradientNorm(let epoch):
      fill(&values, records) { records[$0].epochs[epoch].batches[index].gradientNorm }
    case .epochActivationMean(let epoch):
      fill(&values, records) { records[$0].epochs[epoch].batches[index].activationMean }
    case .epochActivationDeviation(let epoch):
      fill(&values, records) { records[$0].epochs[epoch].batches[index].activationDeviation }
    case .epochUnitsOff(let epoch): fill(&values, records) { Double(records[$0].epochs[epoch].unitsOff[index]) }
    case .gradientNorm(.first): fill(&values, records) { records[$0].layers[index].first.gradientNorm }
    case .gradientNorm(.last): fill(&values, records) { records[$0].layers[index].last.gradientNorm }
    case .activationMean(.first): fill(&values, records) { records[$0].layers[index].first.activationMean }
    case .activationMean(.last): fill(&values, records) { records[$0].layers[index].last.activationMean }
    case .activationDeviation(.first): fill(&values, records) { records[$0].layers[index].first.activationDeviation }
    case .activationDeviation(.last): fill(&values, records) { records[$0].layers[index].last.activationDeviation }
    case .unitsOffAtStart: fill(&values, records) { Double(records[$0].layers[index].unitsOffAtStart) }
    case .unitsOffAtEnd: fill(&values, records) { Double(records[$0].layers[index].unitsOffAtEnd) }
    case .number: preconditionFailure("a quantity of another kind of record")
    }
  }

  /// Whether only simulations that are constant have it.
  var isOfConstant: Bool {
    if case .constantPrediction = source { true } else { false }
  }

  private var index: Int { (layer ?? 1) - 1 }

  @inline(__always)
  private func fill(_ values: inout [Double], _ records: [SimulationRecord], _ value: (Int) -> Double) {
    values.removeAll(keepingCapacity: true)
    for index in records.indices { values.append(value(index)) }
  }
}

extension StudyPlan {
  /// Numbers of which a study keeps the distribution over simulations, in all cells.
  public var quantityCount: Int { cells.reduce(0) { $0 + Quantity.all($1.subject).count } }

  /// Distributions of values that a simulation has many of, in all cells.
  public var pooledCount: Int { cells.reduce(0) { $0 + ($1.layered?.distributions.count ?? 0) } }
}

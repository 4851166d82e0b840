import Estimation

/// The contents of an experiment's records, in order: everything that counts, stores or shows records is a loop over it.
public struct RecordSchema: Sendable {
  /// Every outcome, defined or not, in the order in which tables show them.
  public var outcomes: [NamedOutcome]
  /// The numbers of `Record.values`.
  public var quantities: [Quantity]
  /// Which of `quantities` stand in `simulations.csv`, in the order of its columns.
  public var columns: [Int]
  /// Distributions over simulations that results list, in order.
  public var summaries: [Summary]
  /// How many of `summaries`, from the first, also have a mean.
  public var meanCount: Int
  /// When it is asked whether a hidden layer is dead; empty where none can be.
  public var deathChecks: [CheckTime] = []
  /// Where `quantities` has the dead layer at the first of `deathChecks`; the others follow. 0 is a living network, NaN one
  /// that has diverged.
  public var firstDeathCheck = 0
  /// Values that a simulation has many of, pooled over all simulations.
  public var distributions: [Quantity] = []
  /// The same, in equal bins.
  public var binned: [Quantity] = []
  public var bins: EqualBins?
  public var curves: [Curve] = []

  /// The distribution of a number over the simulations of a cell.
  public struct Summary: Hashable, Sendable {
    public var quantity: Quantity
    /// Where the number stands in `Record.values`.
    public var place: Int
    /// Simulations without this outcome are left out; nil: none are.
    public var premise: Outcomes?
  }

  /// A number of a record; nil for a quantity that the experiment does not have.
  /// - Complexity: O(quantities).
  public func value(_ name: String, _ when: String, layer: Int? = nil, of record: Record) -> Double? {
    quantities.firstIndex(of: Quantity(layer: layer, name, when)).map { record.values[$0] }
  }
}

extension RecordSchema {
  /// The schema of simulations that learn a function.
  /// - Complexity: O(checks + epochs × layers).
  public init(_ experiment: Experiment) {
    let network = experiment.network
    let isTrained = experiment.training.epochs > 0
    let keptEpochs = experiment.looks.epochs ? 0..<max(experiment.training.epochs - 1, 0) : 0..<0
    var (all, columns, summaries): ([Quantity], [Int], [Summary]) = ([], [], [])
    func add(_ quantity: Quantity, isColumn: Bool = false, isSummarized: Bool = true) {
      if isColumn { columns.append(all.count) }
      if isSummarized { summaries.append(Summary(quantity: quantity, place: all.count)) }
      all.append(quantity)
    }
    // In the order in which `Observations.values` writes them.
    add(Quantity("dead_layer", "end"), isColumn: true, isSummarized: false)
    add(Quantity("death_check", "end"), isColumn: true, isSummarized: false)
    if isTrained { add(Quantity("train_loss", "last_epoch"), isColumn: true) }
    add(Quantity("final_train_loss", "end"), isColumn: true)
    add(Quantity("test_loss", "end"), isColumn: true)
    for output in 0..<network.outputs {
      let suffix = network.outputs == 1 ? "" : "_\(output + 1)"
      add(Quantity("prediction_min" + suffix, "end"), isColumn: true, isSummarized: false)
      add(Quantity("prediction_max" + suffix, "end"), isColumn: true, isSummarized: false)
      add(Quantity("prediction_mean" + suffix, "end"), isColumn: true)
      if experiment.missingPremise(of: .constant) != nil { continue }
      // Where collapsed networks settle.
      summaries.append(
        Summary(quantity: Quantity("prediction_of_constant" + suffix, "end"), place: all.count - 1, premise: .constant)
      )
    }
    for epoch in keptEpochs { add(Quantity("train_loss", "epoch_\(epoch + 1)")) }
    meanCount = summaries.count
    var offColumns: [Int] = []
    for index in network.layers.indices {
      let layer = index + 1
      func addBatch(_ when: String) {
        for name in ["gradient_norm", "activation_mean", "activation_deviation"] {
          add(Quantity(layer: layer, name, when))
        }
      }
      if isTrained {
        addBatch("first_batch")
        addBatch("last_batch")
      }
      for epoch in keptEpochs { addBatch("epoch_\(epoch + 1)") }
      guard network.canBeOff(layer: index) else { continue }
      for epoch in keptEpochs { add(Quantity(layer: layer, "units_off", "epoch_\(epoch + 1)")) }
      offColumns.append(all.count)
      add(Quantity(layer: layer, "units_off", "start"))
      add(Quantity(layer: layer, "units_off", "end"))
    }
    columns += offColumns + offColumns.map { $0 + 1 }
    outcomes = NamedOutcome.all(experiment.criteria)
    if network.deathIsDefined {
      deathChecks = experiment.checkTimes
      firstDeathCheck = all.count
      for check in deathChecks { add(Quantity("dead_layer", check.name), isSummarized: false) }
    }
    (quantities, self.columns, self.summaries) = (all, columns, summaries)
  }

  /// The schema of simulations on a data set.
  public init(_ experiment: LayeredExperiment) {
    outcomes = experiment.outcomes
    quantities = experiment.numbers
    columns = Array(quantities.indices)
    summaries = quantities.enumerated().map { Summary(quantity: $1, place: $0) }
    meanCount = quantities.count
    distributions = experiment.distributions
    binned = experiment.binned
    bins = experiment.looks.bins
    curves = experiment.curves
  }
}

extension Network {
  /// Whether the units of a layer, counted from 0, can be off: those of a hidden layer whose activation gives it a meaning.
  func canBeOff(layer: Int) -> Bool {
    layer < hiddenLayerCount && layers[layer].activation.allUnitsOff != .undefined
  }
}

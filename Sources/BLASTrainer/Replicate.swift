internal import Experiments
internal import RandomStreams

/// One replicate of a layered experiment from birth to record.
struct Replicate<Scalar: BLASScalar> {
  private let experiment: LayeredExperiment
  private let data: SampleSet<Scalar>
  private let network: BLASNetwork<Scalar>
  private let sheet: RecordSheet
  private let observer: Observer<Scalar>

  /// Points that pass at a time where nothing is learned: enough for the products to be fast.
  private static var restingBatch: Int { 256 }

  init(
    _ experiment: LayeredExperiment,
    simulation: UInt64,
    _ data: SampleSet<Scalar>
  ) throws(TrainingFailure) {
    self.experiment = experiment
    self.data = data
    let most = max(data.training.count, data.test.count, data.validation?.count ?? 0)
    network = try BLASNetwork(
      experiment.network,
      loss: experiment.training.loss,
      optimizer: experiment.training.optimizer,
      clipping: experiment.training.clipping,
      coordinates: Coordinates(seed: experiment.seed, simulation: simulation, shared: experiment.task.shared),
      largestBatch: max(experiment.training.batchSize, min(Self.restingBatch, most)),
      keepsInputGradient: experiment.looks.inputDescents
    )
    sheet = RecordSheet(experiment, simulation: simulation)
    observer = Observer(experiment, data)
  }

  /// - Returns: nil where it was given up.
  func run(_ isWanted: () -> Bool) -> Record? {
    let isTrained = experiment.training.epochs > 0
    guard isWanted() else { return nil }
    observer.observe(network, "start", sheet)
    guard isWanted() else { return nil }
    if isTrained { evaluate("start", includingTraining: false) }
    guard train(isWanted) else { return nil }
    zeroSomeWeights()
    if isTrained { observer.observe(network, "end", sheet) }
    guard isWanted() else { return nil }
    let test = evaluate(experiment.lastCheck, includingTraining: true)
    return sheet.record(
      network.isFinite && test.isFinite,
      (test.isConstant ? Outcomes.constant : []).union(test.isOneClass ? .oneClass : [])
    )
  }

  /// All epochs, or as many as the losses stay finite.
  /// - Returns: false where it was given up.
  private func train(_ isWanted: () -> Bool) -> Bool {
    let (batchSize, epochs) = (experiment.training.batchSize, experiment.training.epochs)
    var step = 0
    for epoch in 0..<epochs {
      let order = network.coordinates.order(epoch: epoch, count: data.training.count)
      var total = 0.0
      var hits = 0
      for start in stride(from: 0, to: order.count, by: batchSize) {
        guard isWanted() else { return false }
        let batch = order[start..<min(start + batchSize, order.count)]
        network.forward(data.training, points: batch, mode: .training(epoch: epoch, position: start))
        let loss = network.backward()
        total += loss * Double(batch.count)
        hits += network.hits(data.training, points: batch)
        step += 1
        // Before the step, which clips gradients in place.
        observer.note(network, loss: loss, step: step, sheet)
        network.step()
        // What is not finite will not become so again.
        if !loss.isFinite {
          sheet.diverge()
          return true
        }
      }
      let count = Double(order.count)
      let isLast = epoch + 1 == epochs
      for when in (isLast ? ["last_epoch"] : []) + (experiment.looks.epochs ? ["epoch_\(epoch + 1)"] : []) {
        sheet.set("train_loss", when, total / count)
        sheet.set("train_accuracy", when, Double(hits) / count)
      }
      if experiment.looks.epochs, !isLast {
        observer.observe(network, "epoch_\(epoch + 1)", sheet)
        evaluate("epoch_\(epoch + 1)", includingTraining: false)
      }
    }
    return true
  }

  @discardableResult
  private func evaluate(_ when: String, includingTraining: Bool) -> BLASNetwork<Scalar>.Evaluation {
    func evaluate(_ name: String, _ samples: Samples<Scalar>) -> BLASNetwork<Scalar>.Evaluation {
      let found = network.evaluate(samples)
      sheet.set("\(name)_loss", when, found.loss)
      // Outputs that are no numbers have a largest one all the same.
      let isNumber = found.isFinite && found.loss.isFinite
      sheet.set("\(name)_accuracy", when, isNumber ? found.accuracy ?? .nan : .nan)
      if experiment.hasTargets, !found.loss.isFinite { sheet.diverge() }
      return found
    }
    if includingTraining { _ = evaluate("final_train", data.training) }
    if let validation = data.validation { _ = evaluate("validation", validation) }
    return evaluate("test", data.test)
  }

  /// Which weights is decided by a shuffle of each layer's, from the stream of activation noise of the epoch after the last.
  private func zeroSomeWeights() {
    guard experiment.training.zeroed > 0 else { return }
    for layer in experiment.network.lookedLayers {
      guard let weights = network.values(of: .weights, layer: layer.weights) else { continue }
      var values = Array(weights)
      let stream = network.coordinates.stream(
        .activationNoise,
        layer: layer.number - 1,
        epoch: experiment.training.epochs
      )
      let order = stream.permutation(count: values.count)
      for index in order.prefix(Int((experiment.training.zeroed * Double(values.count)).rounded())) {
        values[Int(index)] = 0
      }
      network.set(values, of: .weights, layer: layer.weights)
    }
  }
}

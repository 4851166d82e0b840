import Experiments

extension Reader {
  /// One cell with a data set; nil when a problem was reported.
  /// - Parameter excused: what is not missed here, being misspelt at the top.
  func layeredExperiment(_ tree: Value, seed: UInt64, excused: Excused) -> LayeredExperiment? {
    let section = Section(tree, keys: Self.cellKeys, excused: excused, problems)
    var reader = self
    reader.precision = section.optional("precision", default: .float32) { choice($0) }
    if let criteria = section.entry("criteria") {
      problems.add(criteria.place, "criteria are of studies with a target; with data sets leave them out")
    }
    let task = section["task"].flatMap { reader.dataTask($0) }
    let network = section.required("network", "write at least its hidden_layers, width and activation, or its layers") {
      reader.layeredNetwork($0, task)
    }
    let outputs = section["network"].map { reader.outputPlace($0) } ?? section.place
    let nothing = Value(content: .map([]), place: section.place.key("training"))
    let hasNothingToLearn = section["training"] == nil && task.map { $0.facts.classes < 2 } ?? false
    let training =
      hasNothingToLearn
      ? reader.layeredTraining(nothing, task, network, outputs: outputs)
      : section.required("training", "write at least its epochs") {
        reader.layeredTraining($0, task, network, outputs: outputs)
      }
    let looks = section["looks"].flatMap { reader.layeredLooks($0, task) } ?? task.map { reader.layeredLooks($0) }
    guard problems.all.isEmpty, let task, let network, let training, let looks else { return nil }
    return LayeredExperiment(
      seed: seed,
      precision: reader.precision,
      network: network,
      task: task,
      training: training,
      looks: looks
    )
  }

  /// What looks at layered networks must obey over all cells: each distribution takes some kilobytes a rank, each point of
  /// a curve is kept of every replicate.
  func checkLayeredLooks(_ experiments: [LayeredExperiment], _ place: Place) {
    var numbers = 0
    var distributions = 0
    var points = 0
    for experiment in experiments {
      let (looks, epochs) = (experiment.looks, experiment.training.epochs)
      let layers = experiment.network.layers.count(where: \.drawsWeights)
      // Not by what the experiment lists, which may be millions here.
      let checks = epochs == 0 ? 1 : looks.epochs ? epochs + 1 : 2
      if looks.epochs { numbers += checks * layers }
      distributions += checks * layers * (looks.distributions.count + (looks.bins == nil ? 0 : 1))
      let steps = experiment.stepsPerEpoch * epochs
      func taken(_ every: Int) -> Int { every == 0 || steps == 0 ? 0 : (steps - 1) / every + 1 }
      points += taken(looks.losses) + layers * taken(looks.biasGradients)
    }
    if numbers > Limits.keptEpochs {
      let most = "must be at most \(Limits.keptEpochs.grouped): fewer epochs, or looks.epochs: false"
      problems.add(place, "looks.epochs: true; epochs times layers come to \(numbers.grouped) over all cells; \(most)")
    } else if distributions > Limits.distributions {
      let most = "must be at most \(Limits.distributions.grouped): fewer of them, fewer cells, or looks.epochs: false"
      problems.add(place, "looks: \(distributions.grouped) distributions over all cells; \(most)")
    }
    if points > Limits.curvePoints {
      let most = "must be at most \(Limits.curvePoints.grouped): larger looks.losses or looks.bias_gradients"
      problems.add(place, "looks: \(points.grouped) points of curves over all cells; \(most)")
    }
  }
}

import Experiments

extension CellExperiment {
  /// Remarks on what data, batches, penalties and rounding do to numbers that a reader could misread.
  var remarksOnNumbers: [String] {
    switch self {
    case .function(let experiment):
      let largest = max(experiment.task.low.magnitude, experiment.task.high.magnitude)
      return [experiment.precision.remark(on: LayeredNetwork(experiment.network), inputs: largest)].compactMap(\.self)
    case .dataset(let experiment):
      return [
        experiment.remarkOnLoneBatches, experiment.remarkOnPenalties, experiment.remarkOnBlankImages,
        experiment.remarkOnLoneValidation,
        experiment.precision.remark(on: experiment.network, inputs: experiment.task.scaling.usualSize),
      ].compactMap(\.self) + experiment.remarksOnClasses
    }
  }
}

extension LayeredExperiment {
  /// Batch normalization takes the moments of a batch: of one point it leaves nothing.
  fileprivate var remarkOnLoneBatches: String? {
    let normalizesVectors = network.layersAboveShapes.contains { layer, input in
      if case .batchNormalization = layer { input.isVector } else { false }
    }
    let (points, size) = (task.facts.training, training.batchSize)
    guard normalizesVectors, training.epochs > 0, size == 1 || points % size == 1 else { return nil }
    let which =
      size == 1 ? "every batch has 1 point" : "the last batch of every epoch has 1 point (\(points) by \(size))"
    return
      "training.batch_size: \(which); batch normalization makes 0 of all its values, and its variance of 0 enters the "
      + "running ones; choose a size that leaves 2 points or more"
  }

  fileprivate var remarkOnPenalties: String? {
    guard hasTargets, network.layers.contains(where: { $0.penalty.map { $0.lambda > 0 } ?? false }) else { return nil }
    return
      "network: all losses are shown without the penalties (l1, l2), which training adds; Keras shows their sum as `loss`"
  }

  fileprivate var remarkOnBlankImages: String? {
    let (blank, all) = (task.facts.oddities.blankImages, task.facts.training)
    guard blank > 0 else { return nil }
    return
      "task.dataset: \(blank.grouped) of \(all.grouped) training images are blank, all pixels equal; look at the file, which "
      + "may be damaged"
  }

  /// Validation numbers of one point are numbers of that point.
  fileprivate var remarkOnLoneValidation: String? {
    guard hasTargets, task.facts.validation == 1 else { return nil }
    return
      "task.validation: 1 point, so that validation accuracy is 0 or 1, and validation loss that of the point; hold out more"
  }

  fileprivate var remarksOnClasses: [String] {
    task.facts.oddities.oneClass.map { half in
      "task: all \(half.rawValue) points are of one class, so their accuracy only tells how often a network names that one; "
        + "the files may be sorted by class: take other points"
    }
  }
}

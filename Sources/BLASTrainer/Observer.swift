internal import Datasets
internal import Estimation
internal import Experiments

/// Looks at a network as an experiment asks, at rest: what a pass forward, and one backward, shows of every layer.
///
/// Gradients are those of the mean loss over all points looked at, penalties left out, though the points pass in batches.
struct Observer<Scalar: BLASScalar> {
  private let experiment: LayeredExperiment
  private let layers: [LookedLayer]
  private let training: Samples<Scalar>
  /// Of these the first `count` are looked at.
  private let points: Samples<Scalar>
  private let count: Int
  private let curves: [Curve]

  init(_ experiment: LayeredExperiment, _ data: SampleSet<Scalar>) {
    self.experiment = experiment
    layers = experiment.network.lookedLayers
    training = data.training
    points = experiment.looks.points == .training ? data.training : data.test
    count = min(experiment.looks.count ?? points.count, points.count)
    curves = experiment.curves
  }

  /// Fills in all that is asked for at one check.
  func observe(_ network: BLASNetwork<Scalar>, _ when: String, _ sheet: RecordSheet) {
    lookForIdleness(network, when, sheet)
    var input = RunningMoments()
    var sums = layers.map { _ in LayerSums() }
    for start in stride(from: 0, to: count, by: network.largestBatch) {
      let batch = start..<min(start + network.largestBatch, count)
      network.forward(points, points: batch, mode: .inference)
      if when == "start" {
        points.inputs.withUnsafeBufferPointer { inputs in
          let rows = batch.lowerBound * points.features..<batch.upperBound * points.features
          input.add(UnsafeBufferPointer(rebasing: inputs[rows]))
        }
      }
      if experiment.hasTargets { network.backward(withPenalties: false) }
      let share = Double(batch.count) / Double(count)
      for (index, layer) in layers.enumerated() {
        look(at: layer, network, when, first: start, share, &sums[index], sheet)
      }
    }
    if when == "start" {
      sheet.set("input_mean", when, input.mean)
      sheet.set("input_deviation", when, input.deviation)
    }
    for (layer, sums) in zip(layers, sums) { conclude(layer, network, when, sums, sheet) }
    guard experiment.hasTargets, layers.count > 2 else { return }
    let norms = sums.map(\.weightGradientRMS)
    sheet.set("gradient_ratio", when, norms[0] / norms[norms.count - 2])
  }

  /// What a layer's values add up to over batches.
  private struct LayerSums {
    var activations = RunningMoments()
    var sumGradients = RootMeanSquare()
    var inputDescents = RootMeanSquare()
    /// Values that are idle, and all that were looked at.
    var idle = (count: 0, of: 0)
    /// ∂L/∂W.
    var weightGradients: [Double] = []

    var weightGradientRMS: Double {
      var all = RootMeanSquare()
      for gradient in weightGradients { all.add(gradient) }
      return all.value
    }
  }

  /// - Parameters:
  ///   - first: the batch's first point among all.
  ///   - share: of the batch among all points: what its mean loss's gradients are multiplied by.
  private func look(
    at layer: LookedLayer,
    _ network: BLASNetwork<Scalar>,
    _ when: String,
    first: Int,
    _ share: Double,
    _ sums: inout LayerSums,
    _ sheet: RecordSheet
  ) {
    let (own, active) = (network.view(ofLayer: layer.weights), network.view(ofLayer: layer.activation))
    let values = active.values
    sums.activations.add(values)
    if let (judged, isIdle) = Self.idleness(of: layer, experiment.network, active) {
      for value in judged where isIdle(Double(value)) { sums.idle.count += 1 }
      sums.idle.of += judged.count
    }
    // Counted over all points' values, wherever a batch begins.
    let width = values.count / max(network.pointsOfLastPass, 1)
    let every = experiment.looks.stride(width: width)
    let skipped = (every - first * width % every) % every
    func kept(_ values: UnsafeBufferPointer<Scalar>, times factor: Double = 1) -> some Sequence<Double> {
      stride(from: skipped, to: values.count, by: every).lazy.map { Double(values[$0]) * factor }
    }
    sheet.fill(.activations, when, layer: layer.number) { $0.add(contentsOf: kept(values)) }
    if let bins = experiment.looks.bins {
      sheet.fillBins(when, layer: layer.number) { counts in
        for value in kept(values) { counts[bins.slot(of: value)] += 1 }
      }
    }
    if let z = active.sums {
      sheet.fill(.sums, when, layer: layer.number) { $0.add(contentsOf: kept(z)) }
    }
    guard experiment.hasTargets else { return }
    if let dz = active.sumGradients {
      for value in dz { sums.sumGradients.add(Double(value) * share) }
      sheet.fill(.sumGradients, when, layer: layer.number) { $0.add(contentsOf: kept(dz, times: share)) }
    }
    if let dW = own.weightGradients {
      if sums.weightGradients.isEmpty { sums.weightGradients = [Double](repeating: 0, count: dW.count) }
      sums.weightGradients.withUnsafeMutableBufferPointer { total in
        for index in total.indices { total[index] += Double(dW[index]) * share }
      }
    }
    guard experiment.looks.inputDescents else { return }
    let dx = layer.weights == 0 ? network.inputGradients : network.view(ofLayer: layer.weights - 1).valueGradients
    // Of the sum over points and outputs, not of the mean; and of its half for squares: what comes down from y − a.
    let outputs = Double(experiment.network.outputs)
    let factor =
      switch experiment.training.loss {
      case .mse: outputs / 2
      case .mae, .binaryCrossEntropy: outputs
      case .categoricalCrossEntropy: 1.0
      }
    for value in dx ?? UnsafeBufferPointer(start: nil, count: 0) {
      sums.inputDescents.add(-Double(value) * share * Double(count) * factor)
    }
  }

  private func conclude(
    _ layer: LookedLayer,
    _ network: BLASNetwork<Scalar>,
    _ when: String,
    _ sums: LayerSums,
    _ sheet: RecordSheet
  ) {
    let number = layer.number
    sheet.set("activation_mean", when, layer: number, sums.activations.mean)
    sheet.set("activation_deviation", when, layer: number, sums.activations.deviation)
    if let idleness = layer.idleness {
      let share = Double(sums.idle.count) / Double(sums.idle.of)
      sheet.set(idleness.valueShare, when, layer: number, network.isFinite ? share : .nan)
    }
    sheet.fill(.weights, when, layer: number) { histogram in
      guard let weights = network.values(of: .weights, layer: layer.weights) else { return }
      histogram.add(contentsOf: weights.lazy.map { Double($0) })
    }
    guard experiment.hasTargets else { return }
    sheet.set("weight_gradient_rms", when, layer: number, sums.weightGradientRMS)
    sheet.set("z_gradient_rms", when, layer: number, sums.sumGradients.value)
    sheet.set("input_descent_mean", when, layer: number, sums.inputDescents.mean)
    sheet.set("input_descent_rms", when, layer: number, sums.inputDescents.value)
    let gradients = sums.weightGradients
    sheet.fill(.weightGradients, when, layer: number) { $0.add(contentsOf: gradients) }
    sheet.fill(.unitGradients, when, layer: number) { histogram in
      let fanIn = gradients.count / layer.units
      for unit in 0..<layer.units {
        var norm = RootMeanSquare()
        for gradient in gradients[unit * fanIn..<(unit + 1) * fanIn] { norm.add(gradient) }
        histogram.add(norm.norm)
      }
    }
  }

  // MARK: Units that do nothing

  /// The share of every hidden layer's units that are idle on every training point; passes end when none is left that could be.
  private func lookForIdleness(_ network: BLASNetwork<Scalar>, _ when: String, _ sheet: RecordSheet) {
    let hidden = layers.filter { $0.idleness != nil }
    var idle = hidden.map { _ in [Bool]() }
    for start in stride(from: 0, to: training.count, by: network.largestBatch) {
      network.forward(
        training,
        points: start..<min(start + network.largestBatch, training.count),
        mode: .inference
      )
      var areAny = false
      for (index, layer) in hidden.enumerated() {
        if idle[index].isEmpty { idle[index] = [Bool](repeating: true, count: layer.units) }
        areAny =
          Self.keepIdle(&idle[index], layer, experiment.network, network.view(ofLayer: layer.activation)) || areAny
      }
      if !areAny { break }
    }
    var isDead = false
    for (layer, idle) in zip(hidden, idle) {
      guard let kind = layer.idleness else { continue }
      let count = idle.count { $0 }
      // Of what is not a number nobody can say whether it is idle.
      let share = network.isFinite ? Double(count) / Double(layer.units) : .nan
      sheet.set(kind.unitShare, when, layer: layer.number, share)
      isDead = isDead || (kind == .off && count == layer.units)
    }
    guard isDead else { return }
    if when == "start" { sheet.insert(.bornDead) }
    if when == experiment.checks.last { sheet.insert(.dead) }
  }

  /// Clears the units that do something at some point of the pass.
  /// - Returns: whether some unit is left.
  private static func keepIdle(
    _ idle: inout [Bool],
    _ layer: LookedLayer,
    _ network: LayeredNetwork,
    _ view: BLASNetwork<Scalar>.LayerView
  ) -> Bool {
    guard idle.contains(true), let (values, isIdle) = idleness(of: layer, network, view) else { return false }
    // A convolution's filter is one unit: its values are a channel.
    let units = layer.units
    // Cleared at the first of its values that is not idle.
    for unit in 0..<units where idle[unit] {
      idle[unit] = stride(from: unit, to: values.count, by: units).allSatisfy { isIdle(Double(values[$0])) }
    }
    return idle.contains(true)
  }

  /// The values by which units are judged idle, and the judgement of one; nil where that has no meaning.
  private static func idleness(
    of layer: LookedLayer,
    _ network: LayeredNetwork,
    _ view: BLASNetwork<Scalar>.LayerView
  ) -> (values: UnsafeBufferPointer<Scalar>, isIdle: (Double) -> Bool)? {
    switch layer.idleness {
    case .off: return view.sums.map { ($0, { $0 <= 0 }) }
    case .saturated:
      // f′ is a · (1 − a), at most ¼, or 1 − a², at most 1.
      let isSigmoid = network.layers[layer.activation].activation == .sigmoid
      return (view.values, isSigmoid ? { $0 * (1 - $0) < 0.0025 } : { 1 - $0 * $0 < 0.01 })
    case nil: return nil
    }
  }

  // MARK: Steps

  /// Keeps what curves ask for of a step just taken.
  /// - Parameter step: from 1.
  func note(_ network: BLASNetwork<Scalar>, loss: Double, step: Int, _ sheet: RecordSheet) {
    var layer = 0
    for (index, curve) in curves.enumerated() {
      let isLoss = curve.layer == nil
      defer { if !isLoss { layer += 1 } }
      let every = isLoss ? experiment.looks.losses : experiment.looks.biasGradients
      guard (step - 1) % every == 0 else { continue }
      let position = (step - 1) / every
      if isLoss {
        sheet.setCurve(index, position, loss)
      } else {
        var norm = RootMeanSquare()
        let gradients = network.gradients(of: .biases, layer: layers[layer].weights)
        for value in gradients ?? UnsafeBufferPointer(start: nil, count: 0) { norm.add(Double(value)) }
        sheet.setCurve(index, position, norm.norm)
      }
    }
  }
}

import Experiments
import Lanes
import RandomStreams

/// The simulations of one experiment that are trained side by side, one a lane: from birth to their records.
///
/// Buffers live as long as the experiment is being run; no number is carried from one group to the next.
final class LaneGroup<V: Lanes> {
  typealias Scalar = V.Element

  /// Points of one step: `[point · inputs + input]`, `[point · outputs + output]`.
  struct Batch {
    var inputs: UnsafePointer<V>
    var targets: UnsafePointer<V>
    var size: Int
  }

  let experiment: Experiment
  let network: LaneNetwork<V>
  /// 0, or 1 where a unit was on at some training point, `[hidden unit]`, of the latest check.
  let isOn: LaneBuffer<V>

  /// Nil where the experiment is not for the lanes.
  init?(_ experiment: Experiment) {
    guard let network = LaneNetwork<V>(experiment.network) else { return nil }
    self.experiment = experiment
    self.network = network
    let zero = V(0)
    isOn = LaneBuffer(count: experiment.network.hiddenLayers.reduce(0) { $0 + $1.units }, filledWith: zero)
  }

  var byteCount: Int { network.byteCount + isOn.byteCount }

  /// Trains simulations `data.firstSimulation` and following, and judges the first `count` of them; nil where they were no
  /// longer wanted.
  func run(_ data: LaneData<V>, count: Int, _ isWanted: () -> Bool) -> [Record]? {
    let plan = experiment.training
    network.reset(
      experiment.network,
      seed: experiment.seed,
      simulations: experiment.lanes(for: .weights, from: data.firstSimulation)
    )
    var schedule = OptimizerSchedule(plan.optimizer)
    var seen = LaneObservations<V>(count: count)

    check(data, &seen)
    for epoch in 0..<plan.epochs {
      guard trainOneEpoch(epoch, data, &schedule, &seen, isWanted) else { return nil }
      check(data, &seen)
      if experiment.looks.epochs, epoch < plan.epochs - 1 {
        seen.noteEpoch(hiddenLayers: experiment.network.hiddenLayerCount)
      }
    }
    predict(data)
    return records(data, seen)
  }

  /// Looks at the training points.
  private func check(_ data: LaneData<V>, _ seen: inout LaneObservations<V>) {
    seen.losses.append(evaluateTrainingPoints(data))
    noteCheck(&seen)
  }

  // MARK: - Training

  /// One pass over the training points in the epoch's order, a step a batch.
  /// - Returns: whether it came to its end.
  private func trainOneEpoch(
    _ epoch: Int,
    _ data: LaneData<V>,
    _ schedule: inout OptimizerSchedule,
    _ seen: inout LaneObservations<V>,
    _ isWanted: () -> Bool
  ) -> Bool {
    let plan = experiment.training
    let (inputs, targets) = data.points(experiment, epoch: epoch)
    let points = data.trainingPoints
    var total = V(0)
    for start in stride(from: 0, to: points, by: plan.batchSize) {
      guard isWanted() else { return false }
      let size = min(plan.batchSize, points - start)
      let isFirst = epoch == 0 && start == 0
      let endsEpoch = start + size == points
      let isLast = epoch == plan.epochs - 1 && endsEpoch
      let batch = Batch(
        inputs: inputs + start * data.inputs,
        targets: targets + start * data.outputs,
        size: size
      )
      total += accumulate(batch)
      if isFirst || isLast || (endsEpoch && experiment.looks.epochs) {
        let summaries = summarize(batch, lanes: seen.count)
        if isFirst { seen.first = summaries }
        if endsEpoch { seen.last = summaries }
        if isLast { seen.noGradient = lanesWithoutHiddenGradient(seen.count) }
      }
      network.step(schedule.next())
      if epoch == 0, experiment.isLook(afterStep: start / plan.batchSize + 1) { check(data, &seen) }
    }
    let terms = Double(points) * Double(network.outputs)
    for lane in 0..<seen.count {
      seen.trainLoss[lane] = Double(total[lane]) / terms
      if !total[lane].isFinite { seen.lossesAreFinite[lane] = false }
    }
    return true
  }

  /// Leaves the gradients of a batch's mean loss in the network; returns the sum of its losses.
  private func accumulate(_ batch: Batch) -> V {
    let loss = experiment.training.loss
    let scale = V(Scalar(loss.gradientScale(points: batch.size, outputs: network.outputs)))
    network.gradients.start.update(repeating: V(0), count: network.gradients.count)
    var sum = V(0)
    var point = 0
    while point &+ LaneNetwork<V>.Block.count <= batch.size {
      accumulate(LaneNetwork<V>.Block.self, batch, point, loss, scale, &sum)
      point &+= LaneNetwork<V>.Block.count
    }
    while point < batch.size {
      accumulate(LaneNetwork<V>.OnePoint.self, batch, point, loss, scale, &sum)
      point &+= 1
    }
    return sum
  }

  @inline(__always)
  private func accumulate<let count: Int>(
    _: Points<count, V>.Type,
    _ batch: Batch,
    _ point: Int,
    _ loss: Loss,
    _ scale: V,
    _ sum: inout V
  ) {
    network.load(Points<count, V>.self, batch.inputs + point &* network.inputs)
    network.forward(Points<count, V>.self)
    network.backward(
      Points<count, V>.self,
      loss,
      targets: batch.targets + point &* network.outputs,
      scale: scale,
      lossSum: &sum
    )
  }

  // MARK: - Looking

  /// Marks every hidden unit that is on at some training point, and takes the loss of the network as it stands.
  /// - Returns: the mean loss, a value a lane.
  private func evaluateTrainingPoints(_ data: LaneData<V>) -> [Double] {
    isOn.start.update(repeating: V(0), count: isOn.count)
    let size = experiment.training.batchSize
    let loss = experiment.training.loss
    var total = V(0)
    for start in stride(from: 0, to: data.trainingPoints, by: size) {
      let end = min(start + size, data.trainingPoints)
      var sum = V(0)
      var point = start
      while point &+ LaneNetwork<V>.Block.count <= end {
        evaluate(LaneNetwork<V>.Block.self, data, point, loss, &sum)
        point &+= LaneNetwork<V>.Block.count
      }
      while point < end {
        evaluate(LaneNetwork<V>.OnePoint.self, data, point, loss, &sum)
        point &+= 1
      }
      total += sum
    }
    let terms = Double(data.trainingPoints) * Double(network.outputs)
    return (0..<V.laneCount).map { Double(total[$0]) / terms }
  }

  @inline(__always)
  private func evaluate<let count: Int>(
    _: Points<count, V>.Type,
    _ data: LaneData<V>,
    _ point: Int,
    _ loss: Loss,
    _ sum: inout V
  ) {
    network.load(Points<count, V>.self, data.trainingInputs.start + point &* data.inputs)
    network.forward(Points<count, V>.self, marks: isOn.start)
    let targets = data.trainingTargets.start + point &* data.outputs
    sum = network.losses(Points<count, V>.self, loss, targets: targets, onto: sum)
  }

  private func predict(_ data: LaneData<V>) {
    var point = 0
    while point &+ LaneNetwork<V>.Block.count <= data.testPoints {
      predict(LaneNetwork<V>.Block.self, data, point)
      point &+= LaneNetwork<V>.Block.count
    }
    while point < data.testPoints {
      predict(LaneNetwork<V>.OnePoint.self, data, point)
      point &+= 1
    }
  }

  @inline(__always)
  private func predict<let count: Int>(_: Points<count, V>.Type, _ data: LaneData<V>, _ point: Int) {
    network.load(Points<count, V>.self, data.testInputs.start + point &* data.inputs)
    network.forward(Points<count, V>.self)
    let values = network.values(ofLayer: network.layers.count &- 1, Points<count, V>.self)
    let destination = data.predictions.start + point &* data.outputs
    for point in 0..<count {
      for output in 0..<data.outputs {
        destination[point &* data.outputs &+ output] = values[output &* count &+ point]
      }
    }
  }
}

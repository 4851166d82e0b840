import Experiments
import Lanes

/// What was seen of a group's simulations so far, a value a lane.
struct LaneObservations<V: Lanes> {
  /// Lanes that are looked at.
  let count: Int
  /// `[(check · hidden layers + layer) · lanes + lane]`, all lanes of the vector.
  var unitsOff: [Int32] = []
  var trainLoss: [Double]
  /// The loss over the training points, `[check][lane]`.
  var losses: [[Double]] = []
  var lossesAreFinite: [Bool]
  var noGradient: [Bool]
  /// `[lane][layer]`.
  var first: [[BatchSummary]]
  var last: [[BatchSummary]]
  /// `[lane][epoch]`.
  var epochs: [[EpochSummary]]

  init(count: Int) {
    self.count = count
    trainLoss = [Double](repeating: .nan, count: count)
    lossesAreFinite = [Bool](repeating: true, count: count)
    noGradient = [Bool](repeating: false, count: count)
    first = [[BatchSummary]](repeating: [], count: count)
    last = first
    epochs = [[EpochSummary]](repeating: [], count: count)
  }

  /// Keeps what was seen of the epoch that is over.
  mutating func noteEpoch(hiddenLayers: Int) {
    for lane in 0..<count {
      let latest = unitsOff.count - hiddenLayers * V.laneCount
      let off = stride(from: latest + lane, to: unitsOff.count, by: V.laneCount).map { unitsOff[$0] }
      epochs[lane].append(EpochSummary(trainLoss: trainLoss[lane], batches: last[lane], unitsOff: off))
    }
  }

  /// What was seen of one lane, `[check · hidden layers + layer]`.
  func unitsOff(lane: Int) -> [Int32] {
    stride(from: lane, to: unitsOff.count, by: V.laneCount).map { unitsOff[$0] }
  }
}

extension LaneGroup {
  /// Counts the units that the latest look at the training points found off.
  func noteCheck(_ seen: inout LaneObservations<V>) {
    var unit = 0
    for layer in experiment.network.hiddenLayers {
      var on = V(0)
      for _ in 0..<layer.units {
        on += isOn.start[unit]
        unit += 1
      }
      let counts = layer.activation.allUnitsOff != .undefined
      for lane in 0..<V.laneCount { seen.unitsOff.append(counts ? Int32(layer.units) - Int32(on[lane]) : 0) }
    }
  }

  /// Lanes whose hidden weight gradients are all exactly zero on the batch just accumulated.
  func lanesWithoutHiddenGradient(_ count: Int) -> [Bool] {
    (0..<count).map { lane in
      network.layers.dropLast().allSatisfy { layer in
        (layer.weights..<layer.biases).allSatisfy { network.gradients.start[$0][lane] == 0 }
      }
    }
  }

  /// Gradient norms of the batch just accumulated and moments of its activations, `[lane][layer]`.
  ///
  /// The batch goes forward twice more, once for the means and once for the deviations about them: for the first and the
  /// last batch of a training that is less than its checks cost, and the other batches carry nothing extra. Where values
  /// of float64 are not of everyday size, it goes once more for the means.
  func summarize(_ batch: Batch, lanes: Int) -> [[BatchSummary]] {
    let zeros = [V.Doubles](repeating: V.Doubles(0), count: network.layers.count)
    let isPlain = SquareUnit.isAlwaysOne(Scalar.self)
    var means = zeros
    var largest = [V](repeating: V(0), count: isPlain ? 0 : network.layers.count)
    forEachActivation(batch, &means) { layer, mean, value in
      mean += value.doubles
      if isPlain { return }
      let size = value.magnitude
      largest[layer] = largest[layer].replacing(with: size, where: largest[layer].isBelow(size))
    }
    let units = largest.map(squareUnits)
    if units.contains(where: { unit in (0..<V.laneCount).contains { unit[$0] != 1 } }) {
      means = zeros
      forEachActivation(batch, &means) { layer, mean, value in mean += value.doubles * units[layer] }
    }
    let counts = network.layers.map { Double(batch.size * $0.units) }
    for layer in means.indices { means[layer] = means[layer] / V.Doubles(counts[layer]) }
    var squares = zeros
    forEachActivation(batch, &squares) { layer, square, value in
      let difference = (isPlain ? value.doubles : value.doubles * units[layer]) - means[layer]
      square += difference * difference
    }
    var gradients: [Double] = []
    return (0..<lanes).map { lane in
      network.layers.indices.map { layer in
        let range = network.layers[layer].weights..<network.layers[layer].biases
        gradients.removeAll(keepingCapacity: true)
        for index in range { gradients.append(Double(network.gradients.start[index][lane])) }
        let unit = isPlain ? 1 : units[layer][lane]
        return BatchSummary(
          gradientNorm: l2Norm(gradients),
          activationMean: means[layer][lane] / unit,
          activationDeviation: (squares[layer][lane] / counts[layer]).squareRoot() / unit
        )
      }
    }
  }

  private func squareUnits(_ largest: V) -> V.Doubles {
    var units = V.Doubles(1)
    for lane in 0..<V.laneCount { units[lane] = SquareUnit.of(largest: Double(largest[lane])) }
    return units
  }

  /// Hands every activation of a batch to `body`, points in the batch's order, then units: the layer, the layer's sum,
  /// and the value.
  @inline(__always)
  private func forEachActivation(
    _ batch: Batch,
    _ sums: inout [V.Doubles],
    _ body: (Int, inout V.Doubles, V) -> Void
  ) {
    var point = 0
    while point &+ LaneNetwork<V>.Block.count <= batch.size {
      forEachActivation(LaneNetwork<V>.Block.self, batch, point, &sums, body)
      point &+= LaneNetwork<V>.Block.count
    }
    while point < batch.size {
      forEachActivation(LaneNetwork<V>.OnePoint.self, batch, point, &sums, body)
      point &+= 1
    }
  }

  @inline(__always)
  private func forEachActivation<let count: Int>(
    _: Points<count, V>.Type,
    _ batch: Batch,
    _ point: Int,
    _ sums: inout [V.Doubles],
    _ body: (Int, inout V.Doubles, V) -> Void
  ) {
    network.load(Points<count, V>.self, batch.inputs + point &* network.inputs)
    network.forward(Points<count, V>.self)
    for layer in network.layers.indices {
      let units = network.layers[layer].units
      let values = network.values(ofLayer: layer, Points<count, V>.self)
      var sum = sums[layer]
      for point in 0..<count {
        for unit in 0..<units { body(layer, &sum, values[unit &* count &+ point]) }
      }
      sums[layer] = sum
    }
  }

  /// Judges each lane by what was seen of it.
  func records(_ data: LaneData<V>, _ seen: LaneObservations<V>) -> [Record] {
    let fits = testFits(data, lanes: seen.count)
    let areFinite = lanesWithFiniteParameters()
    return (0..<seen.count).map { lane in
      let observations = Observations(
        unitsOff: seen.unitsOff(lane: lane),
        losses: seen.losses.map { $0[lane] },
        noGradient: seen.noGradient[lane],
        isFinite: seen.lossesAreFinite[lane] && areFinite[lane],
        trainLoss: seen.trainLoss[lane],
        test: fits[lane],
        first: seen.first[lane],
        last: seen.last[lane],
        epochs: seen.epochs[lane]
      )
      return observations.judged(experiment, simulation: data.firstSimulation &+ UInt64(lane))
    }
  }

  private func lanesWithFiniteParameters() -> [Bool] {
    // A product with zero is zero, but for what is not finite.
    var zeros = V(0)
    for index in 0..<network.parameters.count { zeros = zeros.addingProduct(network.parameters.start[index], V(0)) }
    return (0..<V.laneCount).map { zeros[$0] == 0 }
  }
}

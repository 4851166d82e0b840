import Lanes
import Networks
import Training

/// What was seen of a group's simulations so far, a value a lane.
struct LaneObservations<V: Lanes> {
  /// Lanes that are looked at.
  let count: Int
  /// `[lane][check][hidden layer]`.
  var unitsOff: [[[Int32]]]
  var trainLoss: [Double]
  var finalLoss: [Double] = []
  var lossesAreFinite: [Bool]
  var noGradient: [Bool]
  /// `[lane][layer]`.
  var first: [[BatchSummary]]
  var last: [[BatchSummary]]

  init(count: Int) {
    self.count = count
    unitsOff = [[[Int32]]](repeating: [], count: count)
    trainLoss = [Double](repeating: .nan, count: count)
    lossesAreFinite = [Bool](repeating: true, count: count)
    noGradient = [Bool](repeating: false, count: count)
    first = [[BatchSummary]](repeating: [], count: count)
    last = first
  }
}

extension LaneGroup {
  /// Counts the units that the latest look at the training points found off.
  func noteCheck(_ seen: inout LaneObservations<V>) {
    for lane in 0..<seen.count {
      var unit = 0
      let unitsOff = experiment.network.hiddenLayers.map { layer -> Int32 in
        var off: Int32 = 0
        for _ in 0..<layer.units {
          if isOn.start[unit][lane] == 0 { off += 1 }
          unit += 1
        }
        return layer.activation.allUnitsOff == .undefined ? 0 : off
      }
      seen.unitsOff[lane].append(unitsOff)
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
  /// last batch of a training that is less than its checks cost, and the other batches carry nothing extra.
  func summarize(_ batch: Batch, lanes: Int) -> [[BatchSummary]] {
    let layerCount = network.layers.count
    let width = V.laneCount
    var means = [Double](repeating: 0, count: layerCount * width)
    means.withUnsafeMutableBufferPointer { means in
      forEachActivation(batch) { first, row in
        for lane in 0..<V.laneCount { means[first &+ lane] += Double(row[lane]) }
      }
    }
    for (layer, shape) in network.layers.enumerated() {
      for lane in 0..<width { means[layer * width + lane] /= Double(batch.size * shape.units) }
    }
    var squares = [Double](repeating: 0, count: layerCount * width)
    squares.withUnsafeMutableBufferPointer { squares in
      means.withUnsafeBufferPointer { means in
        forEachActivation(batch) { first, row in
          for lane in 0..<V.laneCount {
            let difference = Double(row[lane]) - means[first &+ lane]
            squares[first &+ lane] += difference * difference
          }
        }
      }
    }
    return (0..<lanes).map { lane in
      network.layers.enumerated().map { layer, shape in
        let gradients = (shape.weights..<shape.biases).map { Double(network.gradients.start[$0][lane]) }
        return BatchSummary(
          gradientNorm: l2Norm(gradients),
          activationMean: means[layer * width + lane],
          activationDeviation: (squares[layer * width + lane] / Double(batch.size * shape.units)).squareRoot()
        )
      }
    }
  }

  /// Hands every activation of a batch to `body`, points in the batch's order, then units: `layer · lanes`, and where the
  /// activations of the lanes lie in a row.
  @inline(__always)
  private func forEachActivation(_ batch: Batch, _ body: (Int, UnsafePointer<Scalar>) -> Void) {
    var point = 0
    while point &+ EightPoints<V>.count <= batch.size {
      forEachActivation(EightPoints<V>.self, batch, point, body)
      point &+= EightPoints<V>.count
    }
    while point < batch.size {
      forEachActivation(OnePoint<V>.self, batch, point, body)
      point &+= 1
    }
  }

  @inline(__always)
  private func forEachActivation<B: PointBlock<V>>(
    _: B.Type,
    _ batch: Batch,
    _ point: Int,
    _ body: (Int, UnsafePointer<Scalar>) -> Void
  ) {
    network.load(B.self, batch.inputs + point &* network.inputs)
    network.forward(B.self)
    for layer in network.layers.indices {
      let units = network.layers[layer].units
      let values = network.values(ofLayer: layer, B.self)
      let first = layer &* V.laneCount
      for point in 0..<B.count {
        for unit in 0..<units {
          // A vector is its elements in a row.
          body(
            first,
            UnsafeRawPointer(values + (unit &* B.count &+ point)).assumingMemoryBound(to: Scalar.self)
          )
        }
      }
    }
  }

  /// Judges each lane by what was seen of it.
  func records(_ data: LaneData<V>, _ seen: LaneObservations<V>) -> [SimulationRecord] {
    (0..<seen.count).map { lane in
      let observations = Observations(
        unitsOff: seen.unitsOff[lane],
        noGradient: seen.noGradient[lane],
        isFinite: seen.lossesAreFinite[lane] && parametersAreFinite(lane),
        trainLoss: seen.trainLoss[lane],
        finalTrainLoss: seen.finalLoss[lane],
        testInputs: column(data.testInputs, lane),
        testTargets: column(data.testTargets, lane),
        predictions: column(predictions, lane),
        first: seen.first[lane],
        last: seen.last[lane]
      )
      return observations.judged(experiment, simulation: data.firstSimulation &+ UInt64(lane))
    }
  }

  private func parametersAreFinite(_ lane: Int) -> Bool {
    (0..<network.parameters.count).allSatisfy { network.parameters.start[$0][lane].isFinite }
  }

  private func column(_ buffer: borrowing LaneBuffer<V>, _ lane: Int) -> [Double] {
    let start = buffer.start
    return (0..<buffer.count).map { Double(start[$0][lane]) }
  }
}

extension LaneNetwork {
  /// Sets to 1 the mark of every hidden unit that is on (not z ≤ 0) at some point of the block that went forward.
  @inline(__always)
  func markUnitsThatAreOn<B: PointBlock<V>>(_: B.Type, _ marks: UnsafeMutablePointer<V>) {
    let zero = V(0)
    let one = V(1)
    // Hidden units lie in a row behind the inputs.
    let first = UnsafePointer(trace.start + inputs &* B.count)
    let hidden = layers[layers.count &- 1].received &+ layers[layers.count &- 1].fanIn &- inputs
    for unit in 0..<hidden {
      let values = first + unit &* B.count
      var allOff = values[0].isAtMost(zero)
      for point in 1..<max(B.count, 1) { allOff = V.both(allOff, values[point].isAtMost(zero)) }
      marks[unit] = marks[unit].replacing(with: one, where: V.inverted(allOff))
    }
  }
}

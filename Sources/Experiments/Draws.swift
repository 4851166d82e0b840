public import Lanes
public import RandomStreams

extension Experiment {
  /// The indices that a purpose's streams are drawn for: a simulation's own, or the shared one.
  @inlinable
  public func lanes<W: WordLanes>(for purpose: Purpose, from first: UInt64, _: W.Type = W.self) -> SimulationLanes<W> {
    task.shared.contains(purpose) ? .shared : SimulationLanes(from: first)
  }

  /// The order in which an epoch visits the training points of one simulation.
  /// - Complexity: O(training points).
  public func order(epoch: Int, simulation: UInt64) -> [UInt32] {
    RandomStream<UInt32>(
      seed: seed,
      purpose: .shuffle,
      epoch: epoch,
      simulations: lanes(for: .shuffle, from: simulation)
    ).permutation(count: task.trainingPoints)
  }

  /// The training inputs of one simulation, `[point][input]`: word point · inputs + input of its stream.
  public func trainingInputs<Scalar: LaneElement>(simulation: UInt64, _: Scalar.Type = Scalar.self) -> [[Scalar]] {
    drawnInputs(.trainingData, count: task.trainingPoints, simulation: simulation)
  }

  /// The test inputs of one simulation, `[point][input]`: drawn, or as listed.
  public func testInputs<Scalar: LaneElement>(simulation: UInt64, _: Scalar.Type = Scalar.self) -> [[Scalar]] {
    switch task.testPoints {
    case .drawn(let count): drawnInputs(.testData, count: count, simulation: simulation)
    case .listed(let points): points.map { $0.map { Scalar($0) } }
    }
  }

  /// The target's values at a point.
  public func targets<Scalar: LaneElement>(at input: [Scalar]) -> [Scalar] {
    (0..<task.target.outputs).map { task.target.value(output: $0, input[0], input[input.count - 1]) }
  }

  private func drawnInputs<Scalar: LaneElement>(
    _ purpose: Purpose,
    count: Int,
    simulation: UInt64
  ) -> [[Scalar]] {
    let inputs = network.inputs
    var points = [[Scalar]](repeating: [Scalar](repeating: 0, count: inputs), count: count)
    let stream = RandomStream<UInt32>(
      seed: seed,
      purpose: purpose,
      simulations: lanes(for: purpose, from: simulation)
    )
    stream.forEachWord(count: count * inputs) { position, word in
      points[position / inputs][position % inputs] = Scalar.uniform(
        Scalar.Words(word: word),
        low: Scalar(task.low),
        high: Scalar(task.high)
      )
    }
    return points
  }
}

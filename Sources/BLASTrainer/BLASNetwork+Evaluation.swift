internal import Experiments

extension BLASNetwork {
  /// What a network makes of samples, at rest.
  public struct Evaluation: Hashable, Sendable {
    /// The mean loss, penalties left out.
    public var loss: Double
    /// The share of labels met: by the largest output, the first of equal ones; with one output, by output > ½. Nil where
    /// targets are values.
    public var accuracy: Double?
    /// Whether all predictions are finite and equal by IEEE `==`, output by output.
    public var isConstant: Bool
    /// Whether the same class is predicted for all samples; false where targets are values.
    public var isOneClass: Bool
    public var isFinite: Bool
  }

  /// - Complexity: a forward pass of every sample, in batches of `largestBatch`, in order.
  public func evaluate(_ samples: Samples<Scalar>) -> Evaluation {
    var total = 0.0
    var hits = 0
    var isConstant = true
    var isFinite = true
    var isOneClass = true
    var firstClass: Int32?
    var first: [Scalar] = []
    var classes = [Int32](repeating: 0, count: largestBatch)
    let outputs = network.outputs
    for start in stride(from: 0, to: samples.count, by: largestBatch) {
      let batch = start..<min(start + largestBatch, samples.count)
      forward(samples, points: batch, mode: .inference)
      total += batchLoss() * Double(batch.count)
      let predictions = memory[stages[stages.count - 1].output]
      if first.isEmpty { first = Array(UnsafeBufferPointer(start: predictions, count: outputs)) }
      isConstant = isConstant && Scalar.rowsEqual(predictions, first, rows: points, width: outputs)
      isFinite = isFinite && Scalar.isFinite(predictions, count: points * outputs)
      guard case .labels(let labels) = samples.targets else { continue }
      Scalar.classes(predictions, rows: points, width: outputs, into: &classes)
      for row in 0..<points where classes[row] == labels[start + row] { hits += 1 }
      let expected = firstClass ?? classes[0]
      firstClass = expected
      isOneClass = isOneClass && classes.prefix(points).allSatisfy { $0 == expected }
    }
    var accuracy: Double?
    if case .labels = samples.targets { accuracy = Double(hits) / Double(samples.count) }
    return Evaluation(
      loss: total / Double(samples.count),
      accuracy: accuracy,
      isConstant: isConstant && isFinite,
      isOneClass: isOneClass && isFinite && firstClass != nil,
      isFinite: isFinite
    )
  }

  /// How many labels the last pass met, in whatever mode it was.
  /// - Parameter indices: the samples that went through.
  public func hits(_ samples: Samples<Scalar>, points indices: some RandomAccessCollection<Int>) -> Int {
    guard case .labels(let labels) = samples.targets else { return 0 }
    var classes = [Int32](repeating: 0, count: points)
    Scalar.classes(
      memory[stages[stages.count - 1].output],
      rows: points,
      width: network.outputs,
      into: &classes
    )
    return zip(classes, indices).count { $0 == labels[$1] }
  }

  /// Points of the last pass.
  public var pointsOfLastPass: Int { points }

  /// Whether every parameter is a finite number.
  public var isFinite: Bool { Scalar.isFinite(memory[parameters], count: variables.count) }
}

internal import Experiments

extension BLASNetwork {
  /// Sends a batch through the network.
  /// - Parameter indices: which of the samples, at most `largestBatch`.
  public func forward(_ samples: Samples<Scalar>, points indices: some RandomAccessCollection<Int>, mode: PassMode) {
    load(samples, indices)
    self.mode = mode
    let pass = pass
    var values = memory[inputs]
    for stage in stages {
      stage.forward(pass, from: values)
      values = memory[stage.output]
    }
  }

  /// The gradients of the batch that went through last, of its mean loss and of the penalties, by the moments, masks and slopes
  /// that it went through with.
  /// - Parameter withPenalties: whether the penalties' gradients are added to those of the weights.
  /// - Returns: the batch's mean loss, penalties left out.
  @discardableResult
  public func backward(withPenalties: Bool = true) -> Double {
    let pass = pass
    let result = batchLoss()
    let top = enterGradient()
    for index in stages.indices[...top].reversed() {
      stages[index].backward(
        pass,
        from: index == 0 ? memory[inputs] : memory[stages[index - 1].output],
        to: index == 0 ? inputGradient.map { memory[$0] } : memory[stages[index - 1].gradient]
      )
    }
    for (index, layer) in network.layers.enumerated() where withPenalties {
      guard let penalty = layer.penalty, let weights = variables[index, .weights] else { continue }
      Scalar.addPenaltyGradient(
        penalty,
        weights: pass.parameters + weights.offset,
        to: pass.gradients + weights.offset,
        count: weights.count
      )
    }
    return result
  }

  /// Clips the gradients, in place, and moves the parameters.
  public func step() {
    clip()
    Scalar.step(
      &schedule,
      memory[parameters],
      memory[gradients],
      slots.first.map { memory[$0] },
      slots.dropFirst().first.map { memory[$0] },
      count: variables.count
    )
  }

  /// One step of training.
  /// - Parameter position: where in the epoch's order the batch starts.
  /// - Returns: the batch's mean loss before the step, penalties left out.
  public func trainStep(
    _ samples: Samples<Scalar>,
    points indices: some RandomAccessCollection<Int>,
    epoch: Int,
    position: Int
  ) -> Double {
    forward(samples, points: indices, mode: .training(epoch: epoch, position: position))
    let loss = backward()
    step()
    return loss
  }

  /// Visits every sample once, in the epoch's own order, in batches of `largestBatch`, the last one maybe shorter.
  /// - Parameter isWanted: asked before every step.
  /// - Returns: the running mean of the loss, as Keras reports it; nil where it was given up.
  public func trainEpoch(_ samples: Samples<Scalar>, epoch: Int, isWanted: () -> Bool = { true }) -> Double? {
    let order = coordinates.order(epoch: epoch, count: samples.count)
    var total = 0.0
    for start in stride(from: 0, to: order.count, by: largestBatch) {
      guard isWanted() else { return nil }
      let batch = order[start..<min(start + largestBatch, order.count)]
      total += trainStep(samples, points: batch, epoch: epoch, position: start) * Double(batch.count)
    }
    return total / Double(samples.count)
  }

  /// What the penalties add to the loss as the network stands.
  public var penalty: Double {
    var sum = 0.0
    for (index, layer) in network.layers.enumerated() {
      guard let penalty = layer.penalty, let weights = variables[index, .weights] else { continue }
      sum += penalty.factor * Scalar.norm(penalty.norm, memory[parameters] + weights.offset, count: weights.count)
    }
    return sum
  }

  var pass: Pass<Scalar> {
    Pass(
      memory: memory,
      parameters: memory[parameters],
      gradients: memory[gradients],
      points: points,
      mode: mode,
      coordinates: coordinates
    )
  }

  private func load(_ samples: Samples<Scalar>, _ points: some RandomAccessCollection<Int>) {
    let outputs = network.outputs
    precondition(samples.features == network.input.count, "the samples' features must be the network's inputs")
    precondition(!points.isEmpty && points.count <= largestBatch, "a batch has 1 to \(largestBatch) points")
    let indices = Array(points)
    precondition(indices.allSatisfy { $0 >= 0 && $0 < samples.count }, "a point is the index of a sample")
    self.points = indices.count
    // Addresses for as long as the calls last; indices were checked above.
    samples.inputs.withUnsafeBufferPointer {
      guard let base = $0.baseAddress else { return }
      Scalar.gather(base, rows: indices, width: samples.features, into: memory[inputs])
    }
    switch samples.targets {
    case .values(let values):
      precondition(values.count == samples.count * outputs, "target values are points × outputs")
      values.withUnsafeBufferPointer {
        guard let base = $0.baseAddress else { return }
        Scalar.gather(base, rows: indices, width: outputs, into: memory[targets])
      }
    case .labels(let labels):
      labels.withUnsafeBufferPointer {
        guard let base = $0.baseAddress else { return }
        Scalar.spread(base, rows: indices, width: outputs, into: memory[targets])
      }
    }
  }

  /// The mean loss of the batch that went through last.
  func batchLoss() -> Double {
    lossSum() / (loss == .categoricalCrossEntropy ? 1 : Double(network.outputs)) / Double(points)
  }

  private func lossSum() -> Double {
    let outputs = network.outputs
    let top = stages.count - 1
    let y = memory[targets]
    switch loss {
    case .mse: return Scalar.squaredError(memory[stages[top].output], y, count: points * outputs)
    case .mae:
      let output = memory[stages[top].output]
      return (0..<points * outputs).reduce(0) { $0 + (Double(output[$1]) - Double(y[$1])).magnitude }
    case .categoricalCrossEntropy:
      return Scalar.crossEntropy(memory[stages[top - 1].output], y, rows: points, width: outputs)
    case .binaryCrossEntropy:
      return Scalar.binaryCrossEntropy(memory[stages[top - 1].output], y, count: points * outputs)
    }
  }

  /// Puts ∂L/∂a, or with a fused loss ∂L/∂z, of the output in place.
  /// - Returns: the stage whose gradient it is.
  private func enterGradient() -> Int {
    let outputs = network.outputs
    let top = stages.count - 1
    // A cross-entropy is computed with its activation in one.
    let stage = loss.fusedActivation == nil ? top : top - 1
    let scale = loss.gradientScale(points: points, outputs: outputs)
    Scalar.scaledError(
      memory[stages[top].output],
      memory[targets],
      scale: loss == .mae ? 1 : scale,
      into: memory[stages[stage].gradient],
      count: points * outputs
    )
    if loss == .mae {
      let gradient = memory[stages[stage].gradient]
      for index in 0..<points * outputs { gradient[index] = loss.gradient(gradient[index], scale: Scalar(scale)) }
    }
    return stage
  }

  private func clip() {
    let gradients = memory[gradients]
    switch clipping {
    case nil: break
    case .value(let limit): Scalar.clip(gradients, to: limit, count: variables.count)
    case .norm(let limit):
      for variable in variables.all {
        clipNorm(gradients + variable.place.offset, count: variable.place.count, limit)
      }
    case .globalNorm(let limit): clipNorm(gradients, count: variables.count, limit)
    }
  }

  /// As Keras does: g · limit / ‖g‖ where ‖g‖ ≥ limit.
  private func clipNorm(_ gradients: UnsafeMutablePointer<Scalar>, count: Int, _ limit: Double) {
    let norm = Scalar.sumOfSquares(gradients, count: count).squareRoot()
    let everyday = SquareUnit.everyday
    if norm < limit, limit >= everyday.lowerBound { return }
    if everyday.contains(norm), Scalar(limit / norm).isNormal {
      Scalar.scale(gradients, by: limit / norm, count: count)
    } else {
      clipFarNorm(gradients, count: count, limit)
    }
  }

  /// The same where squares overflow or vanish (float64), or the factor does (float32): by the largest gradient first, then
  /// by what is left of the norm.
  private func clipFarNorm(_ gradients: UnsafeMutablePointer<Scalar>, count: Int, _ limit: Double) {
    var all = RootMeanSquare()
    for index in 0..<count { all.add(Double(gradients[index])) }
    guard all.norm >= limit else { return }
    let factor = limit / all.scaledNorm
    for index in 0..<count { gradients[index] = Scalar(Double(gradients[index]) / all.scale * factor) }
  }
}

internal import Experiments
internal import RandomStreams

/// Inverted dropout: word position · width + value of the epoch's stream decides for a value.
struct DropoutStage<Scalar: BLASScalar>: Stage {
  let rate: Double
  /// Which of the dropout layers.
  let index: Int
  let width: Int
  /// Points × width, 0 or 1: what the last training pass kept.
  let mask: Region
  let output: Region
  let gradient: Region

  func forward(_ pass: Pass<Scalar>, from input: UnsafeMutablePointer<Scalar>) {
    let count = pass.points * width
    guard let (stream, position) = pass.stream(.dropout, layer: index) else {
      return Scalar.activate(.linear, input, into: pass.memory[output], count: count)
    }
    let mask = pass.memory[mask]
    Scalar.drawMask(stream, first: position * width, rate: rate, into: mask, count: count)
    Scalar.gate(input, mask: mask, scale: 1 / (1 - rate), into: pass.memory[output], count: count)
  }

  func backward(
    _ pass: Pass<Scalar>,
    from input: UnsafeMutablePointer<Scalar>,
    to inputGradient: UnsafeMutablePointer<Scalar>?
  ) {
    guard let inputGradient else { return }
    let dy = pass.memory[gradient]
    let count = pass.points * width
    switch pass.mode {
    case .training:
      Scalar.gate(dy, mask: pass.memory[mask], scale: 1 / (1 - rate), into: inputGradient, count: count)
    case .inference: Scalar.activate(.linear, dy, into: inputGradient, count: count)
    }
  }
}

/// A fixed number added to every value.
struct ShiftStage<Scalar: BLASScalar>: Stage {
  let shift: Double
  let width: Int
  let output: Region
  let gradient: Region

  func forward(_ pass: Pass<Scalar>, from input: UnsafeMutablePointer<Scalar>) {
    Scalar.shift(input, by: shift, into: pass.memory[output], count: pass.points * width)
  }

  func backward(
    _ pass: Pass<Scalar>,
    from input: UnsafeMutablePointer<Scalar>,
    to inputGradient: UnsafeMutablePointer<Scalar>?
  ) {
    guard let inputGradient else { return }
    Scalar.activate(.linear, pass.memory[gradient], into: inputGradient, count: pass.points * width)
  }
}

internal import Experiments
internal import RandomStreams

/// An activation without parameters.
struct ActivationStage<Scalar: BLASScalar>: Stage {
  let activation: Activation
  /// Values a point.
  let width: Int
  let output: Region
  let gradient: Region

  func forward(_ pass: Pass<Scalar>, from input: UnsafeMutablePointer<Scalar>) {
    Scalar.activate(activation, input, into: pass.memory[output], count: pass.points * width)
  }

  func backward(
    _ pass: Pass<Scalar>,
    from input: UnsafeMutablePointer<Scalar>,
    to inputGradient: UnsafeMutablePointer<Scalar>?
  ) {
    guard let inputGradient else { return }
    Scalar.gradient(
      activation,
      pass.memory[gradient],
      z: input,
      a: pass.memory[output],
      into: inputGradient,
      count: pass.points * width
    )
  }
}

/// PReLU: a learned slope for every value of a point.
struct LearnedSlopeStage<Scalar: BLASScalar>: Stage {
  let width: Int
  let slopes: Region
  let output: Region
  let gradient: Region

  func forward(_ pass: Pass<Scalar>, from input: UnsafeMutablePointer<Scalar>) {
    let slopes = pass.parameters + slopes.offset
    Scalar.leak(input, slopes: slopes, own: false, into: pass.memory[output], rows: pass.points, width: width)
  }

  func backward(
    _ pass: Pass<Scalar>,
    from input: UnsafeMutablePointer<Scalar>,
    to inputGradient: UnsafeMutablePointer<Scalar>?
  ) {
    let da = pass.memory[gradient]
    Scalar.slopeGradient(da, z: input, into: pass.gradients + slopes.offset, rows: pass.points, width: width)
    guard let inputGradient else { return }
    let slopes = pass.parameters + slopes.offset
    Scalar.leakGradient(
      da,
      z: input,
      slopes: slopes,
      own: false,
      into: inputGradient,
      rows: pass.points,
      width: width
    )
  }
}

/// RReLU: a slope drawn for every value in training, word position · width + value of the epoch's stream.
struct DrawnSlopeStage<Scalar: BLASScalar>: Stage {
  let low: Double
  let high: Double
  /// Which of the RReLU layers.
  let index: Int
  let width: Int
  /// Points × width: the slopes of the last training pass.
  let slopes: Region
  let output: Region
  let gradient: Region

  private var mean: Activation { .leakyReLU(slope: (low + high) / 2) }

  func forward(_ pass: Pass<Scalar>, from input: UnsafeMutablePointer<Scalar>) {
    let a = pass.memory[output]
    guard let (stream, position) = pass.stream(.activationNoise, layer: index) else {
      return Scalar.activate(mean, input, into: a, count: pass.points * width)
    }
    let slopes = pass.memory[slopes]
    Scalar.drawUniform(
      stream,
      first: position * width,
      low: low,
      high: high,
      into: slopes,
      count: pass.points * width
    )
    Scalar.leak(input, slopes: slopes, own: true, into: a, rows: pass.points, width: width)
  }

  func backward(
    _ pass: Pass<Scalar>,
    from input: UnsafeMutablePointer<Scalar>,
    to inputGradient: UnsafeMutablePointer<Scalar>?
  ) {
    guard let inputGradient else { return }
    let da = pass.memory[gradient]
    switch pass.mode {
    case .training:
      let slopes = pass.memory[slopes]
      Scalar.leakGradient(
        da,
        z: input,
        slopes: slopes,
        own: true,
        into: inputGradient,
        rows: pass.points,
        width: width
      )
    case .inference:
      let a = pass.memory[output]
      Scalar.gradient(mean, da, z: input, a: a, into: inputGradient, count: pass.points * width)
    }
  }
}

/// Softmax at the output. It has no gradient of its own: its cross-entropy gives ∂L/∂z at once.
struct SoftmaxStage<Scalar: BLASScalar>: Stage {
  let width: Int
  let output: Region
  let gradient: Region

  func forward(_ pass: Pass<Scalar>, from input: UnsafeMutablePointer<Scalar>) {
    Scalar.softmax(input, into: pass.memory[output], rows: pass.points, width: width)
  }

  func backward(
    _ pass: Pass<Scalar>,
    from input: UnsafeMutablePointer<Scalar>,
    to inputGradient: UnsafeMutablePointer<Scalar>?
  ) {
    preconditionFailure("the gradient enters below softmax")
  }
}

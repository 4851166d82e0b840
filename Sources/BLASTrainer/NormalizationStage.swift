internal import Experiments

/// Batch normalization by channel; a vector's values are channels. A training pass moves the running moments.
struct NormalizationStage<Scalar: BLASScalar>: Stage {
  let momentum: Double
  let epsilon: Double
  let shape: LayerShape
  let gamma: Region
  let beta: Region
  /// Of the last training batch, a number a channel.
  let mean: Region
  let variance: Region
  let runningMean: Region
  let runningVariance: Region
  let output: Region
  let gradient: Region

  private func rows(_ pass: Pass<Scalar>) -> Int { pass.points * shape.height * shape.width }

  private func moments(_ pass: Pass<Scalar>) -> Normalization<Scalar> {
    let isTraining = pass.mode != .inference
    return Normalization(
      mean: pass.memory[isTraining ? mean : runningMean],
      variance: pass.memory[isTraining ? variance : runningVariance],
      gamma: pass.parameters + gamma.offset,
      beta: pass.parameters + beta.offset,
      epsilon: epsilon
    )
  }

  func forward(_ pass: Pass<Scalar>, from input: UnsafeMutablePointer<Scalar>) {
    let width = shape.channels
    if pass.mode != .inference {
      let (mean, variance) = (pass.memory[mean], pass.memory[variance])
      Scalar.moments(input, rows: rows(pass), width: width, mean: mean, variance: variance)
      let (runningMean, runningVariance) = (pass.memory[runningMean], pass.memory[runningVariance])
      let (old, new) = (Scalar(momentum), Scalar(1 - momentum))
      for channel in 0..<width {
        runningMean[channel] = (old * runningMean[channel]).addingProduct(new, mean[channel])
        runningVariance[channel] = (old * runningVariance[channel]).addingProduct(new, variance[channel])
      }
    }
    Scalar.normalize(input, moments(pass), into: pass.memory[output], rows: rows(pass), width: width)
  }

  func backward(
    _ pass: Pass<Scalar>,
    from input: UnsafeMutablePointer<Scalar>,
    to inputGradient: UnsafeMutablePointer<Scalar>?
  ) {
    Scalar.normalizationGradient(
      pass.memory[gradient],
      x: input,
      moments(pass),
      batchMoments: pass.mode != .inference,
      gamma: pass.gradients + gamma.offset,
      beta: pass.gradients + beta.offset,
      into: inputGradient,
      rows: rows(pass),
      width: shape.channels
    )
  }
}

internal import Experiments

/// z = b + W · x of every point: one product, into rows that start as biases.
struct DenseStage<Scalar: BLASScalar>: Stage {
  let inputs: Int
  let units: Int
  let weights: Region
  let biases: Region?
  let output: Region
  let gradient: Region

  func forward(_ pass: Pass<Scalar>, from input: UnsafeMutablePointer<Scalar>) {
    let z = pass.memory[output]
    if let biases {
      Scalar.fillRows(z, with: pass.parameters + biases.offset, rows: pass.points, width: units)
    }
    Scalar.multiply(
      Matrix(input),
      Matrix(pass.parameters + weights.offset, transposed: true),
      into: z,
      pass.points,
      units,
      inputs,
      adding: biases != nil
    )
  }

  func backward(
    _ pass: Pass<Scalar>,
    from input: UnsafeMutablePointer<Scalar>,
    to inputGradient: UnsafeMutablePointer<Scalar>?
  ) {
    let dz = pass.memory[gradient]
    if let biases {
      Scalar.sumColumns(dz, rows: pass.points, width: units, into: pass.gradients + biases.offset, adding: false)
    }
    Scalar.multiply(
      Matrix(dz, transposed: true),
      Matrix(input),
      into: pass.gradients + weights.offset,
      units,
      inputs,
      pass.points,
      adding: false
    )
    guard let inputGradient else { return }
    Scalar.multiply(
      Matrix(dz),
      Matrix(pass.parameters + weights.offset),
      into: inputGradient,
      pass.points,
      inputs,
      units,
      adding: false
    )
  }
}

internal import Experiments

/// A 3 × 3 convolution: pixels' neighbourhoods are laid out as rows, a few images at a time, and multiplied as in a dense layer.
struct ConvolutionStage<Scalar: BLASScalar>: Stage {
  let window: Window
  let filters: Int
  let weights: Region
  let biases: Region?
  /// Images unfolded at a time.
  let chunk: Int
  /// Chunk × unfolded image.
  let unfolded: Region
  let output: Region
  let gradient: Region

  /// As many images as fill about a megabyte, which stays in the second-level cache.
  static func chunk(_ window: Window, of points: Int) -> Int {
    max(1, min(points, (1 << 20) / (window.unfoldedCount * MemoryLayout<Scalar>.stride)))
  }

  private var pixels: Int { window.outputHeight * window.outputWidth }

  func forward(_ pass: Pass<Scalar>, from input: UnsafeMutablePointer<Scalar>) {
    let rows = pass.memory[unfolded]
    let z = pass.memory[output]
    if let biases {
      Scalar.fillRows(z, with: pass.parameters + biases.offset, rows: pass.points * pixels, width: filters)
    }
    for first in stride(from: 0, to: pass.points, by: chunk) {
      let images = min(chunk, pass.points - first)
      Scalar.unfold(input + first * window.image.count, window, images: images, into: rows)
      Scalar.multiply(
        Matrix(rows),
        Matrix(pass.parameters + weights.offset, transposed: true),
        into: z + first * pixels * filters,
        images * pixels,
        filters,
        window.size,
        adding: biases != nil
      )
    }
  }

  func backward(
    _ pass: Pass<Scalar>,
    from input: UnsafeMutablePointer<Scalar>,
    to inputGradient: UnsafeMutablePointer<Scalar>?
  ) {
    let rows = pass.memory[unfolded]
    let dz = pass.memory[gradient]
    if let biases {
      let sums = pass.gradients + biases.offset
      Scalar.sumColumns(dz, rows: pass.points * pixels, width: filters, into: sums, adding: false)
    }
    for first in stride(from: 0, to: pass.points, by: chunk) {
      let images = min(chunk, pass.points - first)
      let dz = dz + first * pixels * filters
      Scalar.unfold(input + first * window.image.count, window, images: images, into: rows)
      Scalar.multiply(
        Matrix(dz, transposed: true),
        Matrix(rows),
        into: pass.gradients + weights.offset,
        filters,
        window.size,
        images * pixels,
        adding: first > 0
      )
      guard let inputGradient else { continue }
      Scalar.multiply(
        Matrix(dz),
        Matrix(pass.parameters + weights.offset),
        into: rows,
        images * pixels,
        window.size,
        filters,
        adding: false
      )
      Scalar.fold(rows, window, images: images, into: inputGradient + first * window.image.count)
    }
  }
}

/// The largest of every 2 × 2.
struct PoolingStage<Scalar: BLASScalar>: Stage {
  let shape: LayerShape
  let output: Region
  let gradient: Region

  func forward(_ pass: Pass<Scalar>, from input: UnsafeMutablePointer<Scalar>) {
    Scalar.pool(input, shape, images: pass.points, into: pass.memory[output])
  }

  func backward(
    _ pass: Pass<Scalar>,
    from input: UnsafeMutablePointer<Scalar>,
    to inputGradient: UnsafeMutablePointer<Scalar>?
  ) {
    guard let inputGradient else { return }
    Scalar.poolGradient(
      pass.memory[gradient],
      images: input,
      pooled: pass.memory[output],
      shape,
      images: pass.points,
      into: inputGradient
    )
  }
}

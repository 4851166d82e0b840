internal import COpenBLAS
public import Experiments
public import Lanes
public import RandomStreams

/// Sixty-four bytes at a time.
extension Float: BLASScalar {
  public static func multiply(
    _ a: Matrix<Float>,
    _ b: Matrix<Float>,
    into c: UnsafeMutablePointer<Float>,
    _ m: Int,
    _ n: Int,
    _ k: Int,
    adding: Bool
  ) {
    copenblas_multiply_float(
      a.isTransposed,
      b.isTransposed,
      Int32(m),
      Int32(n),
      Int32(k),
      a.values,
      b.values,
      adding ? 1 : 0,
      c
    )
  }

  public static func gather(_ matrix: Source, rows indices: [Int], width: Int, into out: Output) {
    Kernel<SIMD16<Float>>.gather(matrix, rows: indices, width: width, into: out)
  }

  public static func spread(_ labels: UnsafePointer<Int32>, rows indices: [Int], width: Int, into out: Output) {
    Kernel<SIMD16<Float>>.spread(labels, rows: indices, width: width, into: out)
  }

  public static func fillRows(_ target: Output, with row: Source, rows: Int, width: Int) {
    Kernel<SIMD16<Float>>.fillRows(target, with: row, rows: rows, width: width)
  }

  public static func sumColumns(_ matrix: Source, rows: Int, width: Int, into sums: Output, adding: Bool) {
    Kernel<SIMD16<Float>>.sumColumns(matrix, rows: rows, width: width, into: sums, adding: adding)
  }

  public static func activate(_ activation: Activation, _ z: Source, into a: Output, count: Int) {
    Kernel<SIMD16<Float>>.activate(activation, z, into: a, count: count)
  }

  public static func gradient(
    _ activation: Activation,
    _ gradient: Source,
    z: Source,
    a: Source,
    into dz: Output,
    count: Int
  ) {
    Kernel<SIMD16<Float>>.gradient(activation, gradient, z: z, a: a, into: dz, count: count)
  }

  public static func leak(_ z: Source, slopes: Source, own: Bool, into a: Output, rows: Int, width: Int) {
    Kernel<SIMD16<Float>>.leak(z, slopes: slopes, own: own, into: a, rows: rows, width: width)
  }

  public static func leakGradient(
    _ gradient: Source,
    z: Source,
    slopes: Source,
    own: Bool,
    into dz: Output,
    rows: Int,
    width: Int
  ) {
    Kernel<SIMD16<Float>>.leakGradient(gradient, z: z, slopes: slopes, own: own, into: dz, rows: rows, width: width)
  }

  public static func slopeGradient(_ gradient: Source, z: Source, into slopes: Output, rows: Int, width: Int) {
    Kernel<SIMD16<Float>>.slopeGradient(gradient, z: z, into: slopes, rows: rows, width: width)
  }

  public static func shift(_ x: Source, by shift: Double, into out: Output, count: Int) {
    Kernel<SIMD16<Float>>.shift(x, by: shift, into: out, count: count)
  }

  public static func gate(_ x: Source, mask: Source, scale: Double, into out: Output, count: Int) {
    Kernel<SIMD16<Float>>.gate(x, mask: mask, scale: scale, into: out, count: count)
  }

  public static func softmax(_ z: Source, into a: Output, rows: Int, width: Int) {
    Kernel<SIMD16<Float>>.softmax(z, into: a, rows: rows, width: width)
  }

  public static func squaredError(_ a: Source, _ y: Source, count: Int) -> Double {
    Kernel<SIMD16<Float>>.squaredError(a, y, count: count)
  }

  public static func crossEntropy(_ z: Source, _ y: Source, rows: Int, width: Int) -> Double {
    Kernel<SIMD16<Float>>.crossEntropy(z, y, rows: rows, width: width)
  }

  public static func binaryCrossEntropy(_ z: Source, _ y: Source, count: Int) -> Double {
    Kernel<SIMD16<Float>>.binaryCrossEntropy(z, y, count: count)
  }

  public static func scaledError(_ a: Source, _ y: Source, scale: Double, into out: Output, count: Int) {
    Kernel<SIMD16<Float>>.scaledError(a, y, scale: scale, into: out, count: count)
  }

  public static func draw(_ weights: WeightDistribution, _ stream: RandomStream<UInt32>, into out: Output, count: Int) {
    Kernel<SIMD16<Float>>.draw(weights, stream, into: out, count: count)
  }

  public static func drawUniform(
    _ stream: RandomStream<UInt32>,
    first: Int,
    low: Double,
    high: Double,
    into out: Output,
    count: Int
  ) {
    Kernel<SIMD16<Float>>.drawUniform(stream, first: first, low: low, high: high, into: out, count: count)
  }

  public static func drawMask(_ stream: RandomStream<UInt32>, first: Int, rate: Double, into out: Output, count: Int) {
    Kernel<SIMD16<Float>>.drawMask(stream, first: first, rate: rate, into: out, count: count)
  }

  public static func step(
    _ schedule: inout OptimizerSchedule,
    _ parameters: Output,
    _ gradients: Source,
    _ slot0: Output?,
    _ slot1: Output?,
    count: Int
  ) {
    Kernel<SIMD16<Float>>.step(&schedule, parameters, gradients, slot0, slot1, count: count)
  }

  public static func addPenaltyGradient(_ penalty: Penalty, weights: Source, to gradient: Output, count: Int) {
    Kernel<SIMD16<Float>>.addPenaltyGradient(penalty, weights: weights, to: gradient, count: count)
  }

  public static func norm(_ norm: Penalty.Norm, _ weights: Source, count: Int) -> Double {
    Kernel<SIMD16<Float>>.norm(norm, weights, count: count)
  }

  public static func sumOfSquares(_ x: Source, count: Int) -> Double {
    Kernel<SIMD16<Float>>.sumOfSquares(x, count: count)
  }

  public static func scale(_ x: Output, by factor: Double, count: Int) {
    Kernel<SIMD16<Float>>.scale(x, by: factor, count: count)
  }

  public static func clip(_ x: Output, to limit: Double, count: Int) {
    Kernel<SIMD16<Float>>.clip(x, to: limit, count: count)
  }

  public static func moments(_ x: Source, rows: Int, width: Int, mean: Output, variance: Output) {
    Kernel<SIMD16<Float>>.moments(x, rows: rows, width: width, mean: mean, variance: variance)
  }

  public static func normalize(_ x: Source, _ moments: Normalization<Float>, into out: Output, rows: Int, width: Int) {
    Kernel<SIMD16<Float>>.normalize(x, moments, into: out, rows: rows, width: width)
  }

  public static func normalizationGradient(
    _ gradient: Source,
    x: Source,
    _ moments: Normalization<Float>,
    batchMoments: Bool,
    gamma: Output,
    beta: Output,
    into dx: Output?,
    rows: Int,
    width: Int
  ) {
    Kernel<SIMD16<Float>>.normalizationGradient(
      gradient,
      x: x,
      moments,
      batchMoments: batchMoments,
      gamma: gamma,
      beta: beta,
      into: dx,
      rows: rows,
      width: width
    )
  }

  public static func unfold(_ images: Source, _ window: Window, images count: Int, into rows: Output) {
    Kernel<SIMD16<Float>>.unfold(images, window, images: count, into: rows)
  }

  public static func fold(_ rows: Source, _ window: Window, images count: Int, into images: Output) {
    Kernel<SIMD16<Float>>.fold(rows, window, images: count, into: images)
  }

  public static func pool(_ images: Source, _ shape: LayerShape, images count: Int, into out: Output) {
    Kernel<SIMD16<Float>>.pool(images, shape, images: count, into: out)
  }

  public static func poolGradient(
    _ gradient: Source,
    images: Source,
    pooled: Source,
    _ shape: LayerShape,
    images count: Int,
    into dx: Output
  ) {
    Kernel<SIMD16<Float>>.poolGradient(gradient, images: images, pooled: pooled, shape, images: count, into: dx)
  }

  public static func classes(_ a: Source, rows: Int, width: Int, into classes: UnsafeMutablePointer<Int32>) {
    Kernel<SIMD16<Float>>.classes(a, rows: rows, width: width, into: classes)
  }

  public static func rowsEqual(_ a: Source, _ row: Source, rows: Int, width: Int) -> Bool {
    Kernel<SIMD16<Float>>.rowsEqual(a, row, rows: rows, width: width)
  }

  public static func isFinite(_ x: Source, count: Int) -> Bool {
    Kernel<SIMD16<Float>>.isFinite(x, count: count)
  }
}

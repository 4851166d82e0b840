public import Experiments
public import Lanes
public import RandomStreams

/// The formats a network can be trained in, `Float` and `Double`: for each, the inner loops, compiled for its own vectors.
///
/// A network calls each of these once a layer, so that code which is not specialized costs nothing. Called from this module
/// alone: pointers are to memory of the sizes stated, which no caller outside can vouch for. Matrices lie row by row. Those
/// marked *padded* read and write on to the next multiple of 64 bytes, which ``Memory`` leaves room for.
public protocol BLASScalar: LaneElement {
  typealias Source = UnsafePointer<Self>
  typealias Output = UnsafeMutablePointer<Self>

  // MARK: Products and rows
  /// c (m × n) = a (m × k, or k × m transposed) · b (k × n, or n × k transposed), added to c or in its place.
  static func multiply(_ a: Matrix<Self>, _ b: Matrix<Self>, into c: Output, _ m: Int, _ n: Int, _ k: Int, adding: Bool)
  /// Rows `indices` of a matrix, one after the other.
  static func gather(_ matrix: Source, rows indices: [Int], width: Int, into out: Output)
  /// A row a label: 1 at it and 0 elsewhere, or with one column the label itself.
  static func spread(_ labels: UnsafePointer<Int32>, rows indices: [Int], width: Int, into out: Output)
  /// Every row of the target becomes this one.
  static func fillRows(_ target: Output, with row: Source, rows: Int, width: Int)
  /// Each column's sum: from +0, rows in order; with `adding`, from what is there.
  static func sumColumns(_ matrix: Source, rows: Int, width: Int, into sums: Output, adding: Bool)

  // MARK: Activations
  /// a = f(z), padded.
  static func activate(_ activation: Activation, _ z: Source, into a: Output, count: Int)
  /// ∂L/∂z from ∂L/∂a, padded.
  static func gradient(_ activation: Activation, _ gradient: Source, z: Source, a: Source, into dz: Output, count: Int)
  /// a = z, or slope · z where z ≤ 0, a slope a column, or a value if `own`.
  static func leak(_ z: Source, slopes: Source, own: Bool, into a: Output, rows: Int, width: Int)
  /// ∂L/∂z of that; `gradient` is ∂L/∂a.
  static func leakGradient(
    _ gradient: Source,
    z: Source,
    slopes: Source,
    own: Bool,
    into dz: Output,
    rows: Int,
    width: Int
  )
  /// ∂L/∂slope of each column: Σ gradient · z where z ≤ 0, from +0, rows in order, fused.
  static func slopeGradient(_ gradient: Source, z: Source, into slopes: Output, rows: Int, width: Int)
  /// out = x + shift.
  static func shift(_ x: Source, by shift: Double, into out: Output, count: Int)
  /// out = scale · x where the mask is 1, +0 where it is 0.
  static func gate(_ x: Source, mask: Source, scale: Double, into out: Output, count: Int)
  /// exp(z) / Σ exp(z) of every row: z less the row's largest, sums in order of columns.
  static func softmax(_ z: Source, into a: Output, rows: Int, width: Int)

  // MARK: Losses: the sum over a batch in Double, rows and columns in order
  /// Σ (a − y)².
  static func squaredError(_ a: Source, _ y: Source, count: Int) -> Double
  /// Σ y · (log Σ exp(z) − z), columns where y = 0 left out.
  static func crossEntropy(_ z: Source, _ y: Source, rows: Int, width: Int) -> Double
  /// Σ max(z, 0) − z · y + log(1 + exp(−|z|)).
  static func binaryCrossEntropy(_ z: Source, _ y: Source, count: Int) -> Double
  /// out = scale · (a − y).
  static func scaledError(_ a: Source, _ y: Source, scale: Double, into out: Output, count: Int)

  // MARK: Predictions
  /// The column of each row's largest value, the first of equal ones; with one column, 1 where it is above ½, else 0.
  static func classes(_ a: Source, rows: Int, width: Int, into classes: UnsafeMutablePointer<Int32>)
  /// Whether every row equals this one by IEEE `==`.
  static func rowsEqual(_ a: Source, _ row: Source, rows: Int, width: Int) -> Bool
  static func isFinite(_ x: Source, count: Int) -> Bool

  // MARK: Draws: words `first` and on of a stream
  static func draw(_ weights: WeightDistribution, _ stream: RandomStream<UInt32>, into out: Output, count: Int)
  static func drawUniform(
    _ stream: RandomStream<UInt32>,
    first: Int,
    low: Double,
    high: Double,
    into out: Output,
    count: Int
  )
  /// 0 where a uniform number is below the rate, else 1.
  static func drawMask(_ stream: RandomStream<UInt32>, first: Int, rate: Double, into out: Output, count: Int)

  // MARK: Steps
  /// Moves parameters by one step, padded. Slots that the optimizer does not need are nil.
  static func step(
    _ schedule: inout OptimizerSchedule,
    _ parameters: Output,
    _ gradients: Source,
    _ slot0: Output?,
    _ slot1: Output?,
    count: Int
  )
  /// Adds the penalty's gradient.
  static func addPenaltyGradient(_ penalty: Penalty, weights: Source, to gradient: Output, count: Int)
  /// Σ |w| or Σ w² in Double, as `sumOfSquares` sums.
  static func norm(_ norm: Penalty.Norm, _ weights: Source, count: Int) -> Double
  /// Σ x² in Double: eight sums, of numbers 0, 8, 16 …, 1, 9, …, then those in order.
  static func sumOfSquares(_ x: Source, count: Int) -> Double
  static func scale(_ x: Output, by factor: Double, count: Int)
  static func clip(_ x: Output, to limit: Double, count: Int)

  // MARK: Batch normalization, by column; sums in Double, rows in order
  static func moments(_ x: Source, rows: Int, width: Int, mean: Output, variance: Output)
  static func normalize(_ x: Source, _ moments: Normalization<Self>, into out: Output, rows: Int, width: Int)
  static func normalizationGradient(
    _ gradient: Source,
    x: Source,
    _ moments: Normalization<Self>,
    batchMoments: Bool,
    gamma: Output,
    beta: Output,
    into dx: Output?,
    rows: Int,
    width: Int
  )

  // MARK: Images
  /// Each pixel's 3 × 3 × channels neighbours as a row; zeros beyond the edge.
  static func unfold(_ images: Source, _ window: Window, images count: Int, into rows: Output)
  /// The transpose: every row's numbers added to the pixels they came from, images set to 0 before; rows in order.
  static func fold(_ rows: Source, _ window: Window, images count: Int, into images: Output)
  static func pool(_ images: Source, _ shape: LayerShape, images count: Int, into out: Output)
  static func poolGradient(
    _ gradient: Source,
    images: Source,
    pooled: Source,
    _ shape: LayerShape,
    images count: Int,
    into dx: Output
  )
}

/// A matrix that lies row by row, and how a product takes it.
public struct Matrix<Scalar> {
  let values: UnsafePointer<Scalar>
  let isTransposed: Bool

  public init(_ values: UnsafePointer<Scalar>, transposed: Bool = false) {
    self.values = values
    isTransposed = transposed
  }
}

/// What a batch is normalized by: pointers to a number a channel.
public struct Normalization<Scalar> {
  let mean: UnsafePointer<Scalar>
  let variance: UnsafePointer<Scalar>
  let gamma: UnsafePointer<Scalar>
  let beta: UnsafePointer<Scalar>
  let epsilon: Double
}

/// Where a 3 × 3 convolution looks: an image and the zeros around it.
public struct Window {
  let image: LayerShape
  /// 1 with zeros around the image, else 0.
  let border: Int

  var outputHeight: Int { image.height + 2 * border - 2 }
  var outputWidth: Int { image.width + 2 * border - 2 }
  /// Numbers a pixel of the output sees.
  var size: Int { 9 * image.channels }
  /// Numbers of one unfolded image.
  var unfoldedCount: Int { outputHeight * outputWidth * size }
}

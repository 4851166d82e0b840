internal import Lanes

/// The inner loops, over numbers that lie one after the other, for vectors `V`: what ``BLASScalar`` asks for.
///
/// Generic code that is inlined into its two concrete uses, `SIMD16<Float>` and `SIMD8<Double>`. Loops that only multiply and
/// add are written number by number; the compiler makes vectors of them, and may since no sum is reordered.
enum Kernel<V: Lanes & BitwiseCopyable> {
  typealias Scalar = V.Element
  typealias Source = UnsafePointer<Scalar>
  typealias Output = UnsafeMutablePointer<Scalar>

  /// out = f(x), on to the next whole vector: both must have room for it.
  @inline(__always)
  static func map(_ x: Source, into out: Output, count: Int, _ f: (V) -> V) {
    let x = UnsafeRawPointer(x)
    let out = UnsafeMutableRawPointer(out)
    let end = count &* MemoryLayout<Scalar>.stride
    var offset = 0
    while offset < end {
      out.storeBytes(of: f(x.loadUnaligned(fromByteOffset: offset, as: V.self)), toByteOffset: offset, as: V.self)
      offset &+= MemoryLayout<V>.stride
    }
  }

  /// out = f(x, y, w), on to the next whole vector.
  @inline(__always)
  static func map(_ x: Source, _ y: Source, _ w: Source, into out: Output, count: Int, _ f: (V, V, V) -> V) {
    let (x, y, w) = (UnsafeRawPointer(x), UnsafeRawPointer(y), UnsafeRawPointer(w))
    let out = UnsafeMutableRawPointer(out)
    let end = count &* MemoryLayout<Scalar>.stride
    var offset = 0
    while offset < end {
      let value = f(
        x.loadUnaligned(fromByteOffset: offset, as: V.self),
        y.loadUnaligned(fromByteOffset: offset, as: V.self),
        w.loadUnaligned(fromByteOffset: offset, as: V.self)
      )
      out.storeBytes(of: value, toByteOffset: offset, as: V.self)
      offset &+= MemoryLayout<V>.stride
    }
  }

  @inline(__always)
  static func gather(_ matrix: Source, rows indices: [Int], width: Int, into out: Output) {
    var out = out
    for index in indices {
      out.update(from: matrix + index &* width, count: width)
      out += width
    }
  }

  @inline(__always)
  static func spread(_ labels: UnsafePointer<Int32>, rows indices: [Int], width: Int, into out: Output) {
    guard width > 1 else {
      for (row, index) in indices.enumerated() { out[row] = Scalar(labels[index]) }
      return
    }
    out.update(repeating: 0, count: indices.count &* width)
    for (row, index) in indices.enumerated() {
      let label = Int(labels[index])
      precondition(label >= 0 && label < width, "a label is the index of an output")
      out[row &* width &+ label] = 1
    }
  }

  @inline(__always)
  static func fillRows(_ target: Output, with row: Source, rows: Int, width: Int) {
    for index in 0..<rows { (target + index &* width).update(from: row, count: width) }
  }

  /// A vector of columns at a time, whose sum stays in a register; the columns left over one by one.
  @inline(__always)
  static func sumColumns(_ matrix: Source, rows: Int, width: Int, into sums: Output, adding: Bool) {
    let sums = UnsafeMutableRawPointer(sums)
    let matrix = UnsafeRawPointer(matrix)
    let size = MemoryLayout<Scalar>.stride
    var column = 0
    while column &+ V.laneCount <= width {
      var sum = adding ? sums.loadUnaligned(fromByteOffset: column &* size, as: V.self) : V(0)
      for row in 0..<rows { sum += matrix.loadUnaligned(fromByteOffset: (row &* width &+ column) &* size, as: V.self) }
      sums.storeBytes(of: sum, toByteOffset: column &* size, as: V.self)
      column &+= V.laneCount
    }
    while column < width {
      var sum = adding ? sums.load(fromByteOffset: column &* size, as: Scalar.self) : 0
      for row in 0..<rows { sum += matrix.load(fromByteOffset: (row &* width &+ column) &* size, as: Scalar.self) }
      sums.storeBytes(of: sum, toByteOffset: column &* size, as: Scalar.self)
      column &+= 1
    }
  }
}

internal import Lanes

extension Kernel {
  @inline(__always)
  static func classes(_ a: Source, rows: Int, width: Int, into classes: UnsafeMutablePointer<Int32>) {
    for row in 0..<rows {
      let values = a + row &* width
      if width == 1 {
        classes[row] = values[0] > 0.5 ? 1 : 0
      } else {
        var best = 0
        for column in 1..<width where values[column] > values[best] { best = column }
        classes[row] = Int32(best)
      }
    }
  }

  @inline(__always)
  static func rowsEqual(_ a: Source, _ row: Source, rows: Int, width: Int) -> Bool {
    for index in 0..<rows {
      for column in 0..<width where a[index &* width &+ column] != row[column] { return false }
    }
    return true
  }

  @inline(__always)
  static func isFinite(_ x: Source, count: Int) -> Bool {
    for index in 0..<count where !x[index].isFinite { return false }
    return true
  }
}

internal import Experiments
internal import Lanes

extension Kernel {
  @inline(__always)
  static func unfold(_ images: Source, _ window: Window, images count: Int, into rows: Output) {
    var row = rows
    let channels = window.image.channels
    for index in 0..<count {
      let image = images + index &* window.image.count
      forEachWindow(window) { y, left, from, to in
        guard y >= 0, y < window.image.height else {
          row.update(repeating: 0, count: 3 &* channels)
          row += 3 &* channels
          return
        }
        let pixel = image + (y &* window.image.width &+ left) &* channels
        row.update(repeating: 0, count: from &* channels)
        (row + from &* channels).update(from: pixel + from &* channels, count: (to &- from) &* channels)
        (row + to &* channels).update(repeating: 0, count: (3 &- to) &* channels)
        row += 3 &* channels
      }
    }
  }

  @inline(__always)
  static func fold(_ rows: Source, _ window: Window, images count: Int, into images: Output) {
    images.update(repeating: 0, count: count &* window.image.count)
    var row = rows
    let channels = window.image.channels
    for index in 0..<count {
      let image = images + index &* window.image.count
      forEachWindow(window) { y, left, from, to in
        if y >= 0, y < window.image.height {
          let pixel = image + (y &* window.image.width &+ left) &* channels
          for position in from &* channels..<to &* channels { pixel[position] += row[position] }
        }
        row += 3 &* channels
      }
    }
  }

  /// Hands over every row of three pixels of every window: its y, the x of its left pixel, and which of the three, from ..<
  /// to, lie inside the image.
  @inline(__always)
  private static func forEachWindow(_ window: Window, _ body: (Int, Int, Int, Int) -> Void) {
    for y in 0..<window.outputHeight {
      for x in 0..<window.outputWidth {
        let left = x &- window.border
        let from = max(0, 0 &- left)
        let to = min(3, window.image.width &- left)
        for line in 0..<3 { body(y &+ line &- window.border, left, from, to) }
      }
    }
  }

  @inline(__always)
  static func pool(_ images: Source, _ shape: LayerShape, images count: Int, into out: Output) {
    let channels = shape.channels
    var out = out
    forEachSquare(shape, images: count) { first in
      let square = images + first
      for channel in 0..<channels {
        var largest = square[channel]
        for corner in 1..<4 {
          let value = square[offset(corner, shape) &+ channel]
          // NaN wins, and stays.
          if value > largest || value.isNaN { largest = value }
        }
        out[channel] = largest
      }
      out += channels
    }
  }

  @inline(__always)
  static func poolGradient(
    _ gradient: Source,
    images: Source,
    pooled: Source,
    _ shape: LayerShape,
    images count: Int,
    into dx: Output
  ) {
    dx.update(repeating: 0, count: count &* shape.count)
    let channels = shape.channels
    var position = 0
    forEachSquare(shape, images: count) { first in
      for channel in 0..<channels {
        for corner in 0..<4 {
          let place = first &+ offset(corner, shape) &+ channel
          guard images[place] == pooled[position &+ channel] else { continue }
          dx[place] = gradient[position &+ channel]
          break
        }
      }
      position &+= channels
    }
  }

  @inline(__always)
  private static func offset(_ corner: Int, _ shape: LayerShape) -> Int {
    ((corner &>> 1) &* shape.width &+ (corner & 1)) &* shape.channels
  }

  /// Hands over where the upper left pixel of every 2 × 2 lies.
  @inline(__always)
  private static func forEachSquare(_ shape: LayerShape, images count: Int, _ body: (Int) -> Void) {
    for image in 0..<count {
      for y in 0..<shape.height / 2 {
        for x in 0..<shape.width / 2 {
          body(image &* shape.count &+ (2 &* y &* shape.width &+ 2 &* x) &* shape.channels)
        }
      }
    }
  }
}

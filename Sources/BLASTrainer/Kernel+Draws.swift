internal import Experiments
internal import Lanes
internal import RandomStreams

extension Kernel {
  @inline(__always)
  static func draw(_ weights: WeightDistribution, _ stream: RandomStream<UInt32>, into out: Output, count: Int) {
    stream.forEachWord(count: count) { position, word in
      out[position] = weights.draw(Scalar.Words(word: word))
    }
  }

  @inline(__always)
  static func drawUniform(
    _ stream: RandomStream<UInt32>,
    first: Int,
    low: Double,
    high: Double,
    into out: Output,
    count: Int
  ) {
    let (low, high) = (Scalar(low), Scalar(high))
    forEachWord(stream, first: first, count: count) { position, word in
      out[position] = Scalar.uniform(Scalar.Words(word: word), low: low, high: high)
    }
  }

  @inline(__always)
  static func drawMask(_ stream: RandomStream<UInt32>, first: Int, rate: Double, into out: Output, count: Int) {
    // Held against the whole word, so that the same values are dropped in both precisions: u < rate where u = word / 2³².
    let limit = UInt64((rate * 0x1p32).rounded(.up))
    forEachWord(stream, first: first, count: count) { position, word in
      out[position] = UInt64(word) < limit ? 0 : 1
    }
  }

  /// Words `first` and on, though streams are read from the start of a block of four.
  @inline(__always)
  private static func forEachWord(
    _ stream: RandomStream<UInt32>,
    first: Int,
    count: Int,
    _ body: (Int, UInt32) -> Void
  ) {
    let early = first & 3
    stream.forEachWord(from: first &- early, count: count &+ early) { position, word in
      if position >= early { body(position &- early, word) }
    }
  }
}

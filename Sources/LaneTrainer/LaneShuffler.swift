import Lanes
import RandomStreams

/// Puts the points of each lane into an order of its own: the one that `RandomStream.permutation` gives.
///
/// The points themselves change places, not indices: a gather by index would miss the first-level cache at every element of
/// every lane. For the same reason a lane's points are laid in a row while they are shuffled, and the swaps of a lane run
/// in stretches that stay in that cache.
struct LaneShuffler<V: Lanes>: ~Copyable {
  private let points: Int
  private let inputs: Int
  /// `[lane · inputs · points + input · points + point]`.
  private let rows: LaneBuffer<V.Element>
  /// Partners of one stretch of swaps, `[step]`, one a lane.
  private let partners: LaneBuffer<V.Words>

  /// Swaps in a stretch: with 16 lanes its partners take 16 KiB.
  private static var stretch: Int { 256 }

  init(points: Int, inputs: Int) {
    self.points = points
    self.inputs = inputs
    rows = LaneBuffer(count: V.laneCount * inputs * points, filledWith: 0)
    partners = LaneBuffer(count: Self.stretch, filledWith: V.Words(word: 0))
  }

  /// - Parameters:
  ///   - source: `[point · inputs + input]`.
  ///   - destination: laid out alike.
  func shuffle(
    _ source: UnsafePointer<V>,
    by stream: RandomStream<V.Words>,
    into destination: UnsafeMutablePointer<V>
  ) {
    spread(source)
    var done = 0
    while done < points - 1 {
      let steps = min(Self.stretch, points - 1 - done)
      choosePartners(stream, from: done, count: steps)
      for lane in 0..<V.laneCount { swapPoints(lane: lane, from: done, count: steps) }
      done += steps
    }
    collect(into: destination)
  }

  private func spread(_ source: UnsafePointer<V>) {
    let row = inputs * points
    for point in 0..<points {
      for input in 0..<inputs {
        let vector = source[point &* inputs &+ input]
        let column = rows.start + (input &* points &+ point)
        for lane in 0..<V.laneCount { column[lane &* row] = vector[lane] }
      }
    }
  }

  private func collect(into destination: UnsafeMutablePointer<V>) {
    let row = inputs * points
    for point in 0..<points {
      for input in 0..<inputs {
        var vector = V(0)
        let column = rows.start + (input &* points &+ point)
        for lane in 0..<V.laneCount { vector[lane] = column[lane &* row] }
        destination[point &* inputs &+ input] = vector
      }
    }
  }

  /// Step k swaps position points − 1 − k with a position at or below it.
  private func choosePartners(_ stream: RandomStream<V.Words>, from first: Int, count: Int) {
    stream.forEachWord(from: first, count: count) { step, word in
      let last = points &- 1 &- first &- step
      partners.start[step] = word.multiplied32(by: UInt32(truncatingIfNeeded: last &+ 1)).high
    }
  }

  private func swapPoints(lane: Int, from first: Int, count: Int) {
    // Vectors are taken apart into their words, which lie in a row.
    let partners = UnsafeRawPointer(self.partners.start).assumingMemoryBound(to: V.Words.Word.self) + lane
    for input in 0..<inputs {
      let row = rows.start + (lane &* inputs &+ input) &* points
      for step in 0..<count {
        let last = points &- 1 &- first &- step
        let other = Int(truncatingIfNeeded: partners[step &* V.laneCount])
        let kept = row[last]
        row[last] = row[other]
        row[other] = kept
      }
    }
  }
}

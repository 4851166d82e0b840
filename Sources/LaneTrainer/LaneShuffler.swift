import Lanes
import RandomStreams

/// Puts the points of each lane into an order of its own: the one that `RandomStream.permutation` gives.
///
/// The points themselves change places, not indices: a gather by index would miss the first-level cache at every element of
/// every lane. For the same reason a lane's points lie in a row while they are shuffled, and the swaps run in stretches
/// after which a lane gives way to the next.
struct LaneShuffler<V: Lanes>: ~Copyable {
  private let points: Int
  private let inputs: Int
  /// `[lane · row + input · points + point]`, in order of the points' index.
  private let unshuffled: LaneBuffer<V.Element>
  /// Laid out alike, while they change places.
  private let rows: LaneBuffer<V.Element>
  /// Partners of one stretch of swaps, `[step]`, one a lane.
  private let partners: LaneBuffer<V.Words>

  /// Swaps in a stretch: with 16 lanes, partners and results of a stretch take 8 KiB each.
  private static var stretch: Int { 128 }

  private var row: Int { inputs * points }

  init(points: Int, inputs: Int) {
    self.points = points
    self.inputs = inputs
    unshuffled = LaneBuffer(count: V.laneCount * inputs * points, filledWith: 0)
    rows = LaneBuffer(count: V.laneCount * inputs * points, filledWith: 0)
    partners = LaneBuffer(count: Self.stretch, filledWith: V.Words(word: 0))
  }

  /// What it takes, in vectors.
  static func vectors(points: Int, inputs: Int) -> Int { 2 * inputs * points + stretch }

  var byteCount: Int { unshuffled.byteCount + rows.byteCount + partners.byteCount }

  /// Takes the points that are to be shuffled from now on, `[point · inputs + input]`.
  func take(_ source: UnsafePointer<V>) {
    let row = row
    for point in 0..<points {
      for input in 0..<inputs {
        let vector = source[point &* inputs &+ input]
        let column = unshuffled.start + (input &* points &+ point)
        for lane in 0..<V.laneCount { column[lane &* row] = vector[lane] }
      }
    }
  }

  /// Shuffles the points as they were taken.
  /// - Parameter destination: `[point · inputs + input]`.
  func shuffle(by stream: RandomStream<V.Words>, into destination: UnsafeMutablePointer<V>) {
    rows.start.update(from: unshuffled.start, count: rows.count)
    // Vectors are written lane by lane: their elements lie in a row.
    let elements = UnsafeMutableRawPointer(destination).assumingMemoryBound(to: V.Element.self)
    var done = 0
    while done < points - 1 {
      let steps = min(Self.stretch, points - 1 - done)
      choosePartners(stream, from: done, count: steps)
      for lane in 0..<V.laneCount {
        for input in 0..<inputs { place(lane: lane, input: input, from: done, count: steps, into: elements) }
      }
      done += steps
    }
    for lane in 0..<V.laneCount {
      for input in 0..<inputs {
        elements[input &* V.laneCount &+ lane] = rows.start[lane &* row &+ input &* points]
      }
    }
  }

  /// Step k swaps position points − 1 − k with a position at or below it.
  private func choosePartners(_ stream: RandomStream<V.Words>, from first: Int, count: Int) {
    let last = points &- 1 &- first
    let partners = partners.start
    stream.forEachWord(from: first, count: count) { step, word in
      partners[step] = word.multiplied32(by: UInt32(truncatingIfNeeded: last &- step &+ 1)).high
    }
  }

  /// What a swap brings to the higher position stays there: it goes to its place in the result at once.
  @inline(__always)
  private func place(
    lane: Int,
    input: Int,
    from first: Int,
    count: Int,
    into destination: UnsafeMutablePointer<V.Element>
  ) {
    let partners = UnsafeRawPointer(self.partners.start).assumingMemoryBound(to: V.Words.Word.self) + lane
    let row = rows.start + (lane &* row &+ input &* points)
    let column = destination + (input &* V.laneCount &+ lane)
    let stride = inputs &* V.laneCount
    for step in 0..<count {
      let last = points &- 1 &- first &- step
      let other = Int(truncatingIfNeeded: partners[step &* V.laneCount])
      column[last &* stride] = row[other]
      row[other] = row[last]
    }
  }
}

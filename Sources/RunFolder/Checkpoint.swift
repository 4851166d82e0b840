package import Digests

/// `state.json`: how far a study has come, and all that is needed to go on from there.
///
/// The file is `{"checksum":"…","state":{…}}`: the SHA-256 of the bytes of `state`, in 64 hexadecimal digits.
public struct Checkpoint: Hashable, Sendable {
  public static let currentFormat = 2

  public var planHash: String
  /// Simulation indices that are done, each in every cell.
  public var done: Range<UInt64>
  /// What `simulations.csv` holds of them; nil where no rows are kept. Anything behind it is to be cut off.
  public var rows: FileRecord?
  /// The weight of the confidence sequence that a `stop:` began with; nil where none ruled.
  public var stopWeight: Double?
  public var cells: [Cell]
  public var pairs: [Pair]

  /// The numbers that a cell was tallied to.
  public struct Cell: Codable, Hashable, Sendable {
    public var name: String
    public var counts: [Int64]

    public init(name: String, counts: [Int64]) {
      self.name = name
      self.counts = counts
    }
  }

  /// The numbers that two cells, compared index by index, were tallied to.
  public struct Pair: Codable, Hashable, Sendable {
    public var first: String
    public var second: String
    public var counts: [Int64]

    public init(first: String, second: String, counts: [Int64]) {
      self.first = first
      self.second = second
      self.counts = counts
    }
  }

  public init(planHash: String, done: Range<UInt64>, stopWeight: Double?, cells: [Cell], pairs: [Pair]) {
    self.planHash = planHash
    self.done = done
    self.stopWeight = stopWeight
    self.cells = cells
    self.pairs = pairs
  }
}

extension Checkpoint {
  private static let head = Array("{\"checksum\":\"".utf8)
  private static let middle = Array("\",\"state\":".utf8)
  private static let tail = Array("}\n".utf8)

  /// The bytes of the file.
  ///
  /// Written out by hand, since it may be wanted every second: `JSONEncoder` takes four times as long for so many numbers.
  /// - Complexity: O(counts).
  package func bytes() throws(DigestError) -> [UInt8] {
    var state: [UInt8] = []
    func write(_ text: String) { state.append(contentsOf: text.utf8) }
    func write(_ counts: [Int64]) {
      for (index, count) in counts.enumerated() {
        if index > 0 { state.append(UInt8(ascii: ",")) }
        // A text each would be a piece of memory each.
        if count < 0 { state.append(UInt8(ascii: "-")) }
        let start = state.count
        var rest = count.magnitude
        repeat {
          state.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
          rest /= 10
        } while rest > 0
        state[start...].reverse()
      }
    }
    write("{\"format\":\(Self.currentFormat),\"plan_hash\":\"\(planHash)\"")
    write(",\"done\":[[\(done.lowerBound),\(done.upperBound)]]")
    if let rows { write(",\"rows\":{\"bytes\":\(rows.bytes),\"sha256\":\"\(rows.sha256)\"}") }
    if let stopWeight { write(",\"stop_weight\":\(stopWeight)") }
    write(",\"cells\":[")
    for (index, cell) in cells.enumerated() {
      // Names of cells hold nothing that JSON would have escaped.
      write("\(index > 0 ? "," : "")\n{\"name\":\"\(cell.name)\",\"counts\":[")
      write(cell.counts)
      write("]}")
    }
    write("],\"pairs\":[")
    for (index, pair) in pairs.enumerated() {
      write("\(index > 0 ? "," : "")\n{\"first\":\"\(pair.first)\",\"second\":\"\(pair.second)\",\"counts\":[")
      write(pair.counts)
      write("]}")
    }
    write("]}")
    return Self.head + Array(try SHA256.hex(of: state).utf8) + Self.middle + state + Self.tail
  }

  /// Why bytes are no checkpoint.
  package enum Problem: Error, Hashable {
    case damaged(String)
    /// Whole, and of a format that this program does not know.
    case otherFormat(Int)
  }

  /// Reads the bytes of the file.
  package init(bytes: [UInt8]) throws(Problem) {
    let start = Self.head.count + 64 + Self.middle.count
    guard bytes.count >= start + Self.tail.count, bytes.starts(with: Self.head),
      bytes[(Self.head.count + 64)..<start].elementsEqual(Self.middle), bytes.suffix(Self.tail.count) == Self.tail[...]
    else { throw .damaged("it does not begin with a checksum and a state, or it was cut off") }
    let checksum = String(decoding: bytes[Self.head.count..<(Self.head.count + 64)], as: UTF8.self)
    let state = Array(bytes[start..<(bytes.count - Self.tail.count)])
    guard let found = try? SHA256.hex(of: state) else { throw .damaged("no checksum can be computed here") }
    guard found == checksum else { throw .damaged("its checksum is not that of its state") }
    struct Version: Decodable { var format: Int }
    struct Stored: Decodable {
      var planHash: String
      var done: [[UInt64]]
      var rows: FileRecord?
      var stopWeight: Double?
      var cells: [Cell]
      var pairs: [Pair]

      enum CodingKeys: String, CodingKey {
        case done, rows, cells, pairs
        case planHash = "plan_hash"
        case stopWeight = "stop_weight"
      }
    }
    guard let version = try? JSON.value(Version.self, from: state) else { throw .damaged("it has no format number") }
    guard version.format == Self.currentFormat else { throw .otherFormat(version.format) }
    let stored: Stored
    do {
      stored = try JSON.value(Stored.self, from: state)
    } catch {
      throw .damaged((error as? DecodingError)?.oneLine ?? "\(error)")
    }
    guard stored.done.count == 1, stored.done[0].count == 2, stored.done[0][0] <= stored.done[0][1] else {
      throw .damaged("done: must be one range of simulations, [[first, end]]")
    }
    planHash = stored.planHash
    done = stored.done[0][0]..<stored.done[0][1]
    rows = stored.rows
    stopWeight = stored.stopWeight
    cells = stored.cells
    pairs = stored.pairs
  }
}

internal import CZlib

/// Decompresses gzip (RFC 1952) from memory, piece by piece and no further than asked: one member or several in a row, with
/// zero bytes behind them if a tape put them there.
///
/// Owns a zlib stream, so it can be moved and not copied.
struct Inflater: ~Copyable {
  private let stream: UnsafeMutablePointer<z_stream>
  private let input: [UInt8]
  private let path: String
  private var position = 0
  private var isFinished = false

  /// True for bytes that begin as gzip does.
  static func recognizes(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1f, 0x8b]) }

  /// - Throws: `DatasetError` when there is no memory.
  init(_ input: [UInt8], _ path: String) throws(DatasetError) {
    guard let stream = czlib_new() else {
      throw DatasetError(.unreadable, path, "no memory to decompress it; free some memory and run again")
    }
    self.stream = stream
    self.input = input
    self.path = path
  }

  deinit { czlib_free(stream) }

  /// The next bytes; fewer than `count` only at the end, where the last member's checksum was right.
  /// - Throws: `DatasetError` when a member is cut short or damaged.
  /// - Complexity: O(`count` + input taken); memory grows with what is there, not with `count`.
  mutating func read(_ count: Int) throws(DatasetError) -> [UInt8] {
    var output: [UInt8] = []
    var block = [UInt8](repeating: 0, count: min(count, 1 << 20))
    while output.count < count, !isFinished {
      let given = try fill(&block, upTo: count - output.count)
      output += block[..<given]
    }
    return output
  }

  /// One call of zlib: how many bytes it gave.
  private mutating func fill(_ block: inout [UInt8], upTo count: Int) throws(DatasetError) -> Int {
    var (taken, given) = (0, 0)
    let (stream, start) = (stream, position)
    let code = input.withUnsafeBufferPointer { source in
      block.withUnsafeMutableBufferPointer { target -> Int32 in
        guard let bytes = source.baseAddress, let room = target.baseAddress else { return Z_BUF_ERROR }
        return czlib_inflate(
          stream,
          bytes + start,
          source.count - start,
          room,
          min(target.count, count),
          &taken,
          &given
        )
      }
    }
    position += taken
    switch code {
    case Z_OK: break
    case Z_STREAM_END: try startNextMember()
    // Neither input nor output moved: there was room, so the input is at its end.
    case Z_BUF_ERROR:
      throw DatasetError(
        .damaged,
        path,
        "truncated: its \(input.count) bytes end in the middle of compressed data; fetch or copy the file again"
      )
    case Z_MEM_ERROR:
      throw DatasetError(.unreadable, path, "no memory to decompress it; free some memory and run again")
    default:
      let reason = czlib_reason(stream).map { String(cString: $0) } ?? "code \(code)"
      throw DatasetError(
        .damaged,
        path,
        "damaged gzip data at byte \(position) of \(input.count) (\(reason)); fetch or copy the file again"
      )
    }
    return given
  }

  private mutating func startNextMember() throws(DatasetError) {
    let rest = input[position...]
    if rest.starts(with: [0x1f, 0x8b]) {
      let code = czlib_restart(stream)
      precondition(code == Z_OK, "zlib refused to go on with a stream that it had set up")
    } else if rest.allSatisfy({ $0 == 0 }) {
      isFinished = true
    } else {
      throw DatasetError(
        .damaged,
        path,
        "\(rest.count) bytes behind the end of the gzip data that are no gzip; fetch or copy the file again"
      )
    }
  }
}

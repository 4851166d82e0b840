internal import Foundation

/// Reads a file line by line, a piece of the file at a time, so that its size does not matter.
struct LineReader: ~Copyable {
  private let descriptor: Int32
  private let path: String
  private var buffer = [UInt8](repeating: 0, count: 1 << 20)
  /// What was read and not yet handed out.
  private var rest = 0..<0
  /// Lines that were handed out.
  private(set) var count = 0
  /// At the end of the file, what stands there without a newline behind it.
  var remainder: ArraySlice<UInt8> { buffer[rest] }

  /// No line of ours is longer by far.
  private static let longestLine = 64 << 20

  /// - Throws: `FolderError` for what is missing, no regular file, or not to be read.
  init(_ path: String) throws(FolderError) {
    // Without O_NONBLOCK, opening a pipe waits for a writer for ever.
    descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    self.path = path
    guard descriptor >= 0 else { throw errno == ENOENT ? .missing(path) : .illegible(path) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw .spoilt(path, "is no file")
    }
  }

  /// The next line, without its newline; nil at the end, and for a last line that was never completed.
  mutating func next() throws(FolderError) -> [UInt8]? {
    var searched = rest.lowerBound
    while true {
      if let end = newline(in: searched..<rest.upperBound) {
        let line = Array(buffer[rest.lowerBound..<end])
        rest = end + 1..<rest.upperBound
        count += 1
        return line
      }
      searched = rest.count
      guard try readMore() else { return nil }
    }
  }

  private func newline(in range: Range<Int>) -> Int? {
    buffer.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress, let found = memchr(base + range.lowerBound, 10, range.count) else {
        return nil
      }
      return UnsafeRawPointer(found) - base
    }
  }

  /// Moves what is left to the front and fills the buffer up; false at the end of the file.
  private mutating func readMore() throws(FolderError) -> Bool {
    let kept = rest.count
    buffer.withUnsafeMutableBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      memmove(base, base + rest.lowerBound, kept)
    }
    rest = 0..<kept
    if kept == buffer.count {
      guard kept < Self.longestLine else { throw .spoilt(path, "line \(count + 1) is longer than any row") }
      buffer += [UInt8](repeating: 0, count: kept)
    }
    while true {
      let size = buffer.count - kept
      let read = buffer.withUnsafeMutableBytes { bytes in
        Foundation.read(descriptor, bytes.baseAddress.map { $0 + kept }, size)
      }
      if read < 0, errno == EINTR { continue }
      guard read >= 0 else { throw .illegible(path) }
      rest = 0..<kept + read
      return read > 0
    }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }
}

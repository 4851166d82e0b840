internal import CHDF5
internal import Synchronization

/// An HDF5 file in memory, closed when this goes; data sets are read by ``images(_:)`` and ``labels(_:)``.
///
/// Reached through ``HDF5File/reading(_:_:_:)`` alone, which holds the library's lock.
struct HDF5File: ~Copyable {
  private let handle: CHDF5File
  let path: String
  /// Bytes of the whole file: no data set can hold more, compression apart.
  let size: Int

  /// The library keeps global state and is built without locks of its own. Counts the files opened, which gives each a
  /// name of its own inside the library: one that no file on a disk can have, as one that is there gets in the way.
  private static let library = Mutex(0)

  /// Opens the bytes of a file, hands it to `body` and closes it. One at a time; others wait.
  /// - Throws: `DatasetError` when the bytes are no HDF5, or what `body` throws.
  static func reading<Result: Sendable>(
    _ bytes: [UInt8],
    _ path: String,
    _ body: (borrowing HDF5File) throws(DatasetError) -> Result
  ) throws(DatasetError) -> Result {
    try library.withLock { (opened) throws(DatasetError) -> Result in
      opened += 1
      let file = try HDF5File(bytes, path, number: opened)
      return try body(file)
    }
  }

  private init(_ bytes: [UInt8], _ path: String, number: Int) throws(DatasetError) {
    try Self.check(chdf5_start(), path, "HDF5's library does not start")
    let opened = bytes.withUnsafeBytes { buffer in
      buffer.baseAddress.map { chdf5_open("/dev/null/\(number)", $0, buffer.count) }
    }
    guard let opened, opened.id >= 0 else {
      if !bytes.starts(with: Self.signature), let kind = FileKind(bytes) {
        throw DatasetError(.damaged, path, kind.told(insteadOf: "HDF5"))
      }
      let what =
        bytes.isEmpty
        ? "truncated to nothing: an empty file"
        : (bytes.starts(with: Self.signature) ? "damaged or truncated HDF5" : "no HDF5 file")
          + ", \(bytes.count) bytes\(Self.reason)"
      throw DatasetError(.damaged, path, "\(what); fetch or copy the file again")
    }
    handle = opened
    self.path = path
    size = bytes.count
  }

  deinit { chdf5_close_file(handle) }

  static let signature: [UInt8] = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a]

  /// What the library said about its last failure, to be put behind another text; often empty.
  private static var reason: String {
    let text = withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(chdf5_reason_room)) { buffer in
      guard let start = buffer.baseAddress else { return "" }
      chdf5_reason(start)
      return String(cString: start)
    }
    // The library quotes the file's own bytes, which may be anything.
    let shown = String(text.unicodeScalars.map { (" "..."~").contains($0) ? Character($0) : "?" })
    return shown.isEmpty ? "" : " (HDF5 says: \(shown))"
  }

  /// Every code of the library comes through here: negative means failure.
  /// - Returns: the code.
  @discardableResult
  static func check(_ code: Int32, _ path: String, _ what: @autoclosure () -> String) throws(DatasetError) -> Int32 {
    if code >= 0 { return code }
    throw DatasetError(.damaged, path, "\(what())\(reason); fetch or copy the file again")
  }

  /// Why the values of a data set could not be read, as the library has just failed to.
  /// - Returns: the filter that is not there, where that is the reason; else what the library says.
  func failure(reading name: String, of set: CHDF5DataSet) -> DatasetError {
    let said = Self.reason
    guard let filter = HDF5Filter(missingFor: set) else {
      return DatasetError(.damaged, path, "\(name) cannot be read\(said); fetch or copy the file again")
    }
    return DatasetError(
      .unsupported,
      path,
      "\(name) is stored with \(filter), a filter that HDF5's library has not got here; write the file with gzip: "
        + "h5repack -f GZIP=6 OLD NEW where that filter is installed, or compression='gzip' in h5py"
    )
  }

  /// Opens a data set, hands it to `body` and closes it.
  func withDataSet<Result>(
    _ name: String,
    _ body: (CHDF5DataSet) throws(DatasetError) -> Result
  ) throws(DatasetError) -> Result {
    guard !name.isEmpty, !name.utf8.contains(0), chdf5_has(handle, name) > 0 else {
      // The library's listing of names crashes on damaged files, so none are offered here.
      throw DatasetError(.missing, path, "no data set \(name) in it; name the one it has (the command h5ls lists them)")
    }
    let set = chdf5_open_data_set(handle, name)
    guard set.id >= 0 else {
      throw DatasetError(.damaged, path, "\(name) cannot be opened as a data set\(Self.reason); name another")
    }
    defer { chdf5_close_data_set(set) }
    return try body(set)
  }
}

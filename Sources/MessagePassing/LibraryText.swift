/// Reads one of the strings that MPI writes into a buffer of the caller's.
///
/// - Parameters:
///   - capacity: the library's own maximum (`MPI_MAX_…`), which its calls rely on.
///   - operation: the MPI function called, for the error.
///   - call: writes the characters and their number.
/// - Throws: ``MPIError`` if the call fails.
func text(
  capacity: Int32,
  _ operation: StaticString,
  _ call: (UnsafeMutablePointer<CChar>, UnsafeMutablePointer<Int32>) -> Int32
) throws(MPIError) -> String {
  let capacity = Int(capacity)
  var length: Int32 = 0
  let characters = try [CChar](unsafeUninitializedCapacity: capacity) { (buffer, count) throws(MPIError) in
    guard let base = buffer.baseAddress else { return }
    try check(operation, call(base, &length))
    count = min(max(Int(length), 0), capacity)
  }
  // The number includes the closing zero in Open MPI 4.1's MPI_Get_library_version, and not in its other calls.
  return String(decoding: characters.prefix { $0 != 0 }.lazy.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

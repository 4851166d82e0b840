internal import CCrypto

/// SHA-256 (FIPS 180-4) of bytes that come all at once or piece by piece.
///
///     var digest = try SHA256()
///     for piece in pieces { digest.update(piece) }
///     print(digest.finalize())
///
/// Owns a libcrypto context, so it can be moved and not copied; `finalize()` ends it.
public struct SHA256: ~Copyable {
  private let context: OpaquePointer

  /// The digest of no bytes yet.
  /// - Throws: `DigestError` when libcrypto has no memory, or its configuration leaves no SHA-256 to use.
  public init() throws(DigestError) {
    guard let context = ccrypto_new() else { throw .noMemory }
    guard ccrypto_sha256_init(context) == 1 else {
      ccrypto_free(context)
      throw .noSHA256
    }
    self.context = context
  }

  private init(_ context: OpaquePointer) { self.context = context }

  deinit { ccrypto_free(context) }

  /// Another digest of the same bytes so far: to finish while this one goes on.
  /// - Throws: `DigestError` when libcrypto has no memory.
  public func copy() throws(DigestError) -> SHA256 {
    guard let other = ccrypto_new() else { throw .noMemory }
    guard ccrypto_copy(other, context) == 1 else {
      ccrypto_free(other)
      throw .noMemory
    }
    return SHA256(other)
  }

  /// Goes on with more bytes; none is fine.
  /// - Complexity: O(count).
  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    // A context that was set up takes bytes without fail: a refusal is our bug.
    let code = ccrypto_update(context, bytes.baseAddress, bytes.count)
    precondition(code == 1, "libcrypto refused bytes for a context that it had set up")
  }

  /// Goes on with more bytes; none is fine.
  /// - Complexity: O(count).
  public mutating func update(_ bytes: [UInt8]) { bytes.withUnsafeBytes { update($0) } }

  /// Goes on with the UTF-8 bytes of a text.
  /// - Complexity: O(count).
  public mutating func update(_ text: String) {
    var text = text
    text.withUTF8 { update(UnsafeRawBufferPointer($0)) }
  }

  /// The digest of all bytes so far, as 64 lowercase hexadecimal digits.
  public consuming func finalize() -> String {
    var digest = [UInt8](repeating: 0, count: Int(ccrypto_sha256_length))
    let code = digest.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.map { ccrypto_final(context, $0) }
    }
    precondition(code == 1, "libcrypto refused to finish a context that it had set up")
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// The digest of some bytes, as 64 lowercase hexadecimal digits.
  public static func hex(of bytes: [UInt8]) throws(DigestError) -> String {
    var digest = try SHA256()
    digest.update(bytes)
    return digest.finalize()
  }

  /// The digest of the UTF-8 bytes of a text, as 64 lowercase hexadecimal digits.
  public static func hex(of text: String) throws(DigestError) -> String {
    var digest = try SHA256()
    digest.update(text)
    return digest.finalize()
  }
}

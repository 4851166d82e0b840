/// Why no digest can be computed on this machine.
public enum DigestError: Error, Hashable, Sendable, CustomStringConvertible {
  case noMemory
  case noSHA256

  public var description: String {
    switch self {
    case .noMemory: "libcrypto: no memory for a SHA-256 context; free some memory and run again"
    case .noSHA256: "libcrypto: no SHA-256; look at OPENSSL_CONF (unset it, or let it activate the default provider)"
    }
  }
}

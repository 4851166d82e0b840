import Digests
import Testing

/// Known answers of FIPS 180-4's examples (NIST, "Cryptographic Standards and Guidelines: Example Values").
private let knownAnswers: [(message: String, digest: String)] = [
  ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
  ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
  (
    "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
  ),
  (
    "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
    "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
  ),
  (
    String(repeating: "a", count: 1_000_000),
    "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
  ),
]

@Suite struct SHA256Tests {
  @Test(arguments: knownAnswers.indices)
  func messagesHaveTheDigestsOfFIPS180(_ index: Int) throws {
    let (message, digest) = knownAnswers[index]
    #expect(try SHA256.hex(of: message) == digest)
    #expect(try SHA256.hex(of: Array(message.utf8)) == digest)
  }

  @Test(arguments: [0, 1, 55, 56, 63, 64, 65, 127, 128, 200])
  func piecesGiveTheDigestOfTheWhole(_ count: Int) throws {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 151 &+ 7) }
    let whole = try SHA256.hex(of: bytes)
    for cut in 0...count {
      var digest = try SHA256()
      digest.update(Array(bytes[..<cut]))
      digest.update([])
      digest.update(Array(bytes[cut...]))
      #expect(digest.finalize() == whole)
    }
  }

  @Test func oneChangedBitChangesTheDigest() throws {
    let bytes = [UInt8](repeating: 0x5a, count: 64)
    let whole = try SHA256.hex(of: bytes)
    for bit in 0..<(8 * bytes.count) {
      var changed = bytes
      changed[bit / 8] ^= 1 << (bit % 8)
      #expect(try SHA256.hex(of: changed) != whole)
    }
  }

  @Test func manyContextsAtOnceDoNotDisturbEachOther() async throws {
    try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 0..<64 { group.addTask { try SHA256.hex(of: "abc") } }
      for try await digest in group { #expect(digest == knownAnswers[1].digest) }
    }
  }
}

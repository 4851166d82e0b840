/// The bytes as text, when the YAML library can be trusted with them.
/// - Throws: `StudyError` for what is too long, not text, or made to explode.
func checkedText(_ bytes: [UInt8], _ place: Place) throws(StudyError) -> String {
  var place = place
  if bytes.count > Limits.fileSize {
    place.line = nil
    throw StudyError(place, "\(bytes.count) bytes; a study is text of at most \(Limits.fileSize) bytes")
  }
  if let encoding = otherEncoding(bytes) {
    throw StudyError(place, "\(encoding); a study is UTF-8: save the file in that encoding")
  }
  var start = bytes.startIndex
  var line = 1
  while start < bytes.endIndex {
    // As YAML counts lines: some files end them with CR LF, or with CR alone.
    let end = bytes[start...].firstIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } ?? bytes.endIndex
    if place.line != nil { place.line = line }
    if let control = bytes[start..<end].first(where: { ($0 < 0x20 && $0 != 0x09) || $0 == 0x7f }) {
      throw StudyError(place, "a control character (code \(control)); a study is a text file")
    }
    if String(validating: bytes[start..<end], as: UTF8.self) == nil {
      throw StudyError(place, "not UTF-8; save the file in that encoding")
    }
    start = end + (bytes[end...].starts(with: [0x0d, 0x0a]) ? 2 : 1)
    line += 1
  }
  if let line = lineOfAliasedKey(bytes) {
    if place.line != nil { place.line = line }
    throw StudyError(place, "an alias (`*name`) beside keys that are no plain words; write such keys out")
  }
  return String(decoding: bytes, as: UTF8.self)
}

/// The encoding of a text whose first character, a letter or a byte order mark, is not UTF-8's; nil for anything else.
private func otherEncoding(_ bytes: [UInt8]) -> String? {
  guard bytes.count >= 4 else { return nil }
  switch (bytes[0], bytes[1], bytes[2], bytes[3]) {
  case (0, 0, _, 1...), (1..., _, 0, 0): return "UTF-32"
  case (0, 1..., 0, 1...), (1..., 0, 1..., 0), (0xff, 0xfe, _, _), (0xfe, 0xff, _, _): return "UTF-16"
  default: return nil
  }
}

/// The first line that could hold a key made of more than a word, in a text that has aliases.
///
/// Repeated aliases make a few lines stand for billions of values. As values they cost nothing until they are counted;
/// but a key is hashed, and hashing one walks all of it. So a text with aliases must not have such keys: `? key`, an
/// alias or a bracket before a colon. This looks at the bytes and knows nothing of quotes and comments: it refuses a few
/// texts too many, and none too few.
private func lineOfAliasedKey(_ bytes: [UInt8]) -> Int? {
  var line = 1
  var hasAlias = false
  var suspect: Int?
  // True from the start of an alias, or the end of a bracket, over blanks, to anything else.
  var wouldBeKey = false
  var inAlias = false
  var previous = UInt8(ascii: "\n")
  for (index, byte) in bytes.enumerated() {
    switch byte {
    case UInt8(ascii: "\n"):
      line += 1
      inAlias = false
      wouldBeKey = false
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
      inAlias = false
    case UInt8(ascii: "*") where !previous.isWord && index + 1 < bytes.count && bytes[index + 1].isWord:
      hasAlias = true
      inAlias = true
      wouldBeKey = true
    case UInt8(ascii: "]"), UInt8(ascii: "}"):
      inAlias = false
      wouldBeKey = true
    case UInt8(ascii: "?") where !previous.isWord, UInt8(ascii: ":") where wouldBeKey:
      suspect = suspect ?? line
    default:
      inAlias = inAlias && byte.isWord
      wouldBeKey = inAlias
    }
    previous = byte
  }
  return hasAlias ? suspect : nil
}

extension UInt8 {
  /// True for the bytes that the name of an anchor can have.
  fileprivate var isWord: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}

internal import Foundation

/// JSON as this project writes it: keys sorted, two spaces, a newline at the end. JSON has no word for a number that is not
/// finite: it stands as the text "NaN", "Infinity" or "-Infinity", which readers in Python, JavaScript, Java, R and Protocol
/// Buffers take for a number.
public enum JSON {
  public static func bytes(_ value: some Encodable, pretty: Bool = true) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "Infinity",
      negativeInfinity: "-Infinity",
      nan: "NaN"
    )
    encoder.outputFormatting =
      pretty
      ? [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
      : [
        .sortedKeys, .withoutEscapingSlashes,
      ]
    return Array(try encoder.encode(value)) + [UInt8(ascii: "\n")]
  }

  /// - Throws: for damaged bytes, and for texts in the place of numbers: the files that are read again hold finite ones alone.
  public static func value<Value: Decodable>(_ type: Value.Type = Value.self, from bytes: [UInt8]) throws -> Value {
    try JSONDecoder().decode(type, from: Data(bytes))
  }
}

internal import Foundation

/// JSON as this project writes it: keys sorted, two spaces, a newline at the end.
public enum JSON {
  public static func bytes(_ value: some Encodable, pretty: Bool = true) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting =
      pretty
      ? [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
      : [
        .sortedKeys, .withoutEscapingSlashes,
      ]
    return Array(try encoder.encode(value)) + [UInt8(ascii: "\n")]
  }

  public static func value<Value: Decodable>(_ type: Value.Type = Value.self, from bytes: [UInt8]) throws -> Value {
    try JSONDecoder().decode(type, from: Data(bytes))
  }
}

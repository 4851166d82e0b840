import Estimation
import Foundation
import Testing

/// The flat form that ranks add up, and the form that checkpoints keep.
@Suite struct ExactMomentsFormTests {
  static func samples() -> [ExactMoments] {
    [
      [], [0], [.nan], [1], [-1], [-.leastNonzeroMagnitude], [1e16, 1, -1e16], [1, -1],
      [.greatestFiniteMagnitude, .greatestFiniteMagnitude], [-.greatestFiniteMagnitude, 1, .infinity],
      ExactMomentsTests.drawn(6, 500, lowest: 0, exponents: 2_048),
    ].map { ExactMomentsTests.moments($0) }
      + [-1, .greatestFiniteMagnitude].map { ExactMomentsTests.repeated([$0, 0.5], 1 << 59) }
  }

  @Test("Flat and back")
  func flatRoundTrip() {
    for moments in Self.samples() {
      let flat = moments.flat
      #expect(flat.count == ExactMoments.flatCount && flat[0] == moments.count && flat[1] == moments.nonFinite)
      #expect(ExactMoments(flat: flat) == moments)
      // A slice of a longer array, as it comes out of a reduction of many.
      let packed = [9, 9, 9] + flat + [9]
      let read = ExactMoments(flat: packed[3..<(3 + flat.count)])
      #expect(read == moments && read.flat == flat && read.standardDeviation == moments.standardDeviation)
    }
  }

  static func encoded(_ moments: ExactMoments) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(moments), as: UTF8.self)
  }

  static func decoded(_ json: String) throws -> ExactMoments {
    try JSONDecoder().decode(ExactMoments.self, from: Data(json.utf8))
  }

  @Test("Written and read back, equal ones alike")
  func codableRoundTrip() throws {
    for moments in Self.samples() {
      let json = try Self.encoded(moments)
      let read = try Self.decoded(json)
      #expect(read == moments)
      #expect(try Self.encoded(read) == json)
      var carried = read
      carried.merge(moments)
      carried.merge(ExactMoments(flat: moments.flat))
      #expect(try Self.decoded(Self.encoded(carried)) == carried)
    }
  }

  /// 1 is bit 1074 of the sum, which is bit 18 of digit 33, and bit 2148 of the squares, bit 4 of digit 67.
  @Test("The written form is frozen")
  func frozen() throws {
    #expect(
      try Self.encoded(ExactMomentsTests.moments([-1, -1, .nan]))
        == #"{"count":2,"non_finite":1,"squares":[67,32],"sum":[33,-524288]}"#
    )
    #expect(
      try Self.encoded(ExactMomentsTests.moments([1, .leastNonzeroMagnitude, 0x1p-50])).hasPrefix(
        #"{"count":3,"non_finite":0,"squares":[0,1,"#
      )
    )
    #expect(try Self.encoded(ExactMoments()) == #"{"count":0,"non_finite":0,"squares":[],"sum":[]}"#)
  }

  @Test(
    "What no values give is refused",
    arguments: [
      #"{"count":2,"non_finite":0,"squares":[67,32]}"#,
      #"{"count":-1,"non_finite":0,"squares":[],"sum":[]}"#,
      #"{"count":1,"non_finite":-1,"squares":[67,16],"sum":[33,262144]}"#,
      #"{"count":1,"non_finite":0,"squares":[67],"sum":[]}"#,
      #"{"count":1,"non_finite":0,"squares":[67,0],"sum":[]}"#,
      #"{"count":1,"non_finite":0,"squares":[66,0,16],"sum":[33,262144]}"#,
      #"{"count":1,"non_finite":0,"squares":[67,16,0],"sum":[33,262144]}"#,
      #"{"count":1,"non_finite":0,"squares":[67,-16],"sum":[33,262144]}"#,
      #"{"count":1,"non_finite":0,"squares":[67,4294967296],"sum":[33,262144]}"#,
      #"{"count":2,"non_finite":0,"squares":[67,32],"sum":[33,1,-1]}"#,
      #"{"count":1,"non_finite":0,"squares":[134,1],"sum":[]}"#,
      #"{"count":1,"non_finite":0,"squares":[-1,1],"sum":[]}"#,
      #"{"count":1,"non_finite":0,"squares":[9223372036854775807,1],"sum":[]}"#,
      #"{"count":1,"non_finite":0,"squares":[67,16],"sum":[33,262145]}"#,
      #"{"count":1,"non_finite":0,"squares":[131,17],"sum":[]}"#,
      #"{"count":0,"non_finite":0,"squares":[67,16],"sum":[]}"#,
      #"{"count":0,"non_finite":0,"squares":[],"sum":[33,262144]}"#,
    ]
  )
  func damaged(json: String) {
    #expect(throws: DecodingError.self) { try Self.decoded(json) }
  }
}

import Foundation
import Lanes
import RandomStreams
import Testing

/// The streams are part of every result ever published: these values, from an implementation that shares nothing with
/// ours (Reference/streams.py), may never change.
@Suite("Frozen streams")
struct FrozenStreamTests {
  @Test("First words of a stream are those of the reference")
  func words() throws {
    let lines = try reference("words")
    #expect(lines.count == 7)
    for line in lines {
      let purpose = try #require(Purpose.allCases.first { "\($0)" == line[1] })
      let stream = RandomStream<UInt32>(
        seed: try #require(UInt64(line[0])),
        purpose: purpose,
        layer: try #require(Int(line[2])),
        epoch: try #require(Int(line[3])),
        simulations: SimulationLanes(from: try #require(UInt64(line[4])))
      )
      var words: [UInt32] = []
      stream.forEachWord(count: 6) { words.append($1) }
      #expect(words == line[5...].compactMap { UInt32($0, radix: 16) }, "\(line)")
    }
  }

  @Test("Permutations are those of the reference")
  func permutations() throws {
    let lines = try reference("permutation")
    #expect(lines.count == 4)
    for line in lines {
      let order = line[3...].compactMap { UInt32($0) }
      let stream = RandomStream<UInt32>(
        seed: try #require(UInt64(line[0])),
        purpose: .shuffle,
        epoch: try #require(Int(line[1])),
        simulations: SimulationLanes(from: try #require(UInt64(line[2])))
      )
      #expect(stream.permutation(count: order.count) == order)
    }
  }

  @Test("Draws in Double are those of the reference within 2e-15, in Float within the width of a word's top 24 bits")
  func draws() throws {
    for draw in Draw.allCases {
      let lines = try reference(draw.rawValue)
      #expect(lines.count == 17)
      for line in lines {
        let word = try #require(UInt32(line[0], radix: 16))
        let value = try #require(Double(line[1]))
        let double: Double = draw(UInt64(word))
        #expect((double - value).magnitude <= 2e-15 * value.magnitude + 1e-16, "\(draw) of \(line[0]): \(double)")
        let single: Float = draw(word)
        let (low, high) = draw.boundsOfSingle(word)
        #expect(Double(single) >= low && Double(single) <= high, "\(draw) of \(line[0]): \(single)")
      }
    }
  }

  private func reference(_ kind: String) throws -> [[String]] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let text = try String(contentsOf: folder.appendingPathComponent("Reference/streams.txt"), encoding: .utf8)
    return text.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
      .filter { $0[0] == kind }.map { Array($0.dropFirst()) }
  }
}

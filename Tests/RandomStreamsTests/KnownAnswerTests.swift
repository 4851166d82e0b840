import Lanes
import RandomStreams
import Testing

/// The known answers published with Random123 (`kat_vectors`, philox4x32 10 rounds).
struct KnownAnswer {
  var counter: [UInt32]
  var key: (UInt32, UInt32)
  var answer: [UInt32]

  static let all = [
    KnownAnswer(
      counter: [0, 0, 0, 0],
      key: (0, 0),
      answer: [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]
    ),
    KnownAnswer(
      counter: [0xffff_ffff, 0xffff_ffff, 0xffff_ffff, 0xffff_ffff],
      key: (0xffff_ffff, 0xffff_ffff),
      answer: [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]
    ),
    KnownAnswer(
      counter: [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344],
      key: (0xa409_3822, 0x299f_31d0),
      answer: [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]
    ),
  ]
}

@Suite("Philox4x32-10")
struct KnownAnswerTests {
  @Test("gives the known answers in every lane of every width, whatever the other lanes hold")
  func knownAnswers() {
    check(UInt32.self)
    check(UInt64.self)
    check(SIMD4<UInt32>.self)
    check(SIMD16<UInt32>.self)
    check(SIMD2<UInt64>.self)
    check(SIMD8<UInt64>.self)
  }

  @Test("takes a seed as its key, the low word first")
  func seed() {
    #expect(Philox4x32(seed: 0x299f_31d0_a409_3822) == Philox4x32(key0: 0xa409_3822, key1: 0x299f_31d0))
  }

  private func check<W: WordLanes>(_: W.Type) {
    let poison: UInt32 = 0xdead_beef
    for known in KnownAnswer.all {
      for lane in 0..<W.laneCount {
        var counter = [W](repeating: W(word: poison), count: 4)
        for word in 0..<4 { counter[word][lane] = W.Word(known.counter[word]) }
        var output = [W](repeating: W(word: poison), count: 4)
        let philox = Philox4x32(key0: known.key.0, key1: known.key.1)
        (output[0], output[1], output[2], output[3]) = philox.block(counter[0], counter[1], counter[2], counter[3])
        for word in 0..<4 {
          #expect(output[word][lane] == W.Word(known.answer[word]), "word \(word), lane \(lane) of \(W.self)")
        }
      }
    }
  }
}

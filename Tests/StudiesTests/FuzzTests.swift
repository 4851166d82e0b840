import Studies
import Testing

/// Real study files with their bytes changed at random, by a fixed seed: no text may trap the reader or hang it, and
/// every message is a line.
@Suite(.timeLimit(.minutes(60))) struct FuzzTests {
  @Test(arguments: Repository.studies)
  func mutatedStudiesAreReadOrRefused(_ study: String) throws {
    try expectReadOrRefused(try Repository.text(study), accepting: 25)
  }

  /// As they are written by people and as programs resolve them: what was found is believed, or looked for in vain.
  @Test(arguments: [false, true])
  func mutatedStudiesOfDataAreReadOrRefused(isResolved: Bool) throws {
    let layers =
      "{convolution: 3, l2: 0.5}, max_pooling, {dropout: 0.5}, batch_normalization, {dense: 4, activation: softmax}"
    let more =
      "looks: {bins: {low: 0, high: 1, count: 3}}\ncells: {a: {}, b: {task: {dataset: ball, scaling: raw}, network: "
      + "{layers: [{dense: 2, activation: softmax}]}}}"
    let text = FoundImages.study("{layers: [\(layers)]}", training: "training: {clipping: {norm: 1}}", more: more)
    try expectReadOrRefused(isResolved ? try StudyPlan(text: text).resolvedText : text, accepting: 5)
  }

  private func expectReadOrRefused(_ text: String, accepting least: Int) throws {
    let original = Array(text.utf8)
    var random = SplitMix64(state: 0x5eed)
    var accepted = 0
    var refused = 0
    for _ in 0..<600 {
      var bytes = original
      for _ in 0...(random.next() % 4) { mutate(&bytes, &random) }
      // `text:` takes a String: what is not UTF-8 is repaired here, and tested by the files of HostileInputTests.
      switch Result(catching: { () throws(StudyError) in try StudyPlan(text: String(decoding: bytes, as: UTF8.self)) })
      {
      case .success(let plan):
        accepted += 1
        #expect(try StudyPlan(text: plan.resolvedText) == plan)
      case .failure(let error):
        refused += 1
        #expect((1...StudyError.mostProblems).contains(error.problems.count))
        for problem in error.problems {
          #expect(!problem.description.contains { $0.isNewline } && problem.description.utf8.count < 2_000)
          #expect(problem.line == nil || problem.line.map { $0 >= 1 } == true)
        }
      }
    }
    // Both must happen often, or the mutations are too wild or too tame to tell anything.
    #expect(accepted >= least && refused >= 100, "\(accepted) accepted, \(refused) refused")
  }

  private let pieces: [[UInt8]] = [
    "[", "]", "{", "}", ":", ": ", ",", "-", "- ", "\n", "\n  ", "#", "&a ", "*a", "!", "!!int ", "|", ">", "'", "\"",
    "?",
    "? ", "%", "@", "`", "\t", "0", "9", "1e999", ".nan", "-", "99999999999999999999", "sqrt(", ")", "=", "<<: ",
    "\u{0}",
    "\u{feff}", "\u{2028}", "\u{85}", "💥", "---\n", "...\n", "null", "true", "leaky_relu", "network", "layers", "cells",
  ].map { Array($0.utf8) }

  private func mutate(_ bytes: inout [UInt8], _ random: inout SplitMix64) {
    func position(_ count: Int) -> Int { count == 0 ? 0 : Int(random.next() % UInt64(count)) }
    let start = position(bytes.count)
    switch random.next() % 6 {
    case 0: if !bytes.isEmpty { bytes[start] ^= 1 << UInt8(random.next() % 8) }
    case 1: bytes.removeSubrange(start..<min(bytes.count, start + position(8)))
    case 2: bytes.insert(contentsOf: pieces[position(pieces.count)], at: start)
    case 3:
      let copied = Array(bytes[start..<min(bytes.count, start + position(200))])
      bytes.insert(contentsOf: copied, at: position(bytes.count))
    case 4: bytes.removeSubrange(start...)
    default:
      let piece = pieces[position(pieces.count)]
      bytes.replaceSubrange(start..<min(bytes.count, start + piece.count), with: piece)
    }
  }
}

/// Steele, Lea and Flood 2014.
private struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

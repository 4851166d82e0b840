import MessagePassing

/// A claim about the module, tried on every rank at once.
struct Check: Sendable {
  let name: String
  /// What is wrong on this rank; nothing if the claim holds. Every rank makes the same collective calls.
  let findings: @Sendable (inout Communicator) throws(MPIError) -> [String]

  /// All of them, in the order they are tried.
  static let all: [Check] = [
    Check(name: "barrier holds everyone until the last", findings: barrier),
    Check(name: "ring of messages, every type and length", findings: ring),
    Check(name: "messages by tag, not by order", findings: tags),
    Check(name: "test does not wait, and repeats its answer", findings: polling),
    Check(name: "broadcast from every root, length known there alone", findings: broadcast),
    Check(name: "reduce to every root", findings: reduce),
    Check(name: "allReduce on every rank", findings: allReduce),
    Check(name: "gather to every root, unequal and empty", findings: gather),
    Check(name: "the same in several calls", findings: severalCalls),
    Check(name: "the same while idling", findings: sameWhileIdling),
    Check(name: "idle is called while another rank is late", findings: idling),
    Check(name: "messages from any rank are taken when they are here", findings: takeMessages),
    Check(name: "wrong arguments are errors", findings: wrongArguments),
    Check(name: "the library's errors are values", findings: libraryErrors),
    Check(name: "one world a process", findings: oneWorld),
  ]
}

/// Collects what is wrong.
struct Findings {
  private(set) var all: [String] = []

  mutating func expect<Value: Equatable>(_ actual: Value, is expected: Value, _ what: String) {
    if actual != expected { all.append("\(what): \(actual), should be \(expected)") }
  }

  /// Tries what must fail, and looks for words in the error.
  mutating func expectError(_ words: [String], _ what: String, _ body: () throws(MPIError) -> Void) {
    do throws(MPIError) {
      try body()
      all.append("\(what): no error")
    } catch {
      for word in words where !"\(error)".contains(word) { all.append("\(what): no '\(word)' in '\(error)'") }
    }
  }
}

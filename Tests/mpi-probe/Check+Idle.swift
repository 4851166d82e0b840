import Foundation
import MessagePassing

extension Check {
  /// All collective calls again, with something to do meanwhile.
  static func sameWhileIdling(_ communicator: inout Communicator) throws(MPIError) -> [String] {
    defer { communicator.idle = nil }
    communicator.idle = { _ in }
    return try barrier(&communicator) + broadcast(&communicator) + reduce(&communicator) + allReduce(&communicator)
      + gather(&communicator) + severalCalls(&communicator)
  }

  /// The last rank comes late to every call: when rank 0, which waits for it there, has been idle ten times and says so.
  static func idling(_ communicator: inout Communicator) throws(MPIError) -> [String] {
    guard communicator.size > 1 else { return [] }
    defer { communicator.idle = nil }
    var findings = Findings()
    let last = communicator.size - 1
    for call in Call.all(waitingFor: last) {
      try communicator.barrier()
      // Rank 0 is the one that every one of them lets wait.
      let count = Counter()
      if communicator.rank == 0 {
        communicator.idle = { (channel) throws(MPIError) in
          count.value += 1
          if count.value == 10 { count.news = try channel.startSending([Int64(count.value)], to: last, tag: 8) }
        }
      }
      if communicator.rank == last {
        let news = try communicator.startReceiving(Int64.self, upTo: 1, from: 0, tag: 8)
        findings.expect(try news.wait(), is: [10], "\(call.name): calls of idle")
      }
      try call.make(communicator)
      communicator.idle = nil
      try count.news?.wait()
    }
    return findings.all
  }

  /// What an idle closure counts.
  private final class Counter {
    var value = 0
    var news: SendRequest?
  }

  /// Rank 0 takes what the others have sent, a message a call, whoever it is from; nothing else of theirs is touched.
  static func takeMessages(_ communicator: inout Communicator) throws(MPIError) -> [String] {
    var findings = Findings()
    let (rank, size) = (communicator.rank, communicator.size)
    findings.expect(try communicator.takeMessage(Int64.self, upTo: 2, tag: 4) == nil, is: true, "before any was sent")
    try communicator.barrier()
    var sends: [SendRequest] = []
    for number in 0..<3 {
      sends.append(try communicator.startSending([Int64(rank), Int64(number)], to: 0, tag: 4))
    }
    sends.append(try communicator.startSending([Int64(-1)], to: 0, tag: 5))
    if rank == 0 {
      var next = [Int64](repeating: 0, count: size)
      try communicator.wait { () throws(MPIError) in
        while let (source, elements) = try communicator.takeMessage(Int64.self, upTo: 2, tag: 4) {
          findings.expect(elements, is: [Int64(source), next[source]], "a message of \(source)")
          next[source] += 1
        }
        return next.allSatisfy { $0 == 3 }
      }
      findings.expect(try communicator.takeMessage(Int64.self, upTo: 2, tag: 4) == nil, is: true, "when all are taken")
      for source in 0..<size {
        let other = try communicator.startReceiving(Int64.self, upTo: 1, from: source, tag: 5)
        findings.expect(try other.wait(), is: [-1], "another tag, of \(source)")
      }
    }
    for send in sends { try send.wait() }
    let long = try communicator.startSending([Int64](repeating: 1, count: 3), to: rank, tag: 6)
    findings.expectError(["MPI_Recv", "MPI_ERR_TRUNCATE"], "too long a message") { () throws(MPIError) in
      try communicator.wait { () throws(MPIError) in
        try communicator.takeMessage(Int64.self, upTo: 2, tag: 6) != nil
      }
    }
    try long.wait()
    return findings.all
  }
}

/// A collective call in which rank 0 waits for another.
struct Call {
  let name: String
  let make: (borrowing Communicator) throws(MPIError) -> Void

  static func all(waitingFor last: Int) -> [Call] {
    [
      Call(name: "barrier") { (channel) throws(MPIError) in try channel.barrier() },
      Call(name: "broadcast") { (channel) throws(MPIError) in _ = try channel.broadcast([Int64(5)], from: last) },
      Call(name: "reduce") { (channel) throws(MPIError) in _ = try channel.reduce([Int64(5)], .sum) },
      Call(name: "allReduce") { (channel) throws(MPIError) in _ = try channel.allReduce([Int64(5)], .sum) },
      Call(name: "gather") { (channel) throws(MPIError) in _ = try channel.gather([Int64(5)]) },
    ]
  }
}

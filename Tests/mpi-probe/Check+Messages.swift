import Foundation
import MessagePassing

extension Check {
  /// Everyone sends right and receives from the left; alone, to itself.
  static func ring(_ communicator: inout Communicator) throws(MPIError) -> [String] {
    var findings = Findings()
    // From nothing at all to more than is sent before the receiver has said it is ready.
    for length in [0, 1, 3, 1000, 300_000] {
      try pass(communicator, &findings, length: length) { UInt8(truncatingIfNeeded: $0) }
      try pass(communicator, &findings, length: length) { Int32(truncatingIfNeeded: -$0) }
      try pass(communicator, &findings, length: length) { Int64(-$0) << 31 }
      try pass(communicator, &findings, length: length) { UInt64.max - UInt64($0) }
      try pass(communicator, &findings, length: length) { 1 / Double($0 + 1) }
    }
    return findings.all
  }

  private static func pass<Element: MessageElement & Equatable>(
    _ communicator: borrowing Communicator,
    _ findings: inout Findings,
    length: Int,
    _ element: (Int) -> Element
  ) throws(MPIError) {
    let (rank, size) = (communicator.rank, communicator.size)
    let (left, right) = ((rank + size - 1) % size, (rank + 1) % size)
    // Room for more than comes: the message says how long it is.
    let receive = try communicator.startReceiving(Element.self, upTo: length + 5, from: left, tag: 7)
    let send = try communicator.startSending((0..<length).map { element($0 + rank) }, to: right, tag: 7)
    let expected = (0..<length).map { element($0 + left) }
    findings.expect(try receive.wait() == expected, is: true, "\(length) \(Element.self) from \(left)")
    try send.wait()
  }

  /// The receiver takes the later message first.
  static func tags(_ communicator: inout Communicator) throws(MPIError) -> [String] {
    var findings = Findings()
    let (rank, size) = (communicator.rank, communicator.size)
    let (left, right) = ((rank + size - 1) % size, (rank + 1) % size)
    let tags = [Communicator.tags.lowerBound, 1, Communicator.tags.upperBound]
    var sends: [SendRequest] = []
    for tag in tags { sends.append(try communicator.startSending([Int64(tag + rank)], to: right, tag: tag)) }
    for tag in tags.reversed() {
      let request = try communicator.startReceiving(Int64.self, upTo: 1, from: left, tag: tag)
      findings.expect(try request.wait(), is: [Int64(tag + left)], "tag \(tag)")
    }
    for send in sends { try send.wait() }
    return findings.all
  }

  /// Rank 0 waits for everyone by asking again and again, as a watchdog does.
  static func polling(_ communicator: inout Communicator) throws(MPIError) -> [String] {
    var findings = Findings()
    var receives: [ReceiveRequest<Int64>] = []
    if communicator.rank == 0 {
      for source in 0..<communicator.size {
        receives.append(try communicator.startReceiving(upTo: 2, from: source, tag: 3))
      }
    }
    for receive in receives { findings.expect(try receive.test(), is: nil, "before anything was sent") }
    try communicator.barrier()
    let send = try communicator.startSending([Int64(communicator.rank), -1], to: 0, tag: 3)
    var open = Set(receives.indices)
    while !open.isEmpty {
      for source in open {
        guard let message = try receives[source].test() else { continue }
        findings.expect(message, is: [Int64(source), -1], "message of \(source)")
        open.remove(source)
      }
      Thread.sleep(forTimeInterval: 0.001)
    }
    try send.wait()
    findings.expect(try send.test(), is: true, "a send that is complete")
    for (source, receive) in receives.enumerated() {
      findings.expect(try receive.test(), is: [Int64(source), -1], "asked again")
      findings.expect(try receive.wait(), is: [Int64(source), -1], "waited for again")
    }
    return findings.all
  }
}

import Foundation
import MessagePassing

extension Check {
  /// The last rank comes late, and nobody leaves before it has come (one machine, one clock). How late it is decides whether a
  /// wrong barrier is seen; a right one passes at any speed.
  static func barrier(_ communicator: inout Communicator) throws(MPIError) -> [String] {
    var findings = Findings()
    try communicator.barrier()
    if communicator.rank == communicator.size - 1 { Thread.sleep(forTimeInterval: 0.1) }
    let entered = nanoseconds()
    try communicator.barrier()
    let left = nanoseconds()
    let lastEntered = try communicator.allReduce([entered], .maximum)
    let firstLeft = try communicator.allReduce([left], .minimum)
    findings.expect(firstLeft[0] >= lastEntered[0], is: true, "left after the last entered")
    return findings.all
  }

  private static func nanoseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  static func broadcast(_ communicator: inout Communicator) throws(MPIError) -> [String] {
    var findings = Findings()
    for root in 0..<communicator.size {
      for length in [0, 1, 5, 200_003] {
        let expected = (0..<length).map { UInt8(truncatingIfNeeded: $0 * 7 + root) }
        // What the others pass is not looked at.
        let mine = communicator.rank == root ? expected : [UInt8](repeating: 255, count: 3)
        findings.expect(try communicator.broadcast(mine, from: root) == expected, is: true, "\(length) from \(root)")
      }
      let numbers = [Double.pi, -0.0, .infinity, Double(root)]
      let received = try communicator.broadcast(communicator.rank == root ? numbers : [], from: root)
      findings.expect(received.map(\.bitPattern), is: numbers.map(\.bitPattern), "doubles from \(root)")
    }
    return findings.all
  }

  static func reduce(_ communicator: inout Communicator) throws(MPIError) -> [String] {
    var findings = Findings()
    let (rank, size) = (Int64(communicator.rank), Int64(communicator.size))
    for root in 0..<communicator.size {
      let isRoot = communicator.rank == root
      let mine = [rank + 1, -rank, 1 << 40, rank * rank]
      let squares = (0..<size).reduce(0) { $0 + $1 * $1 }
      let sum = try communicator.reduce(mine, .sum, to: root)
      findings.expect(
        sum,
        is: isRoot ? [size * (size + 1) / 2, -size * (size - 1) / 2, size << 40, squares] : nil,
        "sum at \(root)"
      )
      let minimum = try communicator.reduce(mine, .minimum, to: root)
      findings.expect(minimum, is: isRoot ? [1, 1 - size, 1 << 40, 0] : nil, "minimum at \(root)")
      let maximum = try communicator.reduce(mine, .maximum, to: root)
      findings.expect(
        maximum,
        is: isRoot ? [size, 0, 1 << 40, (size - 1) * (size - 1)] : nil,
        "maximum at \(root)"
      )
      findings.expect(mine, is: [rank + 1, -rank, 1 << 40, rank * rank], "what was given, afterwards")
      let nothing = try communicator.reduce([Int64](), .sum, to: root)
      findings.expect(nothing, is: isRoot ? [] : nil, "nothing at \(root)")
    }
    return findings.all
  }

  static func allReduce(_ communicator: inout Communicator) throws(MPIError) -> [String] {
    var findings = Findings()
    let (rank, size) = (communicator.rank, communicator.size)
    let ranks = size * (size - 1) / 2
    findings.expect(
      try communicator.allReduce([Int64(rank), .min], .maximum),
      is: [Int64(size - 1), .min],
      "maximum, Int64"
    )
    findings.expect(
      try communicator.allReduce([Int32(rank), 5], .sum),
      is: [Int32(ranks), Int32(5 * size)],
      "sum, Int32"
    )
    findings.expect(try communicator.allReduce([UInt8(rank), 200], .minimum), is: [0, 200], "minimum, UInt8")
    // Larger than all others only as an unsigned number.
    let large: UInt64 = rank == 0 ? 1 << 63 : 1
    findings.expect(try communicator.allReduce([large], .maximum), is: [1 << 63], "maximum, UInt64")
    findings.expect(try communicator.allReduce([Double(rank) / 2], .sum), is: [Double(ranks) / 2], "sum, Double")
    return findings.all
  }

  static func gather(_ communicator: inout Communicator) throws(MPIError) -> [String] {
    var findings = Findings()
    for root in 0..<communicator.size {
      // Lengths differ between ranks and roots; with three ranks or more, some are empty.
      try collect(communicator, &findings, root: root) { sender in
        (0..<((sender + root) % 3 * 1000)).map { UInt8(truncatingIfNeeded: $0 + sender) }
      }
      try collect(communicator, &findings, root: root) { sender in
        (0..<((sender + root + 1) % 3)).map { Int64(sender) << 40 + Int64($0) }
      }
      try collect(communicator, &findings, root: root) { _ in [UInt8]() }
    }
    return findings.all
  }

  private static func collect<Element: MessageElement & Equatable>(
    _ communicator: borrowing Communicator,
    _ findings: inout Findings,
    root: Int,
    _ elements: (Int) -> [Element]
  ) throws(MPIError) {
    let gathered = try communicator.gather(elements(communicator.rank), to: root)
    findings.expect(gathered?.count, is: communicator.rank == root ? communicator.size : nil, "ranks at \(root)")
    guard let gathered else { return }
    for (sender, slice) in gathered.enumerated() {
      findings.expect(Array(slice) == elements(sender), is: true, "\(Element.self)s of \(sender) at \(root)")
    }
  }

  /// All of it again as if C could count to no more than a handful.
  static func severalCalls(_ communicator: inout Communicator) throws(MPIError) -> [String] {
    let usual = communicator.largestCount
    defer { communicator.largestCount = usual }
    var all: [String] = []
    for count in [1009, 4096] {
      communicator.largestCount = count
      all += try broadcast(&communicator) + gather(&communicator)
    }
    for count in [1, 2, 3] {
      communicator.largestCount = count
      all += try reduce(&communicator) + allReduce(&communicator)
      var findings = Findings()
      for root in 0..<communicator.size {
        try collect(communicator, &findings, root: root) { sender in (0..<(sender % 4 * 2)).map { Int32(sender + $0) } }
      }
      all += findings.all
    }
    return all
  }
}

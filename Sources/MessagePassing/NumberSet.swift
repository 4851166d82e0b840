/// Some numbers from 0 on, processors or ranks, written as Linux does: `0-3,8`.
public struct NumberSet: Hashable, Sendable {
  /// In ascending order, each once.
  public private(set) var numbers: [Int]

  public init(_ numbers: some Sequence<Int>) { self.numbers = Set(numbers).sorted() }

  /// - Parameter list: as in `Cpus_allowed_list` of `/proc/self/status`; nil for what is no such list.
  public init?(list: some StringProtocol) {
    var numbers: [Int] = []
    for piece in list.split(separator: ",") {
      let ends = piece.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
      guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2 else { return nil }
      // More than any machine has is no list of processors.
      guard 0 <= first, first <= last, last < 1 << 20 else { return nil }
      numbers += first...last
    }
    self.init(numbers)
  }

  public var count: Int { numbers.count }
  public func isSubset(of other: NumberSet) -> Bool { Set(numbers).isSubset(of: other.numbers) }
  public func union(_ other: NumberSet) -> NumberSet { NumberSet(numbers + other.numbers) }
}

extension NumberSet: CustomStringConvertible {
  /// `0-3,8`.
  public var description: String {
    var runs: [ClosedRange<Int>] = []
    for number in numbers {
      if let last = runs.last, last.upperBound + 1 == number {
        runs[runs.count - 1] = last.lowerBound...number
      } else {
        runs.append(number...number)
      }
    }
    return runs.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }.joined(separator: ",")
  }
}

extension NumberSet: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let set = NumberSet(list: try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a list of numbers, as 0-3,8 is")
    }
    self = set
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// The stable form: `{"bins": [[index, count], …], "non_finite": …, "zeros": …}`, bins that hold something, by ascending
/// index, without that of the zeros. Equal histograms are written alike.
extension Histogram: Codable {
  private enum CodingKeys: String, CodingKey {
    case bins
    case nonFinite = "non_finite"
    case zeros
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(bins.filter { $0.bin != .zero }.map { [Int64($0.bin.index), $0.count] }, forKey: .bins)
    try container.encode(nonFinite, forKey: .nonFinite)
    try container.encode(zeros, forKey: .zeros)
  }

  /// Reads the stable form and nothing else.
  ///
  /// - Throws: `DecodingError` for whatever `encode(to:)` would not have written: bins out of order, unknown, empty or
  ///   for zeros, negative counts, or a total that does not fit in 63 bits.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init()
    counts[0] = try container.decode(Int64.self, forKey: .nonFinite)
    counts[1] = try container.decode(Int64.self, forKey: .zeros)
    func require(_ condition: Bool, _ key: CodingKeys, _ problem: String) throws {
      if !condition { throw DecodingError.dataCorruptedError(forKey: key, in: container, debugDescription: problem) }
    }
    try require(nonFinite >= 0, .nonFinite, "\(nonFinite) values that are not finite; must be 0 or more")
    try require(zeros >= 0, .zeros, "\(zeros) zeros; must be 0 or more")
    var (total, overflow) = zeros.addingReportingOverflow(nonFinite)
    var last: Bin?
    for pair in try container.decode([[Int64]].self, forKey: .bins) {
      try require(pair.count == 2, .bins, "\(pair) is not an index and a count")
      let (index, count) = (pair[0], pair[1])
      guard let bin = Bin(index: Int(index)), bin != .zero else {
        throw DecodingError.dataCorruptedError(
          forKey: .bins,
          in: container,
          debugDescription: "there is no bin \(index) here"
        )
      }
      try require(last.map { $0 < bin } ?? true, .bins, "bin \(index) is out of order")
      try require(count > 0, .bins, "bin \(index) holds \(count); must be 1 or more")
      add(count, to: bin)
      last = bin
      let sum = total.addingReportingOverflow(count)
      total = sum.partialValue
      overflow = overflow || sum.overflow
    }
    try require(!overflow, .bins, "the counts add up to more than 2^63 - 1")
  }
}

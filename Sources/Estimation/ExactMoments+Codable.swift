/// The stable form: `{"count": …, "non_finite": …, "squares": […], "sum": […]}`. A sum is the place of its lowest digit in
/// base 2³² that is not 0, then the digits from there on, all of the sum's sign; empty for 0. Equal moments are written
/// alike.
extension ExactMoments: Codable {
  private enum CodingKeys: String, CodingKey {
    case count, squares, sum
    case nonFinite = "non_finite"
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(count, forKey: .count)
    try container.encode(nonFinite, forKey: .nonFinite)
    try container.encode(written(Self.squareDigits), forKey: .squares)
    try container.encode(written(Self.sumDigits), forKey: .sum)
  }

  /// Reads the stable form and nothing else.
  ///
  /// - Throws: `DecodingError` for what `encode(to:)` would not have written: negative counts, digits that are too large,
  ///   too many or of both signs, zeros at an end, and sums that so many values cannot have.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func require(_ condition: Bool, _ key: CodingKeys, _ problem: String) throws {
      if !condition { throw DecodingError.dataCorruptedError(forKey: key, in: container, debugDescription: problem) }
    }
    words[0] = try container.decode(Int64.self, forKey: .count)
    words[1] = try container.decode(Int64.self, forKey: .nonFinite)
    try require(count >= 0, .count, "\(count) values; must be 0 or more")
    try require(nonFinite >= 0, .nonFinite, "\(nonFinite) values that are not finite; must be 0 or more")
    for (key, places) in [(CodingKeys.squares, Self.squareDigits), (.sum, Self.sumDigits)] {
      let written = try container.decode([Int64].self, forKey: key)
      guard let first = written.first else { continue }
      let digits = written.dropFirst()
      try require(digits.first != nil && digits.first != 0 && digits.last != 0, key, "a digit 0, or none, at an end")
      try require(digits.allSatisfy { $0.magnitude < 1 << 32 }, key, "a digit of 2^32 or more")
      let negative = digits.contains { $0 < 0 }
      try require(!negative || (key == .sum && digits.allSatisfy { $0 <= 0 }), key, "a digit of the wrong sign")
      try require(
        0 <= first && first <= places.count - digits.count,
        key,
        "there is no room for them from digit \(first) on"
      )
      for (offset, digit) in digits.enumerated() { words[places.lowerBound + Int(first) + offset] = digit }
    }
    carry()
    try require(hasPossibleSquares, .squares, "more than \(count) values can have")
    try require(deviations != nil, .sum, "more than \(count) values with these squares can have")
  }

  private func written(_ places: Range<Int>) -> [Int64] {
    let (isNegative, magnitude) = number(places)
    guard let first = magnitude.digits.firstIndex(where: { $0 != 0 }) else { return [] }
    return [Int64(first)] + magnitude.digits[first...].map { isNegative ? -Int64($0) : Int64($0) }
  }
}

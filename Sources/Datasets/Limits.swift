/// What is refused before memory is asked for.
enum Limits {
  /// Values (points × features) of one set: 2³⁰, four gibibytes as `Float`.
  static let values = 1 << 30
  /// Bytes of one file.
  static let fileBytes = 1 << 31
  /// Deflate makes at most 1,032 bytes of one: what a file claims to hold beyond that, it cannot hold.
  static let expansion = 1032

  /// The product of sizes, each 1 or more; nil above ``values``.
  static func product(_ sizes: [Int]) -> Int? {
    var result = 1
    for size in sizes {
      let (product, overflow) = result.multipliedReportingOverflow(by: size)
      guard size > 0, !overflow, product <= values else { return nil }
      result = product
    }
    return result
  }
}

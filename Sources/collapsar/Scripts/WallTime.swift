/// The time that is asked of a scheduler, as all of them write it: hours, minutes and seconds.
struct WallTime {
  let seconds: Int

  /// Slurm has no job shorter than a minute.
  private static let fewest = 60
  /// Four digits of hours are more than a year.
  private static let mostHours = 9999

  /// - Throws: `Failure` for what is no such time.
  init(_ text: String) throws(Failure) {
    let fields = text.split(separator: ":", omittingEmptySubsequences: false)
    let numbers = fields.compactMap { field in
      field.count <= 4 && field.allSatisfy { $0.isASCII && $0.isNumber } ? Int(field) : nil
    }
    guard fields.count == 3, numbers.count == 3, numbers[1] < 60, numbers[2] < 60, numbers[0] <= Self.mostHours else {
      throw Failure(.usage, "--time \(text.prefix(40)): must be hours, minutes and seconds, such as 04:00:00")
    }
    seconds = numbers[0] * 3600 + numbers[1] * 60 + numbers[2]
    if seconds < Self.fewest {
      throw Failure(.usage, "--time \(text.prefix(40)): must be a minute or more, 00:01:00")
    }
  }

  var text: String { [seconds / 3600, seconds / 60 % 60, seconds % 60].map(twoDigits).joined(separator: ":") }

  private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

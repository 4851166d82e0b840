import Foundation
import Studies

/// The whole number behind an option; nil where the option was not given.
///
/// Read here and not by the parser of the command line, which would say only that the value is invalid.
/// - Parameters:
///   - option: `--simulations`, say.
///   - range: what it may be.
/// - Throws: `Failure` with the number to write instead, where it can be guessed.
func wholeNumber(
  _ text: String?,
  _ option: String,
  in range: ClosedRange<UInt64>
) throws(Failure) -> UInt64? {
  guard let text else { return nil }
  let digits = text.ungrouped ?? text
  if let number = UInt64(digits), range.contains(number) { return number }
  let isWhole = !digits.isEmpty && digits.allSatisfy { $0.isASCII && $0.isNumber }
  if isWhole, UInt64(digits).map({ $0 > range.upperBound }) ?? true {
    throw Failure(.usage, "\(option) \(text): must be at most \(range.upperBound)")
  }
  // 1e6, 1,000 and 1000.0 are whole numbers to people. Beyond 2⁵³ the number meant cannot be told.
  let meant = Double(text.filter { !"_,".contains($0) }).flatMap { number -> UInt64? in
    guard number.rounded() == number, number >= 0, number <= 0x1p53 else { return nil }
    return range.contains(UInt64(number)) ? UInt64(number) : nil
  }
  let bound = range.lowerBound == 0 ? "from 0 to \(range.upperBound)" : "\(range.lowerBound) or more"
  let remedy = meant.map { "; write \($0)" } ?? ", such as 1000"
  throw Failure(.usage, "\(option) \(text.prefix(40)): must be a whole number, \(bound)\(remedy)")
}

/// The simulations behind `--range`; nil where it was not given.
/// - Throws: `Failure` for what is no range of them.
func simulationRange(_ text: String?) throws(Failure) -> Range<UInt64>? {
  guard let text else { return nil }
  let ends = text.filter { $0 != " " }.split(separator: "..<", omittingEmptySubsequences: false)
    .map { String($0).ungrouped ?? String($0) }
  let most = StudyPlan.mostSimulations
  guard ends.count == 2, let first = UInt64(ends[0]), let end = UInt64(ends[1]), first < end, end <= most else {
    throw Failure(
      .usage,
      "--range \(text.prefix(40)): must be FIRST..<END with FIRST below END, such as '0..<500000' (quoted: the shell reads <)"
    )
  }
  return first..<end
}

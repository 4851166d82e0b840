/// What is wrong with a study: one to five problems, a line each.
public struct StudyError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Never empty, in the order they were found.
  public let problems: [StudyProblem]

  /// The most problems that are told at once: enough to mend a file in one go, few enough to read.
  public static let mostProblems = 5

  init(_ problems: [StudyProblem]) { self.problems = Array(problems.prefix(Self.mostProblems)) }
  init(_ place: Place, _ text: String) { self.init([StudyProblem(place, text)]) }

  public var description: String { problems.map(\.description).joined(separator: "\n") }
}

/// One thing that is wrong: `configs/a.yaml:12: network.width: -3; must be 1 or more`.
public struct StudyProblem: Hashable, Sendable, CustomStringConvertible {
  /// The file, or the option of the command line, that holds the value.
  public let origin: String
  /// The line in the file, from 1; nil where no line is to blame.
  public let line: Int?
  /// Keys from the top, joined by dots; empty for the file as a whole.
  public let keyPath: String
  /// The value, and what to do.
  public let text: String

  init(_ place: Place, _ text: String) {
    origin = place.origin
    line = place.line
    keyPath = place.path
    self.text = text
  }

  public var description: String {
    let position = Place(origin: origin, line: line).position
    return keyPath.isEmpty ? "\(position): \(text)" : "\(position): \(keyPath): \(text)"
  }
}

/// Where a value of the study was written.
struct Place: Hashable {
  var origin: String
  var line: Int?
  var path: String

  func key(_ key: String) -> Place {
    let shown = key.shown(atMost: Limits.keyLength)
    return Place(origin: origin, line: line, path: path.isEmpty ? shown : "\(path).\(shown)")
  }
  /// The file with the line, or the option.
  var position: String { line.map { "\(origin):\($0)" } ?? origin }

  /// True for a place on the command line that `--set` named.
  var isOption: Bool { origin.hasPrefix("--set ") }

  func item(_ index: Int) -> Place { Place(origin: origin, line: line, path: "\(path)[\(index)]") }
}

/// Collects what is wrong while reading goes on, so that one look at a file finds several mistakes.
final class Problems {
  private(set) var all: [StudyProblem] = []
  /// Remarks on settings that are valid but may not be meant: of the study as it was given, which ``StudyPlan/resolvedText`` does not show.
  var notes: [String] = []
  private var seen: Set<Mistake> = []

  /// What is told in one line: all that is wrong in one place, or all that one remedy mends there.
  struct Mistake: Hashable {
    let place: Place
    var remedy = ""
  }

  /// Reports a problem, unless the same mistake was told before: what cells have in common is read once a cell, and what
  /// is wrong in one way is often wrong in another.
  func add(_ place: Place, _ text: String, as mistake: Mistake? = nil) {
    if seen.insert(mistake ?? Mistake(place: place)).inserted { all.append(StudyProblem(place, text)) }
  }

  var areMany: Bool { all.count >= StudyError.mostProblems }

  func check() throws(StudyError) {
    if !all.isEmpty { throw StudyError(all) }
  }
}

extension String {
  /// The text cut short and free of anything a terminal would act on.
  func shown(atMost count: Int = 40) -> String {
    var result = ""
    for scalar in unicodeScalars.prefix(count) {
      if scalar.isPrintable {
        result.unicodeScalars.append(scalar)
      } else {
        result += "\\u{\(String(scalar.value, radix: 16))}"
      }
    }
    return unicodeScalars.dropFirst(count).isEmpty ? result : result + "…"
  }
}

extension Unicode.Scalar {
  /// True for what can be written to a terminal and to YAML as it is.
  var isPrintable: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
    default: true
    }
  }
}

import Foundation
import RunFolder
import Testing

/// The program under test.
func collapsar(_ arguments: String..., ranks: Int? = nil, environment: [String: String] = [:]) -> Launch {
  Launch(program: "collapsar", arguments: arguments, ranks: ranks, environment: environment)
}

extension Launch.Outcome {
  /// What the program said on standard error, without what `mpirun` has to say of an exit code.
  var said: [Substring] {
    errors.split(separator: "\n").filter { $0.hasPrefix("collapsar: ") }.map { $0.dropFirst("collapsar: ".count) }
  }

  /// The lines of standard error that are not progress: what runs and where, how far it is.
  private var complaints: [Substring] {
    errors.split(separator: "\n").filter {
      !$0.hasPrefix("running ") && !$0.hasPrefix("now ") && $0.first?.isNumber != true
    }
  }

  /// Ended well, and nothing on standard error but progress and notes.
  func expectSuccess(_ comment: Comment? = nil, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(ending == .exited(0), comment, sourceLocation: sourceLocation)
    #expect(complaints.filter { !$0.hasPrefix("collapsar: note: ") } == [], comment, sourceLocation: sourceLocation)
  }

  /// Ended with the code and one line of ours, which holds all fragments; nothing on standard output, and nothing else on
  /// standard error but what `mpirun` says of the code.
  func expectFailure(_ code: Int32, _ fragments: [String], sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(ending == .exited(code), "\(errors)", sourceLocation: sourceLocation)
    #expect(output == "", sourceLocation: sourceLocation)
    #expect(said.count == 1, "\(errors)", sourceLocation: sourceLocation)
    let line = said.first ?? ""
    for fragment in fragments { #expect(line.contains(fragment), "\(line)", sourceLocation: sourceLocation) }
    // A banner, or, now and then, that it lost the code.
    if !errors.contains("----------") {
      let others = complaints.filter { !$0.contains("ORTE_ERROR_LOG") }
      #expect(others == ["collapsar: \(line)"], sourceLocation: sourceLocation)
    }
  }
}

/// The package's own study files.
func config(_ name: String) -> String {
  URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "configs/\(name).yaml").path()
}

extension Scratch {
  func manifest(_ folder: String) throws -> Manifest {
    try JSONDecoder().decode(Manifest.self, from: Data(bytes("\(folder)/manifest.json")))
  }

  func results(_ folder: String) throws -> Results {
    try JSONDecoder().decode(Results.self, from: Data(bytes("\(folder)/results.json")))
  }

  /// `simulations.csv` as a table: a row's fields by column.
  func rows(_ folder: String) throws -> [[String: Substring]] {
    let text = String(decoding: try bytes("\(folder)/simulations.csv"), as: UTF8.self)
    let lines = text.split(separator: "\n")
    let columns = lines[0].split(separator: ",").map(String.init)
    return lines.dropFirst().map { line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      return Dictionary(uniqueKeysWithValues: zip(columns, fields))
    }
  }
}

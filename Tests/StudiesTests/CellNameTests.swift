import Studies
import Testing

@Suite struct CellNameTests {
  private func notes(_ names: String...) throws -> [String] {
    let cells = names.map { "\"\($0)\": {}" }.joined(separator: ", ")
    return try StudyPlan(text: "\(shortest)\ncells: {\(cells)}").notes
  }

  @Test("Names that readers of tables take for missing values are noted")
  func missing() throws {
    for name in ["NA", "NULL", "NaN", "None", "nan", "null", "-NaN", "-nan"] {
      let found = try notes("a", name)
      #expect(
        found.count == 1 && found[0].hasPrefix("cells: \(name): readers of tables take this name for missing"),
        "\(found)"
      )
      #expect(found[0].contains("keep_default_na=False (pandas), na.strings = \"\" (R)"))
    }
    #expect(try notes("NA", "nan", "None", "null", "a").first?.hasPrefix("cells: NA, nan, None and 1 more: ") == true)
    #expect(try notes("na", "none", "N.A", "Null", "missing", "nano").isEmpty, "these are text to pandas and R")
  }

  @Test("Names that are one number or one boolean to a reader are noted")
  func merged() throws {
    for (first, second) in [
      ("0.1", "0.10"), ("1e1", "10"), ("1", "1.0"), ("007", "7"), ("-0", "0"), ("True", "true"), ("T", "TRUE"),
      ("inf", "Inf"),
      ("10000000000000001", "10000000000000000"),
    ] {
      let found = try notes("other", first, second)
      #expect(
        found.count == 1
          && found[0].hasPrefix("cells: \(first) and \(second): one value, and one cell, to readers that"),
        "\(found)"
      )
    }
    let two = try notes("0.1", "10", "0.10", "1e1", "a")
    #expect(two.count == 1 && two[0].hasPrefix("cells: 0.1 and 0.10, 10 and 1e1: one value, and one cell, "), "\(two)")
    #expect(try notes("0.1", "0.2", "True", "False", "1e1", "100").isEmpty)
  }

  @Test("Names that spreadsheets take for formulas are noted, and negative numbers are none")
  func formulas() throws {
    let found = try notes("=1", "-a", "--out", "-1", "a=b", "a-b")
    #expect(
      found.count == 1 && found[0].hasPrefix("cells: =1, -a, --out: spreadsheets take what begins with"),
      "\(found)"
    )
  }

  @Test("A study of usual names has no such notes", arguments: Repository.studies)
  func usual(_ study: String) throws {
    #expect(try StudyPlan(file: Repository.path(study)).notes.allSatisfy { !$0.hasPrefix("cells: ") })
  }
}

extension StudyPlan {
  /// Remarks on cell names that readers of the tables would lose or merge: simulations.csv and
  /// layers.csv have no types, and readers guess them.
  var nameNotes: [String] {
    let names = cells.map(\.name)
    var notes: [String] = []
    let missing = names.filter(Self.missingWords.contains)
    if !missing.isEmpty {
      notes.append(
        "cells: \(missing.shown): readers of tables take \(missing.count == 1 ? "this name" : "these names") for missing "
          + "values, and drop the rows; rename, or read with keep_default_na=False (pandas), na.strings = \"\" (R)"
      )
    }
    let values = names.map(\.guessed)
    let merged = values.indices.filter { values[$0] != nil && values.firstIndex(of: values[$0]) == $0 }
      .map { first in names.indices.filter { values[$0] == values[first] }.map { names[$0] } }.filter { $0.count > 1 }
    if !merged.isEmpty {
      notes.append(
        "cells: \(merged.map { $0.joined(separator: " and ") }.shown): one value, and one cell, to readers that take names "
          + "for numbers or booleans; rename, or read the column as text: dtype={\"cell\": str} (pandas), "
          + "colClasses = c(cell = \"character\") (R)"
      )
    }
    let formulas = names.filter { "=-".contains($0.prefix(1)) && $0.guessed == nil && !missing.contains($0) }
    if !formulas.isEmpty {
      notes.append(
        "cells: \(formulas.shown): spreadsheets take what begins with = or - for a formula; rename, or import the column "
          + "as text"
      )
    }
    return notes
  }

  /// Words that pandas' `read_csv` takes for missing by default, of those that can be a cell's name; R has `NA` alone.
  private static let missingWords: Set = ["NA", "NULL", "NaN", "None", "nan", "null", "-NaN", "-nan"]
}

/// The value that a reader which guesses types sees in a name.
private enum GuessedValue: Hashable {
  case number(Double)
  case boolean(Bool)
}

extension String {
  /// Nil for what is text to every reader.
  fileprivate var guessed: GuessedValue? {
    switch self {
    // R has the short ones, too.
    case "true", "True", "TRUE", "T": .boolean(true)
    case "false", "False", "FALSE", "F": .boolean(false)
    default: (Double(plain: self) ?? infinity).map { .number($0) }
    }
  }

  private var infinity: Double? {
    switch lowercased() {
    case "inf", "infinity": .infinity
    case "-inf", "-infinity": -.infinity
    default: nil
    }
  }
}

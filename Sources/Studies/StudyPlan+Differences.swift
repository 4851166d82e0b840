extension StudyPlan {
  /// What another plan says otherwise of what a simulation computes and records, in words, the first three differences of it;
  /// nothing for equal plan hashes.
  /// - Parameter other: called "there"; this plan is "here".
  public func differences(from other: StudyPlan) -> String {
    if planHash == other.planHash { return "" }
    var lines: [String] = []
    if seed != other.seed { lines.append("seed: \(other.seed) there, \(seed) here") }
    let (names, otherNames) = (cells.map(\.name), other.cells.map(\.name))
    if names != otherNames {
      func shown(_ names: [String]) -> String {
        names.prefix(4).joined(separator: ", ") + (names.count > 4 ? " and \(names.count - 4) more" : "")
      }
      lines.append("cells: \(shown(otherNames)) there, \(shown(names)) here")
    }
    // The same difference in several cells is one.
    var cellsByDifference: [(line: String, cells: [String])] = []
    for cell in cells {
      guard let twin = other.cells.first(where: { $0.name == cell.name }) else { continue }
      for line in Self.differences(cell.settings, twin.settings) {
        if let index = cellsByDifference.firstIndex(where: { $0.line == line }) {
          cellsByDifference[index].cells.append(cell.name)
        } else {
          cellsByDifference.append((line, [cell.name]))
        }
      }
    }
    for (line, cells) in cellsByDifference {
      lines.append(cells.count == self.cells.count ? line : "\(cells[0])\(cells.count > 1 ? ", …" : ""): \(line)")
    }
    if lines.isEmpty { return "the same settings, of another version of this program" }
    let rest = lines.count > 3 ? " and \(lines.count - 3) more" : ""
    return lines.prefix(3).joined(separator: "; ") + rest
  }

  private static func differences(_ here: [StudySetting], _ there: [StudySetting]) -> [String] {
    let keys = there.map(\.key) + here.map(\.key).filter { key in !there.contains { $0.key == key } }
    return keys.compactMap { key in
      let (mine, others) = (here.first { $0.key == key }?.value, there.first { $0.key == key }?.value)
      return mine == others ? nil : "\(key): \(others ?? "nothing") there, \(mine ?? "nothing") here"
    }
  }
}

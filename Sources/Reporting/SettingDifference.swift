import Studies

/// A key of a study that two studies answer otherwise.
struct SettingDifference: Hashable {
  let key: String
  /// Nil where a study lacks the key.
  let first: String?
  let second: String?
  /// The cells it is about; empty for a key of the study as a whole.
  var cells: [String] = []
  /// Whether these are all cells that both studies have, and more than one.
  var isEverywhere = false

  /// Keys of the studies first, then of cells: what differs alike in several cells is told once.
  static func all(_ first: StudyPlan, _ second: StudyPlan) -> [SettingDifference] {
    var found = differences(first.settings, second.settings)
    let common = first.cells.filter { cell in second.cells.contains { $0.name == cell.name } }
    for cell in common {
      let other = second.cells.first { $0.name == cell.name }?.settings ?? []
      for difference in differences(cell.settings, other) {
        // Those of the studies as a whole have no cells, and other keys.
        if let index = found.firstIndex(where: {
          $0.key == difference.key && $0.first == difference.first && $0.second == difference.second
        }) {
          found[index].cells.append(cell.name)
        } else {
          found.append(
            SettingDifference(
              key: difference.key,
              first: difference.first,
              second: difference.second,
              cells: [cell.name]
            )
          )
        }
      }
    }
    for index in found.indices where found[index].cells.count > 1 {
      found[index].isEverywhere = found[index].cells.count == common.count
    }
    let (mine, theirs) = (first.cells.map(\.name), second.cells.map(\.name))
    if mine != theirs {
      found.append(SettingDifference(key: "cells", first: listed(mine), second: listed(theirs)))
    }
    return found
  }

  private static func listed(_ names: [String]) -> String {
    names.prefix(12).joined(separator: ", ") + (names.count > 12 ? ", …" : "")
  }

  private static func differences(_ first: [StudySetting], _ second: [StudySetting]) -> [SettingDifference] {
    let keys = first.map(\.key) + second.map(\.key).filter { key in !first.contains { $0.key == key } }
    return keys.compactMap { key in
      let a = first.first { $0.key == key }?.value
      let b = second.first { $0.key == key }?.value
      return a == b ? nil : SettingDifference(key: key, first: a, second: b)
    }
  }

  /// `network.width: 2 | 3 (relu)`.
  var text: String {
    let place =
      cells.isEmpty ? "" : isEverywhere ? " (all cells)" : " (\(Self.listed(cells)))"
    return "\(key): \(first ?? "–") | \(second ?? "–")\(place)"
  }
}

/// A key of a study with its value, as the resolved study has it.
public struct StudySetting: Hashable, Sendable {
  /// Keys from the top, joined by dots: `network.activation`.
  public let key: String
  /// YAML on one line.
  public let value: String
}

extension StudyPlan {
  /// What the study says beside its cells, every default written out.
  public var settings: [StudySetting] {
    var settings = [
      StudySetting(key: "name", value: name), StudySetting(key: "seed", value: "\(seed)"),
      StudySetting(key: "simulations", value: "\(simulations)"),
      StudySetting(
        key: "compare",
        value: "[" + compare.map { "[\(cells[$0.first].name), \(cells[$0.second].name)]" }.joined(separator: ", ") + "]"
      ),
      StudySetting(key: "records", value: records.rawValue),
      StudySetting(key: "trainer", value: trainer?.rawValue ?? "chosen by itself"),
    ]
    if firstSimulation > 0 {
      settings.append(StudySetting(key: "first_simulation", value: "\(firstSimulation)"))
    }
    for (index, cell) in cells.enumerated() {
      for report in reported.outcomes where report.cell == index {
        let value = "\(report.fraction) of \(report.runs)"
        settings.append(StudySetting(key: "reported.\(cell.name).\(report.outcome)", value: value))
      }
      for report in reported.values where report.cell == index {
        settings.append(StudySetting(key: "reported.\(cell.name).\(report.quantity)", value: "\(report.value)"))
      }
    }
    if let stop { settings.append(StudySetting(key: "stop", value: stop.resolved.flow)) }
    return settings
  }
}

extension StudyCell {
  /// What decides the cell's simulations, every default written out, whether cells share it or not.
  public var settings: [StudySetting] { subject.resolved.settings(below: "") }
}

extension Literal {
  fileprivate func settings(below key: String) -> [StudySetting] {
    guard case .map(let pairs) = self, !pairs.isEmpty else { return [StudySetting(key: key, value: flow)] }
    return pairs.flatMap { $0.value.settings(below: key.isEmpty ? $0.key : "\(key).\($0.key)") }
  }
}

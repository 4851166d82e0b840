import Training

extension Reader {
  /// `reported: {relu: {constant: {fraction: 0.947, of: 1000, source: …}}}`.
  func reported(_ value: Value, _ cells: [StudyCell]) -> [ReportedOutcome]? {
    let example = "{relu: {constant: {fraction: 0.947, of: 1000}}}"
    guard let entries = value.entries else {
      return reported(value, "must be a map of cells, such as reported: \(example)")
    }
    var all: [ReportedOutcome] = []
    for entry in entries {
      guard let cell = cells.firstIndex(where: { $0.name == entry.key }) else {
        return reported(entry.place, "no such cell; \(nearest(entry.key, of: cells.map(\.name)))")
      }
      guard let outcomes = entry.value.entries else {
        return reported(entry.value, "must be a map of outcomes, such as {constant: {fraction: 0.947, of: 1000}}")
      }
      for outcome in outcomes {
        guard let read = reported(outcome, cell, cells[cell]) else { return nil }
        all.append(read)
      }
    }
    return all
  }

  private func reported(_ entry: Value.Entry, _ position: Int, _ cell: StudyCell) -> ReportedOutcome? {
    let known = NamedOutcome.all(cell.experiment.criteria).filter { $0.isDefined(in: cell.experiment) }.map(\.name)
    let tolerance = entry.key.hasPrefix("flat_") ? Double(plain: String(entry.key.dropFirst("flat_".count))) : nil
    let name = tolerance.map(NamedOutcome.flatName) ?? entry.key
    guard known.contains(name) else {
      return reported(entry.place, "no such outcome of this cell; \(nearest(entry.key, of: known))")
    }
    let section = Section(entry.value, keys: ["fraction", "of", "source"], problems)
    let example = "write {fraction: 0.947, of: 1000}"
    let fraction = section.required("fraction", example) {
      number($0, NumberRule(text: "from 0 to 1") { $0 >= 0 && $0 <= 1 })
    }
    let runs = section.required("of", "a fraction without its count cannot be judged; \(example)") {
      integer($0, in: 1...Limits.simulations)
    }
    let source = section["source"].map { line($0) }
    guard let fraction, let runs else { return nil }
    if let source, source == nil { return nil }
    return ReportedOutcome(
      cell: position,
      outcome: name,
      fraction: fraction,
      runs: Int64(runs),
      source: source ?? nil
    )
  }
}

import Experiments

extension Reader {
  /// `reported: {relu: {constant: {fraction: 0.947, of: 1000, source: …}, test_loss: {value: 0.62}}}`.
  func reported(_ value: Value, _ cells: [StudyCell]) -> Reported? {
    guard let entries = value.entries else {
      return reported(
        value,
        "must be a map of cells, such as reported: {relu: {constant: {fraction: 0.947, of: 1000}}}"
      )
    }
    var all = Reported()
    for entry in entries {
      guard let cell = cells.firstIndex(where: { $0.name == entry.key }) else {
        return reported(entry.place, "no such cell; \(nearest(entry.key, of: cells.map(\.name)))")
      }
      guard let items = entry.value.entries else {
        return reported(entry.value, "must be a map of outcomes, such as {constant: {fraction: 0.947, of: 1000}}")
      }
      for item in items { add(item, cell, cells[cell].subject, to: &all) }
    }
    return all
  }

  private func add(_ item: Value.Entry, _ cell: Int, _ subject: CellExperiment, to all: inout Reported) {
    let outcomes = subject.definedOutcomes.map(\.name)
    let quantities = ReportedValue.quantities(of: subject)
    let tolerance = item.key.hasPrefix("flat_") ? Double(plain: String(item.key.dropFirst("flat_".count))) : nil
    let name = tolerance.map(NamedOutcome.flatName) ?? item.key
    if let reason = subject.outcomes.first(where: { $0.name == name }).flatMap({ subject.missingPremise(of: $0) }) {
      problems.add(item.place, "is undefined in this cell: \(reason); remove it")
    } else if outcomes.contains(name) {
      if let outcome = outcome(item, name, cell) { all.outcomes.append(outcome) }
    } else if quantities.contains(name) {
      if let value = value(item, name, cell) { all.values.append(value) }
    } else {
      problems.add(item.place, "no such outcome of this cell; \(nearest(item.key, of: outcomes + quantities))")
    }
  }

  private func outcome(_ item: Value.Entry, _ name: String, _ cell: Int) -> ReportedOutcome? {
    let section = Section(item.value, keys: ["fraction", "of", "source"], problems)
    let example = "write {fraction: 0.947, of: 1000}"
    let fraction = section.required("fraction", example) {
      number($0, .share)
    }
    let runs = section.required("of", "a fraction without its count cannot be judged; \(example)") {
      integer($0, in: 1...Limits.simulations)
    }
    let source = section["source"].flatMap { line($0) }
    guard let fraction, let runs else { return nil }
    // Papers round to a tenth of a percent or so; what is further from any count is a slip.
    let nearest = (fraction * Double(runs)).rounded() / Double(runs)
    if abs(nearest - fraction) > 0.005 {
      let shown = (nearest * 1e4).rounded() / 1e4
      return reported(
        item.value.place,
        "fraction \(fraction) of \(runs) is no whole number of runs; the nearest that is one is \(shown)"
      )
    }
    return ReportedOutcome(cell: cell, outcome: name, fraction: fraction, runs: Int64(runs), source: source)
  }

  private func value(_ item: Value.Entry, _ name: String, _ cell: Int) -> ReportedValue? {
    let section = Section(item.value, keys: ["value", "source"], problems)
    let value = section.required("value", "write {value: 0.62}") { number($0) }
    let source = section["source"].flatMap { line($0) }
    return value.map { ReportedValue(cell: cell, quantity: name, value: $0, source: source) }
  }
}

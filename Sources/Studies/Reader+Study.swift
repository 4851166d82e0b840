import Estimation
import Experiments

extension Reader {
  static let studyKeys = [
    "name", "seed", "simulations", "first_simulation", "precision", "network", "task", "training", "criteria", "looks",
    "cells", "sweep",
    "compare", "stop", "reported", "records", "trainer",
  ]

  /// Reads a whole study.
  /// - Parameter keptWeight: of the confidence sequence that a study began with which is to be gone on with.
  /// - Throws: `StudyError` with all that was found wrong.
  static func study(_ root: Value, _ problems: Problems, keptWeight: Double?) throws(StudyError) -> StudyPlan {
    let reader = Reader(problems: problems)
    let section = Section(root, keys: studyKeys, problems)
    if root.entries == nil { try problems.check() }
    let name = section.required("name", "write one line of text") { reader.line($0) }
    let seed = section.optional("seed", default: 0) { reader.seed($0) }
    let simulations = section.optional("simulations", default: 1_000) { reader.integer($0, in: 1...Limits.simulations) }
    let first = section.optional("first_simulation", default: 0) {
      reader.integer($0, in: 0...Limits.simulations - simulations)
    }
    let cells = reader.cells(section, seed: seed)
    checkLooks(cells, section, reader)
    let records = section.optional("records", default: RecordChoice.byDefault) { reader.choice($0) }
    let trainer: TrainerChoice? = section["trainer"].flatMap { reader.choice($0) }
    // Names and criteria can be looked up only among cells that were read.
    try problems.check()
    let compare = section.optional("compare", default: []) { reader.pairs($0, among: cells.map(\.name)) }
    let stop = section["stop"].flatMap { $0.isNull ? nil : $0 }.flatMap {
      reader.stopRule($0, simulations: simulations, cells, keptWeight: keptWeight)
    }
    if stop != nil, first > 0, let place = section["stop"]?.place {
      problems.add(
        place,
        "stop: a part of a study, from first_simulation or --range, has a fixed count; leave `stop` out (--set stop=)"
      )
    }
    let reported = section.optional("reported", default: Reported()) { reader.reported($0, cells) }
    try problems.check()
    guard let name else { throw StudyError(root.place, "name: missing; write one line of text") }
    return try StudyPlan(
      name: name,
      seed: seed,
      simulations: UInt64(simulations),
      firstSimulation: UInt64(first),
      cells: cells,
      compare: compare,
      stop: stop,
      reported: reported,
      records: records,
      trainer: trainer,
      root: root,
      notes: problems.notes
    )
  }

  /// What looks must obey over all cells.
  private static func checkLooks(_ cells: [StudyCell], _ section: Section, _ reader: Reader) {
    let place = (section["cells"] ?? section["sweep"] ?? section["looks"])?.place ?? section.place
    if Set(cells.compactMap(\.experiment).map(\.looks.steps)).count > 1 {
      reader.problems.add(place, "looks.steps: must be the same in every cell, since death_check counts checks")
    }
    let kept = cells.compactMap(\.experiment).filter(\.looks.epochs).reduce(0) {
      $0 + max($1.training.epochs - 1, 0) * $1.network.layers.count
    }
    if kept > Limits.keptEpochs {
      let most = Limits.keptEpochs.grouped
      reader.problems.add(
        place,
        "looks.epochs: true; epochs times layers come to \(kept.grouped) over all cells; must be at most \(most)"
      )
    }
    reader.checkLayeredLooks(cells.compactMap(\.layered), place)
  }

  /// A line of printable text.
  func line(_ value: Value) -> String? {
    guard let text = value.text, !value.isNull else { return reported(value, "must be one line of text") }
    guard (1...Limits.nameLength).contains(text.unicodeScalars.count), text.unicodeScalars.allSatisfy(\.isPrintable)
    else { return reported(text: value, "must be one line of 1 to \(Limits.nameLength) printable characters") }
    return text
  }

  private func pairs(_ value: Value, among names: [String]) -> [CellPair]? {
    let pairs: [CellPair]? = list(value, of: "pairs", such: "[[leaky_relu, relu]]", counts: 0...Limits.pairs) { item in
      guard let items = item.items, items.count == 2 else {
        return reported(item, "must be two cells, such as [leaky_relu, relu]")
      }
      let positions = items.compactMap { cell -> Int? in
        names.firstIndex { $0 == cell.text } ?? reported(cell, "no such cell; \(nearest(cell.text ?? "", of: names))")
      }
      guard positions.count == 2 else { return nil }
      if positions[0] == positions[1] { return reported(item, "must be two different cells") }
      return CellPair(first: positions[0], second: positions[1])
    }
    if let pairs, Set(pairs).count < pairs.count {
      return reported(value.place, "a pair stands twice; keep one of each")
    }
    return pairs
  }

  private func stopRule(_ value: Value, simulations: Int, _ cells: [StudyCell], keptWeight: Double?) -> StopRule? {
    let section = Section(value, keys: ["outcome", "half_width", "confidence", "max_simulations", "weight"], problems)
    let example = "write {outcome: constant, half_width: 0.005, max_simulations: 1000000}"
    let outcome = section.required("outcome", example) { stopOutcome($0, cells) }
    let halfWidth = section.required("half_width", example) {
      number($0, NumberRule(text: "at least 1e-7 and less than 0.5") { $0 >= 1e-7 && $0 < 0.5 })
    }
    let confidence = section.optional("confidence", default: 0.95) {
      number($0, NumberRule(text: "at least 0.5 and at most 0.999999") { $0 >= 0.5 && $0 <= 0.999_999 })
    }
    let maximum = section.required("max_simulations", example) { integer($0, in: 1...Limits.simulations) }
    let weight = section["weight"].flatMap {
      number(
        $0,
        NumberRule(text: "from 1e-3 to 1e15; left out, it is aimed at half_width") { $0 >= 1e-3 && $0 <= 1e15 }
      )
    }
    guard let outcome, let halfWidth, let maximum else { return nil }
    if maximum < simulations, let place = section["max_simulations"]?.place {
      return reported(place, "\(maximum); must be at least simulations, \(simulations)")
    }
    return StopRule(
      outcome: outcome,
      halfWidth: halfWidth,
      confidence: confidence,
      maximumSimulations: UInt64(maximum),
      weight: weight ?? keptWeight ?? ConfidenceSequence(halfWidth: halfWidth, confidence: confidence).weight
    )
  }

  /// The name of an outcome of every cell; a tolerance may be spelled as any number.
  private func stopOutcome(_ value: Value, _ cells: [StudyCell]) -> String? {
    let text = value.text ?? ""
    let named = cells.map { $0.subject.outcomes.map(\.name) }
    let tolerance = text.hasPrefix("flat_") ? Double(plain: String(text.dropFirst("flat_".count))) : nil
    let name = tolerance.map(NamedOutcome.flatName) ?? text
    if named.allSatisfy({ $0.contains(name) }) {
      for cell in cells {
        guard let outcome = cell.subject.outcomes.first(where: { $0.name == name }),
          let reason = cell.subject.missingPremise(of: outcome)
        else { continue }
        return reported(value, "is undefined in cell \(cell.name): \(reason); choose another outcome")
      }
      return name
    }
    if tolerance != nil, cells[0].experiment != nil {
      return reported(value, "must be a tolerance of criteria.flat in every cell")
    }
    return reported(value, nearest(text, of: named.first { !$0.contains(name) } ?? []))
  }
}

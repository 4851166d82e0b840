public import RunFolder
public import Studies

/// The table that `run` ends with, for people at a terminal: a block a cell with a line an outcome; of more than a dozen cells
/// a line a cell, of more than a screenful the extremes.
public struct ResultTable {
  let results: Results
  let plan: StudyPlan?
  /// Width of the bars in characters.
  static let barWidth = 24

  /// - Parameter plan: of these results; nil where it is not known, and then no heading says what a cell trained.
  public init(_ results: Results, _ plan: StudyPlan? = nil) {
    self.results = results
    self.plan = plan
  }

  public var text: String {
    var lines = [
      "\(results.study): seed \(results.seed), \(results.cells.count == 1 ? "one cell" : "\(results.cells.count) cells")",
      "",
    ]
    if results.cells.count > Self.mostBlocks {
      lines += results.cells.count > Self.mostLines ? extremeLines : cellLines
      let reported = results.cells.flatMap { cell in reportedLines(cell).map { "  \(cell.name):" + $0.dropFirst() } }
      lines += reported.prefix(Self.mostLines) + [""]
    } else {
      lines += results.cells.flatMap(block)
    }
    lines += pairLines
    if let stop = results.stop { lines += stopLines(stop) + [""] }
    lines.append("[ ] \(intervalNote); \(numberNote).")
    return lines.joined(separator: "\n")
  }

  /// All lines of one cell.
  private func block(_ cell: CellResults) -> [String] {
    let width = results.cells.flatMap { cell in cell.outcomeOrder.map { label($0, cell).count } }.max() ?? 0
    var lines: [String] = []
    lines.append("\(cell.name) (\(plan.summary(of: cell))), \(grouped(cell.simulations)) \(unit(cell))")
    let unseen = cell.unseenAtBirth
    for name in cell.outcomeOrder where !unseen.contains(name) {
      guard let outcome = cell.outcomes[name] else { continue }
      let text = outcome.map(line) ?? "–  (\(cell.undefinedReason(name)))"
      lines.append("  " + label(name, cell).padded(to: width) + "  " + text)
    }
    if let interval = unseen.first.flatMap(cell.outcome)?.interval {
      let names = unseen.map { label($0, cell) }.joined(separator: ", ")
      lines.append("  \(names): none [\(fixed(interval.low)), \(fixed(interval.high))]")
    }
    if cell.layered != nil {
      lines += numberLines(cell)
    } else if let losses = lossLine(cell) {
      lines.append(losses)
    }
    lines += deathLines(cell) + reportedLines(cell)
    lines.append("")
    return lines
  }

  /// What the brackets are, as the results say it.
  private var intervalNote: String {
    var kinds: [String] = []
    for cell in results.cells {
      for case .some(let outcome) in cell.outcomeOrder.compactMap({ cell.outcomes[$0] }) {
        let kind = "\(outcome.interval.kind) of the fraction"
        if !kinds.contains(kind) { kinds.append(kind) }
      }
    }
    return kinds.joined(separator: " or ")
  }

  private func unit(_ cell: CellResults) -> String {
    cell.layered == nil ? "simulations" : cell.simulations == 1 ? "replicate" : "replicates"
  }

  private func line(_ outcome: OutcomeResults) -> String {
    let interval = outcome.interval
    let numbers =
      "\(fixed(outcome.estimate)) [\(fixed(interval.low)), \(fixed(interval.high))]  \(grouped(outcome.count).leftPadded(to: 9))"
    let bar = bar(outcome.estimate)
    return bar.isEmpty ? numbers : numbers + "  " + bar
  }

  private func label(_ name: String, _ cell: CellResults) -> String {
    if case .some(.some(let outcome)) = cell.outcomes[name], outcome.zeroGradient == false {
      return name.replacingDead
    }
    return name
  }

  private func lossLine(_ cell: CellResults) -> String? {
    guard let loss = cell.quantities.first(where: { $0.quantity == "final_train_loss" }) else { return nil }
    let quantiles = [(0.1, "10 %"), (0.5, "median"), (0.9, "90 %")].compactMap { probability, name -> String? in
      guard let bin = loss.quantiles.first(where: { $0.probability == probability }) else { return nil }
      return "\(name) \(fixed(bin.low))" + (bin.low < bin.high ? "–\(fixed(bin.high))" : "")
    }
    let text = quantiles.isEmpty ? "never finite" : quantiles.joined(separator: ", ")
    let missing = loss.nonFinite > 0 && !quantiles.isEmpty ? "; \(grouped(loss.nonFinite)) not finite, left out" : ""
    return "  final training loss: " + text + missing
  }

  /// A bar as long as the fraction, from 0 to 1, in steps of an eighth of a character.
  private func bar(_ fraction: Double) -> String {
    let eighths = Int((fraction * Double(Self.barWidth) * 8).rounded())
    let partial = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8]
    return String(repeating: "█", count: eighths / 8) + partial
  }
}

extension String {
  /// "Dead" says too much of layers whose units are all negative but pass a gradient.
  var replacingDead: String {
    switch self {
    case "born_dead": "born all units negative"
    case "dead": "all units negative"
    case "died": "became all negative"
    default: self
    }
  }
}

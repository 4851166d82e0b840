internal import RunFolder

extension DeathCheckResults {
  fileprivate var tableRow: [String] {
    var row = [when] + counts(step, alive.count)
    row += numbers(alive.estimate, alive.interval.low, alive.interval.high)
    row += counts(dead, diverged, died, revived)
    row.append(hazard.map { "\($0.atRisk)" } ?? "")
    return row + numbers(hazard?.estimate, hazard?.interval.low, hazard?.interval.high)
  }
}

extension Figure {
  /// The share of networks that are not dead, check by check; survival only where death is for ever.
  static func death(_ input: FigureInput) -> Figure? {
    let all = input.cells.compactMap { cell in cell.results.death.map { (cell, $0) } }.filter { !$0.1.checks.isEmpty }
    guard let first = all.first?.1.checks.first else { return nil }
    let shown = all.prefix(FigureInput.panels)
    let hasDiverged = all.contains { $0.1.checks.contains { $0.diverged > 0 } }
    // One scale for all; the whole where a band from the top shows those that diverged.
    let most = hasDiverged ? 1 : shown.flatMap { $0.1.checks.map(\.alive.interval.high) }.max() ?? 1
    let panels = shown.map { panel($0, $1, upTo: most) }
    let mostChecks = all.map(\.1.checks.count).max() ?? 0
    let isSurvival = all.allSatisfy(\.1.isAbsorbing)
    var legend: [(Palette, String)] = [(.blue, isSurvival ? "alive" : "not dead")]
    if hasDiverged { legend.append((.vermilion, "diverged")) }
    let (script, height) = Chart(legend: legend, panels: panels).script()
    let ends = all.map { cell, death in (cell.label, death.checks[death.checks.count - 1].alive.estimate) }
    let starts = all.map { cell, death in (cell.label, death.checks[0].alive.estimate) }
    return Figure(
      name: "death-through-time",
      title: isSurvival ? "Survival: alive at each check" : "Not dead at each check",
      caption: "Shares of \(input.simulations), with \(first.alive.interval.kind)s. "
        + "Checks: 0 before training, s1, s2, … after that step of the first epoch, 1, 2, … after that epoch."
        + (isSurvival ? "" : " Only where a dead network stays dead is a panel called survival.")
        + (mostChecks > FigureInput.checks
          ? " Drawn are \(FigureInput.checks) of \(grouped(mostChecks)) checks, evenly spread; the table has all." : "")
        + leftOut(shown.count, of: all.count, "cells"),
      alt: "Share not dead before training: \(spread(starts)). At the last check: \(spread(ends)).",
      columns: [
        "cell", "check", "step", "alive", "fraction", "low", "high", "dead", "diverged", "died", "revived", "at_risk",
        "hazard", "hazard_low", "hazard_high",
      ],
      rows: all.flatMap { cell, death in death.checks.map { [cell.name] + $0.tableRow } },
      script: script,
      height: height
    )
  }

  private static func panel(_ cell: FigureInput.Cell, _ death: DeathResults, upTo most: Double) -> Panel {
    let checks = evenlySpread(death.checks.count, atMost: FigureInput.checks).map { death.checks[$0] }
    var panel = Panel(
      title: shortened("\(cell.label): \(meaning(cell, death))", to: 50),
      height: 110,
      x: .positions(checks.map { shortName($0.when) }, title: "check"),
      y: .linear(0, most, count: 4)
    )
    let n = Double(cell.results.simulations)
    let half = 0.3
    for (index, check) in checks.enumerated() {
      let x = Double(index + 1)
      panel.shapes.append(.box(x - half...x + half, 0...check.alive.estimate, .blue, opacity: 0.5))
    }
    for (index, check) in checks.enumerated() where check.diverged > 0 {
      let x = Double(index + 1)
      panel.shapes.append(.box(x - half...x + half, 1 - Double(check.diverged) / n...1, .vermilion, opacity: 0.7))
    }
    for (index, check) in checks.enumerated() {
      let (x, interval) = (Double(index + 1), check.alive.interval)
      panel.shapes.append(.line([(x, interval.low), (x, interval.high)], .blue, width: 2.5))
    }
    for (index, check) in checks.enumerated() {
      panel.shapes.append(.dot(Double(index + 1), check.alive.estimate, .blue))
    }
    return panel
  }

  private static func meaning(_ cell: FigureInput.Cell, _ death: DeathResults) -> String {
    if death.isAbsorbing { return "survival" }
    return cell.outcome("dead")?.zeroGradient == false ? "no layer all negative" : "not dead"
  }

  /// `start`, `step_4`, `epoch_2` in as few signs as fit below an axis.
  private static func shortName(_ check: String) -> String {
    check == "start" ? "0" : check.replacing("step_", with: "s").replacing("epoch_", with: "")
  }
}

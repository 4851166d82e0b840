internal import RunFolder

extension Report {
  /// Death through time, and which layer was first.
  func death(_ cell: CellResults) -> [PageTable] {
    guard let death = cell.death else { return [] }
    let isNegative = cell.outcome("dead")?.zeroGradient == false
    let dead = isNegative ? "all units negative" : "dead"
    return [checks(death, dead), first(death, isNegative)]
  }

  private func checks(_ death: DeathResults, _ dead: String) -> PageTable {
    let level = death.checks.first?.alive.interval.level ?? ""
    var columns: [PageTable.Column] = [
      .init("Check", isNumber: false), .init("Step"), .init(death.isAbsorbing ? "Alive, %" : "Not so, %"),
      .init("Interval, %"), .init(dead.prefix(1).uppercased() + dead.dropFirst()), .init("Diverged"), .init("New"),
    ]
    columns += death.isAbsorbing ? [.init("Hazard, %"), .init("Its interval, %")] : [.init("Came back")]
    let shown = evenlySpread(death.checks.count, atMost: Self.mostChecks)
    let rows = shown.map { death.checks[$0] }.map { check -> [String] in
      let alive = check.alive
      let row = [
        QuantityWords.time(check.when), grouped(check.step), share(alive), alive.interval.shortPercents,
        grouped(check.dead), grouped(check.diverged), grouped(check.died),
      ]
      guard death.isAbsorbing else { return row + [grouped(check.revived)] }
      return row + [
        check.hazard.map { percent($0.estimate, decimals: $0.interval.decimals) } ?? "–",
        check.hazard?.interval.shortPercents ?? "–",
      ]
    }
    let method = death.checks.first?.alive.interval.methodName ?? ""
    let caption =
      death.isAbsorbing
      ? "Survival: networks not yet dead at each check (\(level) intervals, \(method)); hazard: Clopper–Pearson given those alive before"
      : "Networks not \(dead) at each check; they may come back (\(level) intervals, \(method))"
    return PageTable(caption + leftOut(shown.count, of: death.checks.count), columns, rows: rows)
  }

  /// Rows of checks of a cell: a study may have ten thousand epochs.
  private static let mostChecks = 100

  private func leftOut(_ shown: Int, of all: Int) -> String {
    guard shown < all else { return "" }
    return
      ". \(grouped(shown)) of \(grouped(all)) checks, evenly spread; what is new is so since the check before, shown or not"
  }

  private func first(_ death: DeathResults, _ isNegative: Bool) -> PageTable {
    PageTable(
      (isNegative ? "Which layer was the first whose units were all negative" : "Which layer was the first to be dead")
        + (death.isAbsorbing ? "" : ", at the first check that found any; networks that came back are counted too"),
      [.init("Layer", isNumber: false), .init("Before training"), .init("Later")],
      rows: death.firstDeadLayers.map { ["\($0.layer)", grouped($0.born), grouped($0.later)] }
    )
  }
}

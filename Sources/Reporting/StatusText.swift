public import RunFolder

/// What a folder's files say of how its study is getting on, in a few lines.
public struct StatusText {
  let study: String
  let manifest: Manifest
  let results: Results?
  let log: LogEntry?
  let writer: Writer
  let saved: UInt64?
  let isSpoilt: Bool

  /// Whether the process that writes the folder still runs.
  public enum Writer: Hashable, Sendable {
    case runs
    /// It was on this host, and is no more.
    case gone
    /// It cannot be seen from here, and no heartbeat was.
    case unknown
  }

  /// - Parameters:
  ///   - results: of a finished folder.
  ///   - log: its last line, if there is one.
  ///   - saved: simulations of an unfinished study's last checkpoint; nil where there is none.
  ///   - isSpoilt: whether there was one that cannot be gone on with.
  public init(
    study: String,
    manifest: Manifest,
    results: Results?,
    log: LogEntry?,
    writer: Writer,
    saved: UInt64? = nil,
    isSpoilt: Bool = false
  ) {
    self.saved = saved
    self.isSpoilt = isSpoilt
    self.study = study.printable
    self.manifest = manifest.printable
    self.results = results
    self.log = log
    self.writer = writer
  }

  private static let mostCells = 20

  public var text: String {
    let head = "\(study), plan \(manifest.planHash.prefix(12))"
    if let results { return ([head, finishedLine(results)] + fractionLines(results)).joined(separator: "\n") }
    if manifest.exitReason != Manifest.running {
      let when = manifest.end.map { " at \($0)" } ?? ""
      let lasted = manifest.wallSeconds.map { " after \(duration($0))" } ?? ""
      let done = log?.simulations.map { ", \(grouped($0)) simulations done" } ?? ""
      return "\(head)\n\(manifest.exitReason)\nended\(when)\(lasted)\(done), \(place)\n\(savedLine)"
    }
    return "\(head)\n\(stateLine)\n\(progressLine)\n\(savedLine)"
  }

  /// What would be kept, were it killed now.
  private var savedLine: String {
    if isSpoilt { return "what was saved is damaged, or its rows are; `collapsar run` says in what way" }
    let count = saved.map { "\(grouped($0)) simulations are saved" } ?? "nothing is saved yet"
    if manifest.exitReason == Manifest.running, writer != .gone { return count }
    return "\(count); the same command goes on from there"
  }

  private var stateLine: String {
    switch writer {
    case .runs: "running since \(manifest.start), \(place)"
    case .gone:
      "begun at \(manifest.start), \(place), and killed: process \(manifest.ranks.first?.processID ?? 0) is gone"
    case .unknown:
      "begun at \(manifest.start), \(place); perhaps killed: its process cannot be seen from here, and gives no sign of life"
    }
  }

  private var progressLine: String {
    guard let log, let done = log.done, let total = log.total else {
      let silence = log?.secondsAgo.map { ": it began \(duration($0)) ago" } ?? ""
      return "no heartbeat yet\(silence)"
    }
    let rate = log.rate ?? 0
    let isRunning = writer != .gone
    let line = ProgressLine(
      done: done,
      total: total,
      hedge: log.outlook.map { $0 == "exact" ? "" : $0.printable } ?? "",
      rate: rate,
      secondsLeft: isRunning && rate > 0 && total >= done && log.outlook != "at most"
        ? Double(total - done) / rate : nil,
      cells: []
    )
    let age = log.secondsAgo.map { " \(duration($0)) ago" } ?? ""
    return "last heartbeat\(age): \(line.text(width: 200))"
  }

  private func finishedLine(_ results: Results) -> String {
    let simulations = results.cells.map(\.simulations).min() ?? 0
    let cells = results.cells.count == 1 ? "one cell" : "each of \(results.cells.count) cells"
    let when = manifest.end.map { " at \($0)" } ?? ""
    let lasted = manifest.wallSeconds.map { " after \(duration($0))" } ?? ""
    let unit = !results.isLayered ? "simulations" : simulations == 1 ? "replicate" : "replicates"
    return "finished\(when)\(lasted): \(grouped(simulations)) \(unit) of \(cells), \(place)"
  }

  private var place: String {
    var hosts: [String] = []
    for rank in manifest.ranks where !hosts.contains(rank.host) { hosts.append(rank.host) }
    let ranks = manifest.ranks.count == 1 ? "one rank" : "\(manifest.ranks.count) ranks"
    return ranks + " on " + (hosts.count <= 4 ? hosts.joined(separator: ", ") : "\(hosts.count) hosts")
  }

  /// How often each cell was constant, and dead, and did not stay finite; of networks of real size first how well they do.
  private func fractionLines(_ results: Results) -> [String] {
    let shown = results.cells.prefix(Self.mostCells)
    let width = shown.map(\.name.printable.count).max() ?? 0
    let lines = shown.map { cell in
      let fractions = ["constant", "dead", "diverged"].compactMap { name -> String? in
        guard case .some(.some(let outcome)) = cell.outcomes[name] else { return nil }
        if name == "diverged" || name == "dead" && cell.layered != nil, outcome.count == 0 { return nil }
        let label = outcome.zeroGradient == false ? name.replacingDead : name
        return "\(label) \(fixed(outcome.estimate)) [\(fixed(outcome.interval.low)), \(fixed(outcome.interval.high))]"
      }
      let accuracy = cell.layered.flatMap { _ in cell.number("test_accuracy") }.map {
        "test accuracy \($0.averageText)"
      }
      let words = (accuracy.map { [$0] } ?? []) + fractions
      return "  \(cell.name.printable.padded(to: width))  \(words.joined(separator: "  "))"
    }
    let rest = results.cells.count - shown.count
    return lines + (rest > 0 ? ["  … and \(rest) more cells in results.json"] : [])
  }
}

extension Manifest {
  /// With texts that a terminal shows and does not obey.
  fileprivate var printable: Manifest {
    var manifest = self
    manifest.planHash = planHash.printable
    manifest.start = start.printable
    manifest.end = end?.printable
    manifest.exitReason = exitReason.printable
    for index in ranks.indices { manifest.ranks[index].host = ranks[index].host.printable }
    return manifest
  }
}

internal import Estimation
internal import RunFolder

/// A comparison of two folders as one JSON object.
public struct ComparisonJSON {
  private let comparison: FolderComparison

  public init(_ comparison: FolderComparison) { self.comparison = comparison }

  /// Keys sorted, a newline at the end.
  /// - Throws: what the encoder does; never for what a comparison holds.
  public func bytes() throws -> [UInt8] { try JSON.bytes(Document(comparison)) }
}

/// The keys as they are written.
private struct Document: Encodable {
  let agrees: Bool
  /// `same_bytes`, `statistically` or `no`.
  let verdict: String
  let confidence = FolderComparison.confidence
  let folders: [String]
  let files: [File]
  let settings: [Setting]
  let cells: [Cell]
  /// The BLAS kernels of each folder, each once.
  let blas: [[String]]
  /// Cells that one folder alone has.
  let unmatched: [String]

  struct File: Encodable {
    let name: String
    /// `same`, `differs`, `only_first` or `only_second`.
    let state: String
    var line: Int?
    var place: String?
    var first: String?
    var second: String?
  }

  struct Setting: Encodable {
    let key: String
    let first: String?
    let second: String?
    let cells: [String]
  }

  struct Cell: Encodable {
    let name: String
    let pairs: Int64
    let outcomes: [Outcome]
  }

  struct Outcome: Encodable {
    let name: String
    let first: Fraction
    let second: Fraction
    let difference: Double
    let interval: IntervalResults
    /// Of the pairs: both, only the first, only the second, neither.
    let pairs: [Int64]?
    let log10P: Double?
    let differs: Bool

    enum CodingKeys: String, CodingKey {
      case name, first, second, difference, interval, pairs, differs
      case log10P = "mcnemar_log10_p"
    }
  }

  struct Fraction: Encodable {
    let count: Int64
    let simulations: Int64

    init(_ proportion: Proportion) { (count, simulations) = (proportion.count, proportion.n) }
  }

  init(_ comparison: FolderComparison) {
    agrees = comparison.agrees
    verdict = comparison.isSameBytes ? "same_bytes" : comparison.agrees ? "statistically" : "no"
    folders = [comparison.first, comparison.second].map(\.folder.path)
    files = comparison.files.map { name, state in
      switch state {
      case .same: File(name: name, state: "same")
      case .kept(let byFirst): File(name: name, state: byFirst ? "only_first" : "only_second")
      case .differs(let difference):
        File(
          name: name,
          state: "differs",
          line: difference.line,
          place: difference.place,
          first: difference.first,
          second: difference.second
        )
      }
    }
    settings = SettingDifference.all(comparison.first.plan, comparison.second.plan).map {
      Setting(key: $0.key, first: $0.first, second: $0.second, cells: $0.cells)
    }
    let differing = comparison.differing
    cells = comparison.cells.map { cell in
      Cell(
        name: cell.name,
        pairs: cell.pairs,
        outcomes: cell.outcomes.map { outcome in
          Outcome(outcome, differs: differing.contains { $0.cell == cell.name && $0.outcome == outcome.name })
        }
      )
    }
    unmatched = comparison.unmatched
    blas = [comparison.first, comparison.second].map { $0.kernels.sorted() }
  }
}

extension Document.Outcome {
  fileprivate init(_ outcome: OutcomeComparison, differs: Bool) {
    let table = outcome.table
    let interval = outcome.interval(FolderComparison.confidence)
    self.init(
      name: outcome.name,
      first: .init(table?.first ?? outcome.first),
      second: .init(table?.second ?? outcome.second),
      difference: outcome.difference,
      interval: IntervalResults(
        method: table == nil ? "newcombe" : "tango",
        confidence: FolderComparison.confidence,
        low: interval.low,
        high: interval.high
      ),
      pairs: table.map { [$0.both, $0.firstOnly, $0.secondOnly, $0.neither] },
      log10P: table?.log10ExactP,
      differs: differs
    )
  }
}

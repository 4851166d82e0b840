import Estimation
import Experiments
public import RunFolder
public import Studies

/// Whether the results of two folders agree: in their bytes, and in what they say of each outcome.
public struct FolderComparison: Sendable {
  /// A finished folder.
  public struct Side: Sendable {
    let folder: StoredFolder
    let plan: StudyPlan
    let results: Results
    /// The BLAS kernels of its networks on data sets, each once; empty where unknown or unused.
    let kernels: Set<String>

    /// - Parameter manifest: of the run that made it; nil where that is not known.
    public init(folder: StoredFolder, plan: StudyPlan, results: Results, manifest: Manifest? = nil) {
      self.folder = folder
      self.plan = plan
      self.results = results
      kernels = Set(manifest?.ranks.compactMap(\.blas) ?? [])
    }
  }

  /// What became of a file.
  enum FileState: Sendable {
    case same
    case differs(FileDifference)
    /// Only one of the two folders keeps it.
    case kept(byFirst: Bool)
  }

  /// Why simulations are not compared in pairs.
  enum NoPairs: Sendable {
    case otherSeed
    case noRows
  }

  let first: Side
  let second: Side
  let files: [(name: String, state: FileState)]
  /// Cells that both have by name, in the first one's order.
  let cells: [CellComparison]
  /// Nil where simulations are compared in pairs.
  let noPairs: NoPairs?

  /// The confidence of every interval, and of the verdict over all of them together.
  static let confidence = 0.95

  /// - Throws: `FolderError` where a file cannot be read.
  /// - Complexity: reads the files of both once or twice, and holds the rows of one simulation.
  public init(_ first: Side, _ second: Side) throws(FolderError) {
    self.first = first
    self.second = second
    var files: [(String, FileState)] = []
    for name in [FileName.results, FileName.simulations, FileName.layers] {
      switch (first.folder.has(name), second.folder.has(name)) {
      case (true, true):
        let difference = try first.folder.firstDifference(from: second.folder, in: name)
        files.append((name, difference.map { .differs($0) } ?? .same))
      case (false, false): break
      case (let isFirst, _): files.append((name, .kept(byFirst: isFirst)))
      }
    }
    self.files = files
    var common = first.results.cells.compactMap { cell in
      second.results.cells.first { $0.name == cell.name }.map { CellComparison(cell, $0) }
    }
    let keepRows = first.folder.has(FileName.simulations) && second.folder.has(FileName.simulations)
    noPairs = first.plan.seed != second.plan.seed ? .otherSeed : keepRows ? nil : .noRows
    if noPairs == nil { try RowPairs.count(first.folder, second.folder, into: &common) }
    cells = common
  }

  /// Whether every file that both keep is the same bytes.
  var isSameBytes: Bool {
    files.allSatisfy { file in
      if case .differs = file.state { false } else { true }
    }
  }

  var outcomeCount: Int { cells.reduce(0) { $0 + $1.outcomes.count } }

  /// How often a single outcome may seem to differ by chance, so that none does as often as ``confidence`` says
  /// (Bonferroni).
  private var singleError: Double { (1 - Self.confidence) / Double(max(outcomeCount, 1)) }

  /// The outcomes that differ by more than chance explains, by cell and name.
  var differing: [(cell: String, outcome: String)] {
    cells.flatMap { cell in
      cell.outcomes.filter { $0.differs(error: singleError) }.map { (cell.name, $0.name) }
    }
  }

  /// Whether matrices were multiplied by kernels of more than one kind, which explains other bytes.
  var haveOtherKernels: Bool {
    !first.kernels.isEmpty && !second.kernels.isEmpty && first.kernels.union(second.kernels).count > 1
  }

  /// Whether the same simulations of the same plan came to different records, which nothing but a fault explains.
  var isSamePlanWithOtherBytes: Bool {
    if haveOtherKernels { return false }
    let counts = [first, second].map { $0.results.cells.map(\.simulations) }
    guard first.plan.planHash == second.plan.planHash, counts[0] == counts[1] else { return false }
    return files.contains { file in
      if case .differs = file.state { file.name != FileName.results } else { false }
    }
  }

  /// Cells that one folder alone has, by name.
  var unmatched: [String] {
    let names = [first, second].map { Set($0.results.cells.map(\.name)) }
    return names[0].symmetricDifference(names[1]).sorted()
  }

  /// Whether they agree, byte for byte or statistically in every outcome that both have.
  public var agrees: Bool {
    isSameBytes || (outcomeCount > 0 && differing.isEmpty && !isSamePlanWithOtherBytes)
  }
}

/// A cell that both folders have.
struct CellComparison: Sendable {
  let name: String
  /// Simulation indices that both have rows of.
  var pairs: Int64 = 0
  /// Those that mean something in both, in the order of tables.
  var outcomes: [OutcomeComparison]

  init(_ first: CellResults, _ second: CellResults) {
    name = first.name
    outcomes = first.outcomeOrder.compactMap { name in
      guard case .some(.some(let a)) = first.outcomes[name], case .some(.some(let b)) = second.outcomes[name] else {
        return nil
      }
      return OutcomeComparison(
        name: name,
        label: a.zeroGradient == false && b.zeroGradient == false ? name.replacingDead : name,
        first: Proportion(count: a.count, n: first.simulations),
        second: Proportion(count: b.count, n: second.simulations)
      )
    }
  }
}

/// An outcome in both folders.
struct OutcomeComparison: Sendable {
  let name: String
  let label: String
  /// Of all simulations of a folder.
  let first: Proportion
  let second: Proportion
  /// Of the simulations that both have rows of; nil where there are none.
  var table: PairedTable?

  /// The first fraction minus the second: over the pairs where there are some.
  var difference: Double { table?.difference ?? (first.estimate ?? 0) - (second.estimate ?? 0) }

  /// Tango's interval for pairs, Newcombe's otherwise.
  func interval(_ confidence: Double) -> DifferenceInterval {
    table?.tango(confidence: confidence) ?? first.newcombe(minus: second, confidence: confidence)
  }

  /// Whether chance explains the difference no more often than `error`: by McNemar's exact test for pairs, by Newcombe's
  /// interval otherwise.
  func differs(error: Double) -> Bool {
    if let table { return table.log10ExactP * SpecialFunctions.log(10) < SpecialFunctions.log(error) }
    return !interval(1 - error).contains(0)
  }
}

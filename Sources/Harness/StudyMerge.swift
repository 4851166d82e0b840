public import RunFolder
public import Studies

/// Finished parts of one study that make up one range of simulations, without gap or overlap.
///
/// What they come to together has the bytes of one run of that range: tallies are integers, which add up to the same in any
/// order, and rows follow each other.
public struct StudyMerge: Sendable {
  /// The study of all simulations together.
  public let plan: StudyPlan
  /// In order of simulations, whatever the order in which they were given.
  let parts: [Part]
  private let keepsRows: Bool

  /// Looks at the parts' studies and manifests; tallies and rows are read when they are added up.
  /// - Throws: `FolderError` for what cannot be a part, or does not fit the others, with the two folders' names.
  /// - Complexity: reads the small files of every part.
  public init(of folders: [String]) throws(FolderError) {
    var parts: [Part] = []
    for folder in folders { parts.append(try Part(folder)) }
    parts.sort { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
    precondition(!parts.isEmpty, "nothing to merge")
    for part in parts.dropFirst() { try part.checkStudy(against: parts[0]) }
    for (before, part) in zip(parts, parts.dropFirst()) { try part.checkFollows(before) }
    let (first, last) = (parts[0], parts[parts.count - 1])
    plan = try first.plan(of: first.range.lowerBound..<last.range.upperBound)
    keepsRows = first.rows != nil
    self.parts = parts
  }

  /// What all parts have counted, and what stands in the checkpoint of it.
  /// - Throws: `FolderError` for a part whose checkpoint is missing, damaged or another's.
  /// - Complexity: reads every part's checkpoint, and holds two at a time.
  public func totals() throws(FolderError) -> (results: Results, checkpoint: Checkpoint) {
    var sum = try parts[0].tallies()
    for part in parts.dropFirst() { sum.merge(try part.tallies()) }
    let range = plan.firstSimulation..<plan.firstSimulation + plan.simulations
    return (plan.results(sum), sum.checkpoint(plan, done: range))
  }

  /// Writes a folder as one run of all simulations would have left it, from which the study can be extended.
  /// - Parameters:
  ///   - totals: what ``totals()`` came to.
  ///   - manifest: who merges; completed here by what the parts' manifests say.
  ///   - owner: of the folder, which is empty.
  /// - Throws: `FolderError`; there is then no folder that looks finished.
  /// - Complexity: reads and writes every row once, a piece at a time.
  public func write(
    _ totals: (results: Results, checkpoint: Checkpoint),
    to path: String,
    as manifest: Manifest,
    owner: FolderOwner
  ) throws(FolderError) {
    let header = plan.rows.header
    var folder = try RunFolder.create(
      path,
      study: plan.resolvedText,
      rowHeader: keepsRows ? header : nil,
      manifest: manifest,
      owner: owner
    )
    do throws(FolderError) {
      for part in parts {
        if let rows = part.rows { try folder.append(rowsOf: part.folder, rows, header: header) }
      }
    } catch {
      folder.discard()
      throw error
    }
    try folder.finish(totals.results, manifest: completed(manifest), checkpoint: totals.checkpoint)
  }

  /// Whether a checkpoint tells of these simulations and of no more about them: what stands there is in the parts as well.
  public func covers(_ checkpoint: Checkpoint) -> Bool {
    let pairs = plan.compare.map(plan.names)
    return checkpoint.planHash == plan.planHash
      && checkpoint.done == plan.firstSimulation..<plan.firstSimulation + plan.simulations
      && (keepsRows || checkpoint.rows == nil)
      && checkpoint.pairs.allSatisfy { pairs.contains([$0.first, $0.second]) }
  }

  private func completed(_ manifest: Manifest) -> Manifest {
    var manifest = manifest
    let manifests = parts.map(\.manifest)
    func together(_ word: (Manifest) -> String?) -> String {
      var words: [String] = []
      for case .some(let word) in manifests.map(word) where !words.contains(word) { words.append(word) }
      return words.joined(separator: " and ")
    }
    manifest.mergedFrom = parts.map(\.folder.path)
    manifest.continuedFrom = plan.simulations
    manifest.mpiLibrary = together { $0.mpiLibrary }
    manifest.mpiCompiled = together { $0.mpiCompiled }
    manifest.cpuLevel = together { $0.cpuLevel }
    manifest.laneWidth = together { $0.laneWidth }
    for cell in plan.cells { manifest.trainers[cell.name] = together { $0.trainers[cell.name] } }
    manifest.ranks = manifests.flatMap(\.ranks)
    for index in manifest.ranks.indices { manifest.ranks[index].rank = index }
    return manifest
  }
}

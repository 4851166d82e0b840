import RunFolder
import Studies

extension StudyMerge {
  /// A finished folder with some of a study's simulations.
  struct Part: Sendable {
    let folder: StoredFolder
    let manifest: Manifest
    let plan: StudyPlan

    /// Of simulations, each done in every cell.
    var range: Range<UInt64> { plan.firstSimulation..<plan.firstSimulation + plan.simulations }
    /// What `simulations.csv` holds; nil where no rows were kept.
    var rows: FileRecord? { manifest.files?[FileName.simulations] }

    /// - Throws: `FolderError` for what is no finished folder, or is one that decided by itself how many simulations it takes.
    init(_ path: String) throws(FolderError) {
      folder = try StoredFolder(path)
      manifest = try folder.manifest()
      guard manifest.exitReason == Manifest.finished else {
        throw FolderError(
          .foreign,
          folder.path,
          "holds a study that is not finished (\(manifest.exitReason)); continue it first, with the command that began it"
        )
      }
      for name in [FileName.study, FileName.results, FileName.layers] { try folder.check(name, manifest) }
      let file = folder.file(FileName.study)
      do {
        plan = try StudyPlan(file: file)
      } catch {
        let first = error.problems.first.map(\.description) ?? file
        throw FolderError(.foreign, file, "is not the study that a run wrote there (\(first))")
      }
      guard plan.planHash == manifest.planHash, try folder.results(manifest).planHash == plan.planHash else {
        throw FolderError(.foreign, file, "is another study than the folder's results are from; restore the file")
      }
      if plan.stop != nil {
        throw FolderError(
          .foreign,
          folder.path,
          "stops on precision, which is judged for one run as a whole; merge parts that were run with --range"
        )
      }
    }

    /// What was counted.
    func tallies() throws(FolderError) -> Tallies {
      let checkpoint = try folder.finalCheckpoint(manifest)
      guard checkpoint.done == range, let tallies = Tallies(checkpoint, plan) else {
        throw FolderError(
          .foreign,
          folder.file(FileName.state),
          "holds no tallies of the folder's study; restore the folder from a copy, or run its study again"
        )
      }
      return tallies
    }

    /// The same study of other simulations, with rows if this part has some.
    func plan(of range: Range<UInt64>) throws(FolderError) -> StudyPlan {
      do {
        var overrides = StudyOverrides(range: range)
        let plan = try StudyPlan(text: plan.resolvedText, origin: folder.file(FileName.study), overrides: overrides)
        guard plan.keepsRows != (rows != nil) else { return plan }
        // By default there are rows up to a million simulations, and here there are more.
        overrides.settings.append("records=\(rows == nil ? "none" : "all")")
        return try StudyPlan(text: plan.resolvedText, origin: folder.file(FileName.study), overrides: overrides)
      } catch {
        throw FolderError(.foreign, folder.path, error.problems.first?.description ?? error.description)
      }
    }
  }
}

// Which parts belong together.
extension StudyMerge.Part {
  /// Makes sure that both are parts of one study.
  /// - Throws: `FolderError` that says in what they differ.
  func checkStudy(against other: StudyMerge.Part) throws(FolderError) {
    func refusal(_ text: String) -> FolderError {
      FolderError(.foreign, "\(other.folder.path) and \(folder.path)", text)
    }
    guard plan.planHash == other.plan.planHash else {
      throw refusal(
        "hold different studies (plans \(other.plan.planHash.prefix(12)) and \(plan.planHash.prefix(12)); the first there, "
          + "the second here: \(plan.differences(from: other.plan))); merge parts of one study"
      )
    }
    guard (rows == nil) == (other.rows == nil) else {
      let (with, without) = rows == nil ? (other, self) : (self, other)
      throw refusal(
        "do not fit: \(with.folder.path) has a row a simulation, \(without.folder.path) has none; run one of them again "
          + "with the other's `records`"
      )
    }
    let (mine, others) = (plan.shareable, other.plan.shareable)
    let keys = others.map(\.key) + mine.map(\.key).filter { key in !others.contains { $0.key == key } }
    for key in keys {
      let (here, there) = (mine.first { $0.key == key }?.value, others.first { $0.key == key }?.value)
      if here == there { continue }
      let remedy =
        key == "compare"
        ? "pairs are counted while simulating: run one of them again with the other's"
        : "give the command of one of them again with the other's, which computes nothing anew"
      throw refusal(
        "differ in \(key), \(there ?? "nothing") in the first and \(here ?? "nothing") in the second; \(remedy)"
      )
    }
    guard plan.reported == other.plan.reported else {
      throw refusal(
        "differ in a source of `reported`; give the command of one of them again with the other's, which computes nothing anew"
      )
    }
  }

  /// Makes sure that this part begins where another ends.
  func checkFollows(_ before: StudyMerge.Part) throws(FolderError) {
    let (end, begin) = (before.range.upperBound, range.lowerBound)
    let names = "\(before.folder.path) and \(folder.path)"
    if begin > end {
      let missing = "simulations \(end.grouped) to \((begin - 1).grouped) are missing"
      throw FolderError(
        .foreign,
        names,
        "\(before.folder.path) ends before simulation \(end.grouped), \(folder.path) begins with \(begin.grouped): "
          + "\(missing); run them with --range '\(end)..<\(begin)' into a folder of their own"
      )
    }
    if begin < end {
      let last = min(end, range.upperBound) - 1
      throw FolderError(
        .foreign,
        names,
        "\(before.folder.path) ends before simulation \(end.grouped), \(folder.path) begins with \(begin.grouped): "
          + "simulations \(begin.grouped) to \(last.grouped) are in both; leave one out, or run it with another --range"
      )
    }
  }
}

extension StudyPlan {
  /// What parts of one study share beside the plan hash.
  fileprivate var shareable: [StudySetting] {
    settings.filter { !["simulations", "first_simulation"].contains($0.key) }
  }
}

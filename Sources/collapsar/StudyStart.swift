import Foundation
import Harness
import Reporting
import RunFolder
import Studies

/// Where a run begins in its folder: at the beginning, from what an earlier run has saved, or nowhere, since all is done.
enum StudyStart {
  /// All that is asked for is there.
  case done(Results)
  case begin(StudyPlan, Checkpoint?, FolderOwner)

  /// Looks into the folder and, where there is something to do, claims it.
  /// - Parameters:
  ///   - say: told what its user should know.
  ///   - meanwhile: called several times a second while it waits.
  /// - Throws: `Failure` for a folder that holds something else, or that another run writes to. It then is as it was.
  static func find(
    in folder: String,
    for arguments: StudyArguments,
    say: (String) -> Void,
    meanwhile: () -> Void
  ) throws(Failure) -> StudyStart {
    let plan = try arguments.plan()
    // What looks damaged may be another's at work, which the claim will tell.
    let first: FolderContents?
    do { first = try FolderContents(of: folder) } catch {
      if error.kind != .foreign { throw Failure(error) }
      first = nil
    }
    if case .finished(let results) = first, let text = try? FolderContents.readStudy(folder) {
      if text == plan.resolvedText { return .done(results) }
    }
    let owner: FolderOwner
    do { owner = try FolderOwner.claim(folder, watching: say, meanwhile: meanwhile) } catch { throw Failure(error) }
    do throws(Failure) {
      // Whoever wrote there may have gone on until the claim.
      switch try contents(folder) {
      case .free: return .begin(plan, nil, owner)
      case .foreign:
        throw Failure(.foreignState, "\(folder): is not empty and holds no study; choose another --out")
      case .finished(let results):
        let start = try resumed(folder, arguments, plan, results, owner, say)
        if case .done = start { owner.release() }
        return start
      case .unfinished: return try resumed(folder, arguments, plan, nil, owner, say)
      }
    } catch {
      owner.release()
      throw error
    }
  }

  private static func contents(_ folder: String) throws(Failure) -> FolderContents {
    do { return try FolderContents(of: folder) } catch { throw Failure(error) }
  }

  private static func resumed(
    _ folder: String,
    _ arguments: StudyArguments,
    _ plan: StudyPlan,
    _ results: Results?,
    _ owner: FolderOwner,
    _ say: (String) -> Void
  ) throws(Failure) -> StudyStart {
    let stored = try? StudyPlan(file: folder + "/" + FileName.study)
    let checkpoint: Checkpoint?
    do {
      checkpoint = try StoredFolder(folder).checkpoint { say("note: \($0)") }
    } catch {
      throw Failure(error)
    }
    if let hash = results?.planHash ?? checkpoint?.planHash ?? stored?.planHash, hash != plan.planHash {
      let differences = stored.map { plan.differences(from: $0) } ?? ""
      throw Failure(
        .foreignState,
        "\(folder): holds another study (plan \(hash.prefix(12)), this one is \(plan.planHash.prefix(12)))"
          + (differences.isEmpty ? "" : ": \(differences)") + "; choose another --out"
      )
    }
    guard let checkpoint else {
      do { try RunFolder.clear(folder, owner: owner) } catch { throw Failure(error) }
      say("note: \(folder) was begun and holds no checkpoint; this run begins at the start")
      return .begin(plan, nil, owner)
    }
    let adjusted = try fitted(plan, arguments, to: checkpoint, in: folder, say)
    if let results, adjusted.isAnswered(by: results) {
      let text = try? FolderContents.readStudy(folder)
      if text == adjusted.resolvedText { return .done(results) }
      if adjusted.isAnsweredMoreTightly(by: results) {
        say("note: \(folder) was carried out with a smaller half_width than is asked for; this is its table")
        return .done(results)
      }
    }
    guard Tallies(checkpoint, adjusted) != nil else {
      throw Failure(
        .foreignState,
        "\(folder): \(FileName.state) holds other counts than this study has; use the version that wrote it "
          + "(\(FileName.manifest) names it), or choose another --out"
      )
    }
    return .begin(adjusted, checkpoint, owner)
  }

  /// The plan as it continues what is there: with the weight, and at least the simulations, of the checkpoint.
  private static func fitted(
    _ plan: StudyPlan,
    _ arguments: StudyArguments,
    to checkpoint: Checkpoint,
    in folder: String,
    _ say: (String) -> Void
  ) throws(Failure) -> StudyPlan {
    func refusal(_ text: String) -> Failure { Failure(.foreignState, "\(folder): \(text)") }
    let held = checkpoint.done
    if held.lowerBound != plan.firstSimulation {
      throw refusal(
        "begins with simulation \(grouped(held.lowerBound)), this study with \(grouped(plan.firstSimulation)); "
          + "choose another --out, and put parts together with `collapsar merge`"
      )
    }
    for pair in plan.compare {
      let names = plan.names(of: pair)
      guard checkpoint.pairs.contains(where: { [$0.first, $0.second] == names }) else {
        throw refusal(
          "holds this study without the comparison of \(names[0]) with \(names[1]), which is counted while simulating; "
            + "choose another --out, or leave that pair out"
        )
      }
    }
    for pair in checkpoint.pairs {
      guard
        plan.compare.contains(where: {
          plan.names(of: $0) == [pair.first, pair.second]
        })
      else {
        throw refusal(
          "has counted the comparison of \(pair.first) with \(pair.second), which would be lost; put that pair back into "
            + "`compare`, or choose another --out"
        )
      }
    }
    var changes = StudyArguments.Changes()
    if let weight = checkpoint.stopWeight {
      guard plan.stop != nil else {
        throw refusal(
          "holds a study that stops on precision, whose intervals count on that; keep `stop:` (a smaller half_width or "
            + "larger max_simulations extends it), or choose another --out"
        )
      }
      changes.keptWeight = weight
    }
    let count = held.upperBound - held.lowerBound
    if let stop = plan.stop, count > stop.maximumSimulations {
      throw refusal(
        "holds \(grouped(count)) simulations, more than max_simulations, \(grouped(stop.maximumSimulations)); write "
          + "\(grouped(count)) or more, or choose another --out"
      )
    }
    if plan.stop != nil, checkpoint.stopWeight == nil, count > 0 {
      say(
        "note: \(folder) holds \(grouped(count)) simulations from before `stop:` was asked for; its intervals are right "
          + "if half_width was chosen without a look at them"
      )
    }
    if plan.stop == nil, count > plan.simulations {
      changes.simulations = count
      say(
        "note: \(folder) holds \(grouped(count)) simulations, more than the \(grouped(plan.simulations)) asked for; this "
          + "is their table"
      )
    }
    let hasRows = checkpoint.rows != nil
    if hasRows != plan.keepsRows {
      guard plan.records == .byDefault else {
        throw refusal(
          "holds this study \(hasRows ? "with" : "without") a row a simulation; write records: \(hasRows ? "all" : "none") "
            + "(--set records=\(hasRows ? "all" : "none")), or choose another --out"
        )
      }
      changes.records = hasRows ? "all" : "none"
    }
    let fitted = try arguments.plan(changes)
    if let weight = checkpoint.stopWeight, let stop = fitted.stop, stop.weight != weight {
      throw refusal(
        "stops on a confidence sequence of weight \(weight), this study on one of weight \(stop.weight); leave "
          + "stop.weight out, or choose another --out"
      )
    }
    return fitted
  }
}

extension StudyPlan {
  /// Whether results hold all that this study would simulate.
  fileprivate func isAnswered(by results: Results) -> Bool {
    let done = UInt64(max(results.cells.map(\.simulations).min() ?? 0, 0))
    guard done >= simulations, let stop, done < stop.maximumSimulations else { return done >= simulations }
    guard let known = results.stop, known.outcome == stop.outcome, known.confidence == stop.confidence else {
      return false
    }
    return known.weight == stop.weight && (known.cells.map(\.halfWidth).max() ?? 1) <= stop.halfWidth
  }

  /// Whether the only thing that differs is that results which stopped on precision are more precise than is asked.
  fileprivate func isAnsweredMoreTightly(by results: Results) -> Bool {
    guard let stop, let known = results.stop, known.isMet, known.halfWidth < stop.halfWidth else { return false }
    let pairs = compare.map(names)
    return pairs == results.comparisons.map { [$0.first, $0.second] }
  }
}

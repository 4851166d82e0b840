import RunFolder
import Studies

/// A folder that a run has written, with the plan of its study.
struct StoredStudy {
  let folder: StoredFolder
  let plan: StudyPlan
  /// Nil where the run was killed before it had written one.
  let manifest: Manifest?

  var isFinished: Bool { manifest?.exitReason == Manifest.finished }

  /// - Throws: `Failure` for what is no such folder, or whose study is missing, damaged, or not the one of its manifest.
  init(_ path: String) throws(Failure) {
    folder = try reading { () throws(FolderError) in try StoredFolder(path) }
    manifest = try reading { [folder] () throws(FolderError) in
      folder.has(FileName.manifest) ? try folder.manifest() : nil
    }
    let file = folder.file(FileName.study)
    if !folder.has(FileName.study), !folder.has(FileName.results),
      manifest == nil || manifest?.exitReason == Manifest.running
    {
      throw Failure(
        .foreignState,
        "\(folder.path): holds no study yet: a run has just begun there, or was killed as it began; the same command goes on"
      )
    }
    do {
      plan = try StudyPlan(file: file)
    } catch {
      let first = error.problems.first.map(\.description) ?? file
      throw Failure(.foreignState, "\(first); this is not the study that the run wrote there")
    }
    if let manifest, manifest.planHash != plan.planHash {
      throw Failure(
        .foreignState,
        "\(file): is another study (plan \(plan.planHash.prefix(12))) than the folder's results are from "
          + "(plan \(manifest.planHash.prefix(12))); restore the file, or run the study again"
      )
    }
  }
}

/// Reads from a folder of results. Whatever is wrong with it, nothing was asked to be written there.
func reading<Value>(_ body: () throws(FolderError) -> Value) throws(Failure) -> Value {
  do { return try body() } catch { throw Failure(.foreignState, error.description) }
}

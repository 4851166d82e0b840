internal import Foundation

extension RunFolder {
  /// Puts the results in place, then the manifest that says `finished` and what each file of results holds: the mark of
  /// a finished folder.
  ///
  /// When it throws, there are no new results, and the manifest says why, if it can be written.
  /// - Parameters:
  ///   - manifest: what became of the run; its exit reason and its files are filled in here.
  ///   - checkpoint: of all that was done, saved first: from there the study can be extended.
  public consuming func finish(
    _ results: Results,
    manifest: Manifest,
    checkpoint: Checkpoint? = nil
  ) throws(FolderError) {
    self.manifest = manifest
    noteEnd()
    let done = UInt64(max(results.cells.map(\.simulations).min() ?? 0, 0))
    do throws(FolderError) {
      writer.wait()
      if let checkpoint { try saveAndWait(checkpoint) }
      try putInPlace(results, simulations: done)
    } catch {
      let error = asUnfinished(error)
      abandon(because: error.description, simulations: done)
      throw error
    }
    owner.release()
  }

  /// Leaves the folder unfinished, to be gone on with from what is saved first.
  /// - Parameters:
  ///   - reason: why the run leaves.
  ///   - manifest: what became of the run; its exit reason is filled in here.
  ///   - checkpoint: of all that was done.
  /// - Throws: `FolderError`; what was saved before then stands, and the manifest says why, if it can be written.
  public consuming func leave(
    because reason: String,
    manifest: Manifest,
    checkpoint: Checkpoint
  ) throws(FolderError) {
    let simulations = checkpoint.done.upperBound - checkpoint.done.lowerBound
    self.manifest = manifest
    self.manifest.exitReason = Manifest.stopped + reason
    noteEnd()
    do throws(FolderError) { try saveAndWait(checkpoint) } catch {
      abandon(because: error.description, simulations: simulations)
      throw error
    }
    try owner.check()
    do throws(FolderError) {
      let bytes = try Self.encoded(path) { try JSON.bytes(self.manifest) }
      try Files.replace(path + "/" + FileName.manifest, with: bytes)
      try log.append(try Self.encoded(path) { try self.manifest.endLine(simulations: simulations) })
    } catch {
      throw asUnfinished(error)
    }
    owner.release()
  }

  /// Leaves the folder unfinished; manifest and log say why, if they can be written.
  /// - Parameters:
  ///   - reason: what ended the run.
  ///   - simulations: indices that were done.
  public consuming func abandon(because reason: String, simulations: UInt64) {
    writer.wait()
    // A folder that is another's by now is not to be touched.
    do throws(FolderError) { try owner.check() } catch { return }
    manifest.exitReason = "failed: \(reason)"
    noteEnd()
    // Whoever calls this has an error to report already; that it cannot be written down as well is no news.
    try? Files.replace(path + "/" + FileName.manifest, with: JSON.bytes(manifest))
    try? log.append(manifest.endLine(simulations: simulations))
    owner.release()
  }

  private mutating func noteEnd() {
    manifest.end = manifest.end ?? Date.now.formatted(.iso8601)
    manifest.wallSeconds = manifest.wallSeconds ?? (ContinuousClock.now - begun) / .seconds(1)
  }

  /// All that takes room comes first, then only names change: a disk that fills up leaves no part of the results.
  private mutating func putInPlace(_ results: Results, simulations: UInt64) throws(FolderError) {
    try rows?.flush()
    let layersPath = path + "/" + FileName.layers
    let resultsPath = path + "/" + FileName.results
    let layerBytes = Array(results.layerTable.utf8)
    let resultBytes = try Self.encoded(path) { try results.fileBytes() }
    var whole = manifest
    whole.exitReason = Manifest.finished
    var files = [
      FileName.layers: try FileRecord(of: layerBytes, layersPath),
      FileName.results: try FileRecord(of: resultBytes, resultsPath),
      FileName.study: study,
    ]
    files[FileName.simulations] = rowRecorder.take()?.record()
    whole.files = files

    let stagedLayers = try StagedFile(layersPath, layerBytes)
    let stagedResults = try StagedFile(resultsPath, resultBytes)
    let stagedManifest = try StagedFile(
      path + "/" + FileName.manifest,
      try Self.encoded(path) { try JSON.bytes(whole) }
    )
    try owner.check()
    try log.append(try Self.encoded(path) { try whole.endLine(simulations: simulations) })
    try log.flush()
    do throws(FolderError) {
      try stagedLayers.putInPlace()
      try stagedResults.putInPlace()
      try Files.flushNames(of: path)
      try stagedManifest.putInPlace()
    } catch {
      Files.remove(files: [layersPath, resultsPath], folders: [])
      throw error
    }
    // From here on the folder is finished: should its name not reach the disk, that is no reason to take results back.
    try? Files.flushNames(of: path)
  }
}

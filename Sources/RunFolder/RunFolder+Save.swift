internal import Foundation

extension RunFolder {
  /// Whether the checkpoint before is still on its way to the disk.
  public var isSaving: Bool { writer.isWriting }

  /// Starts to save a checkpoint, of the rows that were appended so far; returns at once.
  ///
  /// What goes wrong on the way is thrown by the next call of this kind.
  public mutating func save(_ checkpoint: Checkpoint) throws(FolderError) {
    writer.wait()
    try checkSaved()
    writer.start(try job(checkpoint))
  }

  /// Saves a checkpoint; returns when the disk has it.
  public mutating func saveAndWait(_ checkpoint: Checkpoint) throws(FolderError) {
    writer.wait()
    try checkSaved()
    do throws(FolderError) { try job(checkpoint).carryOut() } catch { throw asUnfinished(error) }
  }

  /// - Throws: what became of a checkpoint that could not be saved.
  func checkSaved() throws(FolderError) {
    do throws(FolderError) { try writer.check() } catch { throw asUnfinished(error) }
  }

  private func job(_ checkpoint: Checkpoint) throws(FolderError) -> CheckpointJob {
    var checkpoint = checkpoint
    var descriptor: Int32?
    switch rowRecorder {
    case .some(let recorder): checkpoint.rows = try recorder.snapshot()
    case .none: break
    }
    switch rows {
    case .some(let file):
      try file.checkUntouched()
      descriptor = file.fileDescriptor
    case .none: break
    }
    return CheckpointJob(folder: path, checkpoint: checkpoint, rows: descriptor, owner: owner)
  }
}

extension Checkpoint {
  /// Nil where there is no such file, or no whole one.
  init?(wholeIn path: String) {
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: path)) else { return nil }
    guard let checkpoint = try? Checkpoint(bytes: Array(data)) else { return nil }
    self = checkpoint
  }
}

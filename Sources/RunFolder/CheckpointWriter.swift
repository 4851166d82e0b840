internal import Foundation

/// Writes checkpoints beside the work: waiting for a disk would cost rank 0, and every rank that waits for it, tens of
/// milliseconds each.
///
/// One thread, that writes plain files and nothing else; it lives as long as a checkpoint is being written.
final class CheckpointWriter: @unchecked Sendable {
  // All below is guarded by the condition's lock.
  private let condition = NSCondition()
  private var isBusy = false
  private var failure: FolderError?

  /// Whether a checkpoint is still being written.
  var isWriting: Bool { condition.withLock { isBusy } }

  /// Starts to write; the one before must be done.
  func start(_ job: CheckpointJob) {
    condition.withLock {
      precondition(!isBusy, "a checkpoint is still being written")
      isBusy = true
    }
    // Where the system has no thread to give, the work waits for the disk.
    if !BackgroundThread.start({ [self] in carryOut(job) }) { carryOut(job) }
  }

  private func carryOut(_ job: CheckpointJob) {
    var failure: FolderError?
    do throws(FolderError) { try job.carryOut() } catch { failure = error }
    condition.withLock {
      self.failure = failure ?? self.failure
      isBusy = false
      condition.broadcast()
    }
  }

  /// Returns when nothing is being written.
  func wait() {
    condition.withLock { while isBusy { condition.wait() } }
  }

  /// - Throws: what became of a checkpoint that could not be written.
  func check() throws(FolderError) {
    if let failure = condition.withLock({ failure }) { throw failure }
  }
}

/// A checkpoint on its way to the disk.
struct CheckpointJob: Sendable {
  let folder: String
  let checkpoint: Checkpoint
  /// Of the file with the rows; nil where none are kept.
  let rows: Int32?
  let owner: FolderOwner?

  /// The rows first, then the state under a temporary name, then the names: what the state tells of is on the disk when the
  /// state is to be seen.
  func carryOut() throws(FolderError) {
    let path = folder + "/" + FileName.state
    if let rows { try Files.flush(rows, folder + "/" + FileName.simulations) }
    let bytes: [UInt8]
    do {
      bytes = try checkpoint.bytes()
    } catch {
      throw FolderError(.inputOutput, path, "has no checksum: \(error)")
    }
    let staged = try StagedFile(path, bytes)
    try owner?.check()
    // Between the two renames there is the previous state alone, which is as good, only older.
    if rename(path, folder + "/" + FileName.previousState) != 0, errno != ENOENT {
      throw Files.failure(.inputOutput, path, "cannot rename it")
    }
    try staged.putInPlace()
    try Files.flushNames(of: folder)
  }
}

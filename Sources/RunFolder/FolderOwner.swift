internal import Foundation

/// This process's claim to be the only writer of a folder.
///
/// After a kill of its launcher a rank lives on for seconds, and two jobs may be given one folder: so every writer leaves a
/// note with a counter that rises while it lives, and reads the note again before it writes.
public final class FolderOwner: Sendable {
  private let path: String
  private let folder: String
  private let note: OwnerNote
  /// The folders that the claim has made, outermost first.
  private let made: [String]
  private let heart: Heart

  /// Writes a note and lets its counter rise from now on.
  /// - Parameters:
  ///   - made: the folders that were made for it, outermost first.
  ///   - descriptor: of a file that was created at `written`, and is or will be `owner.json`; closed with the claim.
  /// - Throws: `FolderError`; the file is then gone.
  init(
    of folder: String,
    made: [String],
    note: OwnerNote,
    descriptor: Int32,
    written: String
  ) throws(FolderError) {
    self.folder = folder
    path = folder + "/" + FileName.owner
    self.note = note
    self.made = made
    heart = Heart(note, descriptor)
    do throws(FolderError) {
      try Files.write(note.bytes, to: descriptor, written)
      // Other hosts see it from now on: their file system may show what was flushed and no more.
      try Files.flush(descriptor, written)
      guard heart.begin() else {
        throw FolderError(
          .inputOutput,
          folder,
          "cannot be watched over, since the system gives no thread (\(String(cString: strerror(errno)))); allow more "
            + "processes (ulimit -u)"
        )
      }
    } catch {
      unlink(written)
      throw error
    }
  }

  deinit { heart.stop() }

  /// Makes sure that the folder is still this process's.
  /// - Throws: `FolderError` where it is another's by now, or the note is gone.
  /// - Complexity: opens and reads one small file.
  public func check() throws(FolderError) {
    let found = OwnerNote(path)
    if found?.token == note.token { return }
    guard FileManager.default.fileExists(atPath: folder) else {
      throw FolderError(.inputOutput, folder, "the folder is gone; was it removed while the study ran?")
    }
    let what = found.map { "was taken over by \($0.writer)" } ?? "has lost its \(FileName.owner)"
    throw FolderError(.inUse, folder, "\(what) while this run was at work, which ends without writing there")
  }

  /// Gives the folder free, and takes away what the claim has made of it, if it is still empty.
  public func release() {
    heart.stop()
    if OwnerNote(path)?.token == note.token { unlink(path) }
    Files.remove(files: [], folders: made)
  }
}

/// Lets the counter of a note rise while the process lives, whatever the rest of it is busy with.
///
/// A thread of its own: a rank that reads gigabytes of rows, or waits for others, may write the folder all the same when it
/// is through; and a beat that waits for a file server is nobody's loss. Whether the *work* goes on is the watchdog's to see.
private final class Heart: @unchecked Sendable {
  private let isStopped = TimedFlag()
  /// The thread's alone, once it is there.
  private var note: OwnerNote
  /// Of the file that was claimed: should another put a note of its own in place, ours is written to no more.
  private let descriptor: Int32
  private static let interval = Duration.seconds(2)

  init(_ note: OwnerNote, _ descriptor: Int32) {
    self.note = note
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// - Returns: false, and `errno`, where the system has no thread to give.
  func begin() -> Bool {
    BackgroundThread.start { [self] in
      while !isStopped.wait(Self.interval) {
        note.counter += 1
        let bytes = note.bytes
        // A beat that cannot be written is one that others miss: no reason to end a run.
        _ = bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
        fdatasync(descriptor)
      }
    }
  }

  func stop() { isStopped.raise() }
}

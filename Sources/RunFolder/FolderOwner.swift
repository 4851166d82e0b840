internal import Foundation
internal import Synchronization

/// This process's claim to be the only writer of a folder.
///
/// After a kill of its launcher a rank lives on for seconds, and two jobs may be given one folder: so every writer leaves a
/// note with a counter that rises while it lives, and reads the note again before it writes.
public final class FolderOwner: Sendable {
  private let path: String
  private let folder: String
  /// Of the file that was claimed: should another put a note of its own in place, ours is written to no more.
  private let descriptor: Int32
  private let note: OwnerNote
  /// The folders that the claim has made, outermost first.
  private let made: [String]
  private let beats: Mutex<(counter: UInt64, last: ContinuousClock.Instant)>

  /// How long another's counter is watched, and how long it must have stood still.
  public struct Patience: Sendable {
    public var watch: Duration = .seconds(15)
    public var standstill: Duration = .seconds(10)
    public init() {}
  }

  private static let interval: Duration = .seconds(2)

  /// Claims a folder, which is made if it is missing, with those above it. One whose writer is known to be gone, or was of this very job, is taken over at once; another's
  /// counter is watched first.
  /// - Parameter watching: told, once, in words, that it takes a while.
  /// - Throws: `FolderError` of kind `inUse` where another is at work there.
  public static func claim(
    _ folder: String,
    patience: Patience = Patience(),
    watching: (String) -> Void = { _ in }
  ) throws(FolderError) -> FolderOwner {
    let made = try Files.makeFolders(folder)
    do throws(FolderError) {
      // A folder's own name stands in the folder above it.
      for folder in made { try Files.flushNames(of: folder + "/..") }
      return try claim(folder, made, patience, watching)
    } catch {
      Files.remove(files: [], folders: made)
      throw error
    }
  }

  private static func claim(
    _ folder: String,
    _ made: [String],
    _ patience: Patience,
    _ watching: (String) -> Void
  ) throws(FolderError) -> FolderOwner {
    let path = folder + "/" + FileName.owner
    let clock = ContinuousClock()
    let start = clock.now
    var lastSeen = OwnerNote(path)
    var lastChange: ContinuousClock.Instant?
    var hasSaid = false
    while true {
      let mine = OwnerNote()
      let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
      if descriptor >= 0 { return try FolderOwner(folder, made, mine, descriptor, path) }
      guard errno == EEXIST else { throw Files.failure(.cannotCreate, path, "cannot create it") }
      let note = OwnerNote(path)
      if note != lastSeen {
        lastChange = clock.now
        lastSeen = note
      }
      let isOver = start.duration(to: clock.now) >= patience.watch
      if note?.canBeTakenOver(by: mine) == true || (isOver && !isRecent(lastChange, patience)) {
        return try takeOver(folder, made, mine, path)
      }
      if isOver {
        let writer = note?.writer ?? "another run"
        throw FolderError(
          .inUse,
          folder,
          "is being written by \(writer); wait for that run (`collapsar status \(folder)` shows it), end it, or choose "
            + "another --out"
        )
      }
      if !hasSaid {
        hasSaid = true
        let seconds = Int(patience.watch / .seconds(1))
        watching("\(folder): \(note?.writer ?? "another run") may be writing there; watching for \(seconds) s …")
      }
      usleep(200_000)
    }
  }

  private static func isRecent(_ change: ContinuousClock.Instant?, _ patience: Patience) -> Bool {
    change.map { $0.duration(to: .now) < patience.standstill } ?? false
  }

  private static func takeOver(
    _ folder: String,
    _ made: [String],
    _ mine: OwnerNote,
    _ path: String
  ) throws(FolderError) -> FolderOwner {
    let temporary = path + "." + mine.token
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw Files.failure(.cannotCreate, path, "cannot create it") }
    let owner: FolderOwner
    do throws(FolderError) {
      owner = try FolderOwner(folder, made, mine, descriptor, temporary, path)
    } catch {
      unlink(temporary)
      throw error
    }
    guard rename(temporary, path) == 0 else {
      let error = Files.failure(.inputOutput, path, "cannot put it in place")
      unlink(temporary)
      throw error
    }
    // Of two that take over at the same time the later rename stays.
    usleep(300_000)
    try owner.check()
    return owner
  }

  /// Writes the note to a file that was created at `written`, and is or will be at `path`.
  private init(
    _ folder: String,
    _ made: [String],
    _ note: OwnerNote,
    _ descriptor: Int32,
    _ written: String,
    _ path: String? = nil
  ) throws(FolderError) {
    self.folder = folder
    self.path = path ?? written
    self.note = note
    self.made = made
    self.descriptor = descriptor
    beats = Mutex((0, .now))
    do throws(FolderError) { try Files.write(note.bytes, to: descriptor, written) } catch {
      unlink(written)
      throw error
    }
  }

  deinit { close(descriptor) }

  /// Lets the counter rise, if it is time for that. To be called often.
  public func beat() {
    let counter = beats.withLock { beats -> UInt64? in
      guard beats.last.duration(to: .now) >= Self.interval else { return nil }
      beats.counter += 1
      beats.last = .now
      return beats.counter
    }
    guard let counter else { return }
    var now = note
    now.counter = counter
    let bytes = now.bytes
    // A beat that cannot be written is one that others miss: no reason to end a run.
    _ = bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
  }

  /// Makes sure that the folder is still this process's.
  /// - Throws: `FolderError` where it is another's by now, or the note is gone.
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
    if OwnerNote(path)?.token == note.token { unlink(path) }
    Files.remove(files: [], folders: made)
  }
}

extension OwnerNote {
  /// Whether a run with note `mine` need not wait.
  fileprivate func canBeTakenOver(by mine: OwnerNote) -> Bool {
    switch isAlive {
    case .some(let isAlive): !isAlive
    case .none: job != nil && job == mine.job
    }
  }
}

internal import Foundation

extension FolderOwner {
  /// How long another's counter is watched, and how long it must have stood still.
  public struct Patience: Sendable {
    public var watch: Duration = .seconds(15)
    public var standstill: Duration = .seconds(10)
    public init() {}
  }

  /// Claims a folder, which is made if it is missing, with those above it. One whose writer is known to be gone is taken
  /// over at once; another's counter is watched first. That includes a run of this very job on another host: two steps of
  /// a job may run at the same time. A run whose counter stands still is taken over even if its process is there: it may be
  /// stopped, or wait for a disk that does not answer, and finds out before it writes again.
  /// - Parameters:
  ///   - watching: told, once, in words, that it takes a while.
  ///   - meanwhile: called several times a second while another's counter is watched.
  /// - Throws: `FolderError` of kind `inUse` where another is at work there.
  public static func claim(
    _ folder: String,
    patience: Patience = Patience(),
    watching: (String) -> Void = { _ in },
    meanwhile: () -> Void = {}
  ) throws(FolderError) -> FolderOwner {
    let made = try Files.makeFolders(folder)
    do throws(FolderError) {
      // A folder's own name stands in the folder above it.
      for folder in made { try Files.flushNames(of: folder + "/..") }
      return try claim(folder, made, patience, watching, meanwhile)
    } catch {
      Files.remove(files: [], folders: made)
      throw error
    }
  }

  private static func claim(
    _ folder: String,
    _ made: [String],
    _ patience: Patience,
    _ watching: (String) -> Void,
    _ meanwhile: () -> Void
  ) throws(FolderError) -> FolderOwner {
    let path = folder + "/" + FileName.owner
    let clock = ContinuousClock()
    let start = clock.now
    var lastSeen = OwnerNote(path)
    var lastChange: ContinuousClock.Instant?
    var hasSaid = false
    while true {
      let mine = OwnerNote()
      let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, Files.mode)
      if descriptor >= 0 {
        return try FolderOwner(of: folder, made: made, note: mine, descriptor: descriptor, written: path)
      }
      guard errno == EEXIST else { throw Files.failure(.cannotCreate, path, "cannot create it") }
      let note = OwnerNote(path)
      if note != lastSeen {
        lastChange = clock.now
        lastSeen = note
      }
      let isOver = start.duration(to: clock.now) >= patience.watch
      if note?.isAlive == false || (isOver && !isRecent(lastChange, patience)) {
        if let owner = try takeOver(folder, made, mine, from: note) { return owner }
        continue
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
      meanwhile()
      usleep(200_000)
    }
  }

  private static func isRecent(_ change: ContinuousClock.Instant?, _ patience: Patience) -> Bool {
    change.map { $0.duration(to: .now) < patience.standstill } ?? false
  }

  /// Puts a note in place of one whose writer is gone.
  /// - Parameter note: the one that was judged so; nil for one that cannot be read.
  /// - Returns: nil where another stands there by now, which has to be judged anew.
  private static func takeOver(
    _ folder: String,
    _ made: [String],
    _ mine: OwnerNote,
    from note: OwnerNote?
  ) throws(FolderError) -> FolderOwner? {
    let path = folder + "/" + FileName.owner
    let temporary = path + "." + mine.token
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, Files.mode)
    guard descriptor >= 0 else { throw Files.failure(.cannotCreate, path, "cannot create it") }
    let owner = try FolderOwner(of: folder, made: made, note: mine, descriptor: descriptor, written: temporary)
    guard OwnerNote(path) == note else {
      unlink(temporary)
      return nil
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
}

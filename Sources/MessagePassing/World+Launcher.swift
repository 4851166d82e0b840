internal import Glibc

extension World {
  /// Sees to it that the launcher on this host, `mpirun` or its daemon, does not outlive an aborted job for long.
  ///
  /// `MPI_Abort` lets the launcher end every rank it can reach, and then it waits for the daemons of the other hosts to
  /// have done the same. Where a host is cut off that takes it a quarter of an hour, until the system gives the
  /// connection up: keepalives do not help, since words that were sent and not acknowledged are repeated for longer. A
  /// batch job would hang as long. A rank cannot end the launcher itself: the launcher ends all ranks first. So a process
  /// stays behind that looks on, and kills a launcher that is still there when the time is over. SIGKILL, since mpirun
  /// 4.1.4 crashes with pages of text when it gets SIGTERM in this state.
  ///
  /// Started by `srun` there is no such process: Slurm ends its steps by itself.
  ///
  /// - Parameter seconds: longer than a launcher takes that is only busy.
  static func endLauncher(after seconds: Int) {
    guard let launcher = Process.launcher() else { return }
    // A shell, as a program that is on every host. Standard streams elsewhere: the launcher waits for all who hold its own.
    // By its start as well as its number, which may be another's by then.
    let script = """
      while [ "$(sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d ' ' -f 20)" = "$2" ]; do
        [ "$3" -gt 0 ] || { kill -KILL "$1"; exit; }
        set -- "$1" "$2" "$(($3 - 1))"
        sleep 1
      done
      """
    spawn(["/bin/sh", "-c", script, "sh", "\(launcher.number)", launcher.start, "\(seconds)"])
  }

  /// Starts a process that nobody waits for, in a process group of its own: the launcher signals those of its ranks.
  private static func spawn(_ words: [String]) {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    guard posix_spawn_file_actions_init(&actions) == 0, posix_spawnattr_init(&attributes) == 0 else { return }
    for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_RDWR, 0)
    }
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    let arguments = words.map { strdup($0) } + [nil]
    // Ours less the launcher's: it names the launcher, which looks for its own.
    var environment: [UnsafeMutablePointer<CChar>?] = []
    var place = environ
    while let variable = place.pointee {
      if !LaunchEnvironment.isOfLauncher(String(cString: variable)) { environment.append(variable) }
      place += 1
    }
    environment.append(nil)
    var process: Int32 = 0
    // Memory is not given back, and a failure changes nothing: this process is about to end.
    posix_spawn(&process, words[0], &actions, &attributes, arguments, environment)
  }
}

/// A process as `/proc` shows it.
package struct Process {
  package let number: Int32
  package let name: String
  package let parent: Int32
  /// When it began, in ticks since the system did, as `stat` has it (`proc(5)`, field 22).
  package let start: String

  /// The nearest ancestor of this process that is Open MPI's: rank and launcher may have a wrapper between them.
  static func launcher() -> Process? {
    var number = getppid()
    for _ in 0..<8 {
      guard number > 1, let process = Process(number) else { return nil }
      if ["mpirun", "mpiexec", "orterun", "orted", "prterun", "prted", "prte"].contains(process.name) {
        return process
      }
      number = process.parent
    }
    return nil
  }

  private init?(_ number: Int32) {
    guard let file = fopen("/proc/\(number)/stat", "r") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 512)
    let count = fread(&bytes, 1, bytes.count, file)
    self.init(number, stat: String(decoding: bytes.prefix(count), as: UTF8.self))
  }

  /// - Parameter stat: `4242 (name) S 17 …`; a name may hold spaces and parentheses.
  package init?(_ number: Int32, stat: String) {
    guard let begin = stat.firstIndex(of: "("), let end = stat.lastIndex(of: ")"), begin < end else { return nil }
    let fields = stat[stat.index(after: end)...].split(separator: " ")
    guard fields.count > 19, let parent = Int32(fields[1]) else { return nil }
    self.number = number
    self.parent = parent
    name = String(stat[stat.index(after: begin)..<end])
    start = String(fields[19])
  }
}

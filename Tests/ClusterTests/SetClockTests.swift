import Foundation
import RunFolder
import Testing

extension ClusterTests {
  /// What waits, waits by a clock that nobody sets.
  @Suite("The system's clock is set")
  struct SetClockTests {
    static func hasCompiler() async throws -> Bool {
      try await Launch(program: "sh", arguments: ["-c", "command -v cc >/dev/null"]).run().ending == .exited(0)
    }

    /// Lets a process see the time of day an hour ahead, and no other clock: whoever waits for a date then waits an hour more, as
    /// when the clock is set back by an hour meanwhile.
    private static let source = """
      #define _GNU_SOURCE
      #include <sys/syscall.h>
      #include <time.h>
      #include <unistd.h>
      int clock_gettime(clockid_t clock, struct timespec *t) {
        long r = syscall(SYS_clock_gettime, clock, t);
        if (r == 0 && clock == CLOCK_REALTIME) t->tv_sec += 3600;
        return (int)r;
      }
      """

    @Test("A heartbeat goes on, and a run does not last an hour by its manifest", .enabled { try await hasCompiler() })
    func heartbeat() async throws {
      let scratch = try Scratch()
      let library = scratch["skew.so"]
      let source = try scratch.file("skew.c", Self.source)
      let built = try await Launch(program: "cc", arguments: ["-shared", "-fPIC", "-O1", "-o", library, source]).run()
      #expect(built.ending == .exited(0), "\(built.errors)")
      var run = collapsar("run", config("smoke"), "--simulations", "\(Endless.simulations)", "--set", "records=none")
      run.arguments += ["--no-report", "--out", scratch["out"]]
      run.environment = ["LD_PRELOAD": library]
      let ended = try await run.run { child in
        // Where it stands still, the time limit ends this.
        try await child.reaches { OwnerNote(scratch["out/owner.json"]).map { $0.counter >= 2 } ?? false }
        try child.send(SIGTERM)
      }
      #expect(ended.ending == .exited(75), "\(ended.errors)")
      let manifest = try scratch.manifest("out")
      let start = try Date(manifest.start, strategy: .iso8601)
      #expect(start > Date.now + 1800, "the library was loaded")
      #expect(manifest.wallSeconds.map { $0 > 0 && $0 < 1800 } == true)
    }
  }
}

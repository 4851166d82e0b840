import Foundation
import RunFolder
import Testing

extension ClusterTests {
  /// A system that shows a process less than usual. In mount namespaces of their own, which take root's rights.
  @Suite("Systems that hide processes, or have no /proc")
  struct HiddenSystemTests {
    static func canMount() async throws -> Bool {
      let attempt = "unshare -m mount --make-rprivate / 2>/dev/null"
      return try await Launch(program: "sh", arguments: ["-c", attempt]).run().ending == .exited(0)
    }

    /// The program, where something else is mounted on /proc.
    /// - Parameter user: a prefix that makes it another user's.
    private func program(mounting words: String, user: String = "", _ arguments: String...) -> Launch {
      let script =
        "mount --make-rprivate / && mount \(words) /proc && exec \(user) '\(Launch.products.path)/collapsar' \"$@\""
      return Launch(program: "unshare", arguments: ["-m", "sh", "-c", script, "sh"] + arguments)
    }

    @Test(
      "A live run of another user, whose process is hidden, is neither called dead nor taken over",
      .enabled { try await canMount() }
    )
    func hidden() async throws {
      let scratch = try Scratch()
      // Open to all, as in a group's folder.
      let words = [
        "run", config("smoke"), "--simulations", "\(Endless.simulations)", "--set", "records=none", "--out",
        scratch["out"],
      ]
      let script = "umask 000; exec '\(Launch.products.path)/collapsar' \"$@\""
      let run = Launch(program: "sh", arguments: ["-c", script, "sh"] + words, timeLimit: .seconds(300))
      let other = "setpriv --reuid=54321 --regid=54321 --clear-groups"
      let ended = try await run.run { child in
        try await child.reaches { scratch.exists("out/manifest.json") }
        let note = try scratch.bytes("out/owner.json").count
        let proc = "-t proc -o hidepid=2 proc"
        let status = try await program(mounting: proc, user: other, "status", scratch["out"]).run()
        status.expectSuccess()
        #expect(status.lines.contains { $0.hasPrefix("running since ") }, "\(status.output)")
        var second = program(mounting: proc, user: other)
        second.arguments += words
        let refused = try await second.run()
        #expect(refused.ending == .exited(69), "\(refused.errors)")
        #expect(refused.said.last?.contains("is being written by process ") == true, "\(refused.errors)")
        #expect(try scratch.bytes("out/owner.json").count == note)
        try child.send(SIGTERM)
      }
      #expect(ended.ending == .exited(75), "\(ended.errors)")
    }

    @Test("Without /proc a study runs, is drawn, and has the same bytes", .enabled { try await canMount() })
    func noProc() async throws {
      let scratch = try Scratch()
      try await collapsar("run", config("smoke"), "--no-report", "--out", scratch["plain"]).run()
        .expectSuccess()
      let empty = "-t tmpfs empty"
      let version = try await program(mounting: empty, "--version").run()
      #expect(version.ending == .exited(0) && version.lines.count == 1, "\(version.output)")
      let run = try await program(mounting: empty, "run", config("smoke"), "--out", scratch["out"]).run()
      run.expectSuccess()
      #expect(!run.errors.contains("not drawn"), "\(run.errors)")
      for file in ["results.json", "layers.csv", "simulations.csv"] {
        #expect(try scratch.bytes("out/\(file)") == scratch.bytes("plain/\(file)"), "\(file)")
      }
      let doctor = try await program(mounting: empty, "doctor").run()
      #expect(doctor.ending == .exited(0) && doctor.output.contains("unknown"), "\(doctor.output)")
    }
  }
}

import Foundation
import Testing

extension ClusterTests {
  /// Launches that start different things, or more than there is room for.
  @Suite("Mixed and crowded launches")
  struct MixedLaunchTests {
    /// `mpirun` with one rank of each.
    private func mixed(_ first: [String], _ second: [String], otherProgram: String? = nil) -> Launch {
      let program = Launch.products.appending(path: "collapsar").path()
      return Launch(
        program: "mpirun",
        arguments: ["--oversubscribe", "-n", "1", program] + first + [":", "-n", "1", otherProgram ?? program] + second
      )
    }

    /// Another build: the same bytes and one more, which nobody reads.
    private func otherProgram(_ scratch: Scratch) throws -> String {
      let copy = scratch["other-collapsar"]
      try FileManager.default.copyItem(atPath: Launch.products.appending(path: "collapsar").path(), toPath: copy)
      let file = try #require(FileHandle(forWritingAtPath: copy))
      try file.seekToEnd()
      try file.write(contentsOf: [0])
      try file.close()
      return copy
    }

    @Test("Different studies on different ranks are refused, whichever rank has which")
    func differentStudies() async throws {
      let scratch = try Scratch()
      let words = ["smoke", "dying-relu"].map { ["run", config($0), "--out", scratch["out"]] }
      for (first, second) in [
        (words[0], words[1]), (words[1], words[0]), (words[0], ["doctor"]), (["doctor"], words[0]),
      ] {
        let outcome = try await mixed(first, second).run()
        outcome.expectFailure(
          69,
          [
            "rank 1 on \(ProcessInfo.processInfo.hostName) was started with other arguments "
              + "('\(second.joined(separator: " "))', not '\(first.joined(separator: " "))')",
            "start one program with one command line",
          ]
        )
        #expect(!scratch.exists("out"))
      }
    }

    @Test("Different programs are refused by run, and explained by doctor")
    func differentPrograms() async throws {
      let scratch = try Scratch()
      let other = try otherProgram(scratch)
      let run = ["run", config("smoke"), "--out", scratch["out"]]
      try await mixed(run, run, otherProgram: other).run().expectFailure(
        69,
        ["rank 1 on ", "another build (\(other), not "]
      )
      #expect(!scratch.exists("out"))
      let doctor = try await mixed(["doctor"], ["doctor"], otherProgram: other).run()
      doctor.expectSuccess()
      #expect(doctor.lines.contains { $0.hasPrefix("- refused by run: rank 1 on ") }, "\(doctor.output)")
    }

    @Test("Ranks without work are told of, once, and not with --quiet")
    func idleRanks() async throws {
      let scratch = try Scratch()
      let words = ["run", config("smoke"), "--simulations", "33", "--set", "compare=[]", "--no-report"]
      var launch = collapsar(ranks: 5)
      launch.arguments = words + ["--out", scratch["out"]]
      let told = try await launch.run()
      told.expectSuccess()
      let note = "note: 5 ranks for 3 work units of 16 simulations: 2 have nothing to do"
      #expect(told.said.count { $0 == note } == 1, "\(told.errors)")
      launch.arguments = words + ["--out", scratch["quiet"], "--quiet"]
      #expect(try await launch.run().errors == "")
    }

    @Test("Ranks that are bound to one processor are told of")
    func stackedRanks() async throws {
      let scratch = try Scratch()
      // The least of those that this process may use.
      let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
      let list = try #require(status.split(separator: "\n").first { $0.hasPrefix("Cpus_allowed_list:") })
      let core = try #require(list.split(whereSeparator: { !$0.isNumber }).first)
      let launch = Launch(
        program: "mpirun",
        arguments: [
          "--oversubscribe", "--bind-to", "none", "-n", "2", "taskset", "-c", "\(core)",
          Launch.products.appending(path: "collapsar").path(), "run", config("smoke"), "--set", "compare=[]",
          "--no-report",
          "--out", scratch["out"],
        ]
      )
      let outcome = try await launch.run()
      outcome.expectSuccess()
      let host = ProcessInfo.processInfo.hostName
      let start = "note: ranks 0-1 on \(host) take turns on one processor (\(core)): "
      #expect(outcome.said.count { $0.hasPrefix(start) } == 1, "\(outcome.errors)")
    }
  }
}

import Foundation
import RunFolder
import Testing

extension ClusterTests {
  /// What goes wrong while a study runs: said once, with the rank, and every rank ends.
  @Suite("Failures while a study runs")
  struct FailureTests {
    /// Ends by a failure, or when it is ended.
    static func run(_ folder: String, simulations: Int = Endless.simulations, ranks: Int = 2) -> Launch {
      collapsar(
        "run",
        config("smoke"),
        "--simulations",
        "\(simulations)",
        "--set",
        "compare=[]",
        "--units-per-slice",
        "4",
        "--out",
        folder,
        ranks: ranks
      )
    }

    /// Does something on a disk of its own; what it came to.
    func onDisk(of size: String, _ body: (_ disk: String) async throws -> Void) async throws {
      let scratch = try Scratch()
      let disk = try scratch.directory("disk")
      let mount = Launch(program: "mount", arguments: ["-t", "tmpfs", "-o", "size=\(size)", "tmpfs", disk])
      if try await mount.run().ending != .exited(0) { try Test.cancel("this machine lets nobody mount a tmpfs") }
      let outcome = await Result { try await body(disk) }
      _ = try await Launch(program: "umount", arguments: [disk]).run()
      try outcome.get()
    }

    @Test("A disk that is full while rows are written", .enabled(if: geteuid() == 0, "a disk of one's own takes root"))
    func fullDisk() async throws {
      try await onDisk(of: "300k") { disk in
        let folder = disk + "/out"
        let outcome = try await Self.run(folder).run()
        expect(
          outcome,
          74,
          [
            "\(folder)/simulations.csv: cannot write to it (No space left on device)", "free some space",
            "then run the same command to continue",
          ]
        )
        // The part of a round that had room is taken back, which leaves room to say what happened.
        let rows = try String(contentsOfFile: folder + "/simulations.csv", encoding: .utf8)
        #expect(rows.hasSuffix("\n"))
        try expectFailed(folder, "simulations.csv: cannot write to it (No space left on device)")
      }
    }

    @Test("A disk that is full when the study is done", .enabled(if: geteuid() == 0, "a disk of one's own takes root"))
    func fullDiskAtTheEnd() async throws {
      try await onDisk(of: "64k") { disk in
        let folder = disk + "/out"
        var launch = Self.run(folder, simulations: 64)
        // No rows, and more layers than the disk has room for in the results.
        launch.arguments += ["--set", "records=none", "--set", "network.hidden_layers=60"]
        expect(
          try await launch.run(),
          74,
          [
            "\(folder)/state.json: cannot write to it (No space left on device)",
            "free some space; then run the same command to continue",
          ]
        )
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        #expect(names == ["log.jsonl", "manifest.json", "study.yaml"])
        try expectFailed(folder, "state.json: cannot write to it (No space left on device)")
        // With room the same command does it.
        let again = try await launch.run()
        #expect(again.ending == .exited(74), "\(again.errors)")
        let larger = Launch(program: "mount", arguments: ["-o", "remount,size=10m", disk])
        #expect(try await larger.run().ending == .exited(0))
        try await launch.run().expectSuccess()
      }
    }

    @Test(
      "A disk that has no room for one of the last files leaves no part of the results",
      .enabled(if: geteuid() == 0, "a disk of one's own takes root")
    )
    func anyFileAtTheEnd() async throws {
      var named: Set<Substring> = []
      var isDone = false
      // More each time, until everything has room: half a megabyte of state and of layers, three of results.
      for size in stride(from: 60, through: 8000, by: 400) where !isDone {
        try await onDisk(of: "\(size)k") { disk in
          let folder = disk + "/out"
          var launch = collapsar("run", config("smoke"), "--simulations", "64", "--no-report", "--out", folder)
          launch.arguments += ["--set", "records=none", "--set", "network.hidden_layers=60"]
          let outcome = try await launch.run()
          isDone = outcome.ending == .exited(0)
          let names = try FileManager.default.contentsOfDirectory(atPath: folder)
          #expect(
            isDone == names.contains("results.json") && isDone == names.contains("layers.csv"),
            "\(size)k: \(names)"
          )
          #expect(!names.contains { $0.hasSuffix(".tmp") }, "\(size)k: \(names)")
          guard !isDone else { return }
          #expect(outcome.ending == .exited(74), "\(size)k: \(outcome.errors)")
          let line = try #require(outcome.said.last)
          #expect(line.contains("cannot write to it (No space left on device)"), "\(line)")
          named.insert(line.dropFirst("collapsar: ".count).prefix { $0 != ":" }.split(separator: "/").last ?? "")
        }
      }
      #expect(isDone)
      #expect(named.isSuperset(of: ["state.json", "layers.csv"]), "\(named)")
    }

    /// Manifest and log of a folder say that the run failed, and of what.
    private func expectFailed(_ folder: String, _ reason: String, sourceLocation: SourceLocation = #_sourceLocation)
      throws
    {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: folder + "/manifest.json"))
      let manifest = try JSON.value(Manifest.self, from: Array(bytes))
      #expect(manifest.exitReason.hasPrefix("failed: "), sourceLocation: sourceLocation)
      #expect(manifest.exitReason.contains(reason), sourceLocation: sourceLocation)
      let log = try String(contentsOfFile: folder + "/log.jsonl", encoding: .utf8).split(separator: "\n")
      #expect(log.first?.contains(#""event":"begin","hosts":1,"ranks":2,"#) == true, sourceLocation: sourceLocation)
      #expect(log.last?.contains(#""event":"end""#) == true, sourceLocation: sourceLocation)
      #expect(log.last?.contains(reason) == true, sourceLocation: sourceLocation)
    }

    @Test("Simulations for which there is no memory: tried again, then left in order, with code 76")
    func noMemory() async throws {
      let scratch = try Scratch()
      let study = [
        "run", config("smoke"), "--set", "task.training_points=5000000", "--out", scratch["out"], "--max-failures", "2",
      ]
      let limited = ["-c", #"ulimit -v 1500000; exec "$0" "$@""#, "collapsar"] + study
      let outcome = try await Launch(program: "bash", arguments: limited).run()
      #expect(outcome.ending == .exited(76), "\(outcome.errors)")
      let lines = outcome.errors.split(separator: "\n")
      let complaints = lines.filter {
        $0.contains(
          "could not be computed: rank 0: simulations 0 to 15 of cell relu: no memory for the networks and points of a group "
            + "of simulations ("
        ) && $0.contains("run fewer ranks on this host, or ask for more memory")
      }
      #expect(complaints.count == 3, "\(outcome.errors)")
      #expect(
        lines.last?.hasPrefix(
          "collapsar: stopped: too many simulations could not be computed; 0 of 64 simulations are saved"
        )
          == true,
        "\(outcome.errors)"
      )
      #expect(lines.last?.hasSuffix("mend what is said above, then run the same command to continue") == true)
      #expect(try scratch.manifest("out").exitReason == "stopped: too many simulations could not be computed")
    }

    @Test("A folder that disappears")
    func folderGone() async throws {
      let scratch = try Scratch()
      let outcome = try await Self.run(scratch["out"]).run { child in
        try await scratch.begun(child)
        try FileManager.default.moveItem(atPath: scratch["out"], toPath: scratch["elsewhere"])
      }
      expect(outcome, 74, [scratch["out"], "the folder is gone; was it removed while the study ran?"])
      #expect(!scratch.exists("out"))
      #expect(!scratch.exists("elsewhere/results.json"))
    }

    @Test("A rank that is killed takes the job along", arguments: [0, 1])
    func killed(rank: Int) async throws {
      let scratch = try Scratch()
      let outcome = try await Self.run(scratch["out"]).run { child in
        let processes = try await scratch.begun(child)
        kill(processes[rank], SIGKILL)
      }
      #expect(outcome.ending == .exited(128 + SIGKILL))
      // Which rank it was is mpirun's to say; only it knows.
      #expect(outcome.errors.contains("rank \(rank)"))
      #expect(!scratch.exists("out/results.json"))
    }

    private func expect(
      _ outcome: Launch.Outcome,
      _ code: Int32,
      _ fragments: [String],
      sourceLocation: SourceLocation = #_sourceLocation
    ) {
      #expect(outcome.ending == .exited(code), "\(outcome.errors)", sourceLocation: sourceLocation)
      #expect(outcome.output == "", sourceLocation: sourceLocation)
      // A study without end gets a note on the size of its rows.
      let complaints = outcome.said.filter { !$0.hasPrefix("note: ") }
      #expect(complaints.count == 1, "\(outcome.errors)", sourceLocation: sourceLocation)
      let line = complaints.first ?? ""
      let host = ProcessInfo.processInfo.hostName
      for fragment in ["rank 0 on \(host): "] + fragments {
        #expect(line.contains(fragment), "\(line)", sourceLocation: sourceLocation)
      }
    }
  }
}

extension Result where Failure == any Error {
  /// What an asynchronous piece of work came to, for work that something must follow in any case.
  fileprivate init(_ body: () async throws -> Success) async {
    do { self = .success(try await body()) } catch { self = .failure(error) }
  }
}

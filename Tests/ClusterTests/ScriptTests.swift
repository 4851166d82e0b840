import Foundation
import Testing

extension ClusterTests {
  /// Scripts are carried out here by bash with stand-ins for the scheduler and for mpirun; Tests/slurm/check does it on a
  /// real Slurm.
  @Suite("Batch scripts")
  struct ScriptTests {
    @Test(
      "A job that is finished, or fails, ends with the program's exit code",
      arguments: Scheduler.allCases,
      [0, 65, 1]
    )
    func passedOn(scheduler: Scheduler, code: Int32) async throws {
      let batch = try await Batch(scheduler)
      let outcome = try await batch.run(mpirun: "checkpoint 10; exit \(code)")
      #expect(outcome.ending == .exited(code))
      #expect(outcome.errors == "")
      #expect(try batch.repeats() == [])
    }

    @Test("A job that leaves early goes into the queue again", arguments: Scheduler.allCases)
    func again(scheduler: Scheduler) async throws {
      let batch = try await Batch(scheduler)
      let outcome = try await batch.run(mpirun: "checkpoint 10; exit 75")
      #expect(outcome.ending == .exited(75))
      let command =
        switch scheduler {
        case .slurm: "scontrol requeue 17"
        case .pbs: "qsub -v COLLAPSAR_RESUBMISSIONS=1"
        }
      #expect(try batch.repeats() == [command])
      // And once more, from where it stopped: progress is judged by each run.
      let second = try await batch.run(mpirun: "checkpoint 20; exit 75")
      #expect(second.ending == .exited(75))
      #expect(try batch.repeats() == [command, command])
    }

    @Test("A job that adds no simulation stays out of the queue, and says why", arguments: Scheduler.allCases)
    func noProgress(scheduler: Scheduler) async throws {
      let batch = try await Batch(scheduler)
      let none = try await batch.run(mpirun: "exit 75")
      _ = try await batch.run(mpirun: "checkpoint 10; exit 75")
      let same = try await batch.run(mpirun: "checkpoint 10; exit 75")
      for outcome in [none, same] {
        #expect(outcome.ending == .exited(75))
        #expect(outcome.errors.hasPrefix("batch script: no simulation was finished in this time"))
      }
      #expect(try batch.repeats().count == 1)
    }

    @Test("A job goes into the queue as often as it may, and no more", arguments: Scheduler.allCases)
    func cap(scheduler: Scheduler) async throws {
      let batch = try await Batch(scheduler, "--max-requeues", "3")
      let outcome = try await batch.run(mpirun: "checkpoint 10; exit 75", before: 3)
      #expect(outcome.ending == .exited(75))
      #expect(outcome.errors.contains(" again 3 times") || outcome.errors.contains("requeued 3 times"))
      #expect(try batch.repeats() == [])
      _ = try await batch.run(mpirun: "checkpoint 20; exit 75", before: 2)
      #expect(try batch.repeats().count == 1)
    }

    @Test(
      "USR1 reaches the launcher, the job waits for it and goes into the queue again",
      arguments: Scheduler.allCases
    )
    func signal(scheduler: Scheduler) async throws {
      let batch = try await Batch(scheduler)
      let outcome = try await batch.run(mpirun: Self.leavesOnSignal, signal: SIGUSR1)
      #expect(outcome.ending == .exited(75))
      #expect(try batch.repeats().count == 1)
    }

    @Test("TERM reaches the launcher as USR1, and the job, being told to end, ends", arguments: Scheduler.allCases)
    func termination(scheduler: Scheduler) async throws {
      let batch = try await Batch(scheduler)
      let outcome = try await batch.run(mpirun: Self.leavesOnSignal, signal: SIGTERM)
      #expect(outcome.ending == .exited(75))
      #expect(outcome.errors.contains("told to end"))
      #expect(try batch.repeats() == [])
    }

    @Test("A signal that comes before the program listens loses nothing")
    func earlySignal() async throws {
      let batch = try await Batch(.slurm)
      let outcome = try await batch.run(mpirun: "checkpoint 5; echo ready; exec sleep 600", signal: SIGUSR1)
      #expect(outcome.ending == .exited(75))
      #expect(try batch.repeats().count == 1)
    }

    /// Ends with 75 half a second after USR1; TERM would end it at once. The half second lets a script that does not wait be
    /// seen; one that does wait for any time passes, so no machine is too slow.
    static let leavesOnSignal = """
      trap 'sleep 0.5; checkpoint 7; exit 75' USR1
      echo ready
      for ((i = 0; i < 6000; i++)); do sleep 0.1; done
      """

    @Test("Paths and settings come through whatever is in them", arguments: Scheduler.allCases)
    func quoting(scheduler: Scheduler) async throws {
      let strange = #"it's a "$HOME" `id` \ %j * ü"# + "\n#SBATCH --wrap=x"
      let batch = try await Batch(
        scheduler,
        "--out",
        strange,
        "--simulations",
        "64",
        "--set",
        "network.width=3",
        study: "a study's.yaml"
      )
      let outcome = try await batch.run(mpirun: "checkpoint 64")
      outcome.expectSuccess()
      let words = try batch.words()
      let run = try #require(words.firstIndex(of: "run"))
      let expected = ["run", "a study's.yaml", "--out", strange, "--simulations", "64", "--set", "network.width=3"]
      #expect(Array(words[run...].prefix(expected.count)) == expected)
      #expect(words[..<run].contains("-n") && words[..<run].contains("2"))
    }

    @Test(
      "The jobs of an array have all simulations, each once, and folders of their own",
      arguments: Scheduler.allCases
    )
    func array(scheduler: Scheduler) async throws {
      let batch = try await Batch(scheduler, "--simulations", "64", "--arrays", "11")
      var end = 0
      var folders: Set<String> = []
      for task in 0..<11 {
        let outcome = try await batch.run(mpirun: "checkpoint 1; exit 75", task: task)
        #expect(outcome.ending == .exited(75))
        let words = try batch.words()
        #expect(!words.contains("--simulations"))
        let range = try #require(words.firstIndex(of: "--range").map { words[$0 + 1] })
        #expect(range.hasPrefix("\(end)..<"))
        end = try #require(range.split(separator: "<").last.flatMap { Int($0) })
        folders.insert(try #require(words.firstIndex(of: "--out").map { words[$0 + 1] }))
        let again = try #require(try batch.repeats().last)
        switch scheduler {
        case .slurm: #expect(again == "scontrol requeue 9_\(task)")
        case .pbs:
          #expect(again == "qsub -v COLLAPSAR_RESUBMISSIONS=1,COLLAPSAR_TASK=\(task)")
          #expect(try batch.submitted().contains("\n#PBS -N "))
          #expect(try !batch.submitted().contains("\n#PBS -J "))
        }
      }
      #expect(end == 64)
      #expect(folders.count == 11)
      #expect(folders.contains("out/smoke-part-00"))
    }

    @Test("A part of a study is submitted as a part")
    func range() async throws {
      let batch = try await Batch(.slurm, "--range", "16..<48")
      try await batch.run(mpirun: "checkpoint 48").expectSuccess()
      let words = try batch.words()
      #expect(words.firstIndex(of: "--range").map { words[$0 + 1] } == "16..<48")
    }

    @Test("The program is told when the job will end")
    func endTime() async throws {
      let slurm = try await Batch(.slurm)
      let end = "2031-05-06T07:08:09"
      try await slurm.run(mpirun: "checkpoint 1; echo $SLURM_JOB_END_TIME", end: end).expectSuccess()
      let told = try await slurm.run(mpirun: "checkpoint 2; date -d @$SLURM_JOB_END_TIME +%FT%T", end: end)
      #expect(told.output == end + "\n")
      let unknown = try await slurm.run(mpirun: "checkpoint 3; echo ${SLURM_JOB_END_TIME-none}", end: "N/A")
      #expect(unknown.output == "none\n")

      let pbs = try await Batch(.pbs)
      _ = try await pbs.run(mpirun: "checkpoint 1")
      let words = try pbs.words()
      let most = try #require(words.firstIndex(of: "--max-time").map { words[$0 + 1] })
      #expect(most.hasSuffix("s"))
      let seconds = try #require(Int(most.dropLast()))
      // Less what the script has taken so far.
      #expect((3600 - 120 - 300...3600 - 120).contains(seconds))
    }

    @Test("A program or a study that is not there is one line", arguments: Scheduler.allCases)
    func missing(scheduler: Scheduler) async throws {
      let batch = try await Batch(scheduler)
      try FileManager.default.removeItem(atPath: batch.scratch["smoke.yaml"])
      let outcome = try await batch.run(mpirun: "exit 0")
      #expect(outcome.ending == .exited(64))
      #expect(outcome.errors.hasPrefix("batch script: smoke.yaml: cannot be read, seen from "))
    }

    @Test("Lines of a prelude come before the program, directives before both", arguments: Scheduler.allCases)
    func prelude(scheduler: Scheduler) async throws {
      let batch = try await Batch(scheduler, "--account", "me", prelude: "export FROM_PRELUDE=yes\n\n")
      let outcome = try await batch.run(mpirun: "checkpoint 1; echo \"$FROM_PRELUDE\"")
      #expect(outcome.output == "yes\n")
      let lines = try String(decoding: batch.scratch.bytes("job"), as: UTF8.self).split(separator: "\n")
      let directive = scheduler == .slurm ? "#SBATCH " : "#PBS "
      let lastDirective = try #require(lines.lastIndex { $0.hasPrefix(directive) })
      let firstCommand = try #require(lines.firstIndex { !$0.hasPrefix("#") })
      #expect(lastDirective < firstCommand)
      #expect(lines.contains(scheduler == .slurm ? "#SBATCH --account=me" : "#PBS -A me"))
    }

    @Test(
      "What cannot be submitted is refused in one line",
      arguments: [
        (["sge"], "sge: no scheduler that is known here; must be slurm or pbs"),
        (["slurm", "--ranks", "0"], "--ranks 0: must be a whole number, 1 or more"),
        (["slurm", "--ranks", "-4"], "--ranks -4: must be a whole number, 1 or more"),
        (["slurm", "--time", "4h"], "--time 4h: must be hours, minutes and seconds, such as 04:00:00"),
        (["slurm", "--time", "1:60:00"], "--time 1:60:00: must be hours"),
        (["slurm", "--time", "00:00:59"], "--time 00:00:59: must be a minute or more"),
        (["slurm", "--nodes", "3"], "--nodes 3: more than the 2 of --ranks"),
        (["pbs", "--ranks", "5", "--nodes", "2"], "--nodes 2: PBS wants as many ranks on every node"),
        (["slurm", "--queue", "q"], "--queue is PBS's word; for Slurm write --partition"),
        (["pbs", "--partition", "q"], "--partition is Slurm's word; for PBS write --queue"),
        (["pbs", "--launcher", "srun"], "--launcher is for Slurm"),
        (["slurm", "--launcher", "mpiexec"], "--launcher mpiexec: must be mpirun or srun"),
        (["slurm", "--account", "a b"], "--account 'a b': must be letters"),
        (["slurm", "--name", "x\ny"], "--name 'x"),
        (["slurm", "--arrays", "1"], "--arrays 1: must be a whole number, 2 or more"),
        (["slurm", "--arrays", "65"], "--arrays 65: must be at most 64"),
        (["slurm", "--arrays", "2", "--range", "0..<64"], "--arrays 2 and --range: every job of an array has"),
        (["slurm", "--max-requeues", "-1"], "--max-requeues -1: must be a whole number, from 0 to 10000"),
        (["slurm", "--out", ""], "--out is empty"),
        (["slurm", "--prelude", "/nowhere"], "--prelude /nowhere: cannot be read as text"),
        (["slurm", "--set", "network.width=0"], "--set network.width=0: network.width: 0; must be 1 or more"),
        (
          ["slurm", "--arrays", "2", "--set", "stop={outcome: constant, half_width: 0.1, max_simulations: 1000}"],
          "--arrays 2: this study stops on precision"
        ),
      ]
    )
    func refused(words: [String], message: String) async throws {
      var launch = collapsar("script", words[0], config("smoke"))
      for (option, value) in [("--ranks", "2"), ("--time", "01:00:00")] where !words.contains(option) {
        launch.arguments += [option, value]
      }
      launch.arguments += words.dropFirst()
      let outcome = try await launch.run()
      #expect(outcome.ending == .exited(64))
      #expect(outcome.output == "")
      #expect(outcome.said.first?.hasPrefix(message) == true, "\(outcome.errors)")
      #expect(outcome.said.count == 1 || words.contains { $0.contains("\n") })
    }
  }
}

extension ClusterTests.ScriptTests {
  enum Scheduler: String, CaseIterable {
    case slurm, pbs
  }

  /// A script in a folder of its own, beside programs that stand in for a scheduler's.
  struct Batch {
    let scheduler: Scheduler
    let scratch: Scratch

    init(_ scheduler: Scheduler, _ options: String..., study: String = "smoke.yaml", prelude: String? = nil)
      async throws
    {
      self.scheduler = scheduler
      scratch = try Scratch()
      _ = try scratch.file(study, try Data(contentsOf: URL(filePath: config("smoke"))))
      _ = try scratch.directory("fakes")
      // What would put a job into the queue is written down, one line a call; qsub keeps the script it is given.
      try fake("scontrol", #"echo "scontrol $*" >> repeats"#)
      try fake("qsub", #"echo "qsub $*" >> repeats; cat > submitted"#)
      try fake("squeue", #"echo "$FAKE_END""#)
      var words = ["script", scheduler.rawValue, study, "--ranks", "2", "--time", "01:00:00"] + options
      if let prelude { words += ["--prelude", try scratch.file("prelude", prelude)] }
      let printed = try await inFolder(["\(Launch.products.path)/collapsar"] + words)
      printed.expectSuccess()
      _ = try scratch.file("job", printed.output)
    }

    /// Carries the script out with a launcher that does as told; `checkpoint N` writes a state with N simulations done.
    ///
    /// - Parameters:
    ///   - before: how often the job was in the queue again.
    ///   - signal: sent to the script, and to nothing else, when the launcher says that it is ready.
    func run(
      mpirun: String,
      before: Int = 0,
      task: Int? = nil,
      end: String = "N/A",
      signal: Int32? = nil
    ) async throws -> Launch.Outcome {
      try fake(
        "mpirun",
        """
        printf '%s\\0' "$@" > words
        while [[ $1 != --out ]]; do shift; done
        out=$2
        checkpoint() { mkdir -p "$out"; printf '{"format": 1, "done": [\\n[0, %s]]}' "$1" > "$out/state.json"; }
        \(mpirun)
        """
      )
      var environment = ["PATH": "\(scratch["fakes"]):/usr/bin:/bin", "FAKE_END": end]
      switch scheduler {
      case .slurm:
        environment["SLURM_JOB_ID"] = "17"
        if before > 0 { environment["SLURM_RESTART_COUNT"] = "\(before)" }
        if let task {
          environment["SLURM_ARRAY_JOB_ID"] = "9"
          environment["SLURM_ARRAY_TASK_ID"] = "\(task)"
        }
      case .pbs:
        environment["PBS_O_WORKDIR"] = scratch["."]
        environment["PBS_NODEFILE"] = "nodes"
        if before > 0 { environment["COLLAPSAR_RESUBMISSIONS"] = "\(before)" }
        if let task { environment["PBS_ARRAY_INDEX"] = "\(task)" }
      }
      return try await inFolder(["bash", scratch["job"]], environment: environment, signal: signal)
    }

    /// What would have put the job into the queue again.
    func repeats() throws -> [String] {
      guard scratch.exists("repeats") else { return [] }
      return String(decoding: try scratch.bytes("repeats"), as: UTF8.self).split(separator: "\n").map(String.init)
    }

    /// The script that was given to qsub.
    func submitted() throws -> String { String(decoding: try scratch.bytes("submitted"), as: UTF8.self) }

    /// What mpirun was given, word by word.
    func words() throws -> [String] {
      try scratch.bytes("words").split(separator: 0, omittingEmptySubsequences: false).dropLast()
        .map { String(decoding: $0, as: UTF8.self) }
    }

    private func fake(_ name: String, _ text: String) throws {
      let path = try scratch.file("fakes/\(name)", "#!/bin/bash\n\(text)\n")
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }

    /// By way of a shell, which changes the folder and is then replaced.
    private func inFolder(
      _ words: [String],
      environment: [String: String] = [:],
      signal: Int32? = nil
    ) async throws -> Launch.Outcome {
      let launch = Launch(
        program: "bash",
        arguments: ["-c", #"cd "$1" && shift && exec "$@""#, "bash", scratch["."]] + words,
        environment: environment
      )
      return try await launch.run { child in
        guard let signal else { return }
        try await child.prints("ready")
        try child.send(signal)
      }
    }
  }
}

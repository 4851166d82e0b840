import Foundation
import Testing

extension ClusterTests {
  /// What a user can get wrong: one clear line, the documented exit code, and nothing left behind.
  @Suite("Bad input, alone and under mpirun")
  struct BadInputTests {
    static let good = """
      name: good
      seed: 1
      simulations: 20
      network: {hidden_layers: 2, width: 2, activation: relu}
      task: {target: abs, domain: [-1, 1], training_points: 64, test_points: 10}
      training: {batch_size: 32, epochs: 1}

      """

    static func good(with line: String, insteadOf start: String) -> String {
      good.split(separator: "\n", omittingEmptySubsequences: false)
        .map { $0.hasPrefix(start) ? line : String($0) }.joined(separator: "\n")
    }

    /// A study file that is none, and the line it must give; `FILE` stands for its path.
    struct BadStudy: CustomTestStringConvertible, Sendable {
      var testDescription: String
      var bytes: [UInt8]
      var line: String

      init(_ name: String, _ text: String, _ line: String) {
        self.init(name, Array(text.utf8), line)
      }

      init(_ name: String, _ bytes: [UInt8], _ line: String) {
        testDescription = name
        self.bytes = bytes
        self.line = line
      }
    }

    static let studies: [BadStudy] = [
      BadStudy("unknown key", good + "sead: 2\n", "FILE:7: sead: unknown key; did you mean `seed`?"),
      BadStudy(
        "wrong type",
        good(with: "network: 5", insteadOf: "network"),
        "FILE:4: network: 5; must be a map of inputs"
      ),
      BadStudy(
        "negative count",
        good(with: "simulations: -5", insteadOf: "simulations"),
        "FILE:3: simulations: -5; must be 1 or more"
      ),
      BadStudy(
        "NaN",
        good(with: "training: {optimizer: {sgd: {learning_rate: .nan}}}", insteadOf: "training"),
        "FILE:6: training.optimizer.sgd.learning_rate: .nan; must be"
      ),
      BadStudy("empty file", "", "FILE:1: empty; give at least name, network, task and training"),
      BadStudy("10 MB of noise", noise(10_000_000), "FILE: 10000000 bytes; a study is text of at most 1048576 bytes"),
      BadStudy("noise of a study's size", noise(1_000_000), "FILE:1: "),
      BadStudy("anchors that explode", bomb, "FILE:"),
      BadStudy(
        "domain with its ends swapped",
        good(with: "task: {target: abs, domain: [1, -1]}", insteadOf: "task"),
        "FILE:5: task.domain"
      ),
      BadStudy(
        "width 0",
        good(with: "network: {hidden_layers: 2, width: 0, activation: relu}", insteadOf: "network"),
        "FILE:4: network.width: 0; must be 1 or more"
      ),
      BadStudy(
        "batch larger than the data",
        good(with: "training: {batch_size: 65, epochs: 1}", insteadOf: "training"),
        "FILE:6: training.batch_size: 65; must be at most task.training_points, 64"
      ),
      BadStudy(
        "a trainer that cannot",
        good(with: "network: {hidden_layers: 2, width: 2, activation: tanh}\ntrainer: lanes", insteadOf: "network"),
        "FILE:5: trainer: lanes; cell all: "
      ),
      BadStudy(
        "a precision asked of an outcome that is undefined in a cell",
        good(with: "network: {hidden_layers: 2, width: 2, activation: tanh}\n", insteadOf: "network")
          + "stop: {outcome: dead, half_width: 0.05, max_simulations: 1000}\n",
        "stop.outcome: dead; is undefined in cell all: tanh, sigmoid and linear layers cannot be dead; choose another outcome"
      ),
    ]

    /// Always the same noise.
    static func noise(_ count: Int) -> [UInt8] {
      var state: UInt64 = 0x9E37_79B9_7F4A_7C15
      return (0..<count).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(truncatingIfNeeded: state >> 56)
      }
    }

    /// Nine levels of ten aliases each: a thousand million values.
    static let bomb: String = {
      let names = Array("abcdefghij")
      let levels = names.indices.dropFirst().map { index in
        let aliases = Array(repeating: "*\(names[index - 1])", count: 10).joined(separator: ", ")
        return "\(names[index]): &\(names[index]) [\(aliases)]"
      }
      return "a: &a [1, 2]\n" + levels.joined(separator: "\n") + "\n"
    }()

    @Test("Study files", arguments: studies, [nil, 2])
    func studyFile(_ bad: BadStudy, ranks: Int?) async throws {
      let scratch = try Scratch()
      let study = try scratch.file("study.yaml", bad.bytes)
      let outcome = try await collapsar("run", study, "--out", scratch["out"], ranks: ranks).run()
      outcome.expectFailure(64, [bad.line.replacing("FILE", with: study)])
      #expect(Set(try scratch.contents().keys) == ["study.yaml"])
    }

    /// A command line with something wrong; `STUDY`, `FILE`, `DIR`, `NONE` stand for a good study, a regular file, an
    /// empty folder and a path where nothing is.
    struct BadCommand: CustomTestStringConvertible, Sendable {
      var words: [String]
      var code: Int32
      /// What the one line must hold.
      var fragments: [String]
      var testDescription: String { words.joined(separator: " ") }

      init(_ words: String, _ code: Int32, _ fragments: String...) {
        self.words = words.split(separator: " ").map(String.init)
        self.code = code
        self.fragments = fragments
      }
    }

    static let commands: [BadCommand] = [
      BadCommand("run NONE --out OUT", 64, "NONE: no such file or directory; check the path"),
      BadCommand("run DIR --out OUT", 64, "DIR: a directory; give a study file"),
      BadCommand("run STUDY --out FILE", 73, "FILE: it is a file, not a folder; choose another --out"),
      BadCommand("run STUDY --out FILE/below/it", 73, "FILE/below/it: ", "(Not a directory)", "choose another --out"),
      BadCommand("run STUDY --out NEW/FOLDER/LONG", 73, "NEW/FOLDER/LONG", "(File name too long)", "another --out"),
      BadCommand("run STUDY --out /proc/collapsar", 73, "/proc/collapsar: cannot create this folder", "another --out"),
      BadCommand("run STUDY --out=", 64, "Missing value for '--out <dir>'", "see 'collapsar run --help'"),
      BadCommand("run STUDY --ouut OUT", 64, "Unknown option '--ouut'", "see 'collapsar run --help'"),
      BadCommand("run --out OUT", 64, "Missing expected argument '<study>'", "see 'collapsar run --help'"),
      BadCommand("run STUDY --out LINK", 73, "LINK: is a symbolic link to /nowhere/at/all", "choose another --out"),
      BadCommand("run STUDY --out LINK/below", 73, "LINK/below: LINK is a symbolic link to /nowhere/at/all, which"),
      // Notes are for what is going to run: this study has one.
      BadCommand("run SMOKE --out /proc/collapsar", 73, "/proc/collapsar: cannot create this folder", "another --out"),
      BadCommand(
        "run STUDY --simulations -5 --out OUT",
        64,
        "--simulations -5: must be a whole number, 1 or more, such"
      ),
      BadCommand("run STUDY --simulations 1e3", 64, "--simulations 1e3: must be a whole number, 1 or more; write 1000"),
      BadCommand("run STUDY --simulations 1,000", 64, "--simulations 1,000: must be a whole number", "write 1000"),
      BadCommand("run STUDY --simulations 0 --out OUT", 64, "--simulations 0: must be a whole number, 1 or more"),
      BadCommand("run STUDY --simulations many", 64, "--simulations many: must be a whole number, 1 or more, such as"),
      BadCommand(
        "run STUDY --simulations 1000000000001",
        64,
        "--simulations 1000000000001: must be at most 1000000000000"
      ),
      BadCommand("run STUDY --simulations 99999999999999999999", 64, "9999: must be at most 1000000000000"),
      BadCommand("run STUDY --simulations --out OUT", 64, "Missing value for '--simulations <n>'", "run --help'"),
      BadCommand("check STUDY --seed -1", 64, "--seed -1: must be a whole number, from 0 to 18446744073709551615"),
      BadCommand("check STUDY --seed 1e6", 64, "--seed 1e6: must be a whole number", "; write 1000000"),
      BadCommand("check STUDY --set trainer=blas", 64, "--set trainer=blas: trainer: blas; ", "leave `trainer` out"),
      BadCommand("run STUDY --set network.width=0 --out OUT", 64, "--set network.width=0", "must be 1 or more"),
      BadCommand("run STUDY --set width=4 --out OUT", 64, "--set width=4", "unknown key"),
      BadCommand("run STUDY --set nothing --out OUT", 64, "--set nothing: must be KEY=VALUE"),
      BadCommand("run STUDY --lane-width wide --out OUT", 64, "full, narrow, one"),
      BadCommand("run STUDY --units-per-slice 0 --out OUT", 64, "--units-per-slice must be 1 or more"),
      BadCommand("rnu", 64, "Unexpected argument 'rnu'", "see 'collapsar --help'"),
      BadCommand("check NONE", 64, "NONE: no such file or directory; check the path"),
      BadCommand("doctor --fast", 64, "Unknown option '--fast'", "see 'collapsar doctor --help'"),
    ]

    @Test("Command lines", arguments: commands, [nil, 2])
    func commandLine(_ bad: BadCommand, ranks: Int?) async throws {
      let scratch = try Scratch()
      let places = [
        "STUDY": try scratch.file("good.yaml", Self.good), "FILE": try scratch.file("file", "text"),
        "DIR": try scratch.directory("empty"), "NONE": scratch["none"], "OUT": scratch["out"],
        "LINK": scratch["link"], "SMOKE": config("smoke"),
        "NEW/FOLDER/LONG": scratch["new/folder/" + String(repeating: "x", count: 300)],
      ]
      symlink("/nowhere/at/all", scratch["link"])
      func resolved(_ text: String) -> String {
        // Longest first: NEW/FOLDER/LONG holds no other name, but must not be taken apart.
        places.sorted { $0.key.count > $1.key.count }.reduce(text) { $0.replacing($1.key, with: $1.value) }
      }
      let before = try scratch.contents()
      var launch = collapsar(ranks: ranks)
      launch.arguments = bad.words.map(resolved)
      try await launch.run().expectFailure(bad.code, bad.fragments.map(resolved))
      #expect(try scratch.contents() == before)
    }

    @Test("A folder that is in use already", arguments: [nil, 2])
    func usedFolder(ranks: Int?) async throws {
      let scratch = try Scratch()
      let study = try scratch.file("good.yaml", Self.good)
      try await collapsar("run", study, "--out", scratch["other"], "--quiet").run().expectSuccess()
      _ = try scratch.directory("foreign")
      _ = try scratch.file("foreign/letter.txt", "Dear reader")
      _ = try scratch.directory("damaged")
      _ = try scratch.file("damaged/results.json", "{")
      let before = try scratch.contents()
      let cases: [(folder: String, options: [String], fragments: [String])] = [
        ("foreign", [], ["not empty and holds no study; choose another --out"]),
        ("damaged", [], ["results.json", "is damaged", "move the folder away"]),
        ("other", ["--seed", "2"], ["holds another study (plan ", "seed: 1 there, 2 here", "choose another --out"]),
        (
          "other", ["--set", "network.width=3"],
          ["holds another study (plan ", "network.width: 2 there, 3 here", "choose another --out"]
        ),
        ("other", ["--range", "5..<10"], ["begins with simulation 0, this study with 5", "collapsar merge"]),
      ]
      for (folder, options, fragments) in cases {
        var launch = collapsar("run", study, "--out", scratch[folder], ranks: ranks)
        launch.arguments += options
        try await launch.run().expectFailure(65, [scratch[folder]] + fragments)
        #expect(try scratch.contents() == before, "\(folder)")
      }
    }

    @Test("N programs that each think they are alone", arguments: ["run", "doctor"])
    func separateWorlds(command: String) async throws {
      let scratch = try Scratch()
      let study = try scratch.file("good.yaml", Self.good)
      for rank in ["0", "1"] {
        // As the mpiexec of another MPI starts them: over a connection that is open.
        let environment = ["PMI_SIZE": "2", "PMI_RANK": rank, "PMI_FD": "2"]
        var launch = collapsar(command, environment: environment)
        if command == "run" { launch.arguments += [study, "--out", scratch["out"]] }
        let outcome = try await launch.run()
        // The first speaks for all.
        let fragments = ["PMI_SIZE=2", "each is rank 0 of 1", "use Open MPI's own"]
        if rank == "0" { outcome.expectFailure(69, fragments) }
        #expect(rank == "0" || outcome.errors == "")
        #expect(outcome.output == "")
        #expect(outcome.ending == .exited(69))
      }
      #expect(Set(try scratch.contents().keys) == ["good.yaml"])
    }

    @Test("Variables of a launch that is over are named, by whatever rank they speak of", arguments: ["0", "1"])
    func leftOver(rank: String) async throws {
      let scratch = try Scratch()
      let study = try scratch.file("good.yaml", Self.good)
      let environment = ["OMPI_COMM_WORLD_SIZE": "2", "OMPI_COMM_WORLD_RANK": rank]
      let run = collapsar("run", study, "--out", scratch["out"], environment: environment)
      let fragments = ["OMPI_COMM_WORLD_SIZE=2 is left over", "no mpirun runs this process", "unset the variables"]
      try await run.run().expectFailure(69, fragments)
      #expect(!scratch.exists("out"))
      // What needs no other ranks is done, and what is wrong is said.
      let check = try await collapsar("check", study, environment: environment).run()
      check.expectSuccess()
      #expect(check.lines.contains("name: good"))
      try await collapsar("check", scratch["none"], environment: environment).run().expectFailure(
        64,
        ["check the path"]
      )
      // A rank without a size makes nobody wait for others.
      let alone = collapsar("check", scratch["none"], environment: ["PMIX_RANK": rank])
      try await alone.run().expectFailure(64, ["check the path"])
    }

    @Test("A message is never lost to a rank that leaves first")
    func neverLost() async throws {
      // Before rank 0 spoke first, one launch in ten ended without a word.
      let scratch = try Scratch()
      for _ in 0..<8 {
        try await collapsar("run", scratch["none"], ranks: 3).run().expectFailure(64, ["check the path"])
      }
      // Here rank 0 is a second and a half late to read its command line, and the other has nothing to say, and waits for it
      // twenty times longer.
      let script =
        "test $OMPI_COMM_WORLD_RANK = 1 || sleep 1.5; exec \(Launch.products.path)/collapsar run x --nonsense"
      let late = Launch(program: "mpirun", arguments: ["-n", "2", "--oversubscribe", "sh", "-c", script])
      try await late.run().expectFailure(64, ["Unknown option '--nonsense'"])
    }
  }
}

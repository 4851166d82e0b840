import Testing

extension ClusterTests {
  /// Cells and other things may have names that begin with a dash.
  @Suite("Values that begin with a dash")
  struct DashValueTests {
    @Test("replay takes a cell whose name begins with a dash, and looks at no option in it")
    func cells() async throws {
      let scratch = try Scratch()
      let study = try scratch.file(
        "study.yaml",
        """
        name: dashes
        simulations: 3
        network: {hidden_layers: 1, width: 2, activation: relu}
        task: {target: abs, domain: [-1, 1], training_points: 32, test_points: 10}
        training: {batch_size: 8}
        cells: {"-a": {}, "--out": {}, "-1": {}, "---": {}, "--format": {}}

        """
      )
      try await collapsar("run", study, "--out", scratch["out"], "--quiet").run().expectSuccess()
      func replay(_ words: String...) async throws -> Launch.Outcome {
        var launch = collapsar("replay", scratch["out"])
        launch.arguments += words + ["--simulation", "1"]
        return try await launch.run()
      }
      for name in ["-a", "--out", "-1", "---"] {
        let outcome = try await replay("--cell", name)
        outcome.expectSuccess()
        #expect(outcome.lines.first == "dashes, seed 0: simulation 1 of \(name) (ReLU, 1 × 2, float32)")
      }
      // A cell called as an option of the command: behind the equals sign nothing is one.
      let joined = try await replay("--cell=--format")
      joined.expectSuccess()
      #expect(joined.lines.first?.contains(" of --format (") == true)
      let option = try await replay("--cell", "--format", "json")
      #expect(
        option.ending == .exited(64) && option.errors.contains("Missing value for '--cell <name>'"),
        "\(option.errors)"
      )
    }

    /// As each command's own help lists them, so that none is forgotten.
    @Test(
      "Every option that takes a value takes one that begins with a dash",
      arguments: ["run", "check", "replay", "report", "status", "compare", "merge", "doctor", "script"]
    )
    func everyOption(command: String) async throws {
      let help = try await collapsar(command, "--help").run()
      let options = help.lines.filter { $0.hasPrefix("  --") }.map { $0.split(separator: " ") }
        .filter { $0.count > 1 && $0[1].hasPrefix("<") }.map { String($0[0]) }
      #expect(options.isEmpty == ["report", "status", "compare", "merge", "doctor"].contains(command), "\(options)")
      for option in options {
        let outcome = try await collapsar(command, "x", "y", option, "-x9").run()
        #expect(
          outcome.ending == .exited(64) && !outcome.errors.contains("Missing value"),
          "\(option): \(outcome.errors)"
        )
        #expect(!outcome.errors.contains("Unknown option"), "\(option): \(outcome.errors)")
      }
    }
  }
}

import Testing

/// The study whose folders `replay`, `status` and `compare` look closer at.
enum CloserStudy {
  /// Small, and of every kind: both precisions, what dies and what comes back, what has no death, adaptive steps, several
  /// inputs, overflow, no training at all.
  static let text = """
    name: closer
    seed: 11
    simulations: 40
    network: {hidden_layers: 3, width: 2, activation: relu}
    task: {target: abs, domain: [-1, 1], training_points: 90, test_points: 20}
    training: {batch_size: 16, epochs: 2}
    cells:
      relu: {}
      leaky: {network: {activation: {leaky_relu: {slope: 0.01}}}}
      float64: {precision: float64, network: {hidden_layers: 2, width: 3}}
      adam: {training: {optimizer: {adam: {learning_rate: 0.01}}, loss: mae}}
      tanh: {network: {activation: tanh}}
      two_inputs: {task: {target: abs_2d}}
      exploding: {training: {optimizer: {sgd: {learning_rate: 1e4}}, epochs: 3}}
      untrained: {training: {epochs: 0}}

    """
  static let cells = ["relu", "leaky", "float64", "adam", "tanh", "two_inputs", "exploding", "untrained"]

  static func carryOut(_ scratch: Scratch, _ folder: String, _ options: String...) async throws {
    let study = try scratch.file("study.yaml", text)
    var run = collapsar("run", study, "--out", scratch[folder], "--quiet")
    run.arguments += options
    try await run.run().expectSuccess()
  }

  static func replay(_ folder: String, _ cell: String, _ simulation: Int, _ options: String...) -> Launch {
    var launch = collapsar("replay", folder, "--cell", cell, "--simulation", "\(simulation)")
    launch.arguments += options
    return launch
  }
}

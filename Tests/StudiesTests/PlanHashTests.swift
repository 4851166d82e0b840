import Experiments
import RandomStreams
import Studies
import Testing

@Suite struct PlanHashTests {
  private func hash(_ settings: String...) throws -> String {
    try StudyPlan(text: shortest, overrides: StudyOverrides(settings: settings)).planHash
  }

  /// Frozen: a change here makes every stored result a stranger to its own study.
  @Test func theHashOfTheMainStudyNeverChanges() throws {
    let hash = try StudyPlan(file: Repository.path("dying-relu")).planHash
    #expect(hash == "c7d6fb70d4db6126b109558437fd57111c0e9789845c9fe43a86cefdb1338cfa")
  }

  @Test func equalSpellingsHashAlike() throws {
    let plain = try hash()
    for setting in [
      "network.inputs=1", "network.bias=true", "network.initializer=glorot_uniform", "network.widths=[3, 3]",
      "network.initializer={variance_scaling: {scale: 1, mode: fan_avg, distribution: uniform}}",
      "network.first_initializer=glorot_uniform", "network.output_activation={linear: {}}", "seed=0",
      "network.layers=[{dense: 3, activation: relu}, {dense: 3, activation: relu}, {dense: 1}]",
      "precision=float32", "training.loss=mse", "training.optimizer=sgd", "training.batch_size=32",
      "training.optimizer={sgd: {learning_rate: 1e-2, momentum: 0.0}}", "training.epochs=1", "task.share=[]",
      "task.domain=[-sqrt(1), sqrt(4)]", "task.test_points=500", "task.training_points=3_000",
      "criteria.flat=[0.000001, 0.001, 0.01, 0.1]", "cells={all: {}}",
    ] {
      #expect(try hash(setting) == plain, "\(setting)")
    }
    #expect(try hash("task.share=[weights, shuffle]") == hash("task.share=[shuffle, weights]"))
  }

  @Test func whatNoSimulationSeesIsNotHashed() throws {
    let plain = try hash()
    for setting in [
      "name=another", "simulations=7", "records=none", "records=all", "trainer=reference",
      "stop={outcome: constant, half_width: 0.01, max_simulations: 10000}",
      "reported={all: {constant: {fraction: 0.9, of: 10}}}", "looks={steps: false}",
    ] {
      #expect(try hash(setting) == plain, "\(setting)")
    }
    let two = "cells={a: {}, b: {training: {epochs: 2}}}"
    #expect(try hash(two) == hash(two, "compare=[[a, b]]"))
  }

  @Test func everyFieldChangesTheHash() throws {
    let settings = [
      "seed=1", "looks={steps: true}", "looks={epochs: true}", "precision=float64", "network.hidden_layers=3",
      "network.width=2", "network.widths=[3, 2]",
      "network.widths=[2, 3]", "network.bias=false", "network.activation=tanh", "network.activation=elu",
      "network.activation=selu", "network.activation=sigmoid", "network.activation=linear",
      "network.activation={leaky_relu: {slope: 0.01}}", "network.activation={leaky_relu: {slope: 0.02}}",
      "network.initializer=zeros", "network.initializer={constant: {value: 0}}",
      "network.initializer={constant: {value: 1}}", "network.initializer={uniform: {low: -1, high: 1}}",
      "network.initializer={uniform: {low: -1, high: 2}}", "network.initializer={uniform: {low: 0, high: 1}}",
      "network.initializer={normal: {stddev: 1}}", "network.initializer={normal: {mean: 1, stddev: 1}}",
      "network.initializer={normal: {stddev: 1, truncated: true}}", "network.initializer={normal: {stddev: 2}}",
      "network.initializer=he_normal", "network.initializer={he_normal: {truncated: true}}",
      "network.initializer=he_uniform", "network.initializer=lecun_uniform",
      "network.initializer={variance_scaling: {scale: 1, mode: fan_out, distribution: uniform}}",
      "network.first_initializer=he_uniform", "network.output_initializer=he_uniform", "network.output_activation=relu",
      "task.target=x_sin_x", "task.target=x_sin_5x", "task.target=step_sin", "task.domain=[-1, 3]",
      "task.domain=[-2, 2]", "task.training_points=3001", "task.test_points=501", "task.test_points=[0, 1]",
      "task.test_points=[0, 2]", "task.test_points=[1, 0]", "task.test_points=[0, 1, 2]", "task.share=[weights]",
      "task.share=[shuffle]",
      "task.share=[training_data]", "task.share=[training_data, shuffle]", "training.loss=mae", "training.epochs=2",
      "training.batch_size=31", "training.optimizer={sgd: {learning_rate: 0.1}}",
      "training.optimizer={sgd: {momentum: 0.9}}", "training.optimizer={sgd: {momentum: 0.9, nesterov: true}}",
      "training.optimizer=rmsprop", "training.optimizer={rmsprop: {learning_rate: 0.1}}",
      "training.optimizer={rmsprop: {rho: 0.5}}", "training.optimizer={rmsprop: {epsilon: 1e-3}}",
      "training.optimizer=adam", "training.optimizer={adam: {learning_rate: 0.1}}",
      "training.optimizer={adam: {beta_1: 0.5}}", "training.optimizer={adam: {beta_2: 0.5}}",
      "training.optimizer={adam: {epsilon: 1e-3}}", "training.optimizer={adam: {epsilon_form: kingma_ba}}",
      "criteria.flat=[]", "criteria.flat=[0.1]", "criteria.flat=[0.1, 0.01]", "criteria.flat=[0.01, 0.1]",
      "cells={other: {}}", "cells={a: {}, b: {training: {epochs: 2}}}", "cells={b: {training: {epochs: 2}}, a: {}}",
    ]
    var seen = [try hash(): "nothing"]
    for setting in settings {
      let hash = try hash(setting)
      #expect(seen[hash] == nil, "\(setting) hashes like \(seen[hash] ?? "")")
      seen[hash] = setting
    }
  }
}

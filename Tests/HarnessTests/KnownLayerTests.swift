import Experiments
import Foundation
import Testing

@Suite("Normalization, slopes and shifts")
struct KnownLayerTests {
  /// Momentum m keeps a share mᵗ of the starting mean 0 and variance 1 after t steps: 0.99⁴⁰ = 0.67. So after 40 steps
  /// a network is good in training and near chance at rest with 0.99, not with 0.9 or 0.5. An independent script, 100
  /// draws: accuracy at rest on the training points 0.64, 0.98 and 0.96, standard deviation of a run 0.17, 0.04 and
  /// 0.04.
  @Test("After few steps batch normalization is good in training and, with a large momentum, near chance at rest")
  func fewSteps() throws {
    func layers(_ momentum: Double) -> String {
      let block = "{dense: 64}, {batch_normalization: {momentum: \(momentum)}}, {activation: relu}"
      return "{network: {layers: [\(block), \(block), {dense: 1, activation: sigmoid}]}}"
    }
    let study = try KnownStudy(
      """
      name: batchnorm-few-steps
      seed: 15
      simulations: 100
      task: {dataset: {classification: {points: 64, test_points: 64, class_sep: 3, shift: 5}}}
      training: {optimizer: {adam: {learning_rate: 0.001}}, batch_size: 8, epochs: 5}
      looks: {losses: 1, distributions: []}
      cells: {slow: \(layers(0.99)), usual: \(layers(0.9)), fast: \(layers(0.5))}
      """
    )
    let (slow, usual, fast) = try (study.replicates("slow"), study.replicates("usual"), study.replicates("fast"))
    // What is trained does not depend on the running moments, bit for bit.
    for (a, (b, c)) in zip(slow, zip(usual, fast)) {
      #expect(a.record.curves == b.record.curves && a.record.curves == c.record.curves)
      #expect(a["train_accuracy", "last_epoch"] == c["train_accuracy", "last_epoch"])
    }
    func accuracies(_ replicates: [KnownSimulation]) throws -> [Double] {
      try replicates.map { try #require($0["final_train_accuracy", "end"]) }
    }
    for (replicates, mean, deviation) in [(slow, 0.64, 0.17), (usual, 0.98, 0.04), (fast, 0.96, 0.04)] {
      let found = KnownMean(try accuracies(replicates))
      // Two means of 100 and the rounding of theirs; 6 standard errors of the difference, below 1e-7.
      let tolerance = 6 * deviation * (2 / 100.0).squareRoot() + 0.005
      #expect((found.mean - mean).magnitude <= tolerance, "\(found), expected \(mean)")
    }
    let gains = try zip(accuracies(usual), accuracies(slow)).map { $0 - $1 }
    #expect(!KnownMean(gains).agrees(with: 0))
  }

  /// The variance of one point is 0, its deviation from the mean exactly 0: every normalized value is β, which starts
  /// at 0. So the ReLU behind it gives 0 and no gradient, the output is its bias, and the first loss is ln 2. A last
  /// batch of one among larger ones is finite too.
  @Test("Batch normalization of a single point gives β, no NaN, even with the smallest ε")
  func batchOfOne() throws {
    func layers(_ normalization: String) -> String {
      "{layers: [{dense: 16}, \(normalization), {activation: relu}, {dense: 1, activation: sigmoid}]}"
    }
    let study = try KnownStudy(
      """
      name: batch-of-one
      seed: 16
      simulations: 5
      task: {dataset: {classification: {points: 33, test_points: 33}}}
      network: \(layers("batch_normalization"))
      training: {optimizer: {sgd: {learning_rate: 0.1}}, batch_size: 1, epochs: 3}
      looks: {losses: 1, epochs: true, distributions: []}
      cells:
        batch_1: {}
        tiny_epsilon: {network: \(layers("{batch_normalization: {epsilon: 1e-30}}"))}
        last_of_one: {training: {batch_size: 32}}
        batch_33: {training: {batch_size: 33}}
      """
    )
    for cell in ["batch_1", "tiny_epsilon", "last_of_one", "batch_33"] {
      for replicate in try study.replicates(cell) {
        #expect(!replicate.record.outcomes.contains(.diverged), "\(cell)")
        #expect(replicate.record.values.allSatisfy { $0.isFinite }, "\(cell)")
        let losses = try #require(replicate.record.curves.first)
        #expect(losses.allSatisfy { $0.isFinite }, "\(cell)")
        let startsAtLn2 = (losses[0] - log(2)).magnitude < 1e-6
        #expect(startsAtLn2 == ["batch_1", "tiny_epsilon"].contains(cell), "\(cell): \(losses[0])")
      }
    }
  }

  /// Slopes start at 0, where PReLU is ReLU. From then on a slope has a gradient wherever its unit receives a negative
  /// value. So networks come back that stay dead with ReLU: 18 of 53 here, in 100 epochs. Fewer than 5 of 53 with this
  /// chance have probability 1e-5 in another seed; in this one only another processor's rounding can change the number.
  @Test("PReLU is ReLU at the start, bit for bit, and brings networks back that are born dead")
  func prelu() throws {
    func layers(_ activation: String) -> String {
      let hidden = [String](repeating: "{dense: 2}, {activation: \(activation)}", count: 5).joined(separator: ", ")
      return "{network: {layers: [\(hidden), {dense: 1, activation: sigmoid}]}}"
    }
    let study = try KnownStudy(
      """
      name: prelu
      seed: 46
      simulations: 100
      task: {dataset: {ball: {points: 60, test_points: 50, dimensions: 2}}}
      training: {optimizer: {adam: {learning_rate: 0.02}}, batch_size: 16, epochs: 100}
      cells: {relu: \(layers("relu")), prelu: \(layers("prelu"))}
      """
    )
    let (relu, prelu) = try (study.replicates("relu"), study.replicates("prelu"))
    var back = 0
    for (a, b) in zip(relu, prelu) {
      for measure in a.measures("start") { #expect(a[measure]?.bitPattern == b[measure]?.bitPattern, "\(measure)") }
      #expect(a.record.outcomes.contains(.bornDead) == b.record.outcomes.contains(.bornDead))
      guard a.record.outcomes.contains(.bornDead) else { continue }
      #expect(a.record.outcomes.contains(.dead), "a ReLU layer that is off gives no gradient to those below it")
      if !b.record.outcomes.contains(.dead) { back += 1 }
    }
    #expect(back >= 5, "\(back) came back")
  }

  /// A shift before the activation is an initial bias. A unit of layer 1 that is off at every point is off with any
  /// smaller bias, too, since its input does not depend on the biases. Few points, so that some units are off without a
  /// bias.
  @Test("Initial biases turn units off when negative and on when positive, and 0 changes no bit")
  func initialBias() throws {
    func network(_ shift: String) -> String {
      let hidden = [String](repeating: "{dense: 40}, \(shift){activation: relu}", count: 3).joined(separator: ", ")
      return "{network: {initializer: {normal: {stddev: 0.2}}, layers: [\(hidden), {dense: 1, activation: sigmoid}]}}"
    }
    let study = try KnownStudy(
      """
      name: initial-bias
      seed: 32
      simulations: 400
      task: {dataset: {ball: {points: 5, test_points: 20, dimensions: 3}}}
      training: {optimizer: {sgd: {learning_rate: 0.05}}, batch_size: all, epochs: 1}
      looks: {distributions: []}
      cells:
        none: \(network(""))
        zero: \(network("{shift: 0}, "))
        positive: \(network("{shift: 0.1}, "))
        negative: \(network("{shift: -0.1}, "))
      """
    )
    let (none, zero) = try (study.replicates("none"), study.replicates("zero"))
    for (a, b) in zip(none, zero) { #expect(a.record == b.record) }
    let (positive, negative) = try (study.replicates("positive"), study.replicates("negative"))
    for layer in 1...3 {
      func shares(_ replicates: [KnownSimulation]) throws -> [Double] {
        try replicates.map { try #require($0["share_off", "start", layer: layer]) }
      }
      let (more, usual, less) = try (shares(negative), shares(zero), shares(positive))
      let (rises, falls) = (zip(more, usual).map { $0 - $1 }, zip(usual, less).map { $0 - $1 })
      if layer == 1 { #expect((rises + falls).allSatisfy { $0 >= 0 }) }
      // All are 11 standard errors or more here: another seed misses 6 of them in less than one of ten million.
      for change in [KnownMean(rises), KnownMean(falls)] {
        #expect(change.mean > 0 && !change.agrees(with: 0), "layer \(layer): \(change)")
      }
    }
  }
}

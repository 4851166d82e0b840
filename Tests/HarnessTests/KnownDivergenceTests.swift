import Estimation
import Experiments
import Foundation
import Testing

@Suite("Inputs that were never scaled")
struct KnownDivergenceTests {
  /// A line is learned from inputs 0 … 199, a point a step, SGD with rate 0.001. A linear network overshoots by factors
  /// of some tens a step, until its loss is not finite. With a ReLU between, the first overshoot takes every unit below
  /// zero for all inputs: the network is dead, constant and finite. An independent script, 200 draws of each: linear
  /// diverged in all; ReLU, one unit or eight, dead in all and diverged in none; leaky ReLU diverged in 0.96. On [0, 1]
  /// none does either.
  static let study = """
    name: diverge-or-die
    seed: 25
    simulations: 400
    network: {layers: [{dense: 1, activation: relu}, {dense: 1}]}
    task: {target: abs, domain: [0, 199], training_points: 200, test_points: 50}
    training: {optimizer: {sgd: {learning_rate: 0.001}}, batch_size: 1, epochs: 2}
    cells:
      linear: {network: {layers: [{dense: 1, activation: linear}, {dense: 1}]}}
      relu: {}
      relu_float64: {precision: float64}
      relu_8: {network: {layers: [{dense: 8, activation: relu}, {dense: 1}]}}
      leaky: {network: {layers: [{dense: 8, activation: {leaky_relu: {slope: 0.01}}}, {dense: 1}]}}
      linear_scaled: {network: {layers: [{dense: 1, activation: linear}, {dense: 1}]}, task: {domain: [0, 1]}}
      relu_scaled: {task: {domain: [0, 1]}}
    """

  @Test(
    "A linear network diverges, a ReLU network dies instead, a leaky one mostly diverges",
    arguments: [
      ("linear", 200, nil), ("relu", 0, 200), ("relu_float64", 0, 200), ("relu_8", 0, 200), ("leaky", 192, nil),
      ("linear_scaled", 0, nil), ("relu_scaled", 0, nil),
    ] as [(String, Int64, Int64?)]
  )
  func divergeOrDie(cell: String, diverged: Int64, dead: Int64?) throws {
    let records = try KnownStudy(Self.study).records(cell)
    let found = records.proportion(.diverged)
    #expect(found.agrees(with: Proportion(count: diverged, n: 200)), "\(found)")
    for wrong in [0, 100, 200] as [Int64] where (wrong - diverged).magnitude > 50 {
      #expect(!found.agrees(with: Proportion(count: wrong, n: 200)), "\(found) would not show \(wrong)")
    }
    // Whatever has diverged says nothing else of its end.
    #expect(
      records.allSatisfy { !$0.outcomes.contains(.diverged) || $0.outcomes.isDisjoint(with: [.dead, .constant]) }
    )
    guard let dead else { return }
    #expect(records.proportion(.dead).agrees(with: Proportion(count: dead, n: 200)), "\(records.proportion(.dead))")
    #expect(records.allSatisfy { !$0.outcomes.contains(.dead) || $0.outcomes.contains(.constant) })
  }

  /// 1-3-3-1 of sigmoids, Glorot's weights, far from zero: every unit of layer 1 sits where 1 − σ(z) is lost, above
  /// about 17 in float32 and 37 in float64. An independent script, 5,000 draws: constant at birth 0.5548 in float32,
  /// 0.2348 in float64. On [−1, 1] none.
  @Test(
    "Far inputs saturate sigmoids until the network is constant, sooner in float32",
    arguments: [("far_float32", 2774), ("far_float64", 1174), ("near", 0)] as [(String, Int64)]
  )
  func farInputs(cell: String, constant: Int64) throws {
    let study = try KnownStudy(
      """
      name: far-inputs
      seed: 26
      simulations: 1500
      network: {widths: [3, 3], activation: sigmoid, initializer: glorot_normal, output_activation: linear}
      task: {target: abs, domain: [100, 110], training_points: 1, test_points: 100}
      training: {batch_size: 1, epochs: 0}
      cells:
        far_float32: {}
        far_float64: {precision: float64}
        near: {task: {domain: [-1, 1]}}
      """
    )
    let records = try study.records(cell, on: .reference)
    let found = records.proportion(.constant)
    #expect(found.agrees(with: Proportion(count: constant, n: 5000)), "\(found)")
    for other in [2774, 1174, 0] as [Int64] where other != constant {
      #expect(!found.agrees(with: Proportion(count: other, n: 5000)), "\(found) would not show \(other)")
    }
    // Sigmoid units have no death.
    #expect(records.allSatisfy { $0.outcomes.isDisjoint(with: [.bornDead, .dead, .died, .revived]) })
  }

  /// 20-32-32-2 with a softmax at the output. All weights 1: both outputs receive the same sum, so each prediction is
  /// (½, ½) and the first batch's loss is ln 2. All weights 0: hidden units stay 0, and only the output's
  /// biases move, which leaves the network constant.
  @Test("Networks that begin with equal weights: ln 2 at first; zeros stay constant")
  func equalWeights() throws {
    let study = try KnownStudy(
      """
      name: all-ones
      seed: 27
      simulations: 3
      task: {dataset: {classification: {points: 512, test_points: 128}}}
      network: {hidden_layers: 2, width: 32, activation: relu, output_activation: softmax}
      training: {optimizer: {sgd: {learning_rate: 0.1}}, batch_size: 64, epochs: 2}
      looks: {losses: 1, distributions: [weight_gradients]}
      cells:
        ones: {network: {initializer: {constant: {value: 1}}}}
        ones_at_birth: {network: {initializer: {constant: {value: 1}}}, training: {epochs: 0}}
        zeros: {network: {initializer: zeros}}
        glorot: {network: {initializer: glorot_uniform}}
      """
    )
    for replicate in try study.replicates("ones_at_birth") {
      #expect(replicate.record.outcomes.isSuperset(of: [.constant, .oneClass]))
      #expect(((replicate["test_loss", "start"] ?? .nan) - log(2)).magnitude < 1e-6)
    }
    for cell in ["ones", "zeros", "glorot"] {
      for replicate in try study.replicates(cell) {
        let losses = try #require(replicate.record.curves.first)
        #expect(losses.count == 16 && losses.allSatisfy { $0.isFinite })
        #expect(((losses[0] - log(2)).magnitude < 1e-6) == (cell != "glorot"), "\(cell): \(losses[0])")
        // The first step from equal weights is enormous, and whatever follows is not known.
        guard cell != "ones" else { continue }
        #expect(replicate.record.outcomes.contains(.constant) == (cell == "zeros"), "\(cell)")
        // Of layers 1, 2 and the output, at the start and at the end.
        for gradients in replicate.record.distributions {
          #expect((gradients.zeros == gradients.total) == (cell == "zeros"), "\(cell)")
        }
      }
    }
  }
}

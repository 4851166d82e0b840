import Experiments
import RandomStreams
import Reporting
import Studies
import Testing

@Suite("What theory says beside the figures")
struct TheoryTests {
  @Test(
    "Bounds of the born-dead probability, to four decimals as published",
    arguments: [
      (2, 5, 0.5997, 0.6836), (2, 9, 0.8703, 0.8999), (2, 10, 0.9026, 0.9249), (2, 20, 0.9945, 0.9958),
      (3, 5, 0.2462, 0.4138), (3, 9, 0.5134, 0.6564), (3, 20, 0.8804, 0.9209), (4, 5, 0.0776, 0.2275),
      (4, 9, 0.2042, 0.4033), (4, 20, 0.5462, 0.7066), (5, 5, 0.0215, 0.1193), (5, 9, 0.0640, 0.2243),
      (5, 20, 0.2301, 0.4530),
    ]
  )
  func bounds(width: Int, layers: Int, lower: Double, upper: Double) {
    let bounds = BornDeadBounds(hiddenLayers: layers, width: width)
    #expect((bounds.lower - lower).magnitude < 5.1e-5 && (bounds.upper - upper).magnitude < 5.1e-5)
  }

  @Test("One hidden layer cannot be born dead, and one unit wide the bounds meet")
  func edges() {
    #expect(BornDeadBounds(hiddenLayers: 1, width: 3) == BornDeadBounds(hiddenLayers: 1, width: 7))
    #expect(BornDeadBounds(hiddenLayers: 1, width: 3).upper == 0)
    let thin = BornDeadBounds(hiddenLayers: 4, width: 1)
    #expect(thin.lower == 0.875 && thin.upper == 0.875)
  }

  private func experiment() throws -> Experiment { try #require(try FigureFixture.plan().cells[0].experiment) }

  @Test("Bounds are given for the networks that they speak of alone")
  func applicability() throws {
    #expect(BornDeadBounds(try experiment()) == BornDeadBounds(hiddenLayers: 3, width: 2))
    let others: [(inout Experiment) -> Void] = [
      { $0.network.layers[1].activation = .leakyReLU(slope: 0.01) }, { $0.network.layers[1].units = 3 },
      { $0.network.layers[0].initializer = .constant(1) },
      { $0.network.layers[0].initializer = .uniform(low: -1, high: 2) },
      { $0.network.layers[0].initializer = .normal(mean: 0.1, standardDeviation: 1, truncated: false) },
      { $0.task.shared = [.weights] }, { $0.task.low = 0 }, { $0.task.trainingPoints = 3 },
      { $0.network.layers.removeFirst(3) },
    ]
    for change in others {
      var other = try experiment()
      change(&other)
      #expect(BornDeadBounds(other) == nil)
    }
    var other = try experiment()
    other.network.layers[3].units = 1
    other.network.layers[3].activation = .tanh
    #expect(BornDeadBounds(other) != nil, "the output layer may be as it likes")
  }

  @Test(
    "What the best constant costs on [−√7, √7]",
    arguments: [
      (Target.abs, 0.5833, 0.6614), (.xSin5X, 1.0143, 0.8012), (.stepSin, 0.2725, 0.5032), (.xSinX, 0.4216, 0.5720),
    ]
  )
  func floors(target: Target, mse: Double, mae: Double) {
    let end = 7.0.squareRoot()
    #expect((BestConstant(target, low: -end, high: end, loss: .mse).loss - mse).magnitude < 6e-5)
    #expect((BestConstant(target, low: -end, high: end, loss: .mae).loss - mae).magnitude < 6e-5)
  }

  @Test("The best constants themselves: |x| in closed form, two outputs by their densities")
  func constants() {
    let one = BestConstant(.abs, low: -1, high: 3, loss: .mse)
    // |x| on [−1, 3]: density ½ below 1 and ¼ above, mean 5/4, median 1.
    #expect((one.means[0] - 1.25).magnitude < 1e-5 && (one.medians[0] - 1).magnitude < 1e-4)
    // |x₁ ± x₂| on [−1, 1]²: mean 2/3, mean of squares 2/3, median 2 − √2.
    let two = BestConstant(.abs2D, low: -1, high: 1, loss: .mse)
    #expect(two.means.allSatisfy { ($0 - 2.0 / 3).magnitude < 1e-4 } && two.means.count == 2)
    #expect(two.medians.allSatisfy { ($0 - (2 - 2.0.squareRoot())).magnitude < 3e-3 })
    #expect((two.loss - 2.0 / 9).magnitude < 1e-4)
  }
}

import Estimation
import Experiments
import Foundation
import Testing

/// How the size of values goes through random layers at birth, where its law is known exactly.
///
/// One point h passes layers of n units with independent normal weights of deviation σ and no biases. Then W h is |h| σ
/// times a standard normal vector, whatever h. The deviation over a layer's units is the size of the layer below times
/// a factor of one law. So from layer 1 to layer L its logarithm grows by L − 1 independent ratios of sizes, in
/// expectation exactly. The spread of the logarithm grows too, so that the mean of the deviation itself says nothing.
///
/// Linear: E ln (|W h| / |h|) = ln σ + (ψ(n/2) + ln 2) / 2, with variance ψ′(n/2) / 4. ReLU: of K units that are on, a
/// binomial number, the squared ratio is σ² χ²_K; given that some unit is on, E ln = 2 ln σ + Σ_k (n over k) (ψ(k/2) +
/// ln 2) / (2ⁿ − 1).
@Suite("Products of random matrices")
struct KnownProductTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var cell: String
    var units: Int
    var layers: Int
    var simulations: Int
    /// Of the deviation's logarithm, a layer.
    var growth: Double
    /// What wrong formulas say.
    var wrong: [Double]
    /// Of the logarithm after all layers, where it is known.
    var variance: Double?
    var isReLU = true

    var testDescription: String { cell }
  }

  /// A layer of 4 linear units with σ = 1: (ψ(2) + ln 2) / 2. The root mean square grows by ln 2 = ½ ln 4.
  static let linear = 0.557_965_757_829_206
  /// ψ′(2) / 4 for each ratio, and ψ′(3/2) − ψ′(2) over 4 for the deviation's own factor at either end.
  static let linearVariance = 99 * 0.161_233_516_712_057 + 2 * 0.072_466_966_576_886

  static let study = """
    name: products
    seed: 28
    simulations: 1
    precision: float64
    task: {dataset: {gaussian: {points: 1, test_points: 1, features: 4}}}
    looks: {distributions: []}
    cells:
      linear: {network: {initializer: {normal: {stddev: 1}}, layers: [{dense: 4, repeat: 100}]}}
      linear_half: {network: {initializer: {normal: {stddev: 0.5}}, layers: [{dense: 4, repeat: 100}]}}
      linear_float32:
        precision: float32
        network: {initializer: {normal: {stddev: 0.7}}, layers: [{dense: 4, repeat: 100}]}
      relu_he_4: {network: {activation: relu, initializer: he_normal, layers: [{dense: 4, repeat: 10}]}}
      relu_he_10: {network: {activation: relu, initializer: he_normal, layers: [{dense: 10, repeat: 50}]}}
      relu_80: {network: {activation: relu, initializer: {normal: {stddev: 1}}, layers: [{dense: 80, repeat: 20}]}}
      too_large: {network: {activation: relu, initializer: {normal: {stddev: 1}}, layers: [{dense: 80, repeat: 60}]}}
    """

  static let cases = [
    Case(
      cell: "linear",
      units: 4,
      layers: 100,
      simulations: 1500,
      growth: linear,
      wrong: [0.5 * log(4), linear * 1.02],
      variance: linearVariance,
      isReLU: false
    ),
    Case(
      cell: "linear_half",
      units: 4,
      layers: 100,
      simulations: 1500,
      growth: linear - log(2),
      wrong: [0, linear - 2 * log(2)],
      variance: linearVariance,
      isReLU: false
    ),
    Case(
      cell: "linear_float32",
      units: 4,
      layers: 100,
      simulations: 1500,
      growth: linear + log(0.7),
      wrong: [log(1.4), linear - log(0.7)],
      variance: linearVariance,
      isReLU: false
    ),
    // He's argument, that squares keep their mean, would give 0; the limit of wide layers −5 / 4n.
    Case(
      cell: "relu_he_4",
      units: 4,
      layers: 10,
      simulations: 4000,
      growth: -0.716_572_657_498_808 / 2,
      wrong: [0, -5 / 16.0]
    ),
    Case(
      cell: "relu_he_10",
      units: 10,
      layers: 50,
      simulations: 1500,
      growth: -0.307_461_010_691_857 / 2,
      wrong: [0, -5 / 40.0]
    ),
    Case(
      cell: "relu_80",
      units: 80,
      layers: 20,
      simulations: 300,
      growth: 3.656_966_625_619_578 / 2,
      wrong: [0.5 * log(40)]
    ),
  ]

  @Test("The deviation's logarithm grows by the exact expectation a layer, with the exact spread", arguments: cases)
  func growth(_ known: Case) throws {
    let replicates = try KnownStudy(Self.study, settings: ["simulations=\(known.simulations)"]).replicates(known.cell)
    let ratios = try replicates.map { replicate in
      let first = try #require(replicate["activation_deviation", "start", layer: 1])
      return try #require(replicate["activation_deviation", "start", layer: known.layers]) / first
    }
    // A network that is dead at its one point gives 0 / x or 0 / 0.
    let living = ratios.filter { $0 > 0 }
    let survival = known.isReLU ? pow(1 - pow(0.5, Double(known.units)), Double(known.layers)) : 1
    #expect(Proportion(count: Int64(living.count), n: Int64(ratios.count)).agrees(with: survival))

    let logarithms = living.map { log($0) }
    let found = KnownMean(logarithms)
    let steps = Double(known.layers - 1)
    #expect(found.agrees(with: steps * known.growth), "\(found), expected \(steps * known.growth)")
    for wrong in known.wrong {
      #expect(!found.agrees(with: steps * wrong), "\(found) would not show \(steps * wrong)")
    }
    if let variance = known.variance {
      // A normal sample's variance has a relative standard error of √(2/n), here 0.037.
      let count = Double(logarithms.count)
      let seen = found.standardError * found.standardError * count
      #expect((seen / variance - 1).magnitude < 6 * (2 / count).squareRoot(), "\(seen), expected \(variance)")
    }
  }

  /// 60 layers of 80 units with σ = 1 take a value to about 40³⁰ = 1e48: 4 × 10⁹ times the largest float32, 23 standard
  /// deviations of its logarithm, and nothing to float64.
  @Test("Values too large for float32 make a network diverged, and are ordinary in float64")
  func overflow() throws {
    for (precision, isTooLarge) in [("float32", true), ("float64", false)] {
      let settings = ["precision=\(precision)", "simulations=3"]
      for replicate in try KnownStudy(Self.study, settings: settings).replicates("too_large") {
        #expect(replicate.record.outcomes.contains(.diverged) == isTooLarge)
        let last = try #require(replicate["activation_deviation", "start", layer: 60])
        #expect(last.isFinite != isTooLarge, "\(precision): \(last)")
        let tenth = try #require(replicate["activation_deviation", "start", layer: 10])
        #expect(tenth.isFinite && tenth > 1, "\(precision): \(tenth)")
      }
    }
  }

  /// One linear layer of 500 units on 500 standard normal features: the deviation is √500 times that of the weights. A
  /// normal cut at two deviations keeps 0.879626 of it. He's, LeCun's and Glorot's truncated forms make up for that, as
  /// in Keras; a truncated normal with a deviation of its own does not.
  @Test(
    "Truncated normals have the deviation that they promise",
    arguments: [
      ("he_normal", 2.0.squareRoot()), ("{he_normal: {truncated: true}}", 2.0.squareRoot()),
      ("lecun_normal", 1), ("{lecun_normal: {truncated: true}}", 1),
      ("{glorot_normal: {truncated: true}}", 1),
      ("{normal: {stddev: 0.044721359549995794}}", 1),
      ("{normal: {stddev: 0.044721359549995794, truncated: true}}", 0.879_625_661),
      // PyTorch's usual weights.
      ("{variance_scaling: {scale: 0.3333333333333333, mode: fan_in, distribution: uniform}}", (1.0 / 3).squareRoot()),
    ] as [(String, Double)]
  )
  func truncated(initializer: String, deviation: Double) throws {
    let study = try KnownStudy(
      """
      name: truncated-normal
      seed: 31
      simulations: 1
      task: {dataset: {gaussian: {points: 500, test_points: 1, features: 500}}}
      network: {bias: false, layers: [{dense: 500, initializer: \(initializer)}]}
      looks: {distributions: []}
      """
    )
    let found = try #require(try study.replicates("all").first?["activation_deviation", "start", layer: 1])
    // The squares of 250,000 weights and of 250,000 features: relative standard error of the deviation at most 0.2 %.
    #expect((found / deviation - 1).magnitude < 0.012, "\(found)")
  }
}

import Experiments
import Testing

/// Steps of every optimizer by hand, from the words of a study to the predictions that they lead to.
///
/// All weights start at zero, so hidden units are 0 and nothing but the output's bias b ever gets a gradient: for the
/// mean squared error and targets whose mean is ½ it is g = 2 (b − ½), so −1 at the first step. Rates and ε are large,
/// so that different rules and different places of ε give very different steps.
@Suite("Steps by hand")
struct KnownStepTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var optimizer: String
    /// b after one step and after two.
    var steps: [Double]

    var testDescription: String { optimizer }
  }

  static let cases = [
    // b = 0.01; then + 0.01 · 0.98.
    Case(optimizer: "{sgd: {learning_rate: 0.01}}", steps: [0.01, 0.0198]),
    // The first step is SGD's; the second 0.9 · 0.01 + 0.01 · 0.98.
    Case(optimizer: "{sgd: {learning_rate: 0.01, momentum: 0.9}}", steps: [0.01, 0.0288]),
    // v = 0.01, b = 0.9 v + 0.01; then g = −0.962, v = 0.9 · 0.01 + 0.00962 = 0.01862, b = 0.019 + 0.9 v + 0.00962.
    Case(optimizer: "{sgd: {learning_rate: 0.01, momentum: 0.9, nesterov: true}}", steps: [0.019, 0.045_378]),
    // ε beside the root: 1 / (√0.1 + 1), as Keras up to 2.3 and PyTorch; √(0.1 + 1) gives 0.9535 (Keras 3).
    // Then g = 0.519494, s = 0.9 · 0.1 + 0.1 g² = 0.116987, b − g / (√s + 1).
    Case(
      optimizer: "{rmsprop: {learning_rate: 1, rho: 0.9, epsilon: 1}}",
      steps: [0.759_746_926_647_958, 0.372_652_575_698_26]
    ),
    // Kingma and Ba's ε: m̂ = −1, v̂ = 1, so b = 1 / (1 + 1). Then g = 0, m̂ = −0.09 / 0.19, v̂ = 0.000999 / 0.001999.
    Case(
      optimizer: "{adam: {learning_rate: 1, epsilon: 1, epsilon_form: kingma_ba}}",
      steps: [0.5, 0.777_506_540_959_698]
    ),
    // Keras' ε: (√0.001 / 0.1) · 0.1 / (√0.001 · 1 + 1).
    Case(
      optimizer: "{adam: {learning_rate: 1, epsilon: 1, epsilon_form: keras}}",
      steps: [0.030_653_430_031_715_5, 0.072_122_815_915_378_5]
    ),
    // 0.5 / (1 + 1); then g = −0.5, s = 1.25, 0.25 + 0.25 / (√1.25 + 1).
    Case(
      optimizer: "{adagrad: {learning_rate: 0.5, epsilon: 1}}",
      steps: [0.25, 0.368_033_988_749_895]
    ),
    // u = √1e-4 / √(0.1 + 1e-4), b = 10 u; then d = 0.1 u², g = −0.367860, s = 0.9 · 0.1 + 0.1 g².
    Case(
      optimizer: "{adadelta: {learning_rate: 10, rho: 0.9, epsilon: 1e-4}}",
      steps: [0.316_069_770_620_507, 0.477_632_952_550_447]
    ),
    // Keras up to 2.3 has rate 1, ρ = 0.95 and ε = 1e-7: √1e-7 / √(0.05 + 1e-7). Rate 0.001 (Keras 3) gives 1.4e-6.
    Case(optimizer: "adadelta", steps: [0.001_414_212_148_161_65, 0.002_844_462_603_922_87]),
    // μ₁ = 0.450073, μ₂ = 0.450147: 0.5 (1 + μ₂ · 0.1 / (1 − μ₁ μ₂)) / (1 + 1).
    Case(
      optimizer: "{nadam: {learning_rate: 0.5, epsilon: 1}}",
      steps: [0.264_112_944_588_847, 0.374_476_303_850_263]
    ),
  ]

  @Test("Two steps on a function, on the lanes and on the reference trainer", arguments: cases)
  func functions(_ known: Case) throws {
    for (epochs, expected) in zip(1..., known.steps) {
      let study = try KnownStudy(
        """
        name: one-step
        seed: 11
        simulations: 3
        precision: float64
        network: {hidden_layers: 1, width: 2, activation: linear, initializer: zeros}
        task: {target: abs, domain: [0.49999999, 0.50000001], training_points: 16, test_points: 10}
        training: {batch_size: 16, epochs: \(epochs), optimizer: \(known.optimizer)}
        """
      )
      for choice in KnownStudy.Choice.allCases {
        for record in try study.records("all", on: choice) {
          // The targets' mean is 0.5 to 1e-8.
          let prediction = try #require(record["prediction_mean", "end"])
          #expect((prediction - expected).magnitude <= 1e-7, "\(choice), step \(epochs): \(prediction)")
          #expect(record.outcomes.contains(.constant))
        }
      }
    }
  }

  @Test("Two steps on a data set, on BLAS", arguments: cases)
  func dataSets(_ known: Case) throws {
    for (epochs, expected) in zip(1..., known.steps) {
      let study = try KnownStudy(
        """
        name: one-step
        seed: 11
        simulations: 3
        precision: float64
        task: {dataset: {classification: {points: 64, test_points: 8, flip_y: 0}}}
        network: {initializer: zeros, layers: [{dense: 2}, {dense: 1}]}
        training: {loss: mse, batch_size: all, epochs: \(epochs), optimizer: \(known.optimizer)}
        """
      )
      for replicate in try study.replicates("all") {
        // Half of the labels are 1, half 0: the loss of predicting b is ¼ + (b − ½)².
        let loss = try #require(replicate["final_train_loss", "end"])
        let right = 0.25 + (expected - 0.5) * (expected - 0.5)
        #expect((loss - right).magnitude <= 1e-12, "step \(epochs): \(loss)")
        #expect(replicate.record.outcomes.contains(.constant))
      }
    }
  }

  /// Gradients of 1e-6, as in a deep sigmoid network. With ε beside the root the first step is 1e-6 / (√0.1 · 1e-6 +
  /// 1e-7) = 2.4025 rates; with ε inside it, as in Keras 3, 0.0032 rates, 760 times shorter.
  @Test("RMSprop's usual ε leaves small gradients their steps")
  func smallGradients() throws {
    let study = try KnownStudy(
      """
      name: rmsprop-small-gradients
      seed: 30
      simulations: 3
      precision: float64
      network: {hidden_layers: 1, width: 2, activation: linear, initializer: zeros}
      task: {target: abs, domain: [4.999999e-7, 5.000001e-7], training_points: 16, test_points: 10}
      training: {batch_size: 16, epochs: 1, optimizer: {rmsprop: {learning_rate: 0.001, rho: 0.9, epsilon: 1e-7}}}
      """
    )
    for record in try study.records("all") {
      let prediction = try #require(record["prediction_mean", "end"])
      #expect((prediction - 0.002_402_530_7).magnitude <= 1e-8, "\(prediction)")
    }
  }
}

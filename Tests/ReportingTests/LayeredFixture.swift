import Estimation
import Experiments
import RunFolder

/// Results of layered networks made by hand: values drawn from a generator of a few lines, so that pools look like pools.
struct LayeredFixture {
  /// A cell: its name, and by what activations grow from layer to layer, as gradients do on their way back.
  var cells = [("relu & <i>glorot</i>", 0.8), ("tanh", 0.5)]
  /// Hidden layers; one more is the output.
  var depth = 5
  var replicates = 10
  /// 0: networks as they are born.
  var epochs = 3
  var looksAtEpochs = true
  var hasTargets = true
  var distributions = LayerValues.allCases
  var values = 4000

  /// Uniform numbers: Knuth's MMIX generator, its upper half.
  private struct Numbers {
    var state: UInt64
    mutating func uniform() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (Double(state >> 33) + 0.5) / Double(1 << 31)
    }
    /// Nearly normal.
    mutating func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + uniform() } }
  }

  var layers: Int { depth + 1 }
  var checks: [String] {
    epochs == 0 ? ["start"] : ["start"] + (looksAtEpochs ? (1..<epochs).map { "epoch_\($0)" } : []) + ["end"]
  }

  static func interval(_ middle: Double, _ half: Double, _ method: String = "student_t") -> IntervalResults {
    IntervalResults(method: method, confidence: 0.95, low: middle - half, high: middle + half)
  }

  /// With a mean and its interval, or of one replicate its value.
  func number(_ name: String, _ when: String, layer: Int? = nil, _ value: Double, deviation: Double? = nil)
    -> QuantityResults
  {
    let deviation = deviation ?? value.magnitude * 0.05
    var histogram = Histogram()
    histogram.add(value)
    let bin = histogram.median()
    let mean = MeanResults(
      mean: value,
      standardDeviation: deviation,
      interval: Self.interval(value, 2.3 * deviation / Double(replicates).squareRoot()),
      prediction: Self.interval(value, 2.4 * deviation, "prediction_t")
    )
    return QuantityResults(
      layer: layer,
      quantity: name,
      when: when,
      finite: Int64(replicates),
      zeros: value == 0 ? Int64(replicates) : 0,
      nonFinite: 0,
      quantileConfidence: 0.95,
      quantiles: [0.05, 0.25, 0.5, 0.75, 0.95].map {
        QuantileResults(
          probability: $0,
          low: bin?.lowerEdge ?? 0,
          high: bin?.upperEdge ?? 0,
          intervalLow: nil,
          intervalHigh: nil
        )
      },
      mean: replicates > 1 ? mean : nil,
      value: replicates > 1 ? nil : value
    )
  }

  private func quantities(_ gain: Double) -> [QuantityResults] {
    var all: [QuantityResults] = []
    func both(_ half: String, _ when: String, _ progress: Double) {
      all.append(number("\(half)_loss", when, 2.3 * (1 - 0.8 * progress * gain), deviation: 0.02))
      all.append(number("\(half)_accuracy", when, 0.1 + 0.8347 * progress * gain, deviation: 0.004))
    }
    if hasTargets {
      for (index, check) in checks.enumerated() {
        let progress = checks.count > 1 ? Double(index) / Double(checks.count - 1) : 0
        both("test", check, progress)
        if index > 0 { both("train", check == "end" ? "last_epoch" : check, progress * 0.98) }
        if index > 0 { both("validation", check, progress * 0.99) }
      }
      if epochs > 0 { both("final_train", "end", 1) }
      for check in checks { all.append(number("gradient_ratio", check, Self.power(gain, depth - 1))) }
    }
    all += [number("input_mean", "start", 0.13), number("input_deviation", "start", 0.31)]
    return all
  }

  private func layerNumbers(_ gain: Double, _ isSaturating: Bool) -> [QuantityResults] {
    (1...layers).flatMap { layer -> [QuantityResults] in
      checks.flatMap { check -> [QuantityResults] in
        let grown = Self.power(gain, layer) * (check == "start" ? 1 : 1.5)
        let back = 1e-3 * Self.power(gain, layers - layer) * (check == "start" ? 1 : 0.3)
        var all: [QuantityResults] = []
        if hasTargets {
          all += [
            number("weight_gradient_rms", check, layer: layer, back),
            number("z_gradient_rms", check, layer: layer, back / 10),
          ]
        }
        all += [
          number("activation_mean", check, layer: layer, grown / 3),
          number("activation_deviation", check, layer: layer, grown),
        ]
        if hasTargets { all.append(number("input_descent_rms", check, layer: layer, back / 3)) }
        if layer < layers {
          let kind = isSaturating ? LookedLayer.Idleness.saturated : .off
          for (name, share) in [(kind.unitShare, 0.02), (kind.valueShare, 0.05)] {
            all.append(number(name, check, layer: layer, share * Double(layer), deviation: 0.01))
          }
        }
        return all
      }
    }
  }

  static func power(_ base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { value, _ in value * base }
  }

  /// The pool of one layer at one time.
  func pool(_ quantity: LayerValues, _ when: String, layer: Int, _ gain: Double, zeros: Bool) -> Histogram {
    var numbers = Numbers(state: UInt64(layer * 1000 + (when == "start" ? 1 : 2)) &* 0x9e37_79b9_7f4a_7c15)
    let grown = Self.power(gain, layer) * (when == "start" ? 1 : 1.5)
    let back = 1e-3 * Self.power(gain, layers - layer) * (when == "start" ? 1 : 0.3)
    var histogram = Histogram(.fine)
    for _ in 0..<values {
      let normal = numbers.normal()
      let value =
        switch quantity {
        case .sums: normal * grown
        case .activations: zeros ? max(0, normal * grown) : normal * grown
        case .weights: (numbers.uniform() * 2 - 1) * 0.17 * (when == "start" ? 1 : 1 + 0.2 * normal)
        case .weightGradients: zeros && numbers.uniform() < 0.3 ? 0 : normal * back
        case .sumGradients: zeros && numbers.uniform() < 0.5 ? 0 : normal * back / 10
        case .unitGradients: normal.magnitude * back * 10
        }
      histogram.add(value)
    }
    return histogram
  }

  private func layered(_ gain: Double, zeros: Bool) -> LayeredResults {
    let pools = (1...layers).flatMap { layer -> [DistributionResults] in
      distributions.flatMap { quantity -> [DistributionResults] in
        checks.map { check -> DistributionResults in
          let pool = pool(quantity, check, layer: layer, gain, zeros: zeros && layer < layers)
          return DistributionResults(
            layer: layer,
            quantity: quantity.rawValue,
            when: check,
            finite: pool.finite,
            zeros: pool.zeros,
            nonFinite: pool.nonFinite,
            least: pool.range?.lowerBound,
            greatest: pool.range?.upperBound,
            binsPerOctave: pool.resolution.binsPerOctave,
            bins: pool.bins.filter { $0.bin.index != 0 }.map { ($0.bin.index, $0.count) }
          )
        }
      }
    }
    let bins = EqualBins(low: -1, high: 1, count: 40)
    let binned = (1...layers).flatMap { layer -> [BinnedResults] in
      checks.map { check -> BinnedResults in
        var counts = [Int64](repeating: 0, count: bins.flatCount)
        for (bin, count) in pool(.activations, check, layer: layer, gain, zeros: false).bins {
          counts[bins.slot(of: (bin.lowerEdge + bin.upperEdge) / 2)] += count
        }
        return BinnedResults(
          layer: layer,
          quantity: "activations",
          when: check,
          low: -1,
          high: 1,
          counts: Array(counts.prefix(40)),
          below: counts[40],
          above: counts[41],
          nonFinite: counts[42]
        )
      }
    }
    return LayeredResults(distributions: pools, binned: binned, curves: hasTargets ? curves(gain) : [])
  }

  private func curves(_ gain: Double) -> [CurveResults] {
    guard epochs > 0 else { return [] }
    func curve(_ name: String, _ layer: Int?, _ height: Double) -> CurveResults {
      var numbers = Numbers(state: UInt64(layer ?? 77))
      let steps = Array(stride(from: 1, through: 700, by: 1))
      let means = steps.map { step in height * (0.15 + 1 / (1 + Double(step) / 60)) * (1 + 0.1 * numbers.normal()) }
      return CurveResults(
        layer: layer,
        quantity: name,
        steps: steps,
        finite: steps.map { _ in Int64(replicates) },
        mean: means,
        low: means.map { replicates > 1 ? $0 * 0.9 : nil },
        high: means.map { replicates > 1 ? $0 * 1.1 : nil }
      )
    }
    return [curve("batch_loss", nil, 2.3 / gain)]
      + (1...layers).map { curve("bias_gradient_norm", $0, Self.power(gain, layers - $0)) }
  }

  func outcome(_ count: Int64, zeroGradient: Bool? = nil) -> OutcomeResults {
    let share = Double(count) / Double(replicates)
    let interval = IntervalResults(
      method: "clopper_pearson",
      confidence: 0.95,
      low: max(0, share - 0.2),
      high: min(1, share + 0.31)
    )
    return OutcomeResults(
      count: count,
      estimate: share,
      interval: interval,
      intervals: [interval],
      zeroGradient: zeroGradient
    )
  }

  func cell(_ name: String, _ gain: Double) -> CellResults {
    let isReLU = name.hasPrefix("relu")
    var outcomes = [("constant", outcome(0)), ("diverged", outcome(isReLU ? 1 : 0))]
    if isReLU {
      outcomes += [("born_dead", outcome(0, zeroGradient: true)), ("dead", outcome(1, zeroGradient: true))]
    }
    return CellResults(
      name: name,
      simulations: Int64(replicates),
      precision: "float32",
      outcomes: Dictionary(uniqueKeysWithValues: outcomes.map { ($0.0, $0.1) }),
      outcomeOrder: ["constant"] + (isReLU ? ["born_dead", "dead"] : []) + ["diverged"],
      quantities: quantities(gain),
      layers: layerNumbers(gain, name.hasPrefix("tanh")),
      layered: layered(gain, zeros: isReLU),
      reportedValues: isReLU && hasTargets && epochs > 0
        ? [
          ReportedValueResults(
            quantity: "test_accuracy",
            value: 0.76,
            source: "a <i>paper</i>",
            prediction: Self.interval(0.7678, 0.01, "prediction_t"),
            agrees: true
          )
        ] : []
    )
  }

  /// The first two cells in pairs.
  var comparison: Comparison {
    let interval = Self.interval(0.6, 0.2, "tango")
    let pair = PairResults(
      both: 0,
      firstOnly: 1,
      secondOnly: 0,
      neither: Int64(replicates) - 1,
      difference: 1 / Double(replicates),
      interval: interval,
      mcNemarLog10P: 0,
      log10EValue: -0.1
    )
    return Comparison(
      first: cells[0].0,
      second: cells[1].0,
      simulations: Int64(replicates),
      isStopped: false,
      outcomes: ["constant": pair, "diverged": pair],
      outcomeOrder: ["constant", "diverged"],
      layers: !hasTargets
        ? []
        : (1...layers).flatMap { layer -> [SignResults] in
          checks.filter { ["start", "end"].contains($0) }.map { when -> SignResults in
            SignResults(
              layer: layer,
              quantity: "weight_gradient_rms",
              when: when,
              greater: Int64(replicates) - 1,
              less: 1,
              equal: 0,
              incomparable: 0,
              difference: 0.8 - 0.1 * Double(layer),
              interval: Self.interval(0.8 - 0.1 * Double(layer), 0.15, "tango"),
              signTestLog10P: -1.7,
              log10EValue: 1
            )
          }
        }
    )
  }

  var results: Results {
    Results(
      planHash: String(repeating: "cd", count: 32),
      study: "layers & <b>data</b>",
      seed: 11,
      cells: cells.map(cell),
      comparisons: cells.count > 1 ? [comparison] : []
    )
  }
}

import Lanes

extension Experiment {
  /// Why an outcome says nothing of this experiment, in words for its reader; nil where it is defined.
  ///
  /// A fraction of such an outcome would be 0 or 1 whatever the networks do. Tables, rows and results leave it empty, and
  /// `stop:`, `compare:` and `reported:` do not take it.
  /// - Parameter outcome: a single one.
  public func missingPremise(of outcome: Outcomes) -> String? {
    switch outcome {
    case .bornDead, .dead: return deathPremise
    case .died, .revived: return deathPremise ?? (training.epochs == 0 ? "no batch was trained" : nil)
    case .noGradient:
      return network.hiddenLayerCount == 0
        ? "there is no hidden layer" : training.epochs == 0 ? "no batch was trained" : nil
    case .halfTrained: return halfTrainedPremise
    case .fitted: return targetsVary ? nil : "the targets of all test points are equal"
    case .diverged: return nil
    // Constant, or flat within a tolerance.
    default: return Self.missingPremiseOfConstant(testPoints: task.testPoints.count)
    }
  }

  /// Outcomes that say nothing of this experiment; no record has them.
  var undefinedOutcomes: Outcomes {
    var undefined: Outcomes = []
    for bit in 0..<UInt32.bitWidth {
      let outcome = Outcomes(rawValue: 1 << UInt32(bit))
      if missingPremise(of: outcome) != nil { undefined.insert(outcome) }
    }
    return undefined
  }

  /// Why `constant` and `flat` say nothing of this number of test points; nil where they are defined.
  public static func missingPremiseOfConstant(testPoints: Int) -> String? {
    testPoints < 2 ? "with one test point every network is constant" : nil
  }

  /// Test points of which a quarter is more than one.
  public static let fewestPointsOfHalfTrained = 5

  private var deathPremise: String? {
    if network.deathIsDefined { return nil }
    return network.hiddenLayerCount == 0 ? "there is no hidden layer" : "tanh, sigmoid and linear layers cannot be dead"
  }

  private var halfTrainedPremise: String? {
    if network.inputs > 1 { return "the network has more than one input" }
    if task.testPoints.count < Self.fewestPointsOfHalfTrained {
      return "fewer than \(Self.fewestPointsOfHalfTrained) test points"
    }
    if case .listed(let points) = task.testPoints, !hasThreeInputs(points) {
      return "fewer than 3 different test inputs"
    }
    return criteria.flat.isEmpty ? "criteria.flat is empty" : nil
  }

  /// Whether the points, which have one input, lie at three places at least in this precision: two at an end, one beyond.
  private func hasThreeInputs(_ points: [[Double]]) -> Bool {
    let inputs = points.joined()
    return precision == .float32 ? Set(inputs.lazy.map { Float($0) }).count > 2 : Set(inputs).count > 2
  }

  /// Whether the best constant can miss a test point. Points that are drawn lie where they may, and no target is a constant.
  private var targetsVary: Bool {
    guard case .listed(let points) = task.testPoints else { return task.testPoints.count > 1 }
    switch precision {
    case .float32: return targetsVary(points.lazy.map { point in point.map { Float($0) } })
    case .float64: return targetsVary(points.lazy.map { $0 })
    }
  }

  private func targetsVary<Scalar: LaneElement>(_ points: some Collection<[Scalar]>) -> Bool {
    guard let first = points.first.map({ targets(at: $0) }) else { return false }
    return points.contains { targets(at: $0) != first }
  }
}

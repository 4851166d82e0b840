internal import Estimation
internal import Experiments

/// A record while it is filled in, name by name; what the experiment does not ask for is dropped.
final class RecordSheet {
  private let experiment: LayeredExperiment
  private let simulation: UInt64
  private let places: [Quantity: Int]
  private let distributionPlaces: [Quantity: Int]
  private let binnedPlaces: [Quantity: Int]
  private var numbers: [Double]
  private var distributions: [Histogram]
  private var binned: [[Int64]]
  private var curves: [[Double]]
  private var outcomes: Outcomes = []
  private var hasDiverged = false

  init(_ experiment: LayeredExperiment, simulation: UInt64) {
    func places(_ measures: [Quantity]) -> [Quantity: Int] {
      Dictionary(measures.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }
    self.experiment = experiment
    self.simulation = simulation
    let (numbers, distributions, binned) = (experiment.numbers, experiment.distributions, experiment.binned)
    self.places = places(numbers)
    distributionPlaces = places(distributions)
    binnedPlaces = places(binned)
    self.numbers = [Double](repeating: .nan, count: numbers.count)
    self.distributions = [Histogram](repeating: Histogram(.fine), count: distributions.count)
    let slots = experiment.looks.bins?.flatCount ?? 0
    self.binned = [[Int64]](repeating: [Int64](repeating: 0, count: slots), count: binned.count)
    curves = experiment.curves.map { [Double](repeating: .nan, count: $0.steps.count) }
  }

  func set(_ name: String, _ when: String, layer: Int? = nil, _ value: Double) {
    if let place = places[Quantity(layer: layer, name, when)] { numbers[place] = value.isNaN ? .nan : value }
  }

  /// Lets `body` fill a distribution, if it is asked for.
  func fill(_ values: LayerValues, _ when: String, layer: Int, _ body: (inout Histogram) -> Void) {
    guard let place = distributionPlaces[Quantity(layer: layer, values.rawValue, when)] else { return }
    body(&distributions[place])
  }

  /// Lets `body` fill the equal bins of a layer's activations, if they are asked for.
  func fillBins(_ when: String, layer: Int, _ body: (inout [Int64]) -> Void) {
    guard let place = binnedPlaces[Quantity(layer: layer, LayerValues.activations.rawValue, when)] else { return }
    body(&binned[place])
  }

  func setCurve(_ curve: Int, _ position: Int, _ value: Double) {
    // One NaN of all: its sign differs between processors.
    curves[curve][position] = value.isNaN ? .nan : value
  }

  func insert(_ outcome: Outcomes) { outcomes.insert(outcome) }

  func diverge() { hasDiverged = true }

  /// - Parameters:
  ///   - isFinite: every parameter and prediction at the end.
  ///   - seen: what the predictions on the test points say.
  func record(_ isFinite: Bool, _ seen: Outcomes) -> Record {
    if hasDiverged || !isFinite {
      // Of the start alone something can be said.
      outcomes = outcomes.intersection(.bornDead).union(.diverged)
    } else {
      for outcome in experiment.outcomes
      where seen.contains(outcome.flag) && experiment.missingPremise(of: outcome.flag) == nil {
        outcomes.insert(outcome.flag)
      }
    }
    return Record(
      simulation: simulation,
      outcomes: outcomes,
      values: numbers,
      distributions: distributions,
      binned: binned,
      curves: curves
    )
  }
}

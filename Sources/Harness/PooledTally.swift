import Estimation
import Experiments
import RunFolder

/// The values that simulations have many of, over all simulations of a cell: integers only, like those of a ``CellTally``, of
/// which it is a part.
struct PooledTally {
  private let schema: RecordSchema
  private(set) var distributions: [Histogram]
  private var binned: [[Int64]]
  /// By curve and step.
  private var curves: [[ExactMoments]]

  /// A tally of no simulations.
  init(_ schema: RecordSchema) {
    self.schema = schema
    distributions = schema.distributions.map { _ in Histogram(.fine) }
    let slots = schema.bins?.flatCount ?? 0
    binned = schema.binned.map { _ in [Int64](repeating: 0, count: slots) }
    curves = schema.curves.map { [ExactMoments](repeating: ExactMoments(), count: $0.steps.count) }
  }

  mutating func add(_ records: [Record]) {
    for record in records {
      for index in distributions.indices { distributions[index].merge(record.distributions[index]) }
      for index in binned.indices { Self.add(record.binned[index], to: &binned[index]) }
      for index in curves.indices {
        for (step, value) in record.curves[index].enumerated() { curves[index][step].add(value) }
      }
    }
  }

  /// Adds another tally of the same cell: associative and commutative.
  mutating func merge(_ other: PooledTally) {
    for index in distributions.indices { distributions[index].merge(other.distributions[index]) }
    for index in binned.indices { Self.add(other.binned[index], to: &binned[index]) }
    for index in curves.indices {
      for step in curves[index].indices { curves[index][step].merge(other.curves[index][step]) }
    }
  }

  private static func add(_ counts: [Int64], to sums: inout [Int64]) {
    for index in sums.indices { sums[index] += counts[index] }
  }

  /// All numbers in a row but the distributions'.
  var flat: [Int64] { binned.flatMap(\.self) + curves.flatMap { $0.flatMap(\.flat) } }

  var flatCount: Int {
    binned.count * (schema.bins?.flatCount ?? 0)
      + schema.curves.reduce(0) { $0 + $1.steps.count } * ExactMoments.flatCount
  }

  /// Takes its numbers from a row, and its distributions.
  mutating func set(flat: ArraySlice<Int64>, _ distributions: [Histogram]) {
    let isSound = set(flat, distributions) { ExactMoments(flat: $0) }
    precondition(isSound, "sums of tallies are tallies")
  }

  /// The same for a row that comes from a file.
  /// - Returns: false for numbers that nothing comes to.
  mutating func set(checking flat: ArraySlice<Int64>, _ distributions: [Histogram]) -> Bool {
    set(flat, distributions) { ExactMoments(checking: $0) }
  }

  private mutating func set(
    _ flat: ArraySlice<Int64>,
    _ distributions: [Histogram],
    _ moments: (ArraySlice<Int64>) -> ExactMoments?
  ) -> Bool {
    self.distributions = distributions
    var rest = flat
    for index in binned.indices {
      binned[index] = Array(rest.prefix(binned[index].count))
      rest = rest.dropFirst(binned[index].count)
      guard binned[index].allSatisfy({ $0 >= 0 }) else { return false }
    }
    for index in curves.indices {
      for step in curves[index].indices {
        guard let moments = moments(rest.prefix(ExactMoments.flatCount)) else { return false }
        curves[index][step] = moments
        rest = rest.dropFirst(ExactMoments.flatCount)
      }
    }
    return true
  }

  /// Whether every curve has a number a step of so many simulations.
  func isPossible(of simulations: Int64) -> Bool {
    // Far more values than any study has, and few enough to be added up.
    let most = Int64(1) << 53
    return curves.allSatisfy { $0.allSatisfy { $0.count + $0.nonFinite == simulations } }
      && binned.allSatisfy { $0.allSatisfy { $0 <= most } } && distributions.allSatisfy { $0.total <= most }
  }

  var results: LayeredResults {
    LayeredResults(
      distributions: zip(schema.distributions, distributions).map { measure, histogram in
        DistributionResults(
          layer: measure.layer ?? 1,
          quantity: measure.name,
          when: measure.when,
          finite: histogram.finite,
          zeros: histogram.zeros,
          nonFinite: histogram.nonFinite,
          least: histogram.range?.lowerBound,
          greatest: histogram.range?.upperBound,
          binsPerOctave: histogram.resolution.binsPerOctave,
          bins: histogram.bins.filter { $0.bin.index != 0 }.map { ($0.bin.index, $0.count) }
        )
      },
      binned: zip(schema.binned, binned).compactMap { measure, counts in
        schema.bins.map { bins in
          BinnedResults(
            layer: measure.layer ?? 1,
            quantity: measure.name,
            when: measure.when,
            low: bins.low,
            high: bins.high,
            counts: Array(counts.prefix(bins.count)),
            below: counts[bins.count],
            above: counts[bins.count + 1],
            nonFinite: counts[bins.count + 2]
          )
        }
      },
      curves: zip(schema.curves, curves).map { measure, moments in
        let means = moments.map { MeanSummary($0) }
        let ends = means.map { $0.interval(confidence: Fractions.confidence) }
        let bounds = Quantity.bounds(of: measure.name)
        func rounded(_ value: Double?) -> Double? {
          value.map {
            min(max($0.rounded(toSignificantDigits: Fractions.digits), bounds.lowerBound), bounds.upperBound)
          }
        }
        return CurveResults(
          layer: measure.layer,
          quantity: measure.name,
          steps: measure.steps,
          finite: moments.map(\.count),
          mean: means.map { rounded($0.mean) },
          low: ends.map { rounded($0?.lowerBound) },
          high: ends.map { rounded($0?.upperBound) }
        )
      }
    )
  }
}

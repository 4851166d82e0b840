public import Estimation

/// The result of one simulation: its outcomes, and the numbers that its experiment's ``RecordSchema`` names.
///
/// The same bits for every trainer that shares the promise, every lane width and every grouping.
public struct Record: Hashable, Sendable {
  /// The index that, with the study's seed, names every random draw.
  public var simulation: UInt64
  public var outcomes: Outcomes
  /// One for each of `RecordSchema.quantities`. Not finite where a network that diverged has none; NaN where a number has no
  /// meaning, such as the dead layer of a living network.
  public var values: [Double]
  /// One for each of `RecordSchema.distributions`: values that a simulation has many of.
  public var distributions: [Histogram]
  /// One for each of `RecordSchema.binned`, each with the counts of `EqualBins`.
  public var binned: [[Int64]]
  /// One for each of `RecordSchema.curves`, each with a number a step; NaN after a network has diverged.
  public var curves: [[Double]]

  public init(
    simulation: UInt64,
    outcomes: Outcomes,
    values: [Double],
    distributions: [Histogram] = [],
    binned: [[Int64]] = [],
    curves: [[Double]] = []
  ) {
    self.simulation = simulation
    self.outcomes = outcomes
    self.values = values
    self.distributions = distributions
    self.binned = binned
    self.curves = curves
  }

  /// Bit patterns are compared: NaN is equal to itself.
  public static func == (a: Record, b: Record) -> Bool {
    func bits(_ values: [Double]) -> [UInt64] { values.map(\.bitPattern) }
    return a.simulation == b.simulation && a.outcomes == b.outcomes && bits(a.values) == bits(b.values)
      && a.distributions == b.distributions && a.binned == b.binned && a.curves.map(bits) == b.curves.map(bits)
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(simulation) }
}

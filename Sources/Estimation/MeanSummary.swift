/// Mean and spread of R real-valued replicates, and what they say of the next one.
///
/// Of exact sums, each rounded once: the same bits whatever the order of the values, and over however many ranks they were
/// tallied. Values that are not finite have no mean: they are counted in `nonFinite`, and all else is of the others.
public struct MeanSummary: Hashable, Sendable {
  /// R: finite values.
  public let count: Int64
  /// Values left out: NaNs and infinities.
  public let nonFinite: Int64
  /// The arithmetic mean; `nil` without values.
  public let mean: Double?
  /// The standard deviation of a sample, √(Σ (x − mean)²/(R − 1)); `nil` for R < 2 or on overflow.
  public let standardDeviation: Double?
  /// The middle value, of an even number the mean of the middle two; `nil` without values, or where only their moments
  /// were kept.
  public let median: Double?

  /// The summary of `values`, in any order.
  ///
  /// - Complexity: O(R log R), for the median.
  public init(_ values: some Sequence<Double>) {
    let values = Array(values)
    var moments = ExactMoments()
    moments.add(contentsOf: values)
    let sorted = values.filter(\.isFinite).sorted()
    let n = sorted.count
    // Halved first, so that the sum of two large values does not overflow.
    let median = n == 0 ? nil : n % 2 == 1 ? sorted[n / 2] : sorted[n / 2 - 1] / 2 + sorted[n / 2] / 2
    self.init(moments, median: median)
  }

  /// The summary of values that were tallied; without a median.
  public init(_ moments: ExactMoments) { self.init(moments, median: nil) }

  private init(_ moments: ExactMoments, median: Double?) {
    count = moments.count
    nonFinite = moments.nonFinite
    mean = moments.mean
    standardDeviation = moments.standardDeviation
    self.median = median
  }

  /// Student's interval for the mean of the law that the replicates come from: mean ± t s/√R, t the quantile of
  /// Student's distribution with R − 1 degrees of freedom.
  ///
  /// Exact for independent normal replicates of a fixed number; near its confidence for others once R is some tens,
  /// later for skewed ones. `nil` for R < 2.
  ///
  /// - Parameter confidence: strictly between 0 and 1.
  /// - SeeAlso: Student, Biometrika 6 (1908) 1–25.
  public func interval(confidence: Double) -> ClosedRange<Double>? {
    around(spread: 1 / Double(count).squareRoot(), confidence: confidence)
  }

  /// Where one more run falls with probability `confidence`: mean ± t s √(1 + 1/R). A single run that someone reports is
  /// compared with this one, not with the interval for the mean, which shrinks to a point.
  ///
  /// Exact for independent normal replicates; for others it stays wrong however many there are, since it rests on the
  /// law's tails and not on a mean. `nil` for R < 2.
  ///
  /// - Parameter confidence: strictly between 0 and 1.
  /// - SeeAlso: G. J. Hahn and W. Q. Meeker, Statistical Intervals (1991), chapter 4.
  public func predictionInterval(confidence: Double) -> ClosedRange<Double>? {
    around(spread: (1 + 1 / Double(count)).squareRoot(), confidence: confidence)
  }

  /// Fewer values say too little of their spread for one more to be judged.
  public static let fewestToPredict: Int64 = 5

  /// How many values it takes before one more may be judged by them; `nil`: these are enough.
  ///
  /// From two values Student's interval is so wide, or, where both are the same number (an accuracy on a hundred points, say),
  /// so narrow that it judges nothing. Equal values have no spread to predict from: there it takes as many as enclose one more
  /// with probability `confidence` whatever the law, the k with (k − 1)/(k + 1) = `confidence`: 39 for 0.95.
  ///
  /// - Parameter confidence: strictly between 0 and 1.
  public static func valuesNeeded(
    toPredictAt confidence: Double,
    count: Int64,
    standardDeviation: Double
  ) -> Int64? {
    if count < fewestToPredict { return fewestToPredict }
    let equal = Int64(((1 + confidence) / (1 - confidence)).rounded())
    return standardDeviation > 0 || count >= equal ? nil : equal
  }

  /// mean ± t s times `spread`.
  private func around(spread: Double, confidence: Double) -> ClosedRange<Double>? {
    let tail = Proportion.tail(outside: confidence)
    guard let mean, let standardDeviation else { return nil }
    let t = SpecialFunctions.studentQuantile(upperTail: tail, degreesOfFreedom: Double(count - 1))
    let reach = t * standardDeviation * spread
    guard let low = Self.finite(mean - reach), let high = Self.finite(mean + reach) else { return nil }
    return low...high
  }

  private static func finite(_ value: Double) -> Double? { value.isFinite ? value : nil }
}

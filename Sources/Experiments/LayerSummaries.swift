/// The predictions of one output over the test points.
public struct PredictionSummary: Hashable, Sendable {
  public var minimum: Double
  public var maximum: Double
  public var mean: Double

  public init(minimum: Double, maximum: Double, mean: Double) {
    self.minimum = minimum
    self.maximum = maximum
    self.mean = mean
  }

  /// - Parameters:
  ///   - sum: of all predictions, in order; the mean is kept from leaving the extremes by the sum's rounding.
  ///   - count: of points.
  public init(minimum: Double, maximum: Double, sum: Double, count: Int) {
    let mean = sum / Double(count)
    self.init(minimum: minimum, maximum: maximum, mean: mean < minimum ? minimum : mean > maximum ? maximum : mean)
  }
}

/// One layer on one batch, before the step that the batch leads to.
public struct BatchSummary: Hashable, Sendable {
  /// √Σ g² over the layer's weight gradients, biases left out.
  public var gradientNorm: Double
  /// Over the layer's units and the batch's points.
  public var activationMean: Double
  /// Population standard deviation over the layer's units and the batch's points.
  public var activationDeviation: Double

  public init(gradientNorm: Double, activationMean: Double, activationDeviation: Double) {
    self.gradientNorm = gradientNorm
    self.activationMean = activationMean
    self.activationDeviation = activationDeviation
  }

  public static let none = BatchSummary(gradientNorm: .nan, activationMean: .nan, activationDeviation: .nan)
}

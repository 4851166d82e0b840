/// What is done to the values before a network sees them.
public enum Scaling: Hashable, Sendable {
  /// Nothing.
  case raw
  /// Pixels divided by 255, the correctly rounded quotient.
  case unit
  /// Each feature less its mean, divided by its standard deviation (of the points themselves, not n − 1), both of the
  /// training points. A feature that all training points have in common becomes 0, everywhere.
  case standardized
  /// Each feature moved and stretched so that its extremes among the training points are `low` and `high`; other points may
  /// lie beyond. A feature that all training points have in common becomes `low`, everywhere.
  case minMax(low: Double, high: Double)

  /// - Throws: `DatasetError` when low is not below high, or one of them is not finite.
  public func check() throws(DatasetError) {
    guard case .minMax(let low, let high) = self else { return }
    guard low < high, low.isFinite, high.isFinite, (high - low).isFinite else {
      throw DatasetError(
        .impossible,
        "min-max scaling",
        "from \(low) to \(high); the first must be less than the second"
      )
    }
  }

  /// The scaling with what it has to know of the training points.
  ///
  /// Moments are summed in `Double`, point after point, the deviations about the mean in a second pass.
  /// - Precondition: ``check()`` passes, and there are points where their moments are asked for.
  /// - Complexity: O(count · features).
  public func fitted(to points: LabelledPoints) -> FittedScaling {
    switch self {
    case .raw: return FittedScaling(.raw)
    case .unit: return FittedScaling(.unit)
    case .standardized:
      precondition(!points.isEmpty, "there are no moments of no points")
      let (low, high) = points.extremes
      let (mean, deviation) = points.moments
      // Rounding can leave equal values with a deviation that is not 0.
      let isConstant = zip(low, high).map { $0 == $1 }
      return FittedScaling(.standardized(mean, zip(deviation, isConstant).map { $1 ? 0 : $0 }))
    case .minMax(let low, let high):
      precondition(low < high && !points.isEmpty, "low is below high, and there are no extremes of no points")
      let extremes = points.extremes
      return FittedScaling(.minMax(extremes.low, extremes.high, low, high))
    }
  }
}

extension Dataset {
  /// The same with all points scaled as the training points ask for; name and digest stay.
  /// - Precondition: `scaling` passes its `check()`.
  /// - Complexity: O(points · features).
  public func scaled(by scaling: Scaling) -> Dataset {
    if scaling == .raw { return self }
    let scaling = scaling.fitted(to: training)
    return Dataset(
      name: name,
      shape: shape,
      classes: classes,
      training: scaling.applied(to: training),
      validation: scaling.applied(to: validation),
      test: scaling.applied(to: test),
      digest: digest
    )
  }
}

extension LabelledPoints {
  /// The least and the greatest value of each feature.
  var extremes: (low: [Float], high: [Float]) {
    var low = [Float](repeating: .infinity, count: features)
    var high = [Float](repeating: -.infinity, count: features)
    forEachPoint { point in
      for feature in 0..<features {
        low[feature] = min(low[feature], point[feature])
        high[feature] = max(high[feature], point[feature])
      }
    }
    return (low, high)
  }

  /// The mean and the standard deviation (divided by count) of each feature.
  var moments: (mean: [Double], deviation: [Double]) {
    var mean = [Double](repeating: 0, count: features)
    forEachPoint { point in
      for feature in 0..<features { mean[feature] += Double(point[feature]) }
    }
    for feature in 0..<features { mean[feature] /= Double(count) }
    var squares = [Double](repeating: 0, count: features)
    forEachPoint { point in
      for feature in 0..<features {
        let difference = Double(point[feature]) - mean[feature]
        squares[feature] += difference * difference
      }
    }
    return (mean, squares.map { ($0 / Double(count)).squareRoot() })
  }

  private func forEachPoint(_ body: (UnsafeBufferPointer<Float>) -> Void) {
    inputs.withUnsafeBufferPointer { inputs in
      for start in stride(from: 0, to: inputs.count, by: features) {
        body(UnsafeBufferPointer(rebasing: inputs[start..<start + features]))
      }
    }
  }
}

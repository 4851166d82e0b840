/// A scaling that knows the training points' moments or extremes: the same map for every point.
public struct FittedScaling: Sendable {
  enum Map: Sendable {
    case raw
    case unit
    /// Mean and deviation a feature; deviation 0 for one that is constant.
    case standardized([Double], [Double])
    /// Least and greatest value a feature, then what they become.
    case minMax([Float], [Float], Double, Double)
  }

  private let map: Map

  init(_ map: Map) { self.map = map }

  /// The points scaled: computed in `Double`, rounded once.
  /// - Precondition: as many features as the points it was fitted to.
  /// - Complexity: O(count · features).
  public func applied(to points: LabelledPoints) -> LabelledPoints {
    switch map {
    case .raw: return points
    case .unit: return points.mapped { value, _ in Float(value / 255) }
    case .standardized(let mean, let deviation):
      precondition(mean.count == points.features, "points have the features that the scaling was fitted to")
      return points.mapped { value, feature in
        deviation[feature] == 0 ? 0 : Float((value - mean[feature]) / deviation[feature])
      }
    case .minMax(let least, let greatest, let low, let high):
      precondition(least.count == points.features, "points have the features that the scaling was fitted to")
      return points.mapped { value, feature in
        let (start, end) = (Double(least[feature]), Double(greatest[feature]))
        if start == end { return Float(low) }
        let part = (value - start) / (end - start)
        // Exact at both ends.
        return Float(low * (1 - part) + high * part)
      }
    }
  }
}

extension LabelledPoints {
  fileprivate func mapped(_ body: (_ value: Double, _ feature: Int) -> Float) -> LabelledPoints {
    let features = features
    let mapped = [Float](unsafeUninitializedCapacity: inputs.count) { buffer, count in
      inputs.withUnsafeBufferPointer { inputs in
        for start in stride(from: 0, to: inputs.count, by: features) {
          for feature in 0..<features { buffer[start + feature] = body(Double(inputs[start + feature]), feature) }
        }
      }
      count = inputs.count
    }
    return LabelledPoints(features: features, inputs: mapped, labels: labels)
  }
}

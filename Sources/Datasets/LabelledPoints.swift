/// Points with their classes.
public struct LabelledPoints: Hashable, Sendable {
  public let features: Int
  /// count × features, row by row: a point is contiguous.
  public let inputs: [Float]
  /// A class a point, from 0.
  public let labels: [Int32]

  /// - Precondition: there are `features` inputs for every label.
  public init(features: Int, inputs: [Float], labels: [Int32]) {
    precondition(features > 0, "a point has features")
    let (values, overflow) = features.multipliedReportingOverflow(by: labels.count)
    precondition(!overflow && inputs.count == values, "every point has its features and one label")
    self.features = features
    self.inputs = inputs
    self.labels = labels
  }

  /// No points.
  public static func none(features: Int) -> LabelledPoints {
    LabelledPoints(features: features, inputs: [], labels: [])
  }

  public var count: Int { labels.count }
  public var isEmpty: Bool { labels.isEmpty }

  /// The features of one point.
  /// - Precondition: 0 ≤ `index` < count.
  public func point(_ index: Int) -> ArraySlice<Float> { inputs[index * features..<(index + 1) * features] }

  /// Some of the points, in their order.
  /// - Precondition: the range is within 0 ..< count.
  /// - Complexity: O(points taken · features).
  public func points(_ range: Range<Int>) -> LabelledPoints {
    LabelledPoints(
      features: features,
      inputs: Array(inputs[range.lowerBound * features..<range.upperBound * features]),
      labels: Array(labels[range])
    )
  }

  /// How many points each class has.
  /// - Precondition: every label is in 0 ..< `classes`.
  public func counts(classes: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: classes)
    for label in labels { counts[Int(label)] += 1 }
    return counts
  }
}

/// The rule by which a network with one input is `half_trained`: it fits one part of the interval and is flat on the rest.
///
/// The test points are sorted by their input. From one end, predictions stay within a hundredth of their range over all
/// points, for at least a quarter of the points, which lie at two inputs or more: points that are repeated at the very end
/// agree in every network. Predictions are not compared by `==`, which would count rounding: a network
/// whose signal float32 rounds away would be half trained, and the same network in float64 would not.
public struct FlatEnd: Sendable {
  /// The largest distance of a prediction from the one at the end, by output.
  private let tolerances: [Double]

  /// Nil where no end can be flat: in every output the range of predictions is below the largest tolerance of
  /// `criteria.flat`, a prediction is not finite, or `criteria.flat` is empty.
  ///
  /// An output that is flat itself says nothing of ends: any of its predictions passes.
  public init?(_ predictions: [PredictionSummary], _ criteria: Criteria) {
    guard let flat = criteria.flat.max() else { return nil }
    let ranges = predictions.map { $0.maximum - $0.minimum }
    guard ranges.allSatisfy(\.isFinite), ranges.contains(where: { $0 >= flat }) else { return nil }
    tolerances = ranges.map { $0 >= flat ? $0 / 100 : .infinity }
  }

  /// Whether one end is flat.
  /// - Parameters:
  ///   - inputs: one a point, in any order.
  ///   - predictions: `[point · outputs + output]`.
  /// - Complexity: O(points). They need no sorting: the run from an end reaches to the nearest point that differs.
  public func isFound(inputs: [Double], predictions: [Double]) -> Bool {
    let outputs = tolerances.count
    let lowest = inputs.indices.reduce(0) { inputs[$1] < inputs[$0] ? $1 : $0 }
    let highest = inputs.indices.reduce(0) { inputs[$1] > inputs[$0] ? $1 : $0 }
    var lowestThatDiffers = Double.infinity
    var highestThatDiffers = -Double.infinity
    for output in 0..<outputs {
      let atLowest = predictions[lowest * outputs + output]
      let atHighest = predictions[highest * outputs + output]
      for (point, input) in inputs.enumerated() {
        let prediction = predictions[point * outputs + output]
        if input < lowestThatDiffers, (prediction - atLowest).magnitude > tolerances[output] {
          lowestThatDiffers = input
        }
        if input > highestThatDiffers, (prediction - atHighest).magnitude > tolerances[output] {
          highestThatDiffers = input
        }
      }
    }
    func isFlat(from end: Double, _ isInRun: (Double) -> Bool) -> Bool {
      4 * inputs.count(where: isInRun) >= inputs.count && inputs.contains { $0 != end && isInRun($0) }
    }
    return isFlat(from: inputs[lowest]) { $0 < lowestThatDiffers }
      || isFlat(from: inputs[highest]) { $0 > highestThatDiffers }
  }
}

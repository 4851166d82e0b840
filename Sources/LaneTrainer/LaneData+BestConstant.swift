import Experiments
import Lanes

extension LaneData {
  /// The loss of the constant that fits each lane's test points best, taken once for all cells that share them.
  func bestConstantLoss(_ loss: Loss) -> [Double] {
    if let known = bestConstantLosses[loss] { return known }
    var total = V.Doubles(0)
    for output in 0..<outputs {
      let best = loss == .mse ? meanTarget(output) : medianTarget(output)
      for point in 0..<testPoints {
        let error = testTargets.start[point &* outputs &+ output].doubles - best
        total += loss == .mse ? error * error : error.magnitude
      }
    }
    let losses = (0..<V.laneCount).map { total[$0] / Double(testTargets.count) }
    bestConstantLosses[loss] = losses
    return losses
  }

  private func meanTarget(_ output: Int) -> V.Doubles {
    var sum = V.Doubles(0)
    for point in 0..<testPoints { sum += testTargets.start[point &* outputs &+ output].doubles }
    return sum / V.Doubles(Double(testPoints))
  }

  private func medianTarget(_ output: Int) -> V.Doubles {
    var medians = V.Doubles(0)
    for lane in 0..<V.laneCount {
      medians[lane] = median((0..<testPoints).map { Double(testTargets.start[$0 * outputs + output][lane]) })
    }
    return medians
  }
}

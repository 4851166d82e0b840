public import RandomStreams

/// Points that are drawn: a pure function of seed and simulation index, never of time, rank or what was drawn before.
public protocol SyntheticData: Hashable, Sendable {
  var name: String { get }
  var shape: PointShape { get }
  var classes: Int { get }
  var trainingPoints: Int { get }
  var testPoints: Int { get }

  /// - Throws: `DatasetError` when such data cannot be drawn: what is asked for, what is possible.
  func check() throws(DatasetError)

  /// The data of one simulation, by the streams of the purposes training data and test data.
  /// - Parameter shared: purposes that all simulations have in common.
  /// - Precondition: ``check()`` passes.
  func draw(seed: UInt64, simulation: UInt64, shared: Set<Purpose>) -> Dataset
}

extension SyntheticData {
  /// The data of one simulation, which has all purposes to itself.
  /// - Precondition: ``check()`` passes.
  public func draw(seed: UInt64, simulation: UInt64) -> Dataset { draw(seed: seed, simulation: simulation, shared: []) }

  /// Checks that points and features can be drawn at all.
  func checkSizes() throws(DatasetError) {
    guard shape.features > 0, trainingPoints > 0, testPoints > 0 else {
      throw problem(
        "\(trainingPoints) training and \(testPoints) test points of \(shape.features) features; 1 or more each"
      )
    }
    for points in [trainingPoints, testPoints] where Limits.product([points, shape.features]) == nil {
      throw problem("\(points) points of \(shape.features) features; at most \(Limits.values) values: ask for fewer")
    }
  }

  func problem(_ text: String) -> DatasetError { DatasetError(.impossible, name, text) }

  func isPossible() -> Bool {
    do {
      try check()
      return true
    } catch {
      return false
    }
  }
}

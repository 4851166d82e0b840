/// Data to learn from or to test on, one array for all points, shared by every network that reads them.
public struct Samples<Scalar: BLASScalar>: Sendable {
  /// What a network should give.
  public enum Targets: Sendable {
    /// A class a point, from 0. For several outputs, 1 at that one and 0 elsewhere; for one output, the number itself.
    case labels([Int32])
    /// Points × outputs, row by row; for a softmax each row sums to 1.
    case values([Scalar])
  }

  /// Points × features, row by row; images as NHWC.
  public let inputs: [Scalar]
  public let features: Int
  public let targets: Targets

  public init(inputs: [Scalar], features: Int, targets: Targets) {
    precondition(features >= 1 && inputs.count % features == 0, "inputs are points × features")
    self.inputs = inputs
    self.features = features
    self.targets = targets
    if case .labels(let labels) = targets { precondition(labels.count == count, "a label a point") }
  }

  public var count: Int { inputs.count / features }
}

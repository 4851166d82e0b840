/// The work of one simulation, counted: forecasts of time are made from these numbers. Floating-point numbers, since the
/// largest studies exceed 64-bit integers.
public struct Work: Hashable, Sendable {
  /// Multiplications with an addition, in all passes together. A step is three passes: forward, and backward to weights and
  /// to activations.
  public var multiplyAdds = 0.0
  /// Values that layers give, in all passes together.
  public var values = 0.0
  /// Passes of one point through one layer.
  public var layerPasses = 0.0
  /// Passes of one batch through one layer.
  public var layerCalls = 0.0
  /// Steps of the optimizer.
  public var steps = 0.0
  /// Steps times the parameters that each moves.
  public var moves = 0.0
  /// The same for optimizers that remember more of a parameter than its value; otherwise 0.
  public var rememberingMoves = 0.0
  /// Points of training steps, which are shuffled.
  public var trainedPoints = 0.0
  /// Numbers that make up the points drawn for this simulation.
  public var drawnNumbers = 0.0
  /// Numbers of the record, by layer.
  public var recordedNumbers = 0.0
  /// Values that go into distributions.
  public var distributedValues = 0.0

  public init() {}
}

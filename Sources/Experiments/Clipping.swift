/// A limit on the gradient, penalties included, before the optimizer sees it.
public enum Clipping: Hashable, Sendable {
  /// Every number of it into [−limit, limit].
  case value(Double)
  /// Each variable's (a layer's weights, its biases, …) to this 2-norm where it is longer.
  case norm(Double)
  /// All of it to this 2-norm where it is longer.
  case globalNorm(Double)
}

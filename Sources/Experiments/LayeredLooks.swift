/// What is looked at in a replicate beside losses and accuracies: at the start, at the end, and perhaps after every epoch.
public struct LayeredLooks: Hashable, Sendable {
  /// After every epoch too, not only at the start and at the end.
  public var epochs: Bool
  /// Whose points gradients and distributions are of.
  public var points: Half
  /// The first so many of them; nil: all.
  public var count: Int?
  /// What is kept of every layer as a distribution over all replicates, in this order.
  public var distributions: [LayerValues]
  /// About one value in `every` of activations, z and ∂L/∂z goes into the distributions and the equal bins; 1: all. Which
  /// values: ``stride(width:)``.
  public var every: Int
  /// Equal bins for the activations, beside those of the distributions.
  public var bins: EqualBins?
  /// The loss of every so-manyth batch is kept as a curve; 0: of none.
  public var losses: Int
  /// ‖∂L/∂b‖ of every layer is kept at every so-manyth step as a curve; 0: at none.
  public var biasGradients: Int
  /// Mean and root mean square of what every layer's input is told: y − a at the output, sent back through the layers, not
  /// divided by the number of points.
  public var inputDescents: Bool

  public enum Half: String, Hashable, Sendable, CaseIterable {
    case training
    case test
  }

  public init(
    epochs: Bool = false,
    points: Half = .training,
    count: Int? = 1000,
    distributions: [LayerValues] = [.activations, .sumGradients, .weightGradients],
    every: Int = 1,
    bins: EqualBins? = nil,
    losses: Int = 0,
    biasGradients: Int = 0,
    inputDescents: Bool = false
  ) {
    precondition(count ?? 1 >= 1 && every >= 1 && losses >= 0 && biasGradients >= 0)
    precondition(Set(distributions).count == distributions.count, "each distribution once")
    self.epochs = epochs
    self.points = points
    self.count = count
    self.distributions = distributions
    self.every = every
    self.bins = bins
    self.losses = losses
    self.biasGradients = biasGradients
    self.inputDescents = inputDescents
  }

  /// The step from one value of a layer that is kept to the next, point by point: the least one from `every` on that shares
  /// no factor with the layer's width. With a common factor the same few units would be kept at every point; without one
  /// every unit has its turn before any has its second.
  /// - Parameter width: values that the layer has of a point.
  public func stride(width: Int) -> Int {
    var stride = every
    while Self.commonFactor(stride, width) > 1 { stride += 1 }
    return stride
  }

  /// The greatest common divisor, by Euclid's algorithm.
  private static func commonFactor(_ one: Int, _ other: Int) -> Int {
    other == 0 ? one : commonFactor(other, one % other)
  }
}

/// Numbers that a layer has many of.
public enum LayerValues: String, Hashable, Sendable, CaseIterable {
  /// What the activation receives, after batch normalization where that precedes it.
  case sums = "z"
  /// What the activation gives.
  case activations
  case weights
  /// ∂L/∂W, of the mean loss over the points looked at, penalties left out.
  case weightGradients = "weight_gradients"
  /// ∂L/∂z of that loss: of every unit at every point.
  case sumGradients = "z_gradients"
  /// ‖∂L/∂w‖ over the weights of each unit (of each filter).
  case unitGradients = "unit_gradient_norms"

  /// Whether they are of points, not of parameters.
  public var isOfPoints: Bool {
    switch self {
    case .sums, .activations, .sumGradients: true
    case .weights, .weightGradients, .unitGradients: false
    }
  }

  /// Whether they need a pass backward.
  public var isGradient: Bool {
    switch self {
    case .sums, .activations, .weights: false
    case .weightGradients, .sumGradients, .unitGradients: true
    }
  }
}

/// So many bins of equal width on [low, high]; values outside are counted apart.
public struct EqualBins: Hashable, Sendable {
  public var low: Double
  public var high: Double
  public var count: Int

  public init(low: Double, high: Double, count: Int) {
    precondition(low < high && count >= 1)
    self.low = low
    self.high = high
    self.count = count
  }

  /// Counts of a histogram: the bins, then below, above, and not finite.
  public var flatCount: Int { count + 3 }

  /// Where a value is counted: `high` itself in the last bin, as NumPy has it.
  @inlinable
  public func slot(of value: Double) -> Int {
    if !value.isFinite { return count + 2 }
    if value < low { return count }
    if value > high { return count + 1 }
    return min(Int((value - low) / (high - low) * Double(count)), count - 1)
  }

  public func edges(ofBin bin: Int) -> ClosedRange<Double> {
    let width = (high - low) / Double(count)
    let start = low + Double(bin) * width
    return start...max(start, bin == count - 1 ? high : low + Double(bin + 1) * width)
  }
}

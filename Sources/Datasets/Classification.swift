/// A classification problem like scikit-learn's `make_classification` (Guyon, "Design of experiments for the NIPS 2003
/// variable selection benchmark", 2003), with the same defaults: Gaussian clusters about vertices of a hypercube in the
/// informative features; redundant features, which are linear combinations of these; repeated ones; and noise.
///
/// Its README says where it is not scikit-learn's.
public struct Classification: SyntheticData {
  public var trainingPoints: Int
  public var testPoints: Int
  /// All of them; those that are not informative, redundant or repeated are standard normal noise.
  public var features: Int
  public var informative: Int
  public var redundant: Int
  public var repeated: Int
  public var classes: Int
  public var clustersPerClass: Int
  /// The fraction of the points that each class has; nil for equal fractions. One less than there are classes leaves the
  /// rest to the last.
  public var weights: [Double]?
  /// The fraction of the points whose class is drawn anew (`flip_y`); some keep theirs by chance.
  public var flipped: Double
  /// Half the side of the hypercube (`class_sep`).
  public var separation: Double
  /// False: the vertices are moved inwards, by a random factor each and one for each feature.
  public var isHypercube: Bool
  /// Added to a feature, before ``scale``.
  public var shift: Adjustment
  /// What a feature is multiplied with.
  public var scale: Adjustment
  /// False: points go by cluster, features as informative, redundant, repeated, noise.
  public var shuffles: Bool

  /// The same number for every feature, or one drawn for each: shifts between ±separation, scales between 1 and 101.
  public enum Adjustment: Hashable, Sendable {
    case value(Double)
    case drawn
  }

  public init(
    trainingPoints: Int = 100,
    testPoints: Int = 100,
    features: Int = 20,
    informative: Int = 2,
    redundant: Int = 2,
    repeated: Int = 0,
    classes: Int = 2,
    clustersPerClass: Int = 2,
    weights: [Double]? = nil,
    flipped: Double = 0.01,
    separation: Double = 1,
    isHypercube: Bool = true,
    shift: Adjustment = .value(0),
    scale: Adjustment = .value(1),
    shuffles: Bool = true
  ) {
    self.trainingPoints = trainingPoints
    self.testPoints = testPoints
    self.features = features
    self.informative = informative
    self.redundant = redundant
    self.repeated = repeated
    self.classes = classes
    self.clustersPerClass = clustersPerClass
    self.weights = weights
    self.flipped = flipped
    self.separation = separation
    self.isHypercube = isHypercube
    self.shift = shift
    self.scale = scale
    self.shuffles = shuffles
  }

  public var name: String { "classification" }
  public var shape: PointShape { .vector(features) }

  var clusters: Int { classes * clustersPerClass }
  var useless: Int { features - informative - redundant - repeated }

  /// How many of `count` points each cluster has; cluster k is of class k mod classes.
  func clusterSizes(_ count: Int) -> [Int] {
    let shares = weights.map { $0.count < classes ? $0 + [1 - $0.reduce(0, +)] : $0 }
    var sizes = (0..<clusters).map { cluster -> Int in
      let share = shares.map { $0[cluster % classes] } ?? 1 / Double(classes)
      return Int(Double(count) * share / Double(clustersPerClass))
    }
    // What truncation left over goes to the first clusters, one each; rounding of the weights can also have given too much.
    let rest = count - sizes.reduce(0, +)
    for index in 0..<max(0, rest) { sizes[index % clusters] += 1 }
    for _ in 0..<max(0, -rest) {
      if let largest = sizes.indices.max(by: { sizes[$0] < sizes[$1] }) { sizes[largest] -= 1 }
    }
    return sizes
  }
}

/// Points to train on, to validate with and to test on.
public struct Dataset: Sendable {
  /// `mnist`, `fashion_mnist`, `hdf5`, `classification`, `gaussian` or `ball`.
  public let name: String
  public let shape: PointShape
  /// Labels are in 0 ..< classes.
  public let classes: Int
  public let training: LabelledPoints
  /// Training points that were held out; none unless asked for.
  public let validation: LabelledPoints
  public let test: LabelledPoints
  /// SHA-256 over shape, classes, raw values and labels as they were read, whatever was held out or scaled since: what the
  /// plan hash covers. Nil for drawn data, which source, seed and simulation name already.
  public let digest: String?

  init(
    name: String,
    shape: PointShape,
    classes: Int,
    training: LabelledPoints,
    validation: LabelledPoints? = nil,
    test: LabelledPoints,
    digest: String? = nil
  ) {
    self.name = name
    self.shape = shape
    self.classes = classes
    self.training = training
    self.validation = validation ?? .none(features: shape.features)
    self.test = test
    self.digest = digest
  }
}

/// Which training points are held out for validation.
public enum Holdout: Hashable, Sendable {
  case first(Int)
  case last(Int)
}

extension Dataset {
  /// The same with some training points held out; validation points of before are gone.
  /// - Throws: `DatasetError` when that would leave nothing to train on, or a class without a training point.
  /// - Complexity: O(training points · features).
  public func holdingOut(_ holdout: Holdout) throws(DatasetError) -> Dataset {
    let count = training.count
    let held =
      switch holdout {
      case .first(let points), .last(let points): points
      }
    guard held >= 0, held < count else {
      throw DatasetError(
        .impossible,
        name,
        "\(held) points to hold out; there are \(count) to train on: hold out 0 to \(count - 1)"
      )
    }
    let cut = if case .first = holdout { held } else { count - held }
    let (front, back) = (training.points(0..<cut), training.points(cut..<count))
    let (rest, validation) = if case .first = holdout { (back, front) } else { (front, back) }
    // Data that are drawn may lack a class by chance, before and after: that is no mistake of the split.
    if digest != nil {
      try Self.check(classes: classes, of: rest, name, remedy: "hold out fewer of the \(count) training points")
    }
    return Dataset(
      name: name,
      shape: shape,
      classes: classes,
      training: rest,
      validation: validation,
      test: test,
      digest: digest
    )
  }

  /// The same with the first so many of the training and of the test points; nil: all of them.
  /// - Throws: `DatasetError` when there are fewer, or when a class is left without a training point.
  /// - Complexity: O(points kept · features).
  public func keeping(training trainingCount: Int?, test testCount: Int?) throws(DatasetError) -> Dataset {
    if trainingCount == nil, testCount == nil { return self }
    for (count, points, half) in [(trainingCount, training, "training"), (testCount, test, "test")] {
      guard let count, !(1...max(points.count, 1) ~= count) else { continue }
      throw DatasetError(.impossible, name, "\(count) of \(points.count) \(half) points; ask for 1 to \(points.count)")
    }
    let kept = trainingCount.map { training.points(0..<$0) } ?? training
    if digest != nil, trainingCount != nil {
      try Self.check(classes: classes, of: kept, name, remedy: "take more training points")
    }
    return Dataset(
      name: name,
      shape: shape,
      classes: classes,
      training: kept,
      validation: validation,
      test: testCount.map { test.points(0..<$0) } ?? test,
      digest: digest
    )
  }

  /// Every class has a training point.
  static func check(
    classes: Int,
    of points: LabelledPoints,
    _ path: String,
    remedy: String
  ) throws(DatasetError) {
    guard let first = points.counts(classes: classes).firstIndex(of: 0) else { return }
    throw DatasetError(
      .classes,
      path,
      "no training point of class \(first) among \(points.count); each of the \(classes) classes needs one: \(remedy)"
    )
  }
}

public import Datasets
public import RandomStreams

/// Which points a layered network learns from and is tested on.
public struct DataTask: Hashable, Sendable {
  public var source: DatasetSource
  /// Training points held out for validation; nil: none.
  public var validation: Holdout?
  public var scaling: Scaling
  /// The first so many of the training points that are not held out; nil: all.
  public var trainingPoints: Int?
  /// The first so many of the test points; nil: all.
  public var testPoints: Int?
  /// Purposes whose draws are the same for all simulations.
  public var shared: Set<Purpose>
  /// What was found there when the study began.
  public var facts: DataFacts

  public init(
    source: DatasetSource,
    validation: Holdout? = nil,
    scaling: Scaling = .raw,
    trainingPoints: Int? = nil,
    testPoints: Int? = nil,
    shared: Set<Purpose> = [],
    facts: DataFacts
  ) {
    self.source = source
    self.validation = validation
    self.scaling = scaling
    self.trainingPoints = trainingPoints
    self.testPoints = testPoints
    self.shared = shared
    self.facts = facts
  }

  /// The points as a network sees them, of one simulation where they are drawn, the same for all where they are read.
  /// - Throws: `DatasetError` where files cannot be read, are others than the study began with, or too few.
  /// - Complexity: O(bytes of the files), or O(values) of drawn data.
  public func load(seed: UInt64, simulation: UInt64) throws(DatasetError) -> Dataset {
    let raw: Dataset
    if let synthetic = source.synthetic {
      try synthetic.check()
      raw = synthetic.draw(seed: seed, simulation: simulation, shared: shared)
    } else {
      raw = try source.load()
    }
    let data = try arranged(raw)
    var found = DataFacts(data)
    // They tell nothing of which data these are.
    found.oddities = facts.oddities
    guard found == facts else {
      throw DatasetError(
        .disagreement,
        source.name,
        "are not the data that the study began with (\(found) here, \(facts) there); give it the same files, or begin a "
          + "study in another folder"
      )
    }
    return data.scaled(by: scaling)
  }

  /// Raw points held out and cut down as the task asks.
  /// - Throws: `DatasetError` where there are too few.
  public func arranged(_ raw: Dataset) throws(DatasetError) -> Dataset {
    let held = if let validation { try raw.holdingOut(validation) } else { raw }
    return try held.keeping(training: trainingPoints, test: testPoints)
  }
}

/// What a data set was found to be: what a plan knows of it without reading it again.
public struct DataFacts: Hashable, Sendable, CustomStringConvertible {
  public var shape: PointShape
  /// Labels are in 0 ..< classes.
  public var classes: Int
  public var training: Int
  public var validation: Int
  public var test: Int
  /// `Dataset.digest`; nil for drawn data.
  public var digest: String?
  /// Oddities of the points that were read.
  public var oddities = DataOddities()

  public init(shape: PointShape, classes: Int, training: Int, validation: Int, test: Int, digest: String?) {
    self.shape = shape
    self.classes = classes
    self.training = training
    self.validation = validation
    self.test = test
    self.digest = digest
  }

  /// Of points as they are used, held out and cut down.
  public init(_ data: Dataset) {
    self.init(
      shape: data.shape,
      classes: data.classes,
      training: data.training.count,
      validation: data.validation.count,
      test: data.test.count,
      digest: data.digest
    )
  }

  public var description: String {
    "\(training) + \(validation) + \(test) points of \(shape), \(classes) classes"
      + (digest.map { ", digest \($0.prefix(12))…" } ?? "")
  }
}

import Datasets
import Experiments
import RandomStreams

extension DataTask {
  var resolved: Literal {
    .map([
      .init("dataset", source.resolved), .init("validation", validation?.resolved ?? .word("none")),
      .init("scaling", scaling.resolved), .init("training_points", trainingPoints.map { .count($0) } ?? .word("all")),
      .init("test_points", testPoints.map { .count($0) } ?? .word("all")), .init("share", shared.resolved),
      .init("found", found),
    ])
  }

  private var found: Literal {
    let shape = facts.shape
    let sizes = shape.isVector ? [shape.width] : [shape.height, shape.width, shape.channels]
    return .atom(
      [
        .init("source", .word(foundName)), .init("shape", .list(sizes.map { .count($0) })),
        .init("classes", .count(facts.classes)), .init("training", .count(facts.training)),
        .init("validation", .count(facts.validation)), .init("test", .count(facts.test)),
      ] + (facts.digest.map { [.init("digest", .text($0))] } ?? []) + oddities
    )
  }

  private var oddities: [Literal.Pair] {
    let (blank, oneClass) = (facts.oddities.blankImages, facts.oddities.oneClass)
    return (blank > 0 ? [.init("blank_images", .count(blank))] : [])
      + (oneClass.isEmpty ? [] : [.init("one_class", .list(oneClass.map { .word($0.rawValue) }))])
  }
}

extension Holdout {
  fileprivate var resolved: Literal {
    switch self {
    case .first(let count): .atom([.init("first", .count(count))])
    case .last(let count): .atom([.init("last", .count(count))])
    }
  }
}

extension Scaling {
  fileprivate var resolved: Literal {
    switch self {
    case .raw: .word("raw")
    case .unit: .word("unit")
    case .standardized: .word("standardized")
    case .minMax(let low, let high): .named("min_max", ("low", .number(low)), ("high", .number(high)))
    }
  }
}

extension DatasetSource {
  fileprivate var resolved: Literal {
    switch self {
    case .mnist(let folder, let parts), .fashionMNIST(let folder, let parts):
      .atom([.init(name, .atom((folder.map { [.init("folder", .text($0))] } ?? []) + parts.resolved))])
    case .hdf5(let training, let test, let names):
      .named("hdf5", ("training", .text(training)), ("test", .text(test)), ("names", names.resolved))
    case .ball(let data):
      .named(
        name,
        ("points", .count(data.trainingPoints)),
        ("test_points", .count(data.testPoints)),
        ("dimensions", .count(data.dimensions)),
        ("fraction", .number(data.fraction))
      )
    case .gaussian(let data):
      .named(
        name,
        ("points", .count(data.trainingPoints)),
        ("test_points", .count(data.testPoints)),
        ("features", .count(data.features))
      )
    case .classification(let data): .atom([.init(name, .atom(data.resolved))])
    }
  }
}

extension IDXParts {
  fileprivate var resolved: [Literal.Pair] {
    switch self {
    case .all: [.init("parts", .word("all"))]
    case .testFilesOnly(let count): [.init("parts", .word("test_files")), .init("training", .count(count))]
    }
  }
}

extension HDF5Names {
  fileprivate var resolved: Literal {
    .atom([
      .init("training_images", .text(trainingImages)), .init("training_labels", .text(trainingLabels)),
      .init("test_images", .text(testImages)), .init("test_labels", .text(testLabels)),
    ])
  }
}

extension Classification {
  /// Its keys with their values, in the format's order.
  var resolved: [Literal.Pair] {
    [
      .init("points", .count(trainingPoints)), .init("test_points", .count(testPoints)),
      .init("features", .count(features)), .init("informative", .count(informative)),
      .init("redundant", .count(redundant)), .init("repeated", .count(repeated)), .init("classes", .count(classes)),
      .init("clusters_per_class", .count(clustersPerClass)),
      .init("weights", weights.map { .list($0.map { .number($0) }) } ?? .word("equal")),
      .init("flip_y", .number(flipped)), .init("class_sep", .number(separation)),
      .init("hypercube", .flag(isHypercube)), .init("shift", shift.resolved), .init("scale", scale.resolved),
      .init("shuffle", .flag(shuffles)),
    ]
  }
}

extension Classification.Adjustment {
  fileprivate var resolved: Literal {
    switch self {
    case .value(let value): .number(value)
    case .drawn: .word("drawn")
    }
  }
}

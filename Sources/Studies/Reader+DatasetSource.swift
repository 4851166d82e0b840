import Datasets
import Experiments
internal import Glibc

extension Reader {
  static let sources = ["mnist", "fashion_mnist", "hdf5", "ball", "gaussian", "classification"]

  /// A data set by its name, with parameters where it has some; nothing is read yet.
  func source(_ value: Value) -> DatasetSource? {
    guard let named = named(value, known: Self.sources) else { return nil }
    // Data are drawn in float64 and read as they are, whatever a network computes in.
    let reader = Reader(problems: problems)
    switch named.name {
    case "mnist": return reader.folder(named).map { .mnist(folder: $0.folder, parts: $0.parts) }
    case "fashion_mnist": return reader.folder(named).map { .fashionMNIST(folder: $0.folder, parts: $0.parts) }
    case "hdf5": return reader.hdf5(named)
    case "ball": return reader.ball(named).map { .ball($0) }
    case "gaussian": return reader.gaussian(named).map { .gaussian($0) }
    default: return reader.classification(named).map { .classification($0) }
    }
  }

  private enum Parts: String, CaseIterable {
    case all
    case testFiles = "test_files"
  }

  private func folder(_ named: Named) -> (folder: String?, parts: IDXParts)? {
    let section = Section(named.parameters, keys: ["folder", "parts", "training"], problems)
    let folder = section["folder"].flatMap { path($0) }
    let parts = section.optional("parts", default: Parts.all) { choice($0) }
    let training = section.optional("training", default: 8_000) { integer($0, in: 1...Limits.points) }
    if parts == .all, let entry = section.entry("training"), section["parts"]?.text ?? "all" == "all" {
      return reported(entry.place, "goes with parts: test_files; leave it out, or write task.training_points")
    }
    return (folder, parts == .all ? .all : .testFilesOnly(training: training))
  }

  private func hdf5(_ named: Named) -> DatasetSource? {
    let section = Section(named.parameters, keys: ["training", "test", "names"], problems)
    let example = "write {hdf5: {training: train.h5, test: test.h5}}"
    let training = section.required("training", example) { path($0) }
    let test = section.required("test", example) { path($0) }
    let names = section.optional("names", default: HDF5Names()) { self.names($0) }
    guard let training, let test else { return nil }
    return .hdf5(training: training, test: test, names: names)
  }

  private func names(_ value: Value) -> HDF5Names? {
    let keys = ["training_images", "training_labels", "test_images", "test_labels"]
    let section = Section(value, keys: keys, problems)
    let usual = HDF5Names()
    return HDF5Names(
      trainingImages: section.optional("training_images", default: usual.trainingImages) { line($0) },
      trainingLabels: section.optional("training_labels", default: usual.trainingLabels) { line($0) },
      testImages: section.optional("test_images", default: usual.testImages) { line($0) },
      testLabels: section.optional("test_labels", default: usual.testLabels) { line($0) }
    )
  }

  /// A path as it was typed, `~/` at its beginning spelled out.
  private func path(_ value: Value) -> String? {
    guard let text = value.text, !value.isNull else { return reported(value, "must be a path") }
    guard (1...Limits.path).contains(text.utf8.count), text.unicodeScalars.allSatisfy(\.isPrintable) else {
      return reported(text: value, "must be a path of 1 to \(Limits.path) printable bytes")
    }
    guard text.hasPrefix("~/"), let home = getenv("HOME") else { return text }
    return String(cString: home) + text.dropFirst()
  }

  // MARK: - Drawn data

  private func ball(_ named: Named) -> Ball? {
    let section = Section(named.parameters, keys: ["points", "test_points", "dimensions", "fraction"], problems)
    let usual = Ball()
    return Ball(
      points: points(section, "points", usual.trainingPoints),
      testPoints: points(section, "test_points", usual.testPoints),
      dimensions: features(section, "dimensions", usual.dimensions),
      fraction: section.optional("fraction", default: usual.fraction) { number($0, .positive) }
    )
  }

  private func gaussian(_ named: Named) -> GaussianInput? {
    let section = Section(named.parameters, keys: ["points", "test_points", "features"], problems)
    let example = "write {gaussian: {points: 1000, features: 500}}"
    let points = section.required("points", example) { integer($0, in: 1...Limits.points) }
    let features = section.required("features", example) { integer($0, in: 1...Limits.pointValues) }
    guard let points, let features else { return nil }
    return GaussianInput(points: points, testPoints: self.points(section, "test_points", points), features: features)
  }

  private func classification(_ named: Named) -> Classification? {
    let keys = [
      "points", "test_points", "features", "informative", "redundant", "repeated", "classes", "clusters_per_class",
      "weights", "flip_y", "class_sep", "hypercube", "shift", "scale", "shuffle",
    ]
    let section = Section(named.parameters, keys: keys, problems)
    var data = Classification()
    data.trainingPoints = points(section, "points", data.trainingPoints)
    data.testPoints = points(section, "test_points", data.testPoints)
    data.features = features(section, "features", data.features)
    data.informative = features(section, "informative", data.informative)
    data.redundant = features(section, "redundant", data.redundant, from: 0)
    data.repeated = features(section, "repeated", data.repeated, from: 0)
    data.classes = section.optional("classes", default: data.classes) { integer($0, in: 1...Limits.width) }
    data.clustersPerClass = section.optional("clusters_per_class", default: data.clustersPerClass) {
      integer($0, in: 1...Limits.width)
    }
    data.weights = section["weights"].flatMap { classWeights($0) }
    data.flipped = section.optional("flip_y", default: data.flipped) { number($0, .share) }
    data.separation = section.optional("class_sep", default: data.separation) { number($0, .positive) }
    data.isHypercube = section.optional("hypercube", default: data.isHypercube) { boolean($0) }
    data.shift = section.optional("shift", default: data.shift) { adjustment($0, .any) }
    data.scale = section.optional("scale", default: data.scale) { adjustment($0, .positive) }
    data.shuffles = section.optional("shuffle", default: data.shuffles) { boolean($0) }
    return data
  }

  private func points(_ section: Section, _ key: String, _ usual: Int) -> Int {
    section.optional(key, default: usual) { integer($0, in: 1...Limits.points) }
  }

  private func features(_ section: Section, _ key: String, _ usual: Int, from least: Int = 1) -> Int {
    section.optional(key, default: usual) { integer($0, in: least...Limits.pointValues) }
  }

  /// The fractions of the points that classes have; nil, unreported, for `equal`.
  private func classWeights(_ value: Value) -> [Double]? {
    if value.plainText == "equal" { return nil }
    return list(value, of: "weights", such: "[0.9, 0.1]", counts: 1...Limits.width) { number($0, .share) }
  }

  private func adjustment(_ value: Value, _ rule: NumberRule) -> Classification.Adjustment? {
    value.plainText == "drawn" ? .drawn : number(value, rule).map { .value($0) }
  }
}

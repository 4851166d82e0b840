/// A folder with MNIST's four files or some of them, under the names they always have, each with or without `.gz`.
struct IDXFolder {
  let path: String

  /// A data set's two halves, as files are named.
  enum Half: String {
    case training = "train"
    case test = "t10k"
  }

  /// Images and labels of one half, checked against each other.
  /// - Parameter remedy: what to do when a file is not there.
  /// - Throws: `DatasetError`.
  func read(_ half: Half, classes: Int, remedy: String) throws(DatasetError) -> (PointShape, LabelledPoints) {
    let imagesPath = try file(half, "images-idx3-ubyte", remedy)
    let labelsPath = try file(half, "labels-idx1-ubyte", remedy)
    let images = try IDX.images(try FileBytes.read(imagesPath), imagesPath)
    let labels = try IDX.labels(try FileBytes.read(labelsPath), labelsPath)
    guard labels.count == images.count else {
      throw DatasetError(
        .disagreement,
        labelsPath,
        "\(labels.count) labels, but \(imagesPath) has \(images.count) images; put the two files that belong together there"
      )
    }
    if let index = labels.firstIndex(where: { Int($0) >= classes }) {
      throw DatasetError(
        .classes,
        labelsPath,
        "label \(labels[index]) of point \(index); labels are 0 to \(classes - 1): is it another data set's file?"
      )
    }
    let shape = PointShape(height: images.height, width: images.width)
    let points = LabelledPoints(
      features: shape.features,
      inputs: images.pixels.map { Float($0) },
      labels: labels.map { Int32($0) }
    )
    return (shape, points)
  }

  /// True when all four files are there.
  var isComplete: Bool {
    [Half.training, .test].allSatisfy { half in
      ["images-idx3-ubyte", "labels-idx1-ubyte"].allSatisfy { found(half, $0) != nil }
    }
  }

  private func found(_ half: Half, _ ending: String) -> String? {
    // Some mirrors write a dot where the original has a hyphen.
    let endings = [ending, ending.split(separator: "-", maxSplits: 1).joined(separator: ".")]
    return endings.flatMap { [$0, $0 + ".gz"] }
      .map { "\(path)/\(half.rawValue)-\($0)" }
      .first { FileBytes.exists($0) }
  }

  private func file(_ half: Half, _ ending: String, _ remedy: String) throws(DatasetError) -> String {
    if let path = found(half, ending) { return path }
    let name = "\(half.rawValue)-\(ending)"
    let what = FileBytes.isFolder(path) ? "has neither \(name) nor \(name).gz" : "is no folder"
    throw DatasetError(.missing, path, "\(what); \(remedy)")
  }
}

extension DatasetSource {
  /// Reads the files; values are as stored, 0 to 255.
  /// - Throws: `DatasetError` when a file is missing, damaged or of another kind, when files disagree, when a class has no
  ///   training point, and for data that are drawn, not read (``synthetic``).
  /// - Complexity: O(bytes). MNIST takes 220 MB of memory, a byte of an image being four as `Float`.
  public func load() throws(DatasetError) -> Dataset {
    try load(dataFolder: FileBytes.environment("COLLAPSAR_DATA"))
  }

  /// - Parameter dataFolder: what the environment says in `COLLAPSAR_DATA`.
  package func load(dataFolder: String?) throws(DatasetError) -> Dataset {
    switch self {
    case .mnist(let folder, let parts):
      guard let folder = folder ?? dataFolder else {
        throw DatasetError(.missing, "MNIST", "no folder is named; \(Self.mnistRemedy(parts))")
      }
      return try load(IDXFolder(path: folder), parts, remedy: Self.mnistRemedy(parts))
    case .fashionMNIST(let folder, let parts):
      let found = Self.debianFolders.first { IDXFolder(path: $0).isComplete }
      let path = folder ?? found ?? Self.debianFolders[0]
      let remedy = "install Debian's package dataset-fashion-mnist, or name the folder that has its four files"
      return try load(IDXFolder(path: path), parts, remedy: remedy)
    case .hdf5(let training, let test, let names):
      func found(_ path: String) -> String {
        guard let dataFolder, !path.hasPrefix("/"), !FileBytes.exists(path) else { return path }
        let elsewhere = "\(dataFolder)/\(path)"
        return FileBytes.exists(elsewhere) ? elsewhere : path
      }
      let pair = try HDF5Pair(training: found(training), test: found(test), names: names)
      return try dataset(pair.shape, classes: pair.classes, pair.training, pair.test)
    case .classification, .gaussian, .ball:
      throw DatasetError(.impossible, name, "drawn for every simulation, not read from files; draw it")
    }
  }

  /// Where Debian's package puts Fashion-MNIST.
  private static var debianFolders: [String] {
    ["/usr/share/datasets/fashion-mnist", "/usr/local/share/datasets/fashion-mnist"]
  }

  private static func mnistRemedy(_ parts: IDXParts) -> String {
    let files = parts == .all ? "train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz, " : ""
    return "download MNIST's files (\(files)t10k-images-idx3-ubyte.gz, t10k-labels-idx1-ubyte.gz) into one folder and "
      + "name it in the study or in the environment variable COLLAPSAR_DATA"
      + (parts == .all ? "; where the t10k files alone can be had, ask for these alone" : "")
  }

  private func load(_ folder: IDXFolder, _ parts: IDXParts, remedy: String) throws(DatasetError) -> Dataset {
    let classes = 10
    let (shape, test) = try folder.read(.test, classes: classes, remedy: remedy)
    switch parts {
    case .all:
      let (trainingShape, training) = try folder.read(.training, classes: classes, remedy: remedy)
      guard trainingShape == shape else {
        throw DatasetError(
          .disagreement,
          folder.path,
          "training images of \(trainingShape), test images of \(shape); put four files that belong together there"
        )
      }
      try Dataset.check(classes: classes, of: training, folder.path, remedy: "put the whole training set there")
      return try dataset(shape, classes: classes, training, test)
    case .testFilesOnly(let count):
      guard count > 0, count < test.count else {
        throw DatasetError(
          .impossible,
          folder.path,
          "\(count) of \(test.count) points of the test files to train on; ask for 1 to \(test.count - 1)"
        )
      }
      let training = test.points(0..<count)
      try Dataset.check(classes: classes, of: training, folder.path, remedy: "take more points to train on")
      return try dataset(shape, classes: classes, training, test.points(count..<test.count))
    }
  }

  private func dataset(
    _ shape: PointShape,
    classes: Int,
    _ training: LabelledPoints,
    _ test: LabelledPoints
  ) throws(DatasetError) -> Dataset {
    let digest = try Dataset.digest(shape, classes: classes, training, test)
    return Dataset(name: name, shape: shape, classes: classes, training: training, test: test, digest: digest)
  }
}

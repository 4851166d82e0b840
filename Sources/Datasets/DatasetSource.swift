/// What a study asks for: a plain value, nothing read yet.
public enum DatasetSource: Hashable, Sendable {
  /// MNIST's IDX files, each with or without `.gz`. Without a folder, the environment variable `COLLAPSAR_DATA` names it.
  case mnist(folder: String?, parts: IDXParts = .all)
  /// The same for Fashion-MNIST. Without a folder, where Debian's package `dataset-fashion-mnist` puts it.
  case fashionMNIST(folder: String?, parts: IDXParts = .all)
  /// A training and a test file of the cat / non-cat kind. A path that is not there is looked for in the folder that the
  /// environment variable `COLLAPSAR_DATA` names.
  case hdf5(training: String, test: String, names: HDF5Names = HDF5Names())
  /// Drawn anew for every simulation, like scikit-learn's `make_classification`.
  case classification(Classification)
  /// Standard normal input without classes, drawn anew for every simulation.
  case gaussian(GaussianInput)
  /// deepreplay's ball, drawn anew for every simulation.
  case ball(Ball)

  /// What to draw from a seed and a simulation's index; nil for data that are read from files.
  public var synthetic: (any SyntheticData)? {
    switch self {
    case .mnist, .fashionMNIST, .hdf5: nil
    case .classification(let data): data
    case .gaussian(let data): data
    case .ball(let data): data
    }
  }

  /// What ``Dataset/name`` will be.
  public var name: String {
    switch self {
    case .mnist: "mnist"
    case .fashionMNIST: "fashion_mnist"
    case .hdf5: "hdf5"
    case .classification, .gaussian, .ball: synthetic?.name ?? ""
    }
  }
}

/// Which of the four IDX files are used.
public enum IDXParts: Hashable, Sendable {
  /// The training files to train on, the test files to test on.
  case all
  /// The test files (`t10k-…`) alone: their first `training` points to train on, the others to test on. For trying a study
  /// out where the training files are not at hand; MNIST's first 5,000 test images are the easier half.
  case testFilesOnly(training: Int)
}

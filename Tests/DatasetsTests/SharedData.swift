import Datasets
import Testing

#if canImport(Glibc)
import Glibc
#endif

/// Real data beside the checkout, which no package carries: `../shared/data`.
enum SharedData {
  static let folder: String = {
    // Sources are known by where they were compiled: <checkout>/Tests/DatasetsTests/SharedData.swift.
    let parts = #filePath.split(separator: "/").dropLast(3)
    return "/" + (parts.dropLast() + ["shared", "data"]).joined(separator: "/")
  }()

  static func path(_ name: String) -> String { "\(folder)/\(name)" }

  static var hasMNIST: Bool { readable("t10k-images-idx3-ubyte.gz") && readable("t10k-labels-idx1-ubyte.gz") }
  static var hasCats: Bool { readable("train_catvnoncat.h5") && readable("test_catvnoncat.h5") }
  static let fashionFolder = "/usr/share/datasets/fashion-mnist"
  static var hasFashion: Bool { access("\(fashionFolder)/train-images-idx3-ubyte.gz", R_OK) == 0 }

  static var cats: DatasetSource {
    .hdf5(training: path("train_catvnoncat.h5"), test: path("test_catvnoncat.h5"))
  }

  private static func readable(_ name: String) -> Bool { access(path(name), R_OK) == 0 }
}

extension Trait where Self == ConditionTrait {
  static var needsMNIST: Self { .enabled(if: SharedData.hasMNIST, "MNIST's test set is not in \(SharedData.folder)") }
  static var needsCats: Self { .enabled(if: SharedData.hasCats, "the cat sets are not in \(SharedData.folder)") }
  static var needsFashion: Self {
    .enabled(if: SharedData.hasFashion, "Debian's package dataset-fashion-mnist is not installed")
  }
}

import Datasets
import Testing

@Suite("Folders of IDX files")
struct FolderTests {
  /// A folder with 40 training and 20 test points, its files changed by `change`.
  private func load(
    _ change: (inout [String: [UInt8]]) -> Void = { _ in },
    parts: IDXParts = .all
  ) throws -> Dataset {
    var files = [
      "train-images-idx3-ubyte": MadeFiles.images(40),
      "train-labels-idx1-ubyte.gz": MadeFiles.gzip(MadeFiles.labels(40)),
      "t10k-images.idx3-ubyte": MadeFiles.images(20),
      "t10k-labels-idx1-ubyte": MadeFiles.labels(20),
    ]
    change(&files)
    let scratch = try Scratch()
    for (name, bytes) in files { try scratch.write(name, bytes) }
    return try DatasetSource.fashionMNIST(folder: scratch.path, parts: parts).load()
  }

  @Test("Points stand row by row, with their labels")
  func points() throws {
    let data = try load()
    #expect(data.training.count == 40 && data.test.count == 20)
    #expect(data.shape == PointShape(height: 4, width: 3) && data.shape.description == "4 × 3")
    #expect(Array(data.training.point(3)) == (21..<33).map { Float($0) })
    #expect(data.test.labels == (0..<20).map { Int32($0 % 10) })
  }

  @Test("The digest covers values, labels, shape and where training ends")
  func digest() throws {
    let whole = try load()
    #expect(try load().digest == whole.digest)
    let image = try load { $0["t10k-images.idx3-ubyte"]?[20] ^= 1 }
    let label = try load { $0["t10k-labels-idx1-ubyte"]?[8 + 3] = 4 }
    let turned = try load {
      $0["train-images-idx3-ubyte"] = MadeFiles.images(40, height: 3, width: 4)
      $0["t10k-images.idx3-ubyte"] = MadeFiles.images(20, height: 3, width: 4)
    }
    let parts = try load(parts: .testFilesOnly(training: 12))
    let others = try load(parts: .testFilesOnly(training: 13))
    let digests = [whole, image, label, turned, parts, others].map(\.digest)
    #expect(Set(digests).count == digests.count && !digests.contains(nil))
    #expect(whole.scaled(by: .unit).digest == whole.digest)
    #expect(try whole.holdingOut(.last(5)).digest == whole.digest)
  }

  @Test("Labels and images that disagree are told with both counts")
  func disagreement() {
    expectError(.disagreement, "train-labels-idx1-ubyte.gz", "39 labels", "40 images") {
      try load { $0["train-labels-idx1-ubyte.gz"] = MadeFiles.gzip(MadeFiles.labels(39)) }
    }
    expectError(.disagreement, "training images of 4 × 3", "test images of 2 × 6") {
      try load { $0["t10k-images.idx3-ubyte"] = MadeFiles.images(20, height: 2, width: 6) }
    }
  }

  @Test("A label beyond the classes and a class without a training point are told")
  func classes() {
    expectError(.classes, "label 10 of point 2", "0 to 9") {
      try load { $0["t10k-labels-idx1-ubyte"]?[8 + 2] = 10 }
    }
    expectError(.classes, "no training point of class 9 among 9", "each of the 10 classes") {
      try load {
        $0["train-images-idx3-ubyte"] = MadeFiles.images(9)
        $0["train-labels-idx1-ubyte.gz"] = MadeFiles.gzip(MadeFiles.labels(9))
      }
    }
    expectError(.classes, "no training point of class 4") { try load(parts: .testFilesOnly(training: 4)) }
  }

  @Test("Missing files and folders are told with a remedy")
  func missing() throws {
    expectError(.missing, "has neither t10k-labels-idx1-ubyte nor t10k-labels-idx1-ubyte.gz", "dataset-fashion-mnist") {
      try load { $0["t10k-labels-idx1-ubyte"] = nil }
    }
    expectError(.missing, "/nowhere: is no folder") { try DatasetSource.mnist(folder: "/nowhere").load() }
    expectError(.missing, "MNIST", "download", "COLLAPSAR_DATA") {
      try DatasetSource.mnist(folder: nil).load(dataFolder: nil)
    }
    expectError(.missing, "/nowhere") { try DatasetSource.mnist(folder: nil).load(dataFolder: "/nowhere") }
    expectError(.impossible, "drawn") { try DatasetSource.ball(Ball()).load() }
    let folder = try Scratch()
    expectError(.unreadable, "no plain file") {
      try DatasetSource.hdf5(training: folder.path, test: folder.path).load()
    }
    expectError(.missing, "No such file") { try DatasetSource.hdf5(training: "/nowhere.h5", test: "").load() }
    expectError(.missing, "zero byte") { try DatasetSource.hdf5(training: "a\0b", test: "").load() }
  }

  @Test("The test files alone need no training files", arguments: [-1, 0, 20, 21])
  func testFilesOnly(_ impossible: Int) throws {
    let data = try load(
      {
        $0["train-images-idx3-ubyte"] = nil
        $0["train-labels-idx1-ubyte.gz"] = nil
      },
      parts: .testFilesOnly(training: 12)
    )
    #expect(data.training.count == 12 && data.test.count == 8 && data.test.labels[0] == 2)
    expectError(.impossible, "\(impossible) of 20", "1 to 19") { try load(parts: .testFilesOnly(training: impossible)) }
  }

  @Test("HDF5 files that are not here are looked for where COLLAPSAR_DATA says")
  func elsewhere() throws {
    let scratch = try Scratch()
    var test = MadeHDF5.cats(2)
    test.members[0].name = "test_set_x"
    test.members[1].name = "test_set_y"
    try scratch.write("train.h5", MadeHDF5.cats(4).bytes)
    try scratch.write("test.h5", test.bytes)
    let source = DatasetSource.hdf5(training: "train.h5", test: "test.h5")
    let data = try source.load(dataFolder: scratch.path)
    #expect(data.training.count == 4 && data.test.count == 2)
    expectError(.missing, "train.h5") { try source.load(dataFolder: nil) }
  }
}

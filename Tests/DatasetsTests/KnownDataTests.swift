import Datasets
import Testing

/// What is known of the real files.
@Suite("Known data")
struct KnownDataTests {
  @Test("MNIST's test files have 10,000 images of 28 × 28 and begin with 7 2 1 0 4 1 4 9", .needsMNIST)
  func mnist() throws {
    let source = DatasetSource.mnist(folder: SharedData.folder, parts: .testFilesOnly(training: 8000))
    let data = try source.load()
    #expect(data.name == "mnist" && data.classes == 10)
    #expect(data.shape == PointShape(height: 28, width: 28) && data.shape.features == 784)
    #expect(data.training.count == 8000 && data.test.count == 2000 && data.validation.isEmpty)
    #expect(data.training.labels.prefix(8) == [7, 2, 1, 0, 4, 1, 4, 9])
    // Counts a class as published for the test set.
    let counts = zip(data.training.counts(classes: 10), data.test.counts(classes: 10)).map(+)
    #expect(counts == [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009])
    #expect(data.training.inputs.allSatisfy { $0 >= 0 && $0 <= 255 && $0 == $0.rounded() })
    #expect(data.training.inputs.max() == 255)
    // The seven: its bar is in the eighth row, nothing is in the first.
    let first = Array(data.training.point(0))
    #expect(first[..<28].allSatisfy { $0 == 0 } && first[7 * 28..<8 * 28].contains { $0 > 0 })
    #expect(data.digest?.count == 64)
    #expect(try source.load().digest == data.digest)
    let other = DatasetSource.mnist(folder: SharedData.folder, parts: .testFilesOnly(training: 7999))
    #expect(try other.load().digest != data.digest)
  }

  @Test("MNIST without its training files says what to do", .needsMNIST)
  func mnistWithoutTraining() {
    expectError(.missing, "train-images-idx3-ubyte", "t10k files alone") {
      try DatasetSource.mnist(folder: SharedData.folder).load()
    }
  }

  @Test("The cat sets have 209 and 50 images of 64 × 64 × 3, of which 34.45 % and 66 % are cats", .needsCats)
  func cats() throws {
    let data = try SharedData.cats.load()
    #expect(data.shape == PointShape(channels: 3, height: 64, width: 64) && data.classes == 2)
    #expect(data.shape.features == 12_288)
    #expect(data.training.counts(classes: 2) == [137, 72] && data.test.counts(classes: 2) == [17, 33])
    #expect(data.training.inputs.allSatisfy { $0 >= 0 && $0 <= 255 })
    // From h5dump: the first pixel's channels, then the next pixel's.
    #expect(data.training.inputs.prefix(6) == [17, 31, 56, 22, 33, 59])
  }

  @Test("Fashion-MNIST is found by itself and has 6,000 + 1,000 images a class", .needsFashion)
  func fashion() throws {
    let data = try DatasetSource.fashionMNIST(folder: nil).load()
    #expect(data.name == "fashion_mnist" && data.shape == PointShape(height: 28, width: 28))
    #expect(data.training.counts(classes: 10) == [Int](repeating: 6000, count: 10))
    #expect(data.test.counts(classes: 10) == [Int](repeating: 1000, count: 10))
    #expect(data.training.labels.prefix(10) == [9, 0, 0, 3, 0, 2, 7, 2, 5, 5])
  }
}

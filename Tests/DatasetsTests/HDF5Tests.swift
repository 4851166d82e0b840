import Datasets
import Testing

@Suite("HDF5 files")
struct HDF5Tests {
  private func points(
    _ file: MadeHDF5,
    images: String = "train_set_x"
  ) throws -> (shape: PointShape, points: LabelledPoints) {
    try HDF5Pair.points(file.bytes, "file.h5", images, "train_set_y")
  }

  @Test("Images of two to four dimensions", arguments: [[12], [4, 3], [2, 2, 3]] as [[UInt64]])
  func ranks(_ sizes: [UInt64]) throws {
    let (shape, points) = try points(.cats(6, sizes: sizes))
    let shapes = [PointShape.vector(12), PointShape(height: 4, width: 3), PointShape(channels: 3, height: 2, width: 2)]
    #expect(shape == shapes[sizes.count - 1])
    #expect(points.labels == [0, 1, 0, 1, 0, 1])
    #expect(points.inputs == (0..<72).map { Float($0) })
  }

  @Test("Labels of any integer type, in a row or a column")
  func labels() throws {
    for (bytes, isSigned) in [(1, false), (1, true), (2, false), (4, true), (8, false)] {
      for sizes in [[3], [1, 3], [3, 1]] as [[UInt64]] {
        var file = MadeHDF5.cats(3)
        file.members[1] = MadeHDF5.Member(
          name: "train_set_y",
          sizes: sizes,
          elementBytes: bytes,
          isSigned: isSigned,
          values: [1, 0, 2].flatMap { MadeFiles.little($0, bytes) }
        )
        #expect(try points(file).points.labels == [1, 0, 2])
      }
    }
  }

  @Test("A missing data set is told, whatever it is called")
  func missing() {
    expectError(.missing, "file.h5: no data set pictures in it", "h5ls") {
      try points(.cats(3), images: "pictures")
    }
    for name in ["", "a/b", "train_set_x/a", "\0", "."] {
      #expect(throws: DatasetError.self) { try points(.cats(3), images: name) }
    }
  }

  @Test("What is no HDF5, or only the beginning of it, is told apart")
  func notHDF5() {
    expectError(.damaged, "no HDF5 file, 5 bytes") { try HDF5Pair.points([1, 2, 3, 4, 5], "file", "x", "y") }
    let bytes = MadeHDF5.cats(3).bytes
    for count in stride(from: 8, to: bytes.count, by: 1) {
      expectError(.damaged, "file: ") {
        try HDF5Pair.points(Array(bytes[..<count]), "file", "train_set_x", "train_set_y")
      }
    }
  }

  @Test("Other types and ranks are told")
  func types() {
    var signed = MadeHDF5.cats(3)
    signed.members[0].isSigned = true
    expectError(.unsupported, "train_set_x holds signed 1-byte integers of 4 dimensions") { try points(signed) }
    expectError(.unsupported, "of 1 dimensions") { try points(.cats(3, sizes: [])) }
    expectError(.unsupported, "of 5 dimensions") { try points(.cats(3, sizes: [1, 1, 1, 1])) }
    var floats = MadeHDF5.cats(3)
    floats.members[1] = .init(
      name: "train_set_y",
      sizes: [3],
      elementBytes: 4,
      isFloat: true,
      values: [UInt8](repeating: 0, count: 12)
    )
    expectError(.unsupported, "train_set_y holds values that are no integers") { try points(floats) }
  }

  @Test("Sizes that the file cannot hold ask for no memory")
  func sizes() {
    var file = MadeHDF5.cats(3)
    file.members[0].sizes = [1 << 20, 32, 32, 1]
    expectError(.damaged, "1048576 × 32 × 32 × 1 values") { try points(file) }
    file.members[0].sizes = [1 << 62, 1 << 62, 3, 3]
    #expect(throws: DatasetError.self) { try points(file) }
    file.members[0].sizes = [0, 2, 2, 3]
    expectError(.damaged, "is empty (0 × 2 × 2 × 3)") { try points(file) }
  }

  @Test("Labels that disagree with images, or are no classes, are told")
  func disagreement() throws {
    expectError(.disagreement, "2 labels in train_set_y", "3 images in train_set_x") {
      try points(.cats(3, labels: [0, 1]))
    }
    expectError(.classes, "label -1 of point 1") { try points(.cats(3, labels: [0, -1, 1])) }
    expectError(.classes, "label 9223372036854775807") { try points(.cats(3, labels: [0, 1, .max])) }
  }

  /// Loads a pair whose names are the same in both files.
  private func load(_ training: MadeHDF5, _ test: MadeHDF5) throws -> Dataset {
    let scratch = try Scratch()
    let first = try scratch.write("training.h5", training.bytes)
    let second = try scratch.write("test.h5", test.bytes)
    let names = HDF5Names(testImages: "train_set_x", testLabels: "train_set_y")
    return try DatasetSource.hdf5(training: first, test: second, names: names).load()
  }

  @Test("A pair is checked against each other")
  func pair() throws {
    let data = try load(.cats(6), .cats(4))
    #expect(data.classes == 2 && data.training.count == 6 && data.test.count == 4 && data.digest != nil)
    expectError(.disagreement, "test.h5", "2 × 3 × 2", "2 × 2 × 3") { try load(.cats(6), .cats(4, sizes: [2, 3, 2])) }
    expectError(.classes, "no training point of class 1") { try load(.cats(3, labels: [0, 2, 0]), .cats(4)) }
    expectError(.classes, "no training point of class 2") { try load(.cats(4), .cats(3, labels: [0, 2, 0])) }
    expectError(.classes, "labels from 0 to 0") { try load(.cats(2, labels: [0, 0]), .cats(1, labels: [0])) }
    expectError(.classes, "labels from 0 to 2000000000") { try load(.cats(2), .cats(1, labels: [2_000_000_000])) }
    expectError(.missing, "test_set_x") {
      let scratch = try Scratch()
      let path = try scratch.write("training.h5", MadeHDF5.cats(4).bytes)
      return try DatasetSource.hdf5(training: path, test: path).load()
    }
  }

  @Test("Many at once do not disturb each other")
  func concurrent() async throws {
    let bytes = MadeHDF5.cats(6).bytes
    try await withThrowingTaskGroup(of: [Int32].self) { group in
      for _ in 0..<32 {
        group.addTask { try HDF5Pair.points(bytes, "same", "train_set_x", "train_set_y").points.labels }
      }
      for try await labels in group { #expect(labels == [0, 1, 0, 1, 0, 1]) }
    }
  }
}

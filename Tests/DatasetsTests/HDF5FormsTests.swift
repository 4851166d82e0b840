import Datasets
import Testing

/// One data set in the ways in which people store it.
@Suite("The same data in other forms of HDF5")
struct HDF5FormsTests {
  private typealias Form = (name: String, change: (inout MadeHDF5) -> Void)

  /// 60 images of 8 × 8 and labels 0, 1, 2, 3, 0, … as 8-byte integers.
  private static let labels = (0..<60).map { Int64($0 % 4) }
  private static var plain: MadeHDF5 { .cats(60, sizes: [8, 8], labels: labels) }

  private static func points(_ change: (inout MadeHDF5) -> Void) throws -> (shape: PointShape, points: LabelledPoints) {
    var file = plain
    change(&file)
    return try HDF5Pair.points(file.bytes, "file.h5", "train_set_x", "train_set_y")
  }

  private static func setLabels(_ file: inout MadeHDF5, _ labels: [Int64]) {
    file.members[1].values = labels.flatMap { MadeFiles.little(UInt64(bitPattern: $0), 8) }
  }

  @Test("Gzip, shuffle, checksums, columns, rows and the other order of bytes hold the same points")
  func same() throws {
    let plain = try Self.points { _ in }
    #expect(plain.shape == PointShape(height: 8, width: 8) && plain.points.count == 60)
    let forms: [Form] = [
      ("gzip", { for index in 0..<2 { $0.members[index].filters = [.gzip] } }),
      ("shuffle and gzip", { for index in 0..<2 { $0.members[index].filters = [.shuffle, .gzip] } }),
      ("fletcher32", { for index in 0..<2 { $0.members[index].filters = [.fletcher32] } }),
      ("all three", { for index in 0..<2 { $0.members[index].filters = [.shuffle, .gzip, .fletcher32] } }),
      ("a column of labels", { $0.members[1].sizes = [60, 1] }),
      ("a row of labels", { $0.members[1].sizes = [1, 60] }),
      (
        "labels with the high byte first",
        {
          $0.members[1].isBigEndian = true
          $0.members[1].values = Self.labels.flatMap { MadeFiles.little(UInt64($0), 8).reversed() }
        }
      ),
    ]
    for form in forms {
      let found = try Self.points(form.change)
      #expect(found.shape == plain.shape && found.points == plain.points, "\(form.name)")
    }
  }

  @Test("What cannot be taken for images or labels is refused by what it is")
  func refused() {
    let refusals: [(kind: DatasetError.Kind, words: String, change: (inout MadeHDF5) -> Void)] = [
      (
        .unsupported, "train_set_x holds values that are no integers of 3 dimensions",
        {
          $0.members[0].isFloat = true
          $0.members[0].elementBytes = 4
          $0.members[0].values = [UInt8](repeating: 0, count: 4 * 60 * 64)
        }
      ),
      (
        .unsupported, "train_set_x holds signed 2-byte integers",
        {
          $0.members[0].isSigned = true
          $0.members[0].elementBytes = 2
          $0.members[0].values = [UInt8](repeating: 0, count: 2 * 60 * 64)
        }
      ),
      (
        .unsupported, "train_set_y holds values that are no integers of 1 dimensions",
        {
          // An enumeration of signed bytes, FALSE = 0 and TRUE = 1, as Python's h5py stores booleans.
          let byte: [UInt8] = [0x10, 8, 0, 0, 1, 0, 0, 0, 0, 0, 8, 0]
          let names = Array("FALSE".utf8) + [0, 0, 0] + Array("TRUE".utf8) + [0, 0, 0, 0]
          $0.members[1].type = [0x18, 2, 0, 0, 1, 0, 0, 0] + byte + names + [0, 1]
          $0.members[1].elementBytes = 1
          $0.members[1].values = (0..<60).map { UInt8($0 % 2) }
        }
      ),
      (.unsupported, "of 2 dimensions; labels are one row of integers", { $0.members[1].sizes = [15, 4] }),
      (.classes, "label -1 of point 0", { Self.setLabels(&$0, Self.labels.map { $0 - 1 }) }),
      (.disagreement, "60 labels in train_set_y, but 8 images", { $0.members[0].sizes = [8, 8, 60] }),
      (.missing, "no data set train_set_x in it", { $0.members[0].name = "group" }),
      (.damaged, "has 0 bytes for them", { $0.members[0].values = [] }),
    ]
    for (kind, words, change) in refusals { expectError(kind, words) { try Self.points(change) } }
  }

  @Test("Labels from 1 leave class 0 empty, which is said")
  func fromOne() throws {
    var file = Self.plain
    Self.setLabels(&file, Self.labels.map { $0 + 1 })
    let scratch = try Scratch()
    let path = try scratch.write("a.h5", file.bytes)
    let names = HDF5Names(testImages: "train_set_x", testLabels: "train_set_y")
    expectError(.classes, "no training point of class 0 among 60", "number classes from 0") {
      try DatasetSource.hdf5(training: path, test: path, names: names).load()
    }
  }

  /// Registered numbers: <https://github.com/HDFGroup/hdf5_plugins/blob/master/docs/RegisteredFilterPlugins.md>.
  @Test(
    "A filter that the library has not got is named, with a remedy",
    arguments: [
      (32000, "lzf", "LZF (filter 32000)"), (32001, "blosc", "Blosc (filter 32001)"), (307, "", "bzip2 (filter 307)"),
      (32015, "", "Zstandard (filter 32015)"), (32008, "", "bitshuffle (filter 32008)"),
      (47001, "house\u{1b}mark", "housemark (filter 47001)"), (47002, "", "one that is not known (filter 47002)"),
    ] as [(UInt64, String, String)]
  )
  func filters(_ number: UInt64, _ name: String, _ shown: String) throws {
    for member in 0..<2 {
      expectError(
        .unsupported,
        "file.h5: \(Self.plain.members[member].name) is stored with \(shown)",
        "h5repack -f GZIP=6",
        "compression='gzip'"
      ) { try Self.points { $0.members[member].filters = [.shuffle, .missing(number, name)] } }
    }
  }

  @Test("Damage under filters that are there is still damage")
  func damage() {
    expectError(.damaged, "train_set_x cannot be read", "fetch or copy the file again") {
      try Self.points {
        $0.members[0].filters = [.gzip, MadeHDF5.Filter(number: 3) { bytes, _ in bytes + [1, 2, 3, 4] }]
      }
    }
  }
}

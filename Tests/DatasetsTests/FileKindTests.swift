import Datasets
import Testing

/// Files that are named as data and are something else.
@Suite("What a file is instead")
struct FileKindTests {
  private static let page = "<!DOCTYPE html><html><head><title>403 Forbidden</title></head></html>\n"
  private static let npy: [UInt8] = [0x93] + Array("NUMPY\u{1}\u{0}v\u{0}{'descr': '|u1'}".utf8)
  private static let tar =
    Array("train-images-idx3-ubyte".utf8) + [UInt8](repeating: 0, count: 234) + Array("ustar\u{0}00".utf8)
    + [UInt8](repeating: 0, count: 247)

  private static let foreign: [(bytes: [UInt8], words: String)] = [
    (Array(page.utf8), "this is HTML (a web page)"), (Array("\r\n  <HTML>".utf8), "this is HTML (a web page)"),
    ([0xef, 0xbb, 0xbf] + Array(page.utf8), "this is HTML (a web page)"),
    (Array("<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>".utf8), "this is XML"),
    (Array("version https://git-lfs.github.com/spec/v1\noid sha256:12\n".utf8), "this is a pointer of Git LFS"),
    (Array("404: Not Found".utf8), "this is text"), (Array("PK\u{3}\u{4}....".utf8), "this is a zip archive"),
    (tar, "this is a tar archive"), (npy, "this is a NumPy array"),
    ([0x89] + Array("PNG\r\n\u{1a}\n".utf8), "this is a PNG picture"),
    ([0xff, 0xd8, 0xff, 0xe0], "this is a JPEG picture"),
    (Array("%PDF-1.7\n%".utf8) + [0xe2, 0xe3], "this is a PDF document"),
    (Array("BZh91AY&SY".utf8), "this is bzip2 data"),
    ([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0, 4], "this is xz data"),
    ([0x28, 0xb5, 0x2f, 0xfd, 4], "this is Zstandard data"),
    ([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4], "this is a 7z archive"),
  ]

  @Test("is named where IDX or HDF5 is expected, in gzip too")
  func foreign() {
    for (bytes, words) in Self.foreign {
      expectError(.damaged, "file: \(words), not IDX; ") { try IDX.images(bytes, "file") }
      expectError(.damaged, "file: \(words), not IDX; ") { try IDX.labels(bytes, "file") }
      expectError(.damaged, "file: \(words) inside gzip, not IDX; ") { try IDX.images(MadeFiles.gzip(bytes), "file") }
      expectError(.damaged, "file: \(words), not HDF5; ") { try HDF5Pair.points(bytes, "file", "x", "y") }
    }
  }

  @Test("comes with a remedy of its own")
  func remedies() {
    expectError(.damaged, "a server sent it instead of the file: fetch the file again") {
      try IDX.images(Array(Self.page.utf8), "file")
    }
    expectError(.damaged, "unpack it, and name the file that is in it") { try IDX.images(Self.tar, "file") }
    expectError(.damaged, "git lfs pull") {
      try HDF5Pair.points(Array("version https://git-lfs.github.com/spec/v1\n".utf8), "file", "x", "y")
    }
  }

  @Test("is one of the two formats in the other's place, or gzip once too often")
  func swapped() {
    let twice = MadeFiles.gzip(MadeFiles.gzip(MadeFiles.images(3)))
    expectError(.damaged, "this is gzip data inside gzip, not IDX; unpack it") { try IDX.images(twice, "file") }
    expectError(.damaged, "this is HDF5, not IDX; write dataset: {hdf5: …}") {
      try IDX.images(MadeHDF5.cats(2).bytes, "file")
    }
    expectError(.damaged, "this is IDX of bytes, not HDF5; write dataset: {mnist: ") {
      try HDF5Pair.points(MadeFiles.images(3), "file", "x", "y")
    }
    expectError(.damaged, "this is gzip data, not HDF5; unpack it") {
      try HDF5Pair.points(MadeFiles.gzip(MadeHDF5.cats(2).bytes), "file", "x", "y")
    }
  }

  @Test("is IDX of another kind")
  func otherIDX() {
    let (sizes, pixels) = ([2, 2, 2], [UInt8](repeating: 1, count: 8))
    expectError(.damaged, "magic number 3331", "it holds 32-bit floats of 3 dimensions") {
      try IDX.images(MadeFiles.idx(sizes, pixels, magic: 0xd03), "file")
    }
    expectError(.damaged, "it holds unsigned bytes of 4 dimensions; write unsigned bytes of 3") {
      try IDX.images(MadeFiles.idx(sizes + [1], pixels), "file")
    }
    expectError(.damaged, "low byte first") { try IDX.images(MadeFiles.idx(sizes, pixels, magic: 0x0308_0000), "file") }
    expectError(.damaged, "magic number 305419896", "name an IDX file, with or without gzip") {
      try IDX.images(MadeFiles.idx(sizes, pixels, magic: 0x1234_5678).map { $0 == 0 ? 200 : $0 }, "file")
    }
  }

  @Test("is empty, or empty inside gzip")
  func empty() {
    expectError(.damaged, "truncated to nothing: an empty file") { try IDX.images([], "file") }
    expectError(.damaged, "truncated to nothing: an empty file") { try HDF5Pair.points([], "file", "x", "y") }
    expectError(.damaged, "truncated: 0 bytes") { try IDX.images(MadeFiles.gzip([]), "file") }
  }

  /// One folder each, its first file changed.
  @Test("Files with another name's content are read, and damaged ones are told apart")
  func folders() throws {
    let images = MadeFiles.images(40)
    func load(_ bytes: [UInt8], named name: String = "train-images-idx3-ubyte.gz") throws -> Dataset {
      let scratch = try Scratch()
      try scratch.write(name, bytes)
      try scratch.write("train-labels-idx1-ubyte.gz", MadeFiles.gzip(MadeFiles.labels(40)))
      try scratch.write("t10k-images-idx3-ubyte.gz", MadeFiles.gzip(MadeFiles.images(20)))
      try scratch.write("t10k-labels-idx1-ubyte.gz", MadeFiles.gzip(MadeFiles.labels(20)))
      return try DatasetSource.mnist(folder: scratch.path).load()
    }
    let whole = try load(MadeFiles.gzip(images))
    #expect(try load(images).digest == whole.digest, "plain bytes named .gz")
    #expect(try load(images, named: "train-images-idx3-ubyte").digest == whole.digest)
    #expect(try load(images, named: "train-images.idx3-ubyte").digest == whole.digest, "as 7-Zip names it")
    let members = MadeFiles.gzip(Array(images[..<100])) + MadeFiles.gzip(Array(images[100...]))
    #expect(try load(members).digest == whole.digest, "two gzip members")
    let packed = MadeFiles.gzip(images)
    let wrongSum = Array(packed.dropLast(8)) + [0, 0, 0, 0] + packed.suffix(4)
    let damaged: [(bytes: [UInt8], kind: DatasetError.Kind, words: String)] = [
      (Array(packed.dropLast(200)), .damaged, "end in the middle of compressed data"),
      (Array(packed.dropLast(4)), .damaged, "end in the middle of compressed data"),
      (wrongSum, .damaged, "incorrect data check"),
      (MadeFiles.gzip(images + Array("more".utf8)), .damaged, "more than the 480 values"),
      (MadeFiles.gzip(Array(images.dropLast(100))), .damaged, "truncated: 380 of the 480 values"),
      (MadeFiles.gzip(MadeFiles.idx([0x7fff_ffff, 28, 28], [1])), .unsupported, "2147483647 × 28 × 28 values"),
      (MadeFiles.gzip(MadeFiles.idx([40, 0, 28], [])), .damaged, "its sizes are 40 × 0 × 28"),
      (MadeFiles.gzip(MadeFiles.labels(40)), .damaged, "it is a file of labels: are two files swapped?"),
      (MadeFiles.gzip(MadeFiles.images(40, height: 2, width: 6)), .disagreement, "training images of 2 × 6"),
      (MadeFiles.gzip(MadeFiles.images(39)), .disagreement, "40 labels"),
    ]
    for (bytes, kind, words) in damaged { expectError(kind, words) { try load(bytes) } }
  }
}

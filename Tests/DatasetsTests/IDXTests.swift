import Datasets
import Testing

@Suite("IDX files")
struct IDXTests {
  @Test("Plain files, gzip and several gzip members give the same")
  func forms() throws {
    let plain = MadeFiles.images(20)
    // Members are cut anywhere, in the header too; zeros at the end come from tapes.
    let members = MadeFiles.gzip(Array(plain[..<7])) + MadeFiles.gzip([]) + MadeFiles.gzip(Array(plain[7...]))
    for bytes in [plain, MadeFiles.gzip(plain), members, members + [0, 0, 0]] {
      let images = try IDX.images(bytes, "file")
      #expect(images.count == 20 && images.height == 4 && images.width == 3)
      #expect(images.pixels == Array(plain[16...]))
    }
    #expect(try IDX.labels(MadeFiles.gzip(MadeFiles.labels(11)), "file") == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0])
  }

  @Test("A wrong magic number is told, and swapped files are recognized")
  func magic() {
    expectError(.damaged, "file: ", "magic number 2049", "2051", "swapped") {
      try IDX.images(MadeFiles.idx([2, 2, 2], [1, 2, 3, 4, 5, 6, 7, 8], magic: 2049), "file")
    }
    expectError(.damaged, "magic number 2051", "2049", "swapped") { try IDX.labels(MadeFiles.images(2), "file") }
  }

  @Test("Every truncation, plain or gzip, is an error that says so")
  func truncation() {
    for bytes in [MadeFiles.images(3), MadeFiles.gzip(MadeFiles.images(3))] {
      for count in 0..<bytes.count {
        expectError(.damaged, "truncated") { try IDX.images(Array(bytes[..<count]), "file") }
      }
    }
  }

  @Test("Bytes too many, a wrong checksum and garbage behind gzip are errors")
  func excess() {
    let images = MadeFiles.images(3)
    expectError(.damaged, "more than the 36 values") { try IDX.images(images + [0], "file") }
    expectError(.damaged, "more than the 36 values") { try IDX.images(MadeFiles.gzip(images + [0]), "file") }
    var changed = MadeFiles.gzip(images)
    changed[40] ^= 1
    expectError(.damaged, "incorrect data check") { try IDX.images(changed, "file") }
    expectError(.damaged, "3 bytes behind the end") { try IDX.images(MadeFiles.gzip(images) + [1, 2, 3], "file") }
  }

  @Test(
    "A header cannot make it ask for memory",
    arguments: [[65535, 28, 28], [60000, 100, 100], [1, 1 << 14, 1 << 16]]
  )
  func hugeHeaders(_ sizes: [Int]) {
    for bytes in [MadeFiles.idx(sizes, [1, 2, 3]), MadeFiles.gzip(MadeFiles.idx(sizes, [1, 2, 3]))] {
      expectError(.damaged, "more than the file can hold") { try IDX.images(bytes, "file") }
    }
  }

  @Test("Sizes that are 0 or beyond all measure are errors")
  func impossibleSizes() {
    expectError(.damaged, "no images", "0 × 4 × 3") { try IDX.images(MadeFiles.idx([0, 4, 3], []), "file") }
    let most = Int(UInt32.max)
    expectError(.unsupported, "4294967295 × 4294967295 × 4294967295") {
      try IDX.images(MadeFiles.idx([most, most, most], []), "file")
    }
  }
}

import Datasets
import Testing

/// Readers end in a value or a `DatasetError`, whatever the bytes. Seeds are fixed: what passes once passes always.
@Suite("Damaged files")
struct FuzzTests {
  @Test("Damaged IDX files, plain and gzip, end in a value or an error", arguments: [false, true])
  func idx(_ isCompressed: Bool) {
    var random = Damage(seed: isCompressed ? 11 : 12)
    let (images, labels) = (MadeFiles.images(12), MadeFiles.labels(12))
    let files = [images, labels].map { isCompressed ? MadeFiles.gzip($0) + MadeFiles.gzip([]) : $0 }
    var read = 0
    for round in 0..<10_000 {
      let bytes = random.changed(files[round % 2])
      read += accepts { try IDX.images(bytes, "file").pixels.count } ? 1 : 0
      read += accepts { try IDX.labels(bytes, "file").count } ? 1 : 0
    }
    // Plain files carry no checksum: changed pixels are pixels. In gzip only fields that mean nothing can change.
    #expect(read > 0 && read < 10_000)
  }

  @Test("MNIST's own labels, damaged, end in a value or an error", .needsMNIST)
  func realIDX() throws {
    var random = Damage(seed: 13)
    let bytes = try contents(of: SharedData.path("t10k-labels-idx1-ubyte.gz"))
    for _ in 0..<2000 {
      let changed = random.changed(bytes)
      _ = accepts { try IDX.labels(changed, "file").count }
    }
  }

  // Headers are left whole: damaged ones crash HDF5's own library, one in some hundreds (see the module's README).
  @Test("HDF5 files with damaged values and labels end in a value or an error")
  func hdf5() {
    var random = Damage(seed: 14)
    let file = MadeHDF5.cats(6).bytes
    let header = file.count - 6 * (12 + 8)
    var read = 0
    for _ in 0..<5000 {
      let bytes = file[..<header] + random.changed(Array(file[header...]))
      read += accepts { try HDF5Pair.points(Array(bytes), "file", "train_set_x", "train_set_y").points.count } ? 1 : 0
    }
    #expect(read > 0 && read < 5000)
  }

  @Test("The cat sets cut short anywhere end in an error", .needsCats)
  func realHDF5() throws {
    let file = try contents(of: SharedData.path("test_catvnoncat.h5"))
    for count in Array(stride(from: 0, to: 4096, by: 8)) + [file.count / 2, file.count - 1] {
      #expect(!accepts { try HDF5Pair.points(Array(file[..<count]), "file", "test_set_x", "test_set_y").points.count })
    }
  }

  /// True for a value, false for a `DatasetError`; any other error is a mistake, and a trap ends the run.
  private func accepts(_ body: () throws -> Int) -> Bool {
    do {
      #expect(try body() > 0)
      return true
    } catch let error as DatasetError {
      #expect(error.description.hasPrefix("file: "))
      return false
    } catch {
      Issue.record("\(error)")
      return false
    }
  }
}

/// Changes bytes at random, by a fixed seed: as disks, cables and hands change them.
struct Damage {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// SplitMix64 (Steele, Lea and Flood 2014).
  private mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  private mutating func below(_ count: Int) -> Int { count <= 0 ? 0 : Int(next() % UInt64(count)) }

  /// One to three changes.
  mutating func changed(_ original: [UInt8]) -> [UInt8] {
    var bytes = original
    for _ in 0...below(3) where !bytes.isEmpty {
      // Half of them where the header is.
      let start = next() % 2 == 0 ? below(min(40, bytes.count)) : below(bytes.count)
      let end = min(bytes.count, start + 1 + below(9))
      switch next() % 7 {
      case 0, 1: bytes[start] ^= 1 << UInt8(next() % 8)
      case 2: bytes[start] = [0, 1, 0x7f, 0x80, 0xff][below(5)]
      case 3: for index in start..<end { bytes[index] = 0xff }
      case 4: for index in start..<end { bytes[index] = UInt8(truncatingIfNeeded: next()) }
      case 5: bytes.removeSubrange(start..<end)
      default:
        if next() % 4 == 0 {
          bytes.removeSubrange(start...)
        } else {
          bytes.insert(contentsOf: bytes[start..<end], at: start)
        }
      }
    }
    return bytes
  }
}

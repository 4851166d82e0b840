/// The kind of a file by its first bytes, whatever its name says; for errors about a file of the wrong kind.
struct FileKind {
  /// The kind in words that follow "this is": `HTML (a web page)`, `a zip archive`.
  let name: String
  /// The remedy.
  let remedy: String

  /// First bytes that are enough to tell.
  static let bytes = 512

  /// - Parameter start: the first ``bytes`` bytes of a file, or all where it has fewer.
  /// - Returns: nil for what is not known.
  init?(_ start: some Collection<UInt8>) {
    let start = Array(start.prefix(Self.bytes))
    if let known = Self.known.first(where: { $0.stands(in: start) }) {
      self.init(name: known.name, remedy: known.remedy)
      return
    }
    guard let text = Self.text(start) else { return nil }
    if text.hasPrefix("<") {
      let isPage = text.lowercased().contains("html")
      self.init(
        name: isPage ? "HTML (a web page)" : "XML",
        remedy: "a server sent it instead of the file: fetch the file again, and look at it before use"
      )
    } else if text.hasPrefix("version https://git-lfs") {
      self.init(name: "a pointer of Git LFS", remedy: "fetch the file itself: git lfs pull")
    } else {
      self.init(name: "text", remedy: "name the file itself")
    }
  }

  private init(name: String, remedy: String) {
    self.name = name
    self.remedy = remedy
  }

  /// "this is a zip archive, not IDX; unpack it, and name the file that is in it".
  func told(insteadOf expected: String, inGzip: Bool = false) -> String {
    "this is \(name)\(inGzip ? " inside gzip" : ""), not \(expected); \(remedy)"
  }

  // MARK: Known beginnings

  private struct Beginning {
    let name: String
    let remedy: String
    var offset = 0
    let bytes: [UInt8]

    func stands(in start: [UInt8]) -> Bool { start.dropFirst(offset).starts(with: bytes) }
  }

  private static let known: [Beginning] = {
    let (unpack, write) = ("unpack it, and name the file that is in it", "write what is in it in that format")
    let picture = "name the data set that it belongs to"
    func packed(_ name: String, _ bytes: [UInt8], offset: Int = 0) -> Beginning {
      Beginning(name: name, remedy: unpack, offset: offset, bytes: bytes)
    }
    return [
      packed("gzip data", [0x1f, 0x8b]), packed("a zip archive", Array("PK\u{3}\u{4}".utf8)),
      packed("a tar archive", Array("ustar".utf8), offset: 257), packed("bzip2 data", Array("BZh".utf8)),
      packed("xz data", [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]), packed("Zstandard data", [0x28, 0xb5, 0x2f, 0xfd]),
      packed("a 7z archive", [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]), packed("a RAR archive", Array("Rar!".utf8)),
      Beginning(name: "a NumPy array", remedy: write, bytes: [0x93] + Array("NUMPY".utf8)),
      Beginning(name: "HDF5", remedy: "write dataset: {hdf5: …}", bytes: HDF5File.signature),
      Beginning(name: "a file of MATLAB", remedy: write, bytes: Array("MATLAB 5.0".utf8)),
      Beginning(name: "a file of Parquet", remedy: write, bytes: Array("PAR1".utf8)),
      Beginning(name: "a PNG picture", remedy: picture, bytes: [0x89] + Array("PNG".utf8)),
      Beginning(name: "a JPEG picture", remedy: picture, bytes: [0xff, 0xd8, 0xff]),
      Beginning(name: "a PDF document", remedy: "name the data set itself", bytes: Array("%PDF".utf8)),
      Beginning(name: "IDX of bytes", remedy: "write dataset: {mnist: {folder: …}}", bytes: [0, 0, 8]),
    ]
  }()

  /// The text of the bytes from its first word on; nil where the bytes are not text.
  private static func text(_ start: [UInt8]) -> String? {
    let mark: [UInt8] = [0xef, 0xbb, 0xbf]
    let body = start.starts(with: mark) ? start.dropFirst(3) : start[...]
    let isBlank: (UInt8) -> Bool = { [0x09, 0x0a, 0x0d, 0x20].contains($0) }
    guard !body.isEmpty, body.allSatisfy({ $0 >= 0x20 && $0 != 0x7f || isBlank($0) }) else { return nil }
    return String(decoding: body.drop(while: isBlank), as: UTF8.self)
  }
}

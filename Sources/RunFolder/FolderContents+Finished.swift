internal import Foundation

extension FolderContents {
  /// The results of a folder that holds these files; nil where the study was not finished.
  ///
  /// The manifest says whether it was. Results without a manifest are not believed, since nothing tells whether they are
  /// what was written.
  static func finishedResults(_ path: String, _ names: [String]) throws(FolderError) -> Results? {
    let hasResults = names.contains(FileName.results)
    let manifestPath = path + "/" + FileName.manifest
    let manifest: Manifest
    do throws(FolderError) {
      guard names.contains(FileName.manifest) else { throw .damaged(manifestPath, "is missing") }
      manifest = try read(Manifest.self, manifestPath, "is damaged or no manifest")
    } catch {
      // Without results there is nothing to protect: it is a study that was begun, whatever became of its manifest.
      guard hasResults else { return nil }
      // Results that are none are the plainer complaint.
      _ = try readResults(path)
      throw error
    }
    guard manifest.exitReason == Manifest.finished else { return nil }
    guard let files = manifest.files, files[FileName.results] != nil else {
      throw .damaged(manifestPath, "does not say what the finished files hold")
    }
    guard hasResults else { throw .damaged(path + "/" + FileName.results, "is missing") }
    let results = try readResults(path)
    for (name, record) in files.sorted(by: { $0.key < $1.key }) { try record.check(path + "/" + name) }
    return results
  }

  /// The resolved study of a folder, as it was written there.
  /// - Throws: `FolderError` where it cannot be read.
  public static func readStudy(_ path: String) throws(FolderError) -> String {
    let file = path + "/" + FileName.study
    guard FileManager.default.fileExists(atPath: file) else { throw .damaged(file, "is missing") }
    do { return String(decoding: try Data(contentsOf: URL(fileURLWithPath: file)), as: UTF8.self) } catch {
      throw .unreadable(file)
    }
  }

  /// The manifest of a folder; nil where it is missing or damaged.
  public static func manifest(_ path: String) -> Manifest? {
    do throws(FolderError) { return try read(Manifest.self, path + "/" + FileName.manifest, "") } catch { return nil }
  }

  /// Reads `results.json` of a folder.
  /// - Throws: `FolderError` where the file cannot be read, is damaged, or comes from another version of the format.
  ///
  /// - Parameter remedy: what to do about a damaged file.
  public static func readResults(
    _ path: String,
    remedy: String = FolderError.writersRemedy
  ) throws(FolderError) -> Results {
    struct Version: Decodable {
      var schemaVersion: Int

      enum CodingKeys: String, CodingKey { case schemaVersion = "schema_version" }
    }
    let file = path + "/" + FileName.results
    let complaint = "is damaged or no results"
    // The number first: another version may have other keys.
    let version = try read(Version.self, file, complaint, remedy: remedy).schemaVersion
    guard version == Results.currentSchemaVersion else {
      throw FolderError(
        .foreign,
        file,
        "has schema_version \(version), this program knows \(Results.currentSchemaVersion); "
          + "use the version that wrote it"
      )
    }
    let results = try read(Results.self, file, complaint, remedy: remedy)
    guard !results.cells.isEmpty else { throw .damaged(file, complaint + " (cells is empty)", remedy: remedy) }
    if let place = results.impossiblePlace {
      throw .damaged(file, complaint + " (\(place): no study comes to such numbers)", remedy: remedy)
    }
    return results
  }

  static func read<Value: Decodable>(
    _ type: Value.Type,
    _ path: String,
    _ complaint: String,
    remedy: String = FolderError.writersRemedy
  ) throws(FolderError) -> Value {
    let bytes: [UInt8]
    var status = stat()
    // A link to nowhere is no file either; and a pipe would be waited for.
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw .damaged(path, "is no longer a file", remedy: remedy)
    }
    do {
      bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
      throw .unreadable(path)
    }
    do {
      return try JSON.value(from: bytes)
    } catch {
      let reason = (error as? DecodingError)?.oneLine ?? "\(error)"
      throw .damaged(path, "\(complaint) (\(reason))", remedy: remedy)
    }
  }
}

extension DecodingError {
  /// Where and what, without the nested errors.
  var oneLine: String {
    let (path, text) =
      switch self {
      case .keyNotFound(let key, let context): (context.codingPath, "\(key.stringValue) is missing")
      case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
        (context.codingPath, context.debugDescription)
      @unknown default: ([any CodingKey](), "\(self)")
      }
    let place = path.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: ".")
    let line = (place.isEmpty ? "" : place + ": ") + text
    return String(line.prefix { !$0.isNewline })
  }
}

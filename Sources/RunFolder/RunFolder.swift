internal import Foundation

/// The output directory of a running study. Rank 0 is its only writer.
public struct RunFolder: ~Copyable {
  public let path: String
  private let rows: AppendedFile?
  private let log: AppendedFile

  /// Makes the folder and its first files.
  /// - Parameters:
  ///   - study: the resolved study file.
  ///   - rowHeader: the header of `simulations.csv`; nil where no rows are kept.
  /// - Throws: `FolderError`; what this call made is then removed again.
  public static func create(
    _ path: String, study: String, rowHeader: [UInt8]?, manifest: Manifest
  ) throws(FolderError) -> RunFolder {
    let made = try Files.makeFolder(path)
    do throws(FolderError) {
      try Files.replace(path + "/" + FileName.study, with: Array(study.utf8))
      let folder = try RunFolder(path, rowHeader: rowHeader)
      try folder.write(manifest)
      return folder
    } catch {
      for name in [FileName.study, FileName.log, FileName.simulations, FileName.manifest] {
        try? FileManager.default.removeItem(atPath: path + "/" + name)
      }
      if let made { try? FileManager.default.removeItem(atPath: made) }
      throw error
    }
  }

  private init(_ path: String, rowHeader: [UInt8]?) throws(FolderError) {
    let log = try AppendedFile(creating: path + "/" + FileName.log)
    let rows = try rowHeader.map { (header) throws(FolderError) in
      let file = try AppendedFile(creating: path + "/" + FileName.simulations)
      try file.append(header)
      return file
    }
    self.path = path
    self.log = log
    self.rows = rows
  }

  /// Appends rows, in order of simulation, then of cell.
  public func append(rows bytes: [UInt8]) throws(FolderError) { try rows?.append(bytes) }

  /// Appends a line to `log.jsonl`.
  public func append(logLine bytes: [UInt8]) throws(FolderError) { try log.append(bytes) }

  public func write(_ manifest: Manifest) throws(FolderError) {
    try Files.replace(path + "/" + FileName.manifest, with: try encoded(manifest))
  }

  /// Flushes the rows, then puts the results in place: a folder with `results.json` is a finished one.
  public func finish(_ results: Results, manifest: Manifest) throws(FolderError) {
    try rows?.flush()
    try log.flush()
    try Files.replace(path + "/" + FileName.layers, with: Array(results.layerTable.utf8))
    try write(manifest)
    try Files.replace(path + "/" + FileName.results, with: try encoded(results))
  }

  private func encoded(_ value: some Encodable) throws(FolderError) -> [UInt8] {
    do {
      return try JSON.bytes(value)
    } catch {
      throw FolderError(.inputOutput, path, "cannot write JSON (\(error)); please report this")
    }
  }
}

extension Results {
  /// `layers.csv`: the quantities by layer, a row each.
  public var layerTable: String {
    var probabilities: [Double] = []
    for cell in cells {
      for quantity in cell.layers {
        for quantile in quantity.quantiles where !probabilities.contains(quantile.probability) {
          probabilities.append(quantile.probability)
        }
      }
    }
    probabilities.sort()
    let columns =
      ["cell", "layer", "quantity", "when", "finite", "zeros", "non_finite"]
      + probabilities.flatMap { ["q\($0)_low", "q\($0)_high"] }
    var lines = [columns.joined(separator: ",")]
    for cell in cells {
      for row in cell.layers {
        let head = [
          cell.name, row.layer.map { "\($0)" } ?? "", row.quantity, row.when, "\(row.finite)", "\(row.zeros)",
          "\(row.nonFinite)",
        ]
        let edges = probabilities.flatMap { probability -> [String] in
          guard let quantile = row.quantiles.first(where: { $0.probability == probability }) else { return ["", ""] }
          return ["\(quantile.low)", "\(quantile.high)"]
        }
        lines.append((head + edges).joined(separator: ","))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

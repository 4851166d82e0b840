internal import Foundation

/// The report of a finished folder: `report.html` and `figures/`. Made from results that stand there already, so it may be
/// made again at any time; the manifest does not vouch for it.
public enum ReportFiles {
  /// What belongs to one figure.
  public struct Figure: Hashable, Sendable {
    /// The stem of its files.
    public var name: String
    /// Nil where it could not be drawn: what was drawn earlier is then removed, since it may show other results.
    public var svg: String?
    /// The table it shows.
    public var csv: String

    public init(name: String, svg: String?, csv: String) {
      self.name = name
      self.svg = svg
      self.csv = csv
    }
  }

  /// Where the page of a folder is.
  public static func page(of folder: String) -> String { folder + "/" + FileName.report }

  public static func isThere(_ folder: String) -> Bool { FileManager.default.fileExists(atPath: page(of: folder)) }

  /// Writes the figures, then the page, each put in place whole; what stood there is replaced.
  /// - Parameter known: the stems of all figures that a report may have: files of those which this one has not, and an earlier
  ///   one had, are removed. Whatever else lies there is left alone.
  /// - Throws: `FolderError`; what was in place by then stays, and so does an older page.
  public static func write(
    page: String,
    figures: [Figure],
    known: [String] = [],
    to folder: String
  ) throws(FolderError) {
    let place = folder + "/" + FileName.figures
    if !figures.isEmpty { _ = try Files.makeFolders(place) }
    for figure in figures {
      try put(figure.csv, "\(place)/\(figure.name).csv")
      let drawing = "\(place)/\(figure.name).svg"
      if let svg = figure.svg { try put(svg, drawing) } else { unlink(drawing) }
    }
    for name in known where !figures.contains(where: { $0.name == name }) {
      for suffix in ["csv", "svg"] { unlink("\(place)/\(name).\(suffix)") }
    }
    // Only an empty folder can be removed so.
    if figures.isEmpty { rmdir(place) }
    try put(page, self.page(of: folder))
  }

  private static func put(_ text: String, _ path: String) throws(FolderError) {
    try Files.replace(path, with: Array(text.utf8))
  }
}

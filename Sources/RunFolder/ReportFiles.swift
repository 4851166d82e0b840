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
  /// - Throws: `FolderError`; what was in place by then stays, and so does an older page.
  public static func write(page: String, figures: [Figure], to folder: String) throws(FolderError) {
    let place = folder + "/" + FileName.figures
    if !figures.isEmpty { _ = try Files.makeFolders(place) }
    for figure in figures {
      try Files.replace("\(place)/\(figure.name).csv", with: Array(figure.csv.utf8))
      let drawing = "\(place)/\(figure.name).svg"
      if let svg = figure.svg { try Files.replace(drawing, with: Array(svg.utf8)) } else { unlink(drawing) }
    }
    try Files.replace(self.page(of: folder), with: Array(page.utf8))
  }
}

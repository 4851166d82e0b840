public import RunFolder

extension Report {
  /// Reads what a report is made of.
  /// - Parameters:
  ///   - folder: of a finished study.
  ///   - results: what its `results.json` holds.
  /// - Throws: `FolderError` where the folder's study cannot be read.
  public init(of folder: String, _ results: Results) throws(FolderError) {
    self.init(
      results,
      studyText: try FolderContents.readStudy(folder),
      manifest: FolderContents.manifest(folder)
    )
  }

  /// Draws the figures and writes `report.html` and `figures/`.
  ///
  /// Starts a child process a figure, so not to be used while MPI is up.
  /// - Returns: what could not be drawn, why, and the command that draws it, a line each; none when all is there.
  /// - Throws: `FolderError` where a file cannot be written.
  public func write(to folder: String, gnuplot: Gnuplot = Gnuplot()) throws(FolderError) -> [String] {
    // Found to be absent, or to hang, gnuplot is not asked again: a page has a dozen figures, and each would wait a minute.
    var lasting: GnuplotError?
    let pictures = figures.map { figure -> Picture in
      if let lasting { return (figure, .failure(lasting)) }
      do throws(GnuplotError) { return (figure, .success(try figure.drawn(by: gnuplot))) } catch {
        if error.isLasting { lasting = error }
        return (figure, .failure(error))
      }
    }
    try ReportFiles.write(
      page: page(pictures),
      figures: pictures.map { .init(name: $0.figure.name, svg: try? $0.drawing.get().file, csv: $0.figure.csv) },
      known: Figure.names,
      to: folder
    )
    var missing: [(reason: String, count: Int)] = []
    for case .failure(let error) in pictures.map(\.drawing) {
      if let index = missing.firstIndex(where: { $0.reason == error.description }) {
        missing[index].count += 1
      } else {
        missing.append((error.description, 1))
      }
    }
    return missing.map { reason, count in
      "\(count == 1 ? "one figure" : "\(count) figures") not drawn: \(reason); to draw \(count == 1 ? "it" : "them"), run "
        + "`collapsar report \(folder)`"
    }
  }
}

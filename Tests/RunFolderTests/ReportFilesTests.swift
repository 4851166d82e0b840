import Foundation
import RunFolder
import Testing

@Suite("The files of a report")
struct ReportFilesTests {
  private func figure(_ name: String, svg: String? = "<svg/>") -> ReportFiles.Figure {
    .init(name: name, svg: svg, csv: "a,b\n")
  }

  @Test("leave nothing of an earlier report that had other figures, and leave alone what is no report's")
  func removed() throws {
    let scratch = try Scratch()
    let known = ["one", "two", "three"]
    try ReportFiles.write(page: "old", figures: known.map { figure($0) }, known: known, to: scratch.path)
    try scratch.write("figures/mine.svg", "my own")
    try ReportFiles.write(page: "new", figures: [figure("two", svg: nil)], known: known, to: scratch.path)
    #expect(try scratch.names("figures") == ["mine.svg", "two.csv"])
    #expect(try scratch.text("report.html") == "new")
    try ReportFiles.write(page: "none", figures: [], known: known, to: scratch.path)
    #expect(try scratch.names("figures") == ["mine.svg"])
    try FileManager.default.removeItem(atPath: scratch.path + "/figures/mine.svg")
    try ReportFiles.write(page: "none", figures: [], known: known, to: scratch.path)
    #expect(try scratch.names() == ["report.html"])
  }

  @Test("two reports of a folder at once leave one of them, whole")
  func atOnce() async throws {
    let scratch = try Scratch()
    let path = scratch.path
    let pages = (0..<4).map { String(repeating: "\($0)", count: 200_000) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for page in pages {
        group.addTask {
          for _ in 0..<10 { try ReportFiles.write(page: page, figures: [], to: path) }
        }
      }
      try await group.waitForAll()
    }
    #expect(pages.contains(try scratch.text("report.html")))
    #expect(try scratch.names() == ["report.html"])
  }

  @Test("a link in the place of the page, or of the name it once had while it was written, is not followed")
  func links() throws {
    let scratch = try Scratch()
    try scratch.write("theirs", "theirs")
    for name in ["report.html", "report.html.tmp"] {
      try FileManager.default.createSymbolicLink(
        atPath: scratch.path + "/" + name,
        withDestinationPath: scratch.path + "/theirs"
      )
    }
    try ReportFiles.write(page: "page", figures: [], to: scratch.path)
    #expect(try scratch.text("theirs") == "theirs" && scratch.text("report.html") == "page")
  }
}

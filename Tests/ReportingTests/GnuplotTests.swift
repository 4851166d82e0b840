import Foundation
import FoundationXML
import Reporting
import RunFolder
import Testing

@Suite("Drawing with gnuplot")
struct GnuplotTests {
  private static let isInstalled = Gnuplot().isInstalled

  @Test("Without gnuplot the message says what to install, in one line")
  func absent() throws {
    let error = try #require(throws: GnuplotError.self) {
      try FigureFixture.figures()[0].drawn(by: Gnuplot(searchPath: "/nonexistent:/"))
    }
    #expect(error == .absent)
    #expect("\(error)".contains("apt-get install gnuplot-nox") && !"\(error)".contains("\n"))
  }

  @Test("Without gnuplot the page is written, and a line gives the command that draws its figures")
  func pageWithoutPictures() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("report-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let report = Report(ReportFixture.results(), studyText: ReportFixture.study, manifest: nil)
    let lines = try report.write(to: folder, gnuplot: Gnuplot(searchPath: "/nonexistent"))
    let (count, reason) = (report.figures.count, "\(GnuplotError.absent)")
    #expect(lines == ["\(count) figures not drawn: \(reason); to draw them, run `collapsar report \(folder)`"])
    let page = try String(contentsOfFile: folder + "/report.html", encoding: .utf8)
    #expect(page.ranges(of: "The picture is missing: \(reason). <code>collapsar report</code> on this").count == count)
    #expect(!page.contains(folder), "a folder may be moved")
  }

  @Test("A script that fails gives gnuplot's own complaint, in one line", .enabled(if: isInstalled))
  func failing() throws {
    let error = try #require(throws: GnuplotError.self) {
      try Gnuplot().output(of: "set terminal svg\nset nonsense\n")
    }
    #expect("\(error)".contains("unrecognized option") && !"\(error)".contains("\n"))
    // Nothing drawn is a failure too, whatever the exit code.
    #expect(throws: GnuplotError.self) { try Gnuplot().output(of: "print 1\n") }
  }

  @Test("A gnuplot that does not end is ended", .enabled(if: isInstalled))
  func stuck() throws {
    #expect(throws: GnuplotError.stuck(seconds: 0.2)) {
      try Gnuplot(timeLimit: 0.2).output(of: "pause 600\n")
    }
  }

  /// A folder with a shell script for a gnuplot, and its path.
  private func withScript(_ script: String, _ body: (_ searchPath: String, _ folder: String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gnuplot-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let program = folder.appendingPathComponent("gnuplot")
    try Self.write("#!/bin/sh\n\(script)\n", to: program.path)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
    try body("\(folder.path):/usr/bin:/bin", folder.path)
  }

  /// Writes a file that is to be run, in a process of its own: what this process has open for writing, a child that another
  /// test starts has open too for a moment, and the system does not run it meanwhile ("text file busy").
  private static func write(_ text: String, to path: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", #"printf %s "$1" >"$2""#, "sh", text, path]
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }

  @Test("A gnuplot that hangs is asked for one figure of a page, and the rest is told in the same line")
  func hanging() throws {
    // What it starts hangs with it, and is ended with it.
    try withScript(
      "echo $$ >>\"$(dirname \"$0\")/asked\"; trap '' TERM; sleep 600 & echo $! >>\"$(dirname \"$0\")/asked\"; wait"
    ) {
      let folder = $1 + "/report"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
      let report = Report(ReportFixture.results(), studyText: ReportFixture.study, manifest: nil)
      var asked: [Int32] = []
      // On a busy machine the script may be ended before it has noted both processes: then once more, with more time.
      for seconds in [1.0, 4, 16, 64] where asked.count < 2 {
        try? FileManager.default.removeItem(atPath: $1 + "/asked")
        let notes = try report.write(to: folder, gnuplot: Gnuplot(searchPath: $0, timeLimit: seconds))
        #expect(
          notes == [
            "\(report.figures.count) figures not drawn: \(GnuplotError.stuck(seconds: seconds)); to draw them, run "
              + "`collapsar report \(folder)`"
          ]
        )
        let lines = try? String(contentsOfFile: $1 + "/asked", encoding: .utf8).split(separator: "\n")
        asked = (lines ?? []).compactMap { Int32($0) }
      }
      #expect(asked.count == 2)
      // Whoever adopts the processes may take a moment to reap them; a minute and more is a hang.
      for process in asked {
        for _ in 0..<4000 where !Self.isGone(process) { usleep(20_000) }
        #expect(Self.isGone(process))
      }
    }
  }

  /// Gone, or dead and not yet buried.
  private static func isGone(_ process: Int32) -> Bool {
    guard let state = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else { return true }
    return state.split(separator: ")").last?.split(separator: " ").first == "Z"
  }

  @Test(
    "A gnuplot that ends well without a picture made no picture; one that fails without a word has its exit code told"
  )
  func silent() throws {
    for (script, words) in [
      ("exit 0", "gnuplot made no picture; see whether"), ("echo odd >&2", "gnuplot made no picture; it says: odd"),
      ("exit 3", "gnuplot failed: exit code 3"),
    ] {
      try withScript(script) { searchPath, _ in
        let error = try #require(throws: GnuplotError.self) { try Gnuplot(searchPath: searchPath).output(of: "") }
        #expect("\(error)".hasPrefix(words), "\(error)")
      }
    }
  }

  @Test("A start-up file of the user changes nothing, a program that is no gnuplot is told of")
  func foreign() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gnuplot-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let program = folder.appendingPathComponent("gnuplot")
    try Self.write("no program at all", to: program.path)
    #expect(!Gnuplot(searchPath: folder.path).isInstalled, "not executable")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
    let error = try #require(throws: GnuplotError.self) { try Gnuplot(searchPath: folder.path).output(of: "") }
    #expect(!"\(error)".contains("\n"))
  }

  @Test("Text in quotes is text: nothing in it is expanded, run or taken for markup", .enabled(if: isInstalled))
  func quoting() throws {
    let marker = FileManager.default.temporaryDirectory.appendingPathComponent("ran-\(UUID().uuidString)").path
    let texts = [
      "`touch \(marker)`", "$(touch \(marker))", "''; system('x')", "'; system('touch \(marker)'); '",
      "\"`touch \(marker)`\"",
      "a\nsystem('touch \(marker)')", "back\\slash\\", "@macro {/Bold x}^2_3 ~a{.5-} 100 % %d %s", "<b>&amp;</b>",
      "{ do for", "# no comment",
    ]
    var script = ""
    for (index, text) in texts.enumerated() {
      script += "set label \(Gnuplot.quoted(text)) at screen 0.1,screen 0.\(index)\n"
    }
    let figure = Figure(
      name: "x",
      title: "<&>\"'",
      caption: "",
      alt: "\u{1}bell",
      columns: [],
      rows: [],
      script: script + "plot [0:1] x notitle\n",
      height: 400
    )
    let found = try Document(try figure.drawn().file)
    for text in texts {
      #expect(found.text.contains(text.replacing("\n", with: " ").replacing("'", with: "’")), "\(text)")
    }
    #expect(found.text.contains("<&>\"'"))
    #expect(!FileManager.default.fileExists(atPath: marker))
  }

  @Test(
    "Every figure is drawn as XML with its words, every id once in a page of all, no black",
    .enabled(if: isInstalled),
    arguments: [false, true]
  )
  func drawings(isLayered: Bool) throws {
    var ids: Set<String> = []
    let layered = LayeredFixture(cells: [("relu", 0.8), ("leaky_0.01", 0.5)])
    for figure in isLayered ? Figure.all(layered.results, nil) : try FigureFixture.figures() {
      let drawing = try figure.drawn()
      let file = try Document(drawing.file)
      let inline = try Document(drawing.inline)
      #expect(file.root["role"] == "img" && inline.root["role"] == "img")
      #expect(inline.root["viewBox"] == "0 0 \(Figure.width) \(figure.height)" && inline.root["width"] == nil)
      #expect(inline.text.contains(figure.title) && inline.text.contains(figure.alt))
      #expect(inline.text.contains("relu") && inline.text.contains("leaky_0.01"))
      #expect(file.elements.contains("style") && !inline.elements.contains("style"))
      for id in inline.ids {
        #expect(id.hasPrefix(figure.name + "-"))
        #expect(ids.insert(id).inserted, "\(id) twice")
      }
      #expect(inline.references.isSubset(of: Set(inline.ids)))
      for black in ["\"black\"", "'black'", "rgb(0,0,0)", "rgb(  0,   0,   0)", "#000000"] {
        #expect(!drawing.inline.contains(black))
      }
      #expect(!drawing.inline.contains("gnuplot_plot") && !drawing.inline.lowercased().contains("produced by"))
    }
  }
}

/// An SVG, read.
private final class Document: NSObject, XMLParserDelegate {
  var root: [String: String] = [:]
  var elements: Set<String> = []
  var ids: [String] = []
  var references: Set<String> = []
  var text = ""

  struct NotXML: Error { var text: String }

  init(_ svg: String) throws {
    super.init()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = self
    guard parser.parse() else { throw NotXML(text: "\(parser.parserError.map { "\($0)" } ?? "")") }
  }

  func parser(
    _ parser: XMLParser,
    didStartElement name: String,
    namespaceURI: String?,
    qualifiedName: String?,
    attributes: [String: String]
  ) {
    if elements.isEmpty { root = attributes }
    elements.insert(name)
    if let id = attributes["id"] { ids.append(id) }
    for (key, value) in attributes where key.hasSuffix("href") { references.insert(String(value.dropFirst())) }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
}

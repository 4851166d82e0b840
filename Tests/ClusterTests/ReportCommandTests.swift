import Foundation
import Testing

extension ClusterTests {
  @Suite("The report of a folder")
  struct ReportCommandTests {
    /// A folder with few simulations and no report.
    private func finished(_ scratch: Scratch) async throws -> String {
      try await collapsar(
        "run",
        config("smoke"),
        "--simulations",
        "10",
        "--quiet",
        "--no-report",
        "--out",
        scratch["out"]
      ).run().expectSuccess()
      #expect(!scratch.exists("out/report.html") && !scratch.exists("out/figures"))
      return scratch["out"]
    }

    @Test("It is made once, whoever asks, and again to the same bytes", arguments: [nil, 3])
    func made(ranks: Int?) async throws {
      let scratch = try Scratch()
      let folder = try await finished(scratch)
      let before = try scratch.contents()
      let launch = collapsar("report", folder + "/", ranks: ranks)
      let first = try await launch.run()
      first.expectSuccess()
      #expect(first.output == "report: \(folder)/report.html\n")
      let made = try scratch.contents()
      for (name, entry) in before where entry.written != nil { #expect(made[name] == entry, "\(name)") }
      let page = String(decoding: try scratch.bytes("out/report.html"), as: UTF8.self)
      for drawing in made.keys where drawing.hasSuffix(".svg") {
        #expect(made[drawing.dropLast(3) + "csv"]?.bytes.isEmpty == false, "\(drawing)")
      }
      #expect(page.contains("of 10 networks are constant"))

      try await launch.run().expectSuccess()
      let again = try scratch.contents()
      #expect(again.mapValues(\.bytes) == made.mapValues(\.bytes))
      // A folder with a report is as finished as before.
      try await collapsar("run", config("smoke"), "--simulations", "10", "--out", folder).run().expectSuccess()
      #expect(try scratch.contents() == again)
    }

    @Test("A run makes the report that is missing, of results that were there", arguments: [nil, 2])
    func missing(ranks: Int?) async throws {
      let scratch = try Scratch()
      let folder = try await finished(scratch)
      let outcome = try await collapsar("run", config("smoke"), "--simulations", "10", "--out", folder, ranks: ranks)
        .run()
      outcome.expectSuccess()
      #expect(outcome.lines.last == "report: \(folder)/report.html")
      #expect(scratch.exists("out/report.html"))
    }

    @Test("Without gnuplot the page says so and has the numbers, and the exit code says so too")
    func noGnuplot() async throws {
      let scratch = try Scratch()
      let folder = try await finished(scratch)
      // The program by its path, and nothing else to be found.
      let shell = "PATH=/nowhere exec '\(Launch.products.path)/collapsar' report '\(folder)'"
      let outcome = try await Launch(program: "sh", arguments: ["-c", shell]).run()
      #expect(outcome.ending == .exited(69), "\(outcome.errors)")
      #expect(outcome.output == "report: \(folder)/report.html\n")
      let page = String(decoding: try scratch.bytes("out/report.html"), as: UTF8.self)
      let figures = page.ranges(of: "<figure").count
      #expect(page.ranges(of: "The picture is missing: there is no gnuplot in PATH").count == figures)
      #expect(!page.contains("<svg"))
      #expect(try scratch.contents().keys.allSatisfy { !$0.hasSuffix(".svg") })
      #expect(figures > 0 && outcome.said.count == 1)
      #expect(outcome.said.first?.contains("gnuplot-nox") == true, "\(outcome.said)")
      #expect(outcome.said.first?.hasSuffix("; to draw them, run `collapsar report \(folder)`") == true)
    }

    @Test("A page that cannot be written never fails a run, and fails a report")
    func unwritable() async throws {
      let scratch = try Scratch()
      let folder = try await finished(scratch)
      // A folder stands where the page is to be.
      _ = try scratch.directory("out/report.html/in-the-way")
      let report = try await collapsar("report", folder).run()
      #expect(report.ending == .exited(74) && report.said.count == 1 && report.output == "")
      #expect(report.said.first?.hasPrefix("\(folder)/report.html: cannot put it in place") == true, "\(report.said)")
      #expect(!scratch.exists("out/report.html.tmp"))
    }

    @Test("Of a folder whose rows are gone or cut, results.json has all that a report needs, and a note says so")
    func withoutRows() async throws {
      let scratch = try Scratch()
      let folder = try await finished(scratch)
      try await collapsar("report", folder).run().expectSuccess()
      let whole = try scratch.bytes("out/report.html")
      let rows = try scratch.bytes("out/simulations.csv")
      _ = try scratch.file("out/simulations.csv", rows.dropLast(7))
      let cut = try await collapsar("report", folder).run()
      cut.expectSuccess()
      #expect(cut.said.count == 1, "\(cut.errors)")
      #expect(
        cut.said.first?.hasPrefix("note: \(folder)/simulations.csv: is damaged: \(rows.count - 7) bytes, ") == true
          && cut.said.first?.hasSuffix("; the report needs nothing of it") == true,
        "\(cut.errors)"
      )
      #expect(try scratch.bytes("out/report.html") == whole)
      // status looks at rows too.
      let status = try await collapsar("status", folder).run()
      status.expectFailure(65, ["simulations.csv: is damaged: ", "restore the folder from a copy"])
      for name in ["simulations.csv", "study.yaml"] { try FileManager.default.removeItem(atPath: "\(folder)/\(name)") }
      let bare = try await collapsar("report", folder).run()
      bare.expectSuccess()
      #expect(bare.said.count == 1 && bare.said.first?.contains("study.yaml: is missing") == true, "\(bare.errors)")
      let page = String(decoding: try scratch.bytes("out/report.html"), as: UTF8.self)
      #expect(page.contains("of 10 networks are constant") && !page.contains("<figure"))
      #expect(page.contains("<code>study.yaml</code> is missing or damaged"))
      // The drawings of a report that had some are gone with them.
      #expect(!scratch.exists("out/figures"))
    }

    @Test("What holds no finished study is refused in a line", arguments: [nil, 2])
    func refused(ranks: Int?) async throws {
      let scratch = try Scratch()
      let folder = try await finished(scratch)
      _ = try scratch.directory("empty")
      _ = try scratch.directory("foreign")
      _ = try scratch.file("foreign/thesis.tex", "")
      _ = try scratch.directory("begun")
      _ = try scratch.file("begun/study.yaml", "")
      _ = try scratch.file("file", "")
      let results = try scratch.bytes("out/results.json")
      _ = try scratch.file("out/results.json", results.dropLast(5))
      let before = try scratch.contents()
      for (path, code, words) in [
        // The same words as of status, replay and compare.
        (scratch["none"], 65, "none: no such folder; check the path"),
        (scratch["file"], 65, "file: a file; give the folder that `collapsar run` has written"),
        (scratch["empty"], 65, "holds no study; give the folder"), (scratch["foreign"], 65, "holds no study; give"),
        (scratch["begun"], 65, "manifest.json: is missing: a run that has just begun, or one that was killed"),
        (folder, 65, "results.json: is damaged"),
        (folder, 65, "restore the folder from a copy, or run its study again"),
      ] as [(String, Int32, String)] {
        let outcome = try await collapsar("report", path, ranks: ranks).run()
        #expect(outcome.ending == .exited(code), "\(path)")
        #expect(outcome.said.count == 1 && outcome.output == "", "\(outcome.errors)")
        #expect(outcome.said.first?.contains(words) == true, "\(outcome.said)")
      }
      #expect(try scratch.contents() == before)
    }
  }
}

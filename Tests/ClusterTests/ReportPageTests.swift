import Foundation
import Testing

extension ClusterTests {
  /// The page that a real run leaves, as a browser shows it.
  @Suite("report.html in a browser")
  struct ReportPageTests {
    /// Where screenshots are kept.
    private static let album: String = {
      let named = ProcessInfo.processInfo.environment["COLLAPSAR_SCREENSHOTS"]
      return named
        ?? URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: ".build/screenshots").path()
    }()

    /// Markup in every name that may hold it, names as long as they may be, cells of every kind, and everything asked for
    /// that a study can ask for.
    private static let hostile = """
      name: "<b>bold</b> & \\"quoted\\" </title><script>document.title='taken'</script>"
      seed: 5
      simulations: 40
      network: {hidden_layers: 3, width: 2, activation: relu}
      task: {target: abs, domain: [-1, 1], training_points: 64, test_points: 20}
      training: {batch_size: 32, epochs: 2}
      cells:
        relu: {}
        leaky: {network: {activation: {leaky_relu: {slope: 0.01}}}}
        a_cell_with_a_very_long_name_\(String(repeating: "x", count: 160)): {network: {activation: elu}}
        overflows: {training: {optimizer: {sgd: {learning_rate: 1e30}}}}
        units_that_are_never_off: {network: {activation: tanh}}
      compare: [[leaky, relu], [overflows, leaky]]
      stop: {outcome: constant, half_width: 0.05, max_simulations: 60}
      looks: {steps: true, epochs: true}
      reported: {relu: {constant: {fraction: 0.3, of: 10, source: "<i>someone</i> & others"}}}
      """

    /// A grid, with more cells than get a sentence each.
    private static let grid = """
      name: grid
      seed: 6
      simulations: 30
      network: {hidden_layers: 3, width: 2, activation: relu}
      task: {target: abs, domain: [-1, 1], training_points: 64, test_points: 20}
      training: {batch_size: 32, epochs: 1}
      sweep: {network.hidden_layers: [1, 2, 3, 5, 8, 13], network.width: [1, 2, 3, 4, 6]}
      """

    @Test(
      "Nothing sticks out, nothing is fetched, everything has a name, and every text can be read",
      .enabled(if: Browser.name != nil, "there is no chromium in PATH; scripts/setup --tests installs it"),
      arguments: ["dying-relu", "hostile", "grid"]
    )
    func page(study: String) async throws {
      let scratch = try Scratch()
      let file =
        switch study {
        case "hostile": try scratch.file("hostile.yaml", Self.hostile)
        case "grid": try scratch.file("grid.yaml", Self.grid)
        default: config(study)
        }
      let run = try await collapsar("run", file, "--simulations", "40", "--quiet", "--out", scratch["out"]).run()
      #expect(run.ending == .exited(0), "\(run.errors)")
      let page = String(decoding: try scratch.bytes("out/report.html"), as: UTF8.self)
      expectSelfContained(page)
      try FileManager.default.createDirectory(atPath: Self.album, withIntermediateDirectories: true)
      for width in [360, 1280] {
        for scheme in Browser.Scheme.allCases {
          let (look, outcome) = try await Browser.look(
            at: page,
            width: width,
            scheme: scheme,
            screenshot: "\(Self.album)/\(study)-\(width)-\(scheme).png",
            scratch: scratch
          )
          let seen = try #require(look, "\(outcome.ending) \(outcome.errors)")
          try expectGood(seen, width: Double(width), comment: "\(study), \(width) pixels, \(scheme)")
          #expect(seen.isDark == (scheme == .dark))
        }
      }
      // The page of A4 between its margins, 178 mm at 96 pixels an inch.
      let (look, outcome) = try await Browser.look(
        at: page,
        width: 672,
        scheme: .light,
        isPaper: true,
        screenshot: "\(Self.album)/\(study)-paper.png",
        scratch: scratch
      )
      try expectGood(try #require(look, "\(outcome.ending) \(outcome.errors)"), width: 672, comment: "\(study), paper")
      #expect(try await Browser.printed(scratch["out/report.html"], scratch: scratch).starts(with: "%PDF-".utf8))
    }

    private func expectGood(_ look: Browser.Look, width: Double, comment: Comment) throws {
      #expect(look.width == width, comment)
      #expect(look.scrollWidth <= look.width, comment)
      #expect(look.overflowing == [], comment)
      #expect(look.fetched == [], comment)
      #expect(look.faint == [], comment)
      #expect(look.crossing == [], comment)
      #expect(look.unnamed == [], comment)
      #expect(look.tables > 3, comment)
    }

    /// No script, and no address but those of namespaces and of places in the page itself.
    private func expectSelfContained(_ page: String) {
      for word in ["<script", "<link", "<img", "<iframe", "<object", "<embed", "@import", "javascript:", " onload="] {
        #expect(!page.contains(word), "\(word)")
      }
      for attribute in ["src=", "href=", "url("] {
        for range in page.ranges(of: attribute) {
          let rest = page[range.upperBound...].prefix(60).drop { "\"'".contains($0) }
          #expect(rest.hasPrefix("#"), "\(attribute)\(rest)")
        }
      }
      let outside = page.replacing("http://www.w3.org/2000/svg", with: "")
        .replacing("http://www.w3.org/1999/xlink", with: "")
      #expect(!outside.contains("http:") && !outside.contains("https:"))
    }
  }
}

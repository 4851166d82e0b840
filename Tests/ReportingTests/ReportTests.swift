import Reporting
import RunFolder
import Testing

@Suite("The report")
struct ReportTests {
  private func page(_ results: Results, study: String = ReportFixture.study) -> String {
    let report = Report(results, studyText: study, manifest: ReportFixture.manifest)
    return report.page(report.figures.map { ($0, .failure(.absent)) })
  }

  /// As read, without tags and with single spaces.
  private func text(_ page: String) -> String {
    var text = ""
    var isTag = false
    for character in page.replacing("\u{a0}", with: " ") {
      if character == "<" { isTag = true }
      if !isTag { text.append(character) }
      if character == ">" {
        isTag = false
        text.append(" ")
      }
    }
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test("answers in a sentence a cell, with the interval to quote and its method")
  func sentences() {
    let fixed = text(page(ReportFixture.results()))
    #expect(
      fixed.contains(
        "relu : 94.6 % of 1,000 networks are constant (95 % interval 93.0 to 95.9 %, Clopper–Pearson); "
          + "90.4 % were born dead, 94.6 % are dead at the end, 0.2 % diverged."
      )
    )
    #expect(
      fixed.contains(
        "leaky : 34.6 % of 1,000 networks are constant (95 % interval 31.7 to 37.6 %, Clopper–Pearson); "
          + "90.4 % were born with a layer whose units are all negative, 94.6 % have such a layer at the end."
      )
    )
    #expect(
      fixed.contains("tanh : 0.0 % of 1,000 networks are constant (95 % interval 0.0 to 0.4 %, Clopper–Pearson).")
    )
    let stopped = text(page(ReportFixture.results(stopped: true)))
    #expect(stopped.contains("are constant (95 % interval 93.0 to 95.9 %, confidence sequence)"))
  }

  @Test("says what a stopping rule planned and met, and which figures are for a fixed sample")
  func stop() {
    let stopped = text(page(ReportFixture.results(stopped: true)))
    #expect(
      stopped.contains("was within ± 2 percentage points in every cell, with at least 1,000 and at most 1,000,000")
    )
    #expect(stopped.contains("That was not met: it ended at 1,000."))
    #expect(stopped.contains("leaky 3.1 no about 2,345"))
    #expect(stopped.contains("tanh 4 no more than 1,000,000,000,000"))
    #expect(stopped.contains("for a sample whose size was fixed beforehand"))
    #expect(stopped.contains("−63.0 – −57.0 −171.2 169.9"))
    let fixed = text(page(ReportFixture.results()))
    #expect(!fixed.contains("Stopping on precision") && !fixed.contains("log₁₀ e") && fixed.contains("−171.2"))
  }

  @Test("names what a leaky network has before it says that it has such")
  func negativeHeadline() {
    var results = ReportFixture.results(stopped: true)
    results.stop?.outcome = "dead"
    let text = text(page(results))
    #expect(text.contains("leaky : 94.6 % of 1,000 networks have a layer whose units are all negative at the end"))
    #expect(text.contains("90.4 % were born with a layer whose units are all negative."))
    #expect(!text.contains("such a layer"))
  }

  @Test("calls death survival only where the dead stay dead")
  func death() {
    let text = text(page(ReportFixture.results()))
    #expect(text.contains("Survival: networks not yet dead at each check"))
    #expect(text.contains("Networks not all units negative at each check; they may come back"))
    #expect(text.contains("After epoch 1 2 7.0 5.0 – 10.0 930 0 5 5.0 2.0 – 11.0"))
  }

  @Test("thins out the checks of ten thousand epochs in page and drawing, and says so; the file has all")
  func manyEpochs() throws {
    var results = ReportFixture.results()
    results.cells[0].death = ReportFixture.longDeath(epochs: 10_000)
    let text = text(page(results))
    #expect(text.contains("100 of 10,001 checks, evenly spread; what is new is so since the check before"))
    let table = try #require(text.firstRange(of: "Survival: networks not yet dead"))
    #expect(text[table.upperBound...].contains("After epoch 10000 10,000 "))
    #expect(page(results).utf8.count < 400_000)
    let report = Report(results, studyText: ReportFixture.study, manifest: nil)
    let figure = try #require(report.figures.first { $0.name == "death-through-time" })
    #expect(figure.caption.contains(" Drawn are 60 of 10,001 checks, evenly spread; the table has all."))
    #expect(figure.rows.count == 10_001 + 4 && figure.script.utf8.count < 60_000)
    // Few epochs are all there.
    #expect(!self.text(page(ReportFixture.results())).contains("evenly spread"))
  }

  @Test("says who is counted where that may be misread")
  func denominators() {
    let text = text(page(ReportFixture.results()))
    #expect(text.contains("in points of all pairs, those with what is no number too (95 % interval"))
    #expect(text.contains("at the first check that found any; networks that came back are counted too"))
    #expect(text.contains("Which layer was the first to be dead Layer"))
  }

  @Test("says on paper where the numbers of a figure are, which are folded there")
  func paper() {
    let page = page(ReportFixture.results())
    #expect(page.contains("<p class=\"note on-paper\">Its numbers: <code>figures/collapse.csv</code>"))
  }

  @Test("tells what was run, in words, and what differs between cells")
  func setup() {
    let text = text(page(ReportFixture.results()))
    #expect(text.contains("Network 1 input, 2 hidden layers of width 2, 1 output; 13 parameters"))
    #expect(text.contains("Target |x| on [−1, 1]"))
    #expect(text.contains("leaky leaky ReLU with slope 0.01; linear at the output"))
    #expect(text.contains("Training 2 epochs, 32 points a step"))
    #expect(text.contains("Ranks 2 ranks on host&lt;0&gt;, host&lt;1&gt;") && text.contains("Took 4 min 10 s"))
  }

  @Test("lets no name become markup, and needs neither scripts nor the network")
  func escapes() {
    let page = page(ReportFixture.results())
    for word in [
      "<b>", "<i>notebook", "host<", "a&b", "<script", "<link", "<img", "http:", "https:", "@import", "url(",
    ] {
      #expect(!page.contains(word), "\(word)")
    }
    #expect(page.contains("<title>&lt;b&gt;dying&lt;/b&gt; &amp; &quot;quoted&quot;"))
    // The text of the study stands there as it is.
    #expect(page.contains("name: &quot;&lt;b&gt;dying"))
  }

  @Test("opens with a study that this version cannot read, and with empty results")
  func unreadable() {
    let page = page(ReportFixture.results(), study: "from: the future")
    #expect(
      page.contains("This version cannot read the folder’s <code>study.yaml</code>")
        && page.contains("from: the future")
    )
    let empty = CellResults(
      name: "relu",
      simulations: 0,
      precision: "float32",
      outcomes: ["constant": nil],
      outcomeOrder: ["constant"],
      quantities: [],
      layers: []
    )
    let bare = Report(Results(planHash: "", study: "s", seed: 0, cells: [empty]), studyText: "", manifest: nil)
    #expect(text(bare.page([])).contains("relu : No fraction of constant: undefined (0 networks)."))
  }

  @Test("a thousand cells make a page of a few megabytes, which names all of them")
  func thousand() {
    var results = ReportFixture.results()
    let cell = results.cells[0]
    results.cells = (0..<1000).map {
      var copy = cell
      copy.name = "network.hidden_layers=\($0 / 10),network.width=\($0 % 10)"
      return copy
    }
    let page = page(results)
    #expect(page.utf8.count < 4_000_000)
    for cell in results.cells { #expect(page.contains(">\(cell.name)<"), "\(cell.name)") }
    #expect(page.contains("more cells are in <code>results.json</code>"))
    #expect(text(page).contains("The fraction of networks that are constant runs from 94.6 % (92.5 to 96.4 %)"))
  }

  @Test("a percentage has the decimals its interval is worth, and is 0 or 100 only when it is")
  func percentages() {
    func shown(_ count: Int64, of n: Int64, _ low: Double, _ high: Double) -> String {
      var results = ReportFixture.results()
      results.cells = [
        ReportFixture.cell("all", zeroGradient: nil, constant: ReportFixture.outcome(count, of: n, low, high))
      ]
      let text = text(page(results))
      guard let start = text.firstRange(of: "all : ")?.upperBound, let end = text.firstRange(of: ", Clopper–Pearson).")
      else { return "" }
      return String(text[start..<end.lowerBound])
    }
    #expect(shown(1, of: 100_000, 2.5e-7, 5.57e-5).hasPrefix("0.001 % of"))
    #expect(shown(1, of: 100_000, 2.5e-7, 5.57e-5).hasSuffix("interval 0.00003 to 0.006 %"))
    #expect(shown(99_999, of: 100_000, 0.9999443, 0.99999975).hasSuffix("interval 99.994 to 99.99998 %"))
    #expect(shown(1000, of: 1000, 0.9963, 1).hasSuffix("interval 99.6 to 100.0 %"))
  }
}

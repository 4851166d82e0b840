import Foundation
import Reporting
import RunFolder
import Testing

@Suite("Layered networks in the report and in terminals")
struct LayeredTextTests {
  private func page(_ results: Results) -> String {
    let report = Report(results, studyText: "task: {dataset: mnist}\n", manifest: ReportFixture.manifest)
    return report.page(report.figures.map { ($0, .failure(.absent)) })
  }

  /// As read, without tags and with single spaces.
  private func text(_ results: Results) -> String {
    page(results).replacing("\u{a0}", with: " ").replacing(/<[^>]*>/, with: " ")
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test("answers in a few sentences a cell: accuracy and loss, what became of the networks, how gradients run")
  func sentences() {
    let text = text(LayeredFixture().results)
    #expect(
      text.contains("10 networks of real size were trained in each of 2 cells, each network an independent replicate")
    )
    #expect(
      text.contains(
        "tanh : Test accuracy 51.7 % (95 % interval 51.4 to 52.0 %, Student’s t) and test loss 1.38 (1.365 to 1.395) after "
          + "training, means over 10 replicates. Of 10 replicates none are constant on the test points, none diverged. "
          + "The gradient of layer 1 is 0.0625 (0.0602 – 0.0648) times that of layer 5 at the start. "
          + "At the end it is 0.0625 (0.0602 – 0.0648) times that."
      )
    )
    #expect(
      text.contains(
        "Of 10 replicates none are constant on the test points, none were born dead and 1 ended dead, 1 diverged."
      )
    )
    #expect(text.contains("After training, by cell: means over replicates, in brackets 95 % intervals (Student’s t)"))
    #expect(text.contains("tanh 51.7 (51.4 – 52.0) 1.38 (1.365 – 1.395) 51.3 (51.0 – 51.6) 1.389 (1.375 – 1.404)"))
    #expect(text.contains("test accuracy 0.76 0.7578 – 0.7778 within a &lt;i&gt;paper"))
  }

  @Test("says of a gradient that fades, or grows, that it does")
  func course() {
    let fading = text(LayeredFixture(cells: [("tanh", 0.3)]).results)
    #expect(fading.contains("times that of layer 5 at the start: it fades over the layers."))
    let growing = text(LayeredFixture(cells: [("wild", 4)]).results)
    #expect(growing.contains("times that of layer 5 at the start: it grows over the layers on its way back."))
    #expect(!text(LayeredFixture().results).contains("it fades over"))
  }

  @Test("speaks of activations where there is nothing to learn, and of a single replicate without intervals")
  func others() {
    let born = text(LayeredFixture(cells: [("tanh", 0.5)], epochs: 0, hasTargets: false).results)
    #expect(born.contains("tanh : 10 replicates as they are born. Of 10 replicates none are constant"))
    #expect(born.contains("The standard deviation of activations is 0.5 (0.4818 – 0.5182) in layer 1 and 0.03125"))
    let single = text(LayeredFixture(cells: [("tanh", 0.7)], replicates: 1).results)
    #expect(single.contains("One network of real size was trained; seed 11."))
    #expect(
      single.contains(
        "Test accuracy 68.43 % and test loss 1.012 after training, of a single replicate: there is no interval."
      )
    )
    #expect(single.contains("Numbers of the one replicate that has them"))
    #expect(!single.contains("Student’s t"))
  }

  @Test("has numbers by layer, and a guide to violins, and lets no name become markup")
  func tables() {
    let results = LayeredFixture().results
    let text = text(results)
    #expect(text.contains("Numbers by layer: means over replicates, in brackets 95 % intervals (Student’s t)"))
    let heads =
      "Layer ∂L/∂W, rms ∂L/∂z, rms Activation, mean Activation, deviation Units off Values off Told from y − a, rms"
    #expect(text.contains(heads))
    #expect(text.contains("6, output"))
    #expect(text.contains("Violins All values that a layer has, of all units, points or weights and of all replicates"))
    #expect(text.contains("Pooled values have no interval"))
    #expect(text.contains("Root mean squares of weight gradients in pairs: pairs in which the first cell’s is greater"))
    #expect(text.contains("Any number of ranks gives the same bytes on processors of one kind;"))
    #expect(text.contains("Replicate i of one cell is held against replicate i of the other."))
    let page = page(results)
    for word in ["<b>data", "<i>glorot", "<i>paper", "half-trained", "flat within", "networks, float32"] {
      #expect(!page.contains(word), "\(word)")
    }
    let many = (1...30).map { ("relu\($0)", 0.5 + 0.01 * Double($0)) }
    let extremes = self.text(LayeredFixture(cells: many, looksAtEpochs: false, distributions: [], values: 10).results)
    #expect(extremes.contains("The mean test accuracy after training runs from 52.6 (52.3 – 52.9) % in relu1 to"))
  }

  @Test("is a block a cell in a terminal")
  func terminal() {
    var fixture = LayeredFixture(cells: [("tanh", 0.5)])
    #expect(
      ResultTable(fixture.results).text == """
        layers & <b>data</b>: seed 11, one cell

        tanh (float32), 10 replicates
          constant  0.0000 [0.0000, 0.3100]          0
          diverged  0.0000 [0.0000, 0.3100]          0
          test accuracy 0.5174 [0.5144, 0.5203]  test loss 1.3800 [1.3655, 1.3945]  final train loss 1.3800 [1.3655, 1.3945]
          gradient ratio layer 1 / layer 5: start 0.0625 [0.0602, 0.0648], end 0.0625 [0.0602, 0.0648]

        [ ] 95 % Clopper–Pearson interval of the fraction; of other numbers 95 % Student’s t interval of the mean over replicates.
        """
    )
    fixture.replicates = 1
    let single = ResultTable(fixture.results).text
    #expect(single.contains("\ntanh (float32), 1 replicate\n"))
    #expect(single.contains("\n  test accuracy 0.5174  test loss 1.3800  final train loss 1.3800\n"))
    #expect(single.hasSuffix("other numbers are of single replicates, which have no interval."))
    // An older folder may have the bin alone.
    var results = fixture.results
    for index in results.cells[0].quantities.indices { results.cells[0].quantities[index].value = nil }
    #expect(ResultTable(results).text.contains("\n  test accuracy 0.5000–0.5625  test loss"))
  }

  @Test("has its accuracy in the status of a finished folder")
  func status() {
    var manifest = ReportFixture.manifest
    manifest.exitReason = Manifest.finished
    let status = StatusText(
      study: "s",
      manifest: manifest,
      results: LayeredFixture(cells: [("tanh", 0.5)]).results,
      log: nil,
      writer: .gone
    ).text
    #expect(status.contains("10 replicates of one cell, 2 ranks"))
    let last = "\n  tanh (float32)  test accuracy 0.5174 [0.5144, 0.5203]  constant 0.0000 [0.0000, 0.3100]"
    #expect(status.hasSuffix(last), "\(status)")
  }

  @Test(
    "Slow networks have a rate too",
    arguments: [
      (0.5, "30.0/min"), (1.0 / 60, "1.0/min"), (0.01, "36.0/h"), (1, "1/s"), (0, "0/s"),
    ] as [(Double, String)]
  )
  func rates(rate: Double, text: String) {
    let line = ProgressLine(done: 1, total: 20, rate: rate, secondsLeft: nil, cells: []).text(width: 80)
    #expect(line == "1 of 20 (5 %), \(text)")
  }

  @Test("A number of one replicate is written with results and read again; those of tiny networks stay as they are")
  func value() throws {
    let single = LayeredFixture(cells: [("tanh", 0.7)], replicates: 1).results
    let bytes = try JSON.bytes(single)
    #expect(try JSON.value(Results.self, from: bytes) == single)
    #expect(String(decoding: bytes, as: UTF8.self).contains("\"value\""))
    #expect(!String(decoding: try JSON.bytes(FigureFixture.results), as: UTF8.self).contains("\"value\" :"))
  }

  @Test("Figures are drawn as they are for functions, all in one folder", .enabled(if: Gnuplot().isInstalled))
  func files() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("layered-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var fixture = LayeredFixture()
    let all = Report(fixture.results, studyText: "", manifest: nil)
    #expect(try all.write(to: folder) == [])
    let names = all.figures.flatMap { ["\($0.name).csv", "\($0.name).svg"] }
    #expect(try Set(FileManager.default.contentsOfDirectory(atPath: folder + "/figures")) == Set(names))
    // What a later report has not is removed.
    fixture.distributions = []
    fixture.looksAtEpochs = false
    let fewer = Report(fixture.results, studyText: "", manifest: nil)
    #expect(try fewer.write(to: folder) == [])
    #expect(fewer.figures.count < all.figures.count)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder + "/figures").count == 2 * fewer.figures.count
    )
  }
}

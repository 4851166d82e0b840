import Foundation
import Testing

extension ClusterTests {
  @Suite("How long a study takes, as check says")
  struct ForecastTests {
    /// A study whose processor time was measured once (scripts/forecasts): the test itself measures nothing.
    private struct Measured: Decodable {
      var name: String
      var trainer: String
      var study: [String]
      /// Of one simulation.
      var seconds: Double
    }

    private static let measured = Result {
      let folder = URL(filePath: config("smoke")).deletingLastPathComponent().deletingLastPathComponent()
      let table = try Data(contentsOf: folder.appending(path: "scripts/forecasts.json"))
      return try JSONDecoder().decode([Measured].self, from: table)
    }

    @Test(
      "is within a factor of three of what was measured, for small batches, wide, deep and tiny networks",
      arguments: ["lanes", "reference", "blas"]
    )
    func ratios(trainer: String) async throws {
      let studies = try Self.measured.get().filter { $0.trainer == trainer }
      #expect(studies.count >= 12)
      let scratch = try Scratch()
      var ratios: [(name: String, ratio: Double)] = []
      for study in studies {
        let choice = trainer == "reference" ? ["trainer: reference"] : []
        let text = (["name: s", "simulations: 1000000"] + study.study + choice).joined(separator: "\n") + "\n"
        try Data(text.utf8).write(to: URL(filePath: scratch["study.yaml"]))
        let outcome = try await collapsar("check", scratch["study.yaml"]).run()
        let line = try #require(outcome.lines.first { $0.hasPrefix("# time: about ") }, "\(outcome.errors)")
        let forecast = try #require(Self.seconds(line), "\(line)") / 1e6
        ratios.append((study.name, forecast / study.seconds))
      }
      // Processors differ in speed, studies on one of them by what they have to do.
      let middle = ratios.map(\.ratio).sorted()[ratios.count / 2]
      for (name, ratio) in ratios {
        #expect(1 / 3.0...3 ~= ratio / middle, "\(name): \(ratio), where others are about \(middle)")
      }
      #if CPU_NATIVE || CPU_X86_64_V3 || CPU_X86_64_V4
      #expect(1 / 3.0...3 ~= middle, "\(middle)")
      #endif
    }

    @Test("a batch of one point costs its steps: the study that was foretold to take a thousandth of its time")
    func steps() async throws {
      let scratch = try Scratch()
      let study = """
        name: s
        simulations: 100000
        task: {dataset: {ball: {points: 200, test_points: 10, dimensions: 2}}}
        network: {hidden_layers: 1, width: 2, activation: tanh}
        training: {optimizer: adam, batch_size: 1, epochs: 50}
        """
      try Data(study.utf8).write(to: URL(filePath: scratch["study.yaml"]))
      let outcome = try await collapsar("check", scratch["study.yaml"], ranks: nil).run()
      let line = try #require(outcome.lines.first { $0.hasPrefix("# time: about ") })
      // 10,000 steps a simulation; it took 1,050 s on one processor and 2,100 s on another.
      #expect(500...4000 ~= (try #require(Self.seconds(line))), "\(line)")
    }

    /// The seconds of "# time: about 2 h 5 min on one core; …".
    private static func seconds(_ line: Substring) -> Double? {
      let words = line.dropFirst("# time: about ".count).split(separator: " ")
      let units = ["h": 3600.0, "min": 60, "s": 1]
      var total = 0.0
      var isKnown = false
      for (number, unit) in zip(words, words.dropFirst()) {
        if number == "on" { break }
        guard let value = Double(number.filter { $0 != "," }), let size = units[String(unit)] else { continue }
        total += value * size
        isKnown = true
      }
      return isKnown ? total : nil
    }
  }
}

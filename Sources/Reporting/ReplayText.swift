import Experiments
import ReferenceTrainer
import RunFolder
import Studies

/// A replay as text for people at a terminal.
public struct ReplayText {
  private let replay: Replay

  public init(_ replay: Replay) { self.replay = replay }

  /// Characters of a line of prose.
  private static let width = 78
  /// Moments that a table shows, where there are more.
  private static let mostRows = 24
  private static let mostColumns = 8

  public var text: String {
    let record = replay.record
    let simulation = "simulation \(record.simulation) of \(replay.cell.name)"
    let title =
      "\(replay.plan.name), seed \(replay.plan.seed): \(simulation) (\(replay.cell.summary))".wrapped(to: Self.width)
    let held = replay.outcomes.filter { $0.held == true }.map { replay.shownName($0.name) }
    let head =
      settingLines + [
        labelled("outcomes", held.isEmpty ? "none" : held.joined(separator: ", ")), labelled("record", replay.rowWords),
      ]
    let story = [replay.deathWords, replay.predictionWords].joined(separator: " ").wrapped(to: Self.width)
    return
      ([title, head.joined(separator: "\n"), story, lossTable, gradientTable, unitTable].compactMap { $0 } + plots)
      .joined(separator: "\n\n")
  }

  /// What the simulation was, a line for each part of the study.
  private var settingLines: [String] {
    ["network", "task", "training"].map { part in
      let mine = replay.cell.settings.filter { $0.key.hasPrefix(part + ".") }
        .map { "\($0.key.dropFirst(part.count + 1)) \($0.value)" }
      return labelled(part, mine.joined(separator: ", "))
    }
  }

  private func labelled(_ label: String, _ text: String) -> String {
    let lines = text.wrapped(to: Self.width - 10).split(separator: "\n").joined(separator: "\n          ")
    return label.padded(to: 10) + lines
  }

  /// Loss and predictions, a line a moment.
  private var lossTable: String {
    let shown = replay.shownLooks(atMost: Self.mostRows)
    var rows = [["", "epoch mean", "training", "test", "predictions", replay.deadHeading]]
    for index in shown {
      let look = replay.looks[index]
      let low = look.test.predictions.map(\.minimum)
      let high = look.test.predictions.map(\.maximum)
      rows.append([
        look.moment.words, look.moment.epochLoss.map(fixed) ?? "", fixed(look.loss), fixed(look.test.loss),
        // An end that is no number must not be lost in a comparison.
        "\(fixed(low.contains(where: \.isNaN) ? .nan : low.min() ?? .nan)) … "
          + fixed(high.contains(where: \.isNaN) ? .nan : high.max() ?? .nan),
        replay.network.deathIsDefined ? replay.deadLayer(look).map { "\($0)" } ?? "–" : "",
      ])
    }
    return "Loss\n" + table(rows) + leftOut(shown)
  }

  private var gradientTable: String {
    "Gradient norm of each layer's weights, of the loss over all training points\n"
      + momentTable(replay.network.layers.indices) { scientific($0.gradientNorms[$1]) }
  }

  /// Nil where no unit can be off.
  private var unitTable: String? {
    guard replay.network.deathIsDefined else { return nil }
    return "Units that are on at some training point\n"
      + momentTable(0..<replay.network.hiddenLayerCount) { look, layer in
        replay.unitsOn(look, layer: layer).map { "\($0)/\(replay.network.layers[layer].units)" } ?? "–"
      }
  }

  /// A line a layer and a column a moment, of as many as a terminal is wide.
  private func momentTable(_ layers: Range<Int>, _ text: (SimulationStory.Look, Int) -> String) -> String {
    var most = Self.mostColumns
    while true {
      let shown = replay.shownLooks(atMost: most)
      var rows = [["layer"] + shown.map { replay.looks[$0].moment.label }]
      for layer in layers {
        let name = layer == replay.network.hiddenLayerCount ? "output" : "\(layer + 1)"
        rows.append([name] + shown.map { text(replay.looks[$0], layer) })
      }
      let lines = table(rows)
      // The first, the last and the moment of death are always there.
      if most <= 3 || lines.split(separator: "\n").allSatisfy({ $0.count <= Self.width + 2 }) {
        return lines + leftOut(shown)
      }
      most -= 1
    }
  }

  /// A plot an output, where there is one input.
  private var plots: [String] {
    guard !replay.story.curve.isEmpty else {
      return ["With \(replay.network.inputs) inputs there is no curve to draw; --weights FILE writes every prediction."]
    }
    return (0..<replay.network.outputs).map { output in
      let points = replay.story.curve.map { ($0.input, $0.target[output], $0.final[output]) }
      let title = "Target (·) and the network after training (█)" + (output > 0 ? ", output \(output + 1)" : "")
      return "\(title)\n" + (FunctionPlot(points: points).text ?? "not drawn: its predictions are not finite")
    }
  }

  /// Columns padded to their widest, the first to the left and the others to the right.
  private func table(_ rows: [[String]]) -> String {
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let fields = row.enumerated().map { column, text in
        column == 0 ? text.padded(to: widths[0]) : text.leftPadded(to: widths[column])
      }
      return ("  " + fields.joined(separator: "  ")).trimmingEnd
    }.joined(separator: "\n")
  }

  private func leftOut(_ shown: [Int]) -> String {
    shown.count == replay.looks.count
      ? "" : "\n  (\(shown.count) of \(grouped(replay.looks.count)) moments; --format json has them all)"
  }
}

extension Replay {
  /// Which moments to show, in order: the first, the last, the first of the dead spell at the end, and others evenly
  /// between.
  func shownLooks(atMost most: Int) -> [Int] {
    guard looks.count > most else { return Array(looks.indices) }
    var shown: Set = [0, looks.count - 1]
    if let alive = looks.lastIndex(where: { deadLayer($0) == nil }), alive + 1 < looks.count { shown.insert(alive + 1) }
    // As many as fit, spread evenly; the ones above are there already.
    let spread = most - shown.count
    for index in 1...max(spread, 1) where shown.count < most {
      shown.insert(looks.count - 1 - index * (looks.count - 1) / (spread + 1))
    }
    return shown.sorted()
  }

  var deadHeading: String {
    network.deathIsDefined ? network.deathStopsGradients ? "dead layer" : "all negative" : ""
  }

  /// The name of an outcome as tables show it.
  func shownName(_ name: String) -> String { network.deathStopsGradients ? name : name.replacingDead }
}

extension String {
  /// The text in lines of at most so many characters, broken at blanks; a longer word stands alone.
  func wrapped(to width: Int) -> String {
    var lines: [String] = []
    for word in split(separator: " ") {
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines.joined(separator: "\n")
  }
}

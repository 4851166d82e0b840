import Experiments
import ReferenceTrainer
import RunFolder
import Studies

extension Figure {
  /// The story of one simulation: its loss, gradients and active units through time, and the function it ended with.
  public static func replay(_ replay: Replay) -> Figure {
    let record = replay.record
    // A figure has room for so many moments.
    let shown = replay.shownLooks(atMost: 40)
    let looks = shown.map { replay.looks[$0] }
    let names = looks.map(\.moment.shortName)
    var panels = [lossPanel(replay, looks, names), gradientPanel(replay, looks, names)]
    if replay.network.deathIsDefined { panels.append(unitPanel(replay, looks, names)) }
    panels += replay.story.curve.isEmpty ? [] : (0..<replay.network.outputs).map { functionPanel(replay, $0) }
    if let death = looks.firstIndex(where: { $0.moment == replay.deathMoment }) {
      for index in 0..<panels.count where panels[index].title != nil && panels[index].x.title == momentAxis {
        panels[index].verticals.append(Double(death + 1))
      }
    }
    var legend: [(Palette, String)] = [(.blue, "training points"), (.vermilion, "test points")]
    if !replay.story.curve.isEmpty {
      legend = [
        (.blue, "loss on training points; network"), (.vermilion, "loss on test points"),
        (.grey, "target; thin: network before training"),
      ]
    }
    let (script, height) = Chart(legend: legend, panels: panels, left: 76).script()
    let leftOut = shown.count < replay.looks.count ? " \(shown.count) of \(replay.looks.count) moments are drawn." : ""
    return Figure(
      name: "replay",
      title: "\(replay.plan.name): simulation \(record.simulation) of \(replay.cell.label)",
      caption: "Moments: 0 before training, s1, s2, … after that step of the first epoch, 1, 2, … after that epoch."
        + leftOut,
      alt: "\(replay.deathWords) \(replay.predictionWords)",
      columns: ["moment", "epoch_loss", "train_loss", "test_loss", "first_dead_layer"],
      rows: replay.looks.map { look in
        [
          look.moment.shortName, look.moment.epochLoss?.description ?? "", look.loss.description,
          look.test.loss.description,
          replay.deadLayer(look).map { "\($0)" } ?? "",
        ]
      },
      script: script,
      height: height
    )
  }

  private static let momentAxis = "moment"

  private static func lossPanel(_ replay: Replay, _ looks: [SimulationStory.Look], _ names: [String]) -> Panel {
    let series = [(Palette.blue, looks.map(\.loss)), (.vermilion, looks.map(\.test.loss))]
    let finite = series.flatMap(\.1).filter(\.isFinite)
    let (low, high) = (finite.min() ?? 0, finite.max() ?? 1)
    // Over more than an order of magnitude only logarithms show both ends.
    let scale: Scale = low > 0 && high / low > 20 ? .logarithmic : .linear
    var panel = Panel(
      title: "Loss (\(replay.story.experiment.training.loss.rawValue))",
      height: 120,
      x: .positions(names, title: momentAxis),
      y: scale == .linear
        ? .linear(0, high)
        : .decades(scale.place(low) ?? 0, scale.place(high) ?? 1, count: 4)
    )
    for (colour, values) in series {
      let points = values.enumerated().compactMap { index, value in
        scale.place(value).map { (Double(index + 1), $0) }
      }
      panel.shapes.append(.line(points, colour))
      panel.shapes += points.map { .dot($0.0, $0.1, colour) }
    }
    return panel
  }

  /// A tile a layer and moment, the darker the larger the norm; none where it is zero.
  private static func gradientPanel(_ replay: Replay, _ looks: [SimulationStory.Look], _ names: [String]) -> Panel {
    let positive = looks.flatMap(\.gradientNorms).filter { Scale.logarithmic.place($0) != nil }
    let (least, most) = (positive.min() ?? 1, positive.max() ?? 1)
    let (low, high) = (Scale.logarithmic.place(least) ?? 0, Scale.logarithmic.place(most) ?? 0)
    let range =
      positive.isEmpty ? "all zero" : "\(scientific(least)) pale, \(scientific(most)) dark, blank 0"
    var panel = tilePanel("Gradient norm: \(range)", replay, names, layers: replay.network.layers.count)
    for (column, look) in looks.enumerated() {
      for (layer, norm) in look.gradientNorms.enumerated() {
        guard let place = Scale.logarithmic.place(norm) else { continue }
        panel.shapes.append(tile(column, layer, share: high > low ? (place - low) / (high - low) : 1))
      }
    }
    return panel
  }

  /// A tile a hidden layer and moment, the darker the more units are on; none where no unit is.
  private static func unitPanel(_ replay: Replay, _ looks: [SimulationStory.Look], _ names: [String]) -> Panel {
    var panel = tilePanel("Units on: all dark, blank none", replay, names, layers: replay.network.hiddenLayerCount)
    for (column, look) in looks.enumerated() {
      for (layer, hidden) in replay.network.hiddenLayers.enumerated() {
        guard let on = replay.unitsOn(look, layer: layer), on > 0 else { continue }
        panel.shapes.append(tile(column, layer, share: Double(on) / Double(hidden.units)))
      }
    }
    return panel
  }

  private static func tilePanel(_ title: String, _ replay: Replay, _ names: [String], layers: Int) -> Panel {
    let height = min(max(14 * Double(layers), 42), 240)
    let step = max(1, Int((20 * Double(layers) / height).rounded(.up)))
    let ticks = stride(from: 1, through: layers, by: step).map { layer in
      // The first layer is at the top.
      (-Double(layer), layer > replay.network.hiddenLayerCount ? "output" : "\(layer)")
    }
    return Panel(
      title: title,
      height: height,
      x: .positions(names, title: momentAxis),
      y: Axis(low: -Double(layers) - 0.5, high: -0.5, ticks: ticks, hasGrid: false)
    )
  }

  private static func tile(_ column: Int, _ layer: Int, share: Double) -> Shape {
    let (x, y) = (Double(column + 1), -Double(layer + 1))
    // The palest colour still has to be told from none.
    return .box(x - 0.5...x + 0.5, y - 0.5...y + 0.5, fill: TileColour(0.15 + 0.85 * share).fill)
  }

  private static func functionPanel(_ replay: Replay, _ output: Int) -> Panel {
    let curve = replay.story.curve
    let values = curve.flatMap { [$0.target[output], $0.final[output], $0.initial[output]] }.filter(\.isFinite)
    let several = replay.network.outputs > 1
    var panel = Panel(
      title: "Target and network" + (several ? ", output \(output + 1)" : ""),
      height: 180,
      x: .linear(curve.first?.input ?? 0, curve.last?.input ?? 1, title: "x", isWidened: false),
      y: .linear(values.min() ?? 0, values.max() ?? 1)
    )
    func line(_ colour: Palette, width: Double, _ value: (SimulationStory.CurvePoint) -> Double) -> Shape {
      .line(curve.map { ($0.input, value($0)) }.filter { $0.1.isFinite }, colour, width: width)
    }
    panel.shapes = [
      line(.grey, width: 4) { $0.target[output] }, line(.grey, width: 1) { $0.initial[output] },
      line(.blue, width: 2) { $0.final[output] },
    ]
    return panel
  }
}

extension Replay {
  /// The first moment of the dead spell that lasts to the end; nil without one, or where it began at birth.
  var deathMoment: Moment? {
    guard let last = looks.last, deadLayer(last) != nil, let alive = looks.lastIndex(where: { deadLayer($0) == nil })
    else { return nil }
    return looks[alive + 1].moment
  }
}

extension Moment {
  /// In as few signs as fit below an axis.
  fileprivate var shortName: String {
    switch self {
    case .birth: "0"
    case .step(let step): "s\(step)"
    case .epoch(let epoch, _): "\(epoch)"
    }
  }
}

internal import Experiments
internal import RunFolder

extension Figure {
  /// Where cells form a grid of depth and width: the fraction of an outcome as a map.
  /// - Parameter outcome: `constant` or `dead`.
  static func sweepMap(_ input: FigureInput, outcome name: String) -> Figure? {
    let grids = input.grids(outcome: name)
    guard let first = grids.first?.tiles.first?.outcome else { return nil }
    let shown = grids.prefix(6)
    let width = Double(Figure.width) - 62 - 18
    let panels = shown.map { grid in
      let tile = width / Double(grid.widths.count)
      let (height, hasNumbers) = (min(max(tile * 0.55, 22), 34), tile >= 34)
      var panel = Panel(
        title: grids.count > 1 ? shortened(grid.name, to: 50) : nil,
        height: height * Double(grid.depths.count),
        x: .positions(grid.widths.map { "\($0)" }, title: "width of hidden layers"),
        y: .positions(grid.depths.map { "\($0)" }, room: grid.depths.count)
      )
      for tile in grid.tiles {
        let (x, y, colour) = (Double(tile.x + 1), Double(tile.y + 1), TileColour(tile.outcome.estimate))
        panel.shapes.append(.box(x - 0.49...x + 0.49, y - 0.48...y + 0.48, fill: colour.fill))
        if hasNumbers {
          panel.labels.append(
            Label(text: short(tile.outcome.estimate), x: .panel(x), y: y, alignment: .center, colour: colour.text)
          )
        }
      }
      panel.shapes.sort { $0.colour < $1.colour }
      return panel
    }
    let (script, height) = Chart(panels: panels, title: "hidden layers, bottom to top").script()
    let tiles = grids.flatMap(\.tiles)
    let meaning = tiles.contains { $0.outcome.zeroGradient == false } ? "dead (or all units negative)" : name
    return Figure(
      name: "map-\(name)",
      title: "Fraction \(meaning) by depth and width",
      caption: "Of \(input.simulations); dark is often. Intervals (\(first.interval.kind)s) stand in the table."
        + leftOut(shown.count, of: grids.count, "grids"),
      alt: "Fraction \(meaning): \(spread(tiles.map { (input.label($0.cell), $0.outcome.estimate) })).",
      columns: ["cell", "hidden_layers", "width", "count", "simulations", "fraction", "low", "high"],
      rows: grids.flatMap { grid in
        grid.tiles.map { tile in
          var row = [tile.cell, "\(grid.depths[tile.y])", "\(grid.widths[tile.x])"]
          row += counts(tile.outcome.count, tile.simulations)
          return row + numbers(tile.outcome.estimate, tile.outcome.interval.low, tile.outcome.interval.high)
        }
      },
      script: script,
      height: height
    )
  }

  /// Two places in few signs; 0 and 1 only where it is all or none.
  private static func short(_ fraction: Double) -> String {
    switch fraction {
    case 0: "0"
    case 1: "1"
    case ..<0.005: "<.01"
    case 0.995...: ">.99"
    default: String(decimal(fraction, places: 2).dropFirst())
    }
  }
}

/// Cells that differ in depth and width alone.
private struct Grid {
  struct Tile {
    var cell: String
    var simulations: Int64
    var x: Int
    var y: Int
    var outcome: OutcomeResults
  }

  var name: String
  var widths: [Int]
  var depths: [Int]
  var tiles: [Tile]
}

extension FigureInput {
  /// Cells of networks with equally wide hidden layers, put together where all else is the same; grids of two depths and two
  /// widths at least, with a tile for at least half of their places.
  fileprivate func grids(outcome: String) -> [Grid] {
    var order: [Experiment] = []
    var members: [Experiment: [(cell: Cell, network: Network)]] = [:]
    for cell in cells where cell.outcome(outcome) != nil {
      guard let experiment = cell.experiment, let rest = experiment.withoutSize else { continue }
      if members[rest] == nil { order.append(rest) }
      members[rest, default: []].append((cell, experiment.network))
    }
    return order.compactMap { rest in
      guard let members = members[rest] else { return nil }
      let widths = Set(members.map { $0.network.layers[0].units }).sorted()
      let depths = Set(members.map(\.network.hiddenLayerCount)).sorted()
      let places = widths.count * depths.count
      guard widths.count > 1, depths.count > 1, members.count * 2 >= places, members.count <= places else { return nil }
      let tiles = members.compactMap { cell, network -> Grid.Tile? in
        guard let x = widths.firstIndex(of: network.layers[0].units),
          let y = depths.firstIndex(of: network.hiddenLayerCount), let found = cell.outcome(outcome)
        else { return nil }
        return Grid.Tile(cell: cell.name, simulations: cell.results.simulations, x: x, y: y, outcome: found)
      }
      return Grid(name: commonName(members.map(\.cell.name)), widths: widths, depths: depths, tiles: tiles)
    }
  }

  /// What the names of a sweep's cells share: `activation=relu` of `activation=relu,width=2` and `activation=relu,width=3`.
  private func commonName(_ names: [String]) -> String {
    let parts = names.map { $0.split(separator: ",") }
    let shared = (parts.first ?? []).filter { part in parts.allSatisfy { $0.contains(part) } }
    return shared.isEmpty ? "with \(names[0])" : shared.joined(separator: ",")
  }
}

extension Experiment {
  /// The same with one kind of hidden layer, a unit wide; nil where hidden layers differ in width.
  fileprivate var withoutSize: Experiment? {
    let hidden = network.hiddenLayers
    guard let width = hidden.first?.units, hidden.allSatisfy({ $0.units == width }) else { return nil }
    var kinds: [DenseLayer] = []
    for var layer in hidden {
      layer.units = 1
      if !kinds.contains(layer) { kinds.append(layer) }
    }
    var rest = self
    rest.network.layers = kinds + network.layers.suffix(1)
    return rest
  }
}

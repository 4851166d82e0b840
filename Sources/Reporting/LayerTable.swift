internal import Experiments
public import Studies

/// The layers of a study's networks on data sets, for people at a terminal: a table for each network, a row a layer,
/// with the shape of what the layer gives and how many numbers it keeps.
public enum LayerTable {
  /// Networks that are shown: a sweep may have hundreds.
  private static let most = 12

  /// A line each; none for studies of functions. Cells that differ in nothing of this share a table.
  public static func lines(_ plan: StudyPlan) -> [String] {
    var tables: [(lines: [String], cells: [String])] = []
    for cell in plan.cells {
      guard let network = cell.layered?.network else { continue }
      let lines = lines(network)
      if let index = tables.firstIndex(where: { $0.lines == lines }) {
        tables[index].cells.append(cell.name)
      } else {
        tables.append((lines, [cell.name]))
      }
    }
    let shown = tables.prefix(most).flatMap { table in
      let names =
        table.cells.prefix(3).joined(separator: ", ")
        + (table.cells.count > 3 ? " and \(table.cells.count - 3) more" : "")
      return ["layers\(table.cells.count == plan.cells.count ? "" : " of \(names)"):"] + table.lines
    }
    guard tables.count > most else { return shown }
    return shown + ["layers of \(tables.count - most) more networks: left out here"]
  }

  /// A table of one network, its heads on top and its totals below.
  static func lines(_ network: LayeredNetwork) -> [String] {
    let counts = network.counts
    let keepsMoments = counts.moments > 0
    func row(_ number: String, _ kind: String, _ shape: String, _ counts: LayerCounts?) -> [String] {
      let numbers = counts.map { [grouped($0.learned)] + (keepsMoments ? [grouped($0.moments)] : []) }
      return [number, kind, shape] + (numbers ?? [String](repeating: "", count: keepsMoments ? 2 : 1))
    }
    let heads = ["layer", "kind", "output", "learned"] + (keepsMoments ? ["running moments"] : [])
    var rows = [heads, row("", "input", LayerWords.shape(network.input), nil)]
    rows += Self.rows(network).map { row($0.number, $0.kind, LayerWords.shape($0.output), $0.counts) }
    rows.append(row("", "all", "", counts))
    let widths = heads.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    let lines = rows.map { row in
      let cells = row.indices.map { $0 < 3 ? row[$0].padded(to: widths[$0]) : row[$0].leftPadded(to: widths[$0]) }
      let line = "  " + cells.joined(separator: "  ")
      return String(line[..<(line.lastIndex { $0 != " " }.map { line.index(after: $0) } ?? line.startIndex)])
    }
    guard keepsMoments else { return lines }
    let together = grouped(counts.learned + counts.moments)
    return lines + ["  \(together) parameters with the running moments, which no gradient moves"]
  }

  private struct Row {
    /// The layer's number in results, which count layers with weights.
    var number: String
    var kind: String
    var output: LayerShape
    var counts: LayerCounts
  }

  /// A row a layer; equal ones that follow each other make one, with what they keep together.
  private static func rows(_ network: LayeredNetwork) -> [Row] {
    let layers = network.layersAboveShapes
    let shapes = network.shapes
    var rows: [Row] = []
    var (number, index) = (0, 0)
    while index < layers.count {
      let (layer, input) = layers[index]
      let end = layers[index...].firstIndex { $0.layer != layer || $0.input != input } ?? layers.count
      let times = end - index
      var counts = LayerCounts()
      for _ in 0..<times { counts = counts + layer.counts(above: input) }
      let first = number + 1
      if layer.drawsWeights { number += times }
      let name = LayerWords.name(layer)
      let slopes = layer.activation == .prelu
      let kind = slopes ? (layer.drawsWeights ? "\(name), PReLU" : "PReLU") : name
      rows.append(
        Row(
          number: !layer.drawsWeights ? "" : times == 1 ? "\(number)" : "\(first)–\(number)",
          kind: times == 1 ? kind : "\(times) × \(kind)",
          output: shapes[end - 1],
          counts: counts
        )
      )
      index = end
    }
    return rows
  }
}

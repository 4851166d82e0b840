internal import Estimation
internal import Experiments
internal import RunFolder
internal import Studies

/// What figures are made of: the cells of the results, each with what it simulates.
struct FigureInput {
  struct Cell {
    var results: CellResults
    /// Nil where the plan knows no cell of this name.
    var experiment: Experiment?
    /// The name as it is drawn, ``StudyCell/label``. Tables keep the name itself.
    var label: String

    var name: String { results.name }

    /// An outcome that means something to this cell.
    func outcome(_ name: String) -> OutcomeResults? { results.outcomes[name] ?? nil }

    func quantity(_ name: String) -> QuantityResults? { results.quantities.first { $0.quantity == name } }
  }

  var cells: [Cell]
  var comparisons: [Comparison]
  /// Which values at points distributions hold, for captions.
  var kept = ""

  /// - Parameter plan: nil where it is not known: nothing is then said of what theory says.
  init(_ results: Results, _ plan: StudyPlan?) {
    let cellsByName = Dictionary(
      (plan?.cells ?? []).map { cell in (cell.name, cell) },
      uniquingKeysWith: { first, _ in first }
    )
    cells = results.cells.map { cell in
      let planned = cellsByName[cell.name]
      return Cell(results: cell, experiment: planned?.experiment, label: planned?.label ?? cell.name)
    }
    comparisons = results.comparisons
    kept = Self.kept(plan?.cells.compactMap(\.layered) ?? [])
  }

  /// A cell's name as it is drawn.
  func label(_ name: String) -> String { cells.first { $0.name == name }?.label ?? name }

  /// "relu less tanh", "relu against tanh".
  func labels(_ comparison: Comparison, _ word: String) -> String {
    "\(label(comparison.first)) \(word) \(label(comparison.second))"
  }

  /// Panels that one figure has at most: a thousand cells would be megabytes that nobody scrolls through.
  static let panels = 12
  /// Checks that a panel has at most: more are narrower than the lines of their intervals.
  static let checks = 60
  /// Rows that one figure has at most.
  static let rows = 60

  /// "1,000 simulations a cell", or the range where cells differ.
  var simulations: String {
    let counts = cells.map(\.results.simulations)
    let (least, most) = (counts.min() ?? 0, counts.max() ?? 0)
    let number = least == most ? grouped(least) : "\(grouped(least)) to \(grouped(most))"
    return "\(number) \(word(most))" + (cells.count > 1 ? " a cell" : "")
  }

  /// A simulation of a network of real size is one of a few.
  private func word(_ count: Int64) -> String {
    guard cells.contains(where: { $0.results.layered != nil }) else { return "simulations" }
    return count == 1 ? "replicate" : "replicates"
  }
}

/// Which of so many things to show where all are too many: the first, the last, and others evenly between.
func evenlySpread(_ count: Int, atMost most: Int) -> [Int] {
  guard count > most, most > 1 else { return Array(0..<count) }
  return (0..<most).map { $0 * (count - 1) / (most - 1) }
}

/// For captions: what does not stand in the drawing.
func leftOut(_ shown: Int, of all: Int, _ what: String) -> String {
  shown < all ? " Drawn are the first \(shown) of \(grouped(all)) \(what); the table has all." : ""
}

/// A number of a table: six digits are more than any drawing shows.
func number(_ value: Double?) -> String {
  guard let value else { return "" }
  return shortest(value.rounded(toSignificantDigits: 6))
}

func numbers(_ values: Double?...) -> [String] { values.map(number) }

func counts(_ values: Int64...) -> [String] { values.map { "\($0)" } }

/// The bin of a quantile, in three digits an edge.
func bin(_ quantile: QuantileResults) -> String {
  func edge(_ value: Double) -> String {
    let rounded = value.rounded(toSignificantDigits: 3)
    return rounded != 0 && (rounded.magnitude < 0.001 || rounded.magnitude >= 1e4)
      ? scientific(rounded) : number(rounded)
  }
  return quantile.low == quantile.high ? edge(quantile.low) : "\(edge(quantile.low))–\(edge(quantile.high))"
}

/// A long name without its middle.
func shortened(_ name: String, to count: Int) -> String {
  guard name.count > count else { return name }
  return name.prefix((count - 1) / 2) + "…" + name.suffix(count - 1 - (count - 1) / 2)
}

/// "relu 0.946, leaky 0.346" or, of many, the ends: "from 0.02 (a) to 0.95 (b)".
func spread(_ values: [(name: String, value: Double)]) -> String {
  spread(values.map { ($0.name, $0.value, fixed($0.value)) })
}

func spread(_ values: [(name: String, value: Double, text: String)]) -> String {
  guard values.count > 6, let least = values.min(by: { $0.value < $1.value }),
    let most = values.max(by: { $0.value < $1.value })
  else { return values.map { "\($0.name) \($0.text)" }.joined(separator: ", ") }
  guard least.value < most.value else { return "\(least.text) in all \(values.count) cells" }
  return "from \(least.text) (\(least.name)) to \(most.text) (\(most.name)) over \(values.count) cells"
}

extension QuantityResults {
  /// Over all finite values, or over the non-zero ones where some are zero and those alone can be shown.
  func quantile(_ probability: Double, nonZero: Bool = false) -> QuantileResults? {
    (nonZero && zeros > 0 ? nonZeroQuantiles : quantiles).first { $0.probability == probability }
  }
}

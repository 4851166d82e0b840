public import RunFolder
public import Studies

/// One figure: what it shows in words, the table it is drawn from, and how to draw it.
///
/// Everything but the drawing is a pure function of results and plan: same results, same bytes.
public struct Figure: Hashable, Sendable {
  /// The stem of its files; letters, digits and `-`, and no two of a report the same.
  public var name: String
  public var title: String
  /// What to see, with method and number of simulations; one or two sentences.
  public var caption: String
  /// The finding in words, for who cannot see it.
  public var alt: String
  /// Head of the table under the figure.
  public var columns: [String]
  /// The table; as many texts a row as there are columns.
  public var rows: [[String]]
  /// A gnuplot script that holds its data and sets neither terminal nor output. Its coordinates count on the size below.
  public var script: String
  /// In pixels of the drawing.
  public var height: Int

  /// Narrow enough for a phone: shown 360 pixels wide, text is still 11 pixels high.
  public static let width = 480
  public static let fontSize = 15

  public init(
    name: String,
    title: String,
    caption: String,
    alt: String,
    columns: [String],
    rows: [[String]],
    script: String,
    height: Int
  ) {
    precondition(rows.allSatisfy { $0.count == columns.count }, "every row has all columns")
    self.name = name
    self.title = title
    self.caption = caption
    self.alt = alt
    self.columns = columns
    self.rows = rows
    self.script = script
    self.height = height
  }

  /// The figures of a study that have something to show, in the order of a report.
  /// - Parameters:
  ///   - results: of the study.
  ///   - plan: the same study's; cells are matched by name. Nil where it is not known: theory then says nothing.
  public static func all(_ results: Results, _ plan: StudyPlan?) -> [Figure] {
    let input = FigureInput(results, plan)
    let made = results.isLayered ? layered(input) : functions(input)
    precondition(made.allSatisfy { names.contains($0.name) }, "every figure's name is known")
    return made
  }

  private static func functions(_ input: FigureInput) -> [Figure] {
    let figures: [Figure?] = [
      .collapse(input), .sweepMap(input, outcome: "constant"), .sweepMap(input, outcome: "dead"), .comparisons(input),
      .death(input), .firstDeadLayer(input), .finalLoss(input), .settling(input),
      LayerQuantity.gradientNorm.figure(input), .gradientComparisons(input),
      LayerQuantity.activationMean.figure(input), LayerQuantity.activationDeviation.figure(input), .unitsOff(input),
    ]
    return figures.compactMap(\.self)
  }

  /// The names of all figures that a report may have.
  static let names =
    [
      "collapse", "map-constant", "map-dead", "comparisons", "death-through-time", "first-dead-layer", "final-loss",
      "settling",
      "gradient-norms", "gradient-comparisons", "activation-means", "activation-deviations", "units-off",
    ] + layeredNames

  /// The table as a CSV file (RFC 4180, lines end with a line feed).
  public var csv: String {
    ([columns] + rows).map { row in row.map(\.csvField).joined(separator: ",") + "\n" }.joined()
  }

  /// - Throws: `GnuplotError`; the rest of the figure, its table above all, is good without.
  public func drawn(by gnuplot: Gnuplot = Gnuplot()) throws(GnuplotError) -> Drawing {
    let head = """
      set terminal svg size \(Self.width),\(height) dynamic noenhanced rounded font 'sans-serif,\(Self.fontSize)'
      set encoding utf8

      """
    return Drawing(gnuplotSVG: try gnuplot.output(of: head + script), name: name, title: title, description: alt)
  }
}

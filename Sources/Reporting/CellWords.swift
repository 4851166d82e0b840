internal import Experiments
internal import RunFolder
public import Studies

extension StudyCell {
  /// A summary of what the cell trains, since its name may say otherwise: activation of the hidden layers, depth × width and
  /// precision, as in "tanh, 10 × 2, float32"; different widths in order, as in "ReLU, 300-100, float32".
  public var summary: String {
    let (activations, widths) = hiddenLayers
    let precision = subject.precision.rawValue
    guard let least = widths.min(), let most = widths.max() else { return "no hidden layer, \(precision)" }
    let shape =
      least < most && widths.count <= Self.mostWidths
      ? widths.map { grouped($0) }.joined(separator: "-")
      : "\(widths.count) × \(grouped(least))" + (least < most ? "–\(grouped(most))" : "")
    return "\(Self.listed(activations)), \(shape), \(precision)"
  }

  /// The cell's name where there is no room for ``summary``, as in figures: "relu (tanh)" where the name has the name of
  /// another activation than the cell trains, as after `--set network.activation=tanh`.
  public var label: String {
    let activations = hiddenLayers.activations
    // "leaky ReLU with slope 0.01" is leaky.
    let trained: Set<Substring> = Set(activations.map { $0.lowercased().prefix(while: \.isLetter) })
    var named = Set(name.lowercased().split(whereSeparator: { !$0.isLetter })).intersection(Self.activationWords)
    if named.contains("leaky") { named.remove("relu") }
    guard !trained.isEmpty, !named.isEmpty, named.isDisjoint(with: trained) else { return name }
    return "\(name) (\(Self.listed(activations)))"
  }

  /// The most hidden layers whose different widths are all shown.
  private static let mostWidths = 4

  /// Activations as names of cells have them: the first words of ``ExperimentWords``.
  private static let activationWords: Set<Substring> = [
    "relu", "leaky", "elu", "selu", "prelu", "rrelu", "tanh", "sigmoid", "linear",
  ]

  private static func listed(_ activations: [String]) -> String {
    let kinds = Set(activations).count == 1 ? Array(activations.prefix(1)) : LayerWords.repeated(activations)
    return ExperimentWords.listed(kinds)
  }

  private var hiddenLayers: (activations: [String], widths: [Int]) {
    switch subject {
    case .function(let experiment):
      let layers = experiment.network.hiddenLayers
      return (layers.map { ExperimentWords.name($0.activation) }, layers.map(\.units))
    case .dataset(let experiment):
      let layers = experiment.network.lookedLayers.filter { !$0.isOutput }
      return (layers.map { LayerWords.activation($0, of: experiment.network) }, layers.map(\.units))
    }
  }
}

extension StudyPlan? {
  /// A summary of what the cell trained, ``StudyCell/summary``; its precision alone where there is no plan.
  func summary(of cell: CellResults) -> String {
    self?.cells.first { $0.name == cell.name }?.summary ?? cell.precision
  }

  /// A cell's ``StudyCell/label``; its name as it is where there is no plan.
  func label(of name: String) -> String { self?.cells.first { $0.name == name }?.label ?? name }
}

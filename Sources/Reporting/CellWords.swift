internal import LayeredTraining
internal import Networks
internal import RunFolder
public import Studies
internal import Training

extension StudyCell {
  /// A summary of what the cell trains, since its name may say otherwise: activation of the hidden layers, depth × width and
  /// precision, as in "tanh, 10 × 2, float32".
  public var summary: String {
    let (activations, widths) = hiddenLayers
    let precision = subject.precision.rawValue
    guard let least = widths.min(), let most = widths.max() else { return "no hidden layer, \(precision)" }
    let kinds = Set(activations).count == 1 ? Array(activations.prefix(1)) : LayerWords.repeated(activations)
    let width = least == most ? grouped(least) : "\(grouped(least))–\(grouped(most))"
    return "\(ExperimentWords.listed(kinds)), \(widths.count) × \(width), \(precision)"
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
}

internal import Experiments

extension LayeredWords {
  /// Which of a layer's values at points are kept: "one in 21", "one in 21 (layers 1, 2), one in 23 (layer 3)"; nil where all are.
  static func kept(_ experiment: LayeredExperiment) -> String? {
    guard experiment.looks.every > 1 else { return nil }
    let shapes = experiment.network.shapes
    var layersByStride: [(stride: Int, layers: [Int])] = []
    for layer in experiment.network.lookedLayers {
      let stride = experiment.looks.stride(width: shapes[layer.activation].count)
      if let index = layersByStride.firstIndex(where: { $0.stride == stride }) {
        layersByStride[index].layers.append(layer.number)
      } else {
        layersByStride.append((stride, [layer.number]))
      }
    }
    let texts = layersByStride.map { "one in \(grouped($0.stride))" }
    if texts.count == 1 { return texts[0] }
    return zip(texts, layersByStride).map { "\($0) (\(numbered($1.layers)))" }.joined(separator: ", ")
  }

  /// "layer 3", "layers 1 to 5, 7".
  private static func numbered(_ layers: [Int]) -> String {
    var runs: [ClosedRange<Int>] = []
    for layer in layers {
      if let last = runs.last, last.upperBound + 1 == layer {
        runs[runs.count - 1] = last.lowerBound...layer
      } else {
        runs.append(layer...layer)
      }
    }
    let texts = runs.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound) to \($0.upperBound)" }
    return (layers.count == 1 ? "layer " : "layers ") + texts.joined(separator: ", ")
  }
}

extension FigureInput {
  /// The part of a caption that says which values at points are kept; empty where all are.
  static func kept(_ experiments: [LayeredExperiment]) -> String {
    let texts = Set(experiments.map(LayeredWords.kept))
    guard texts.count == 1, let text = texts.first else {
      return texts.isEmpty ? "" : " Of some cells only a part of these values is kept: the set-up says which."
    }
    return text.map { " Kept are, of these values, point by point, \($0), which gives every unit of a layer its turn." }
      ?? ""
  }
}

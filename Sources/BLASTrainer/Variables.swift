/// What a parameter of a layer is.
public enum ParameterKind: String, Hashable, Sendable, CaseIterable {
  /// `[unit][input]` of a dense layer, `[filter][row][column][channel]` of a convolution.
  case weights
  /// A number a unit or filter.
  case biases
  /// A number a value of the layer: PReLU.
  case slopes
  /// A number a channel: batch normalization.
  case gamma
  case beta
}

/// One learned array: where it lies among the parameters, and, at the same place, among gradients and what the optimizer
/// remembers.
struct Variable {
  /// The layer's index in the network.
  var layer: Int
  var kind: ParameterKind
  var place: Region
}

/// The learned arrays of a network in the order of its layers, side by side so that an optimizer goes over all in one loop.
struct Variables {
  private(set) var all: [Variable] = []
  private(set) var count = 0
  /// Numbers that each array's room is a multiple of: 64 bytes.
  let line: Int

  mutating func add(layer: Int, kind: ParameterKind, count: Int) -> Region {
    let place = Region(offset: self.count, count: count)
    all.append(Variable(layer: layer, kind: kind, place: place))
    self.count += (count + line - 1) / line * line
    return place
  }

  subscript(layer: Int, kind: ParameterKind) -> Region? {
    all.first { $0.layer == layer && $0.kind == kind }?.place
  }
}

/// The largest study there can be. Every bound keeps memory, time or a random stream's counter from running over.
enum Limits {
  /// Bytes of a study file, as written and as resolved: 1 MiB.
  static let fileSize = 1 << 20
  /// Values in a study, each alias counted as often as it is used: as many as a file without aliases can hold, since a
  /// value takes two bytes. So whatever is written out in full can be read again.
  static let values = fileSize / 2
  /// Bytes of a key path: every value knows its own.
  static let pathLength = 400
  /// Keys of one map: merging takes time proportional to their square.
  static let keys = 2_000
  /// Lists and maps inside each other.
  static let depth = 16
  /// Characters of a key, which a cell's name is.
  static let keyLength = 200
  /// Characters of a study's name.
  static let nameLength = 100

  static let cells = 1_000
  static let pairs = 1_000
  /// Far below the index 2⁶⁴ − 1 that shared draws are made for, and exact in every JSON reader.
  static let simulations = 1_000_000_000_000

  /// The streams' layer index has 8 bits; depths beyond 200 lie outside what the trainers are tested on.
  static let hiddenLayers = 200
  static let width = 65_536
  static let parameters = 1 << 26
  /// A simulation holds all of its points in memory, and a stream has 2³⁴ words.
  static let points = 10_000_000
  /// Listed points are held once a cell.
  static let listedPoints = 1_000
  /// Bytes of a path.
  static let path = 1_000
  /// Numbers of a point in a layer of a network on a data set, and its features: a batch of them has to fit a machine.
  static let pointValues = 1 << 24
  /// Layers with weights, dropouts, and layers with random slopes, of each: the streams' layer index has 8 bits.
  static let drawingLayers = 255
  /// All layers of such a network.
  static let layers = 1_000
  /// Random words of a layer in an epoch: what a stream has.
  static let words = 1 << 34
  /// The streams' epoch index has 20 bits.
  static let epochs = (1 << 20) - 1
  /// Epochs times layers, summed over the cells, of which distributions are kept: each takes some ten kilobytes a rank.
  static let keptEpochs = 20_000
  /// Distributions of layered networks, over all cells.
  static let distributions = 20_000
  /// Points of curves of layered networks, over all cells.
  static let curvePoints = 50_000
  /// Equal bins of a distribution.
  static let bins = 1_000
}

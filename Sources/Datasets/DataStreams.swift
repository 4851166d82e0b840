internal import Lanes
internal import RandomStreams

/// What the data of one simulation are drawn from: a stream for each purpose and part.
///
/// A part is the stream's layer. Numbers are frozen: changing one changes every result.
struct DataStreams {
  let seed: UInt64
  let simulation: UInt64
  let shared: Set<Purpose>

  enum Part: Int {
    // Of each set of points.
    case points = 0
    case radii = 1
    case uselessFeatures = 2
    case flips = 3
    case flippedLabels = 4
    case pointOrder = 5
    // Of the problem, always with the purpose training data.
    case vertices = 16
    case vertexOrder = 17
    case vertexBits = 18
    case clusterStretch = 19
    case featureStretch = 20
    case covariances = 21
    case combinations = 22
    case repetitions = 23
    case shifts = 24
    case scales = 25
    case featureOrder = 26
  }

  func stream(_ part: Part, _ purpose: Purpose = .trainingData) -> RandomStream<UInt32> {
    RandomStream(
      seed: seed,
      purpose: purpose,
      layer: part.rawValue,
      simulations: shared.contains(purpose) ? .shared : SimulationLanes(from: simulation)
    )
  }

  func words(_ part: Part, _ purpose: Purpose = .trainingData, count: Int) -> [UInt32] {
    [UInt32](unsafeUninitializedCapacity: count) { buffer, filled in
      stream(part, purpose).forEachWord(count: count) { buffer[$0] = $1 }
      filled = count
    }
  }

  /// Uniform on [0, 1), 32 bits each.
  func uniforms(_ part: Part, _ purpose: Purpose = .trainingData, count: Int) -> [Double] {
    words(part, purpose, count: count).map { Double(unitInterval: UInt64($0)) }
  }

  /// Standard normal, by inversion.
  func normals(_ part: Part, _ purpose: Purpose = .trainingData, count: Int) -> [Double] {
    words(part, purpose, count: count).map { Double.standardNormal(UInt64($0)) }
  }
}

extension UInt32 {
  /// A random word as a number in 0 ..< `count`: ⌊word · count / 2³²⌋.
  func below(_ count: Int) -> Int { Int(UInt64(self) * UInt64(count) >> 32) }
}

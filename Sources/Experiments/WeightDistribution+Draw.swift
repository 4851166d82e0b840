public import Lanes
public import RandomStreams

extension WeightDistribution {
  /// One weight a lane from one random word a lane, in the precision of `V`.
  @inlinable
  public func draw<V: Lanes>(_ words: V.Words) -> V {
    switch self {
    case .constant(let value): V(V.Element(value))
    case .uniform(let low, let high): V.uniform(words, low: V.Element(low), high: V.Element(high))
    case .normal(let mean, let deviation):
      V(V.Element(mean)).addingProduct(V(V.Element(deviation)), V.standardNormal(words))
    case .truncatedNormal(let mean, let deviation):
      V(V.Element(mean)).addingProduct(V(V.Element(deviation)), V.truncatedStandardNormal(words))
    }
  }
}

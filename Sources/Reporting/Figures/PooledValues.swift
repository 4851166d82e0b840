package import Estimation
package import RunFolder

/// The values of a layer that are not zero, over all replicates, in the bins in which results hold them: on one axis, signed or
/// by magnitude.
package struct PooledValues {
  package struct Bin: Hashable {
    package var low: Double
    package var high: Double
    package var count: Int64
  }

  /// In the order of the values.
  package private(set) var bins: [Bin]
  /// In all bins together.
  package let count: Int64

  /// - Parameter isMagnitude: whether signs are left out.
  /// - Complexity: O(bins log bins).
  package init(_ distribution: DistributionResults, isMagnitude: Bool) {
    let resolution = Histogram.Resolution(binsPerOctave: distribution.binsPerOctave) ?? .coarse
    var bins = (distribution.counts ?? []).compactMap { index, count in
      Histogram.Bin(index: isMagnitude ? Int(index.magnitude) : index, resolution).map {
        Bin(low: $0.lowerEdge, high: $0.upperEdge, count: count)
      }
    }
    if isMagnitude { bins = Self.merged(bins) }
    // No value lies beyond the least and the greatest, whatever the outermost bins leave room for.
    if let least = distribution.least, let greatest = distribution.greatest, least <= greatest {
      let ends = (least.magnitude, greatest.magnitude)
      let range =
        isMagnitude ? (least <= 0 && 0 <= greatest ? 0 : min(ends.0, ends.1))...max(ends.0, ends.1) : least...greatest
      for index in bins.indices {
        let edges = (bins[index].low...bins[index].high).clamped(to: range)
        (bins[index].low, bins[index].high) = (edges.lowerBound, edges.upperBound)
      }
    }
    self.bins = bins
    count = bins.reduce(0) { $0 + $1.count }
  }

  /// In order, with the bins of both signs as one.
  private static func merged(_ bins: [Bin]) -> [Bin] {
    var merged: [Bin] = []
    for bin in bins.sorted(by: { $0.low < $1.low }) {
      if let last = merged.last, last.low == bin.low {
        merged[merged.count - 1].count += bin.count
      } else {
        merged.append(bin)
      }
    }
    return merged
  }

  /// A quantile as `Histogram` has it: the bin, and an estimate within it.
  /// - Parameter zeros: so many zeros are among the values.
  package func quantile(_ probability: Double, zeros: Int64 = 0) -> Histogram.Quantile? {
    let all = count + zeros
    guard all > 0 else { return nil }
    var left = Histogram.rank(probability, of: all)
    var zeros = zeros
    let atZero = Histogram.Quantile(low: 0, high: 0, value: 0)
    for bin in bins {
      if bin.low >= 0, zeros > 0 {
        if left <= zeros { return atZero }
        left -= zeros
        zeros = 0
      }
      if left <= bin.count {
        let value = Histogram.interpolated(rank: left, of: bin.count, in: bin.low...bin.high)
        return Histogram.Quantile(low: bin.low, high: bin.high, value: value)
      }
      left -= bin.count
    }
    return zeros > 0 ? atZero : nil
  }

  /// How many values lie in each of so many equal steps of an axis, those of a bin spread evenly over it: bins are not
  /// equally wide, the steps of a drawing are.
  /// - Parameters:
  ///   - axis: its ends, as places of `scale`.
  ///   - scale: where a value stands.
  package func shares(on axis: ClosedRange<Double>, steps: Int, _ scale: Scale) -> [Double] {
    var shares = [Double](repeating: 0, count: steps)
    let width = (axis.upperBound - axis.lowerBound) / Double(steps)
    for bin in bins {
      guard let low = scale.place(bin.low), let high = scale.place(bin.high) else { continue }
      if low == high {
        // Equal values all, at an end of what values can be perhaps.
        guard axis.contains(low) else { continue }
        shares[min(Int((low - axis.lowerBound) / width), steps - 1)] += Double(bin.count)
        continue
      }
      let (from, to) = (max(low, axis.lowerBound), min(high, axis.upperBound))
      guard from < to else { continue }
      let each = Double(bin.count) / (high - low)
      let first = min(Int((from - axis.lowerBound) / width), steps - 1)
      let last = min(Int((to - axis.lowerBound) / width), steps - 1)
      for step in first...max(first, last) {
        let start = axis.lowerBound + Double(step) * width
        shares[step] += max(0, min(to, start + width) - max(from, start)) * each
      }
    }
    return shares
  }
}

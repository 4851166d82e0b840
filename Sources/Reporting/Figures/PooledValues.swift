internal import Estimation
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
    var bins = (distribution.counts ?? []).compactMap { index, count in
      Histogram.Bin(index: isMagnitude ? Int(index.magnitude) : index).map {
        Bin(low: $0.lowerEdge, high: $0.upperEdge, count: count)
      }
    }
    if isMagnitude { bins = Self.merged(bins) }
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

  /// The bin of a quantile, as `Histogram` has it.
  /// - Parameter zeros: so many zeros are among the values.
  package func quantile(_ probability: Double, zeros: Int64 = 0) -> Bin? {
    let all = count + zeros
    guard all > 0 else { return nil }
    var left = min(max(Int64(exactly: (probability * Double(all)).rounded(.up)) ?? all, 1), all)
    var zeros = zeros
    for bin in bins {
      if bin.low >= 0, zeros > 0 {
        left -= zeros
        if left <= 0 { return Bin(low: 0, high: 0, count: zeros) }
        zeros = 0
      }
      left -= bin.count
      if left <= 0 { return bin }
    }
    return zeros > 0 ? Bin(low: 0, high: 0, count: zeros) : nil
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
      guard let low = scale.place(bin.low), let high = scale.place(bin.high), low < high else { continue }
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

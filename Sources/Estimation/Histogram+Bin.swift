extension Histogram {
  /// One bin: the zeros, or a part of an octave on either side of them. Bins of one resolution sort as their values do.
  public struct Bin: Hashable, Comparable, Sendable {
    /// 0 for the zeros; for others 1 + the bits of exponent and upper mantissa (14, or 17 of fine bins), with the value's sign.
    ///
    /// Frozen: it names the bin in checkpoints.
    public let index: Int
    public let resolution: Resolution

    /// The indices that bins have.
    public static func indices(_ resolution: Resolution = .coarse) -> ClosedRange<Int> {
      -resolution.codes...resolution.codes
    }

    /// The bin with this index, or `nil` outside of `indices`.
    public init?(index: Int, _ resolution: Resolution = .coarse) {
      guard Self.indices(resolution).contains(index) else { return nil }
      self.init(uncheckedIndex: index, resolution)
    }

    /// The bin that counts `value`, or `nil` for NaN and infinities.
    public init?(containing value: Double, _ resolution: Resolution = .coarse) {
      guard value.isFinite else { return nil }
      let magnitude = value == 0 ? 0 : resolution.code(of: value) + 1
      self.init(uncheckedIndex: value.sign == .minus ? -magnitude : magnitude, resolution)
    }

    init(uncheckedIndex: Int, _ resolution: Resolution) {
      index = uncheckedIndex
      self.resolution = resolution
    }

    /// The magnitude code, which the zeros have none of.
    var code: Int? { index == 0 ? nil : Int(index.magnitude) - 1 }

    /// The end towards minus infinity. A value in a positive bin may be equal to it, one in a negative bin only if it is
    /// −`greatestFiniteMagnitude`.
    public var lowerEdge: Double { index < 0 ? -outerMagnitude : innerMagnitude }

    /// The end towards infinity. A value in a negative bin may be equal to it, one in a positive bin only if it is
    /// `greatestFiniteMagnitude`.
    public var upperEdge: Double { index < 0 ? -innerMagnitude : outerMagnitude }

    /// The edge towards zero; that of the smallest bin is the smallest number, since zeros have a bin of their own.
    private var innerMagnitude: Double {
      switch index.magnitude {
      case 0: 0
      case 1: .leastNonzeroMagnitude
      case let i: resolution.magnitude(ofCode: Int(i) - 1)
      }
    }

    /// The edge away from zero; that of the largest bin is the largest finite number, not infinity.
    private var outerMagnitude: Double {
      index == 0 ? 0 : min(resolution.magnitude(ofCode: Int(index.magnitude)), .greatestFiniteMagnitude)
    }

    public static func < (a: Bin, b: Bin) -> Bool { a.index < b.index }
  }

  /// How many values of the bin were added.
  ///
  /// - Complexity: O(1) of a histogram that is ``laidOut``.
  public subscript(bin: Bin) -> Int64 {
    precondition(bin.resolution == resolution, "a bin of another resolution")
    return bin.code.map { laidOut.count(code: $0, negative: bin.index < 0) } ?? zeros
  }

  /// The bins that hold values, in the order of their values, with their counts; that of the zeros among them.
  ///
  /// - Complexity: O(the octaves spanned).
  public var bins: [(bin: Bin, count: Int64)] {
    let histogram = laidOut
    var bins: [(bin: Bin, count: Int64)] = []
    func append(_ codes: some Sequence<Int>, negative: Bool) {
      for code in codes {
        let count = histogram.count(code: code, negative: negative)
        if count != 0 { bins.append((Bin(uncheckedIndex: negative ? -1 - code : 1 + code, resolution), count)) }
      }
    }
    append(histogram.occupied(negative: true).reversed(), negative: true)
    if zeros != 0 { bins.append((Bin(uncheckedIndex: 0, resolution), zeros)) }
    append(histogram.occupied(negative: false), negative: false)
    return bins
  }
}

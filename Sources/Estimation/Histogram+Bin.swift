extension Histogram {
  /// One bin: the zeros, or an eighth of an octave on either side of them. Bins sort as their values do.
  public struct Bin: Hashable, Comparable, Sendable {
    /// 0 for the zeros; for others 1 + the 14 bits of exponent and upper mantissa, with the value's sign.
    ///
    /// Frozen: it names the bin in checkpoints.
    public let index: Int

    /// The indices there are.
    public static let indices = -Histogram.codes...Histogram.codes

    /// The bin with this index, or `nil` outside of `indices`.
    public init?(index: Int) {
      guard Self.indices.contains(index) else { return nil }
      self.index = index
    }

    /// The bin that counts `value`, or `nil` for NaN and infinities.
    public init?(containing value: Double) {
      guard value.isFinite else { return nil }
      self.init(uncheckedIndex: value == 0 ? 0 : Histogram.code(of: value) + 1, negative: value.sign == .minus)
    }

    init(code: Int, negative: Bool) {
      self.init(uncheckedIndex: code + 1, negative: negative)
    }

    static let zero = Bin(uncheckedIndex: 0, negative: false)

    private init(uncheckedIndex: Int, negative: Bool) {
      index = negative ? -uncheckedIndex : uncheckedIndex
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
      case let i: Histogram.magnitude(ofCode: Int(i) - 1)
      }
    }

    /// The edge away from zero; that of the largest bin is the largest finite number, not infinity.
    private var outerMagnitude: Double {
      index == 0 ? 0 : min(Histogram.magnitude(ofCode: Int(index.magnitude)), .greatestFiniteMagnitude)
    }

    public static func < (a: Bin, b: Bin) -> Bool { a.index < b.index }
  }

  /// How many values of the bin were added.
  ///
  /// - Complexity: O(1).
  public subscript(bin: Bin) -> Int64 {
    bin.code.map { count(code: $0, negative: bin.index < 0) } ?? zeros
  }

  /// The bins that hold values, in the order of their values, with their counts; that of the zeros among them.
  ///
  /// - Complexity: O(the octaves spanned).
  public var bins: [(bin: Bin, count: Int64)] {
    var bins: [(bin: Bin, count: Int64)] = []
    func append(_ codes: some Sequence<Int>, negative: Bool) {
      for code in codes {
        let count = count(code: code, negative: negative)
        if count != 0 { bins.append((Bin(code: code, negative: negative), count)) }
      }
    }
    append(occupied(negative: true).reversed(), negative: true)
    if zeros != 0 { bins.append((.zero, zeros)) }
    append(occupied(negative: false), negative: false)
    return bins
  }
}

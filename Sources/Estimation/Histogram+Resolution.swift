extension Histogram {
  /// How many bins an octave has.
  public enum Resolution: Int, Hashable, Sendable, CaseIterable {
    /// Eight an octave: a bin is at most 12.5 % wide. For numbers of which a study has thousands of histograms.
    case coarse = 3
    /// 64 an octave: a bin is at most 1.6 % wide. For values that a simulation has many of, which are drawn.
    case fine = 6

    /// The resolution with this number of bins, or `nil` if no resolution has it.
    public init?(binsPerOctave: Int) {
      guard let found = Self.allCases.first(where: { $0.binsPerOctave == binsPerOctave }) else { return nil }
      self = found
    }

    public var binsPerOctave: Int { 1 << rawValue }

    /// A magnitude's code is its bit pattern without this many low bits.
    var bitsBelowCode: UInt64 { UInt64(52 - rawValue) }

    /// The number of codes of finite magnitudes: those of 2047 exponents.
    var codes: Int { 2047 << rawValue }

    /// Exponent and upper mantissa of a value, as one number that grows with the magnitude.
    func code(of value: Double) -> Int { Int(truncatingIfNeeded: value.magnitude.bitPattern >> bitsBelowCode) }

    /// The smallest magnitude with this code.
    func magnitude(ofCode code: Int) -> Double { Double(bitPattern: UInt64(code) << bitsBelowCode) }
  }
}

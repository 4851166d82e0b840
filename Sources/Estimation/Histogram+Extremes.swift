extension Histogram {
  /// The least and the greatest finite value that were added, exactly: the outermost bins reach no farther.
  ///
  /// Kept as whole numbers that grow with the value, so that ranks find those of all by an elementwise maximum.
  public struct Extremes: Hashable, Sendable {
    @usableFromInline var leastKey = Int64.max
    @usableFromInline var greatestKey = Int64.min

    /// The extremes of no values.
    public init() {}

    /// Zeros of both signs have the same key.
    @inlinable @inline(__always)
    static func key(_ value: Double) -> Int64 {
      let magnitude = Int64(bitPattern: value.magnitude.bitPattern)
      return value.sign == .minus ? 0 &- magnitude : magnitude
    }

    private static func value(_ key: Int64) -> Double {
      let magnitude = Double(bitPattern: UInt64(key.magnitude))
      return key < 0 ? -magnitude : magnitude
    }

    /// - Precondition: `value` is finite.
    @inlinable @inline(__always)
    mutating func add(_ value: Double) {
      let key = Self.key(value)
      leastKey = min(leastKey, key)
      greatestKey = max(greatestKey, key)
    }

    mutating func merge(_ other: Extremes) {
      leastKey = min(leastKey, other.leastKey)
      greatestKey = max(greatestKey, other.greatestKey)
    }

    /// The least and the greatest value; `nil` without values, or where they were not kept.
    public var range: ClosedRange<Double>? {
      leastKey <= greatestKey ? Self.value(leastKey)...Self.value(greatestKey) : nil
    }

    /// Whether there are values or none, and the values are numbers: what a file holds may be anything.
    fileprivate var isPossible: Bool {
      let infinity = Double.infinity.bitPattern
      return self == Extremes()
        || leastKey <= greatestKey && leastKey.magnitude < infinity && greatestKey.magnitude < infinity
    }

    /// How many numbers `maxima` has.
    public static let maximaCount = 2

    /// Two numbers whose elementwise maximum is that of all values together.
    public var maxima: [Int64] { [-leastKey, greatestKey] }

    /// The extremes that `maxima` describe.
    public init(maxima: some Collection<Int64>) {
      precondition(maxima.count == Self.maximaCount, "\(maxima.count) maxima; must be \(Self.maximaCount)")
      let numbers = Array(maxima)
      // The least number has no negative; nothing that was kept comes to it.
      leastKey = numbers[0] == .min ? .max : -numbers[0]
      greatestKey = numbers[1]
    }
  }

  /// The shape of a histogram's integer form: the window of its counts, and the extremes.
  public struct Outline: Hashable, Sendable {
    public let window: Window
    public let extremes: Extremes

    init(_ window: Window, _ extremes: Extremes) {
      self.window = window
      self.extremes = extremes
    }

    /// How many numbers `maxima` has.
    public static let maximaCount = Window.maximaCount + Extremes.maximaCount

    /// Numbers whose elementwise maximum over outlines is that of their histograms merged.
    public var maxima: [Int64] { window.maxima + extremes.maxima }

    /// The outline that `maxima` describe.
    ///
    /// - Precondition: they came from `maxima` of outlines, by elementwise maxima.
    public init(maxima: some Collection<Int64>, _ resolution: Resolution) {
      window = Window(maxima: maxima.prefix(Window.maximaCount), resolution)
      extremes = Extremes(maxima: maxima.dropFirst(Window.maximaCount))
    }

    /// The outline of `maxima` that come from a file.
    /// - Returns: nil for what are no such numbers.
    public init?(checking maxima: ArraySlice<Int64>, _ resolution: Resolution) {
      guard maxima.count == Self.maximaCount,
        let window = Window(checking: maxima.prefix(Window.maximaCount), resolution)
      else { return nil }
      let extremes = Extremes(maxima: maxima.dropFirst(Window.maximaCount))
      guard extremes.isPossible else { return nil }
      self.init(window, extremes)
    }
  }

  /// - Complexity: O(the octaves spanned).
  public var outline: Outline { Outline(window, extremes) }

  /// The histogram whose `appendCounts(in:to:)` gives `flat`.
  public init(flat: some Collection<Int64>, in outline: Outline) {
    self.init(flat: flat, in: outline.window)
    extremes = outline.extremes
  }

  /// The histogram of a flat form that comes from a file.
  /// - Returns: nil for what no values come to.
  public init?(checking flat: ArraySlice<Int64>, in outline: Outline) {
    self.init(checking: flat, in: outline.window)
    extremes = outline.extremes
    let ends = bins.first.flatMap { first in bins.last.map { (first.bin, $0.bin) } }
    switch (ends, extremes.range) {
    case (nil, nil): return
    case (let (first, last)?, let range?):
      let found = [range.lowerBound, range.upperBound].map { Bin(containing: $0, resolution) }
      if found != [first, last] { return nil }
    default: return nil
    }
  }
}

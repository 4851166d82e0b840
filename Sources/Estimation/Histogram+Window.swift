extension Histogram {
  /// The magnitudes that a flat array has counts for: two stretches of bins, one a sign.
  ///
  /// Ranks sum their histograms in two collective calls: an elementwise maximum of `maxima`, which gives the window
  /// that holds every rank's counts, then an elementwise sum of `appendCounts(in:to:)`.
  public struct Window: Hashable, Sendable {
    /// Magnitude codes of the negative values: −`Bin.index` − 1.
    public let negative: Range<Int>
    /// Magnitude codes of the positive values: `Bin.index` − 1.
    public let positive: Range<Int>
    public let resolution: Resolution
    /// Stored, so that the loop over values shifts by a number that it has.
    @usableFromInline let bitsBelowCode: UInt64

    /// The window that holds no coarse bin.
    public static let empty = empty(.coarse)

    /// The window that holds no bin.
    static func empty(_ resolution: Resolution) -> Window { Window(negative: 0..<0, positive: 0..<0, resolution) }

    init(negative: Range<Int>, positive: Range<Int>, _ resolution: Resolution) {
      self.negative = negative
      self.positive = positive
      self.resolution = resolution
      bitsBelowCode = resolution.bitsBelowCode
    }

    var isEmpty: Bool { negative.isEmpty && positive.isEmpty }

    /// How many numbers the flat form has: values not finite, zeros, then both stretches.
    public var flatCount: Int { 2 + negative.count + positive.count }

    /// The smallest window that holds both.
    public func union(_ other: Window) -> Window {
      precondition(resolution == other.resolution, "windows of different resolutions")
      return Window(maxima: zip(maxima, other.maxima).map(max), resolution)
    }

    /// Whether every bin of `other` is in this window.
    public func contains(_ other: Window) -> Bool { union(other) == self }

    /// The window of `maxima` that come from a file.
    /// - Returns: nil for what `maxima` of no window are.
    public init?(checking maxima: ArraySlice<Int64>, _ resolution: Resolution = .coarse) {
      guard maxima.count == Self.maximaCount else { return nil }
      let codes = Int64(resolution.codes)
      let bounds = Array(maxima)
      for side in [0, 2] {
        let isEmpty = bounds[side] == -codes && bounds[side + 1] == 0
        let isInside = -codes <= bounds[side] && bounds[side] <= 0 && bounds[side + 1] <= codes
        guard isEmpty || (isInside && -bounds[side] < bounds[side + 1]) else { return nil }
      }
      self.init(maxima: maxima, resolution)
    }

    /// How many numbers `maxima` has.
    public static let maximaCount = 4

    /// Four numbers whose elementwise maximum over windows describes their union: a negated lower and an upper bound
    /// for each stretch.
    public var maxima: [Int64] {
      [negative, positive].flatMap {
        // An empty stretch must not win anywhere.
        $0.isEmpty ? [Int64(-resolution.codes), 0] : [Int64(-$0.lowerBound), Int64($0.upperBound)]
      }
    }

    /// The window that `maxima` describe.
    ///
    /// - Precondition: they came from `maxima` of windows, by elementwise maxima.
    public init(maxima: some Collection<Int64>, _ resolution: Resolution = .coarse) {
      precondition(maxima.count == Self.maximaCount, "\(maxima.count) maxima; must be \(Self.maximaCount)")
      let bounds = maxima.map { Int($0) }
      func stretch(_ lower: Int, _ upper: Int) -> Range<Int> {
        precondition(0 <= lower && upper <= resolution.codes, "magnitude codes \(lower)..<\(upper) do not exist")
        return lower < upper ? lower..<upper : 0..<0
      }
      self.init(negative: stretch(-bounds[0], bounds[1]), positive: stretch(-bounds[2], bounds[3]), resolution)
    }
  }

  /// The histogram of a flat form that comes from a file.
  /// - Returns: nil for what `appendCounts(in:to:)` would not have written.
  public init?(checking flat: ArraySlice<Int64>, in window: Window) {
    guard flat.count == window.flatCount, flat.allSatisfy({ $0 >= 0 }) else { return nil }
    var total = Int64(0)
    for count in flat {
      let (sum, overflow) = total.addingReportingOverflow(count)
      if overflow { return nil }
      total = sum
    }
    self.init(flat: flat, in: window)
  }

  /// The smallest window that holds every count; it depends on the counts alone, not on how they came about.
  ///
  /// - Complexity: O(the octaves spanned).
  public var window: Window {
    isListed
      ? window(of: few)
      : Window(negative: occupied(negative: true), positive: occupied(negative: false), resolution)
  }

  /// Appends the counts as plain numbers: values not finite, zeros, then negative and positive bins, each from small
  /// magnitudes to large.
  ///
  /// - Parameters:
  ///   - window: what to write; it must hold this histogram's own.
  ///   - flat: gains `window.flatCount` numbers. Elementwise sums of such arrays with one window are the flat form of
  ///     the merged histogram.
  /// - Complexity: O(`window.flatCount`).
  public func appendCounts(in window: Window, to flat: inout [Int64]) {
    let histogram = laidOut
    precondition(window.contains(histogram.window), "the window leaves counts out")
    flat.append(nonFinite)
    flat.append(zeros)
    for code in window.negative { flat.append(histogram.count(code: code, negative: true)) }
    for code in window.positive { flat.append(histogram.count(code: code, negative: false)) }
  }

  /// The histogram whose `appendCounts(in:to:)` gives `flat`.
  ///
  /// - Parameters:
  ///   - flat: `window.flatCount` numbers, none negative.
  ///   - window: the window they were written with.
  /// - Complexity: O(`window.flatCount`).
  public init(flat: some Collection<Int64>, in window: Window) {
    precondition(flat.count == window.flatCount, "\(flat.count) counts for a window of \(window.flatCount)")
    precondition(flat.allSatisfy { $0 >= 0 }, "a count is negative")
    counts = Array(flat)
    stored = window
  }
}

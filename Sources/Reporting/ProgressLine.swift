/// One line on how a study is getting on.
public struct ProgressLine: Sendable {
  public var done: UInt64
  public var total: UInt64
  /// What stands before the total where it is not exact: "about", "at most".
  public var hedge: String
  /// Simulation indices a second.
  public var rate: Double
  public var secondsLeft: Double?
  /// By cell: its name and the current interval of its fraction `constant`.
  public var cells: [(name: String, low: Double, high: Double)]

  public init(
    done: UInt64,
    total: UInt64,
    hedge: String = "",
    rate: Double,
    secondsLeft: Double?,
    cells: [(name: String, low: Double, high: Double)]
  ) {
    self.done = done
    self.total = total
    self.hedge = hedge
    self.rate = rate
    self.secondsLeft = secondsLeft
    self.cells = cells
  }

  /// A network of real size may take minutes: a rate is said by the time in which at least one is done.
  private var pace: String? {
    guard rate >= 0, rate < 1e18 else { return nil }
    if rate == 0 || rate >= 1 { return "\(grouped(Int(rate)))/s" }
    let (each, unit) = rate * 60 >= 1 ? (rate * 60, "min") : (rate * 3600, "h")
    return "\(decimal(each, places: 1))/\(unit)"
  }

  private static let more = ", …"

  /// - Parameter width: characters to fit into; what does not fit is left out from the end, piece by piece; dots stand for cells
  ///   that are left out.
  public func text(width: Int) -> String {
    var pieces = ["\(grouped(done)) of \(hedge.isEmpty ? "" : hedge + " ")\(grouped(total))"]
    // A log that was changed may say anything.
    pieces.append(total == 0 ? " (100 %)" : " (\(Int(min(Double(done) / Double(total) * 100, 1e6))) %)")
    if let pace { pieces.append(", \(pace)") }
    if let secondsLeft, done < total { pieces.append(", \(duration(secondsLeft)) left") }
    var line = ""
    for piece in pieces {
      if line.count + piece.count > width { return line }
      line += piece
    }
    for (index, cell) in cells.enumerated() {
      let piece = "\(index == 0 ? "; constant: " : ", ")\(cell.name) \(fixed(cell.low))–\(fixed(cell.high))"
      let more = index == cells.count - 1 ? "" : Self.more
      if line.count + piece.count + more.count > width { return index > 0 ? line + Self.more : line }
      line += piece
    }
    return line
  }
}

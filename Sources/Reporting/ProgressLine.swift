/// One line on how a study is getting on.
public struct ProgressLine {
  public var done: UInt64
  public var total: UInt64
  /// Simulation indices a second.
  public var rate: Double
  public var secondsLeft: Double?
  /// By cell: its name and the current interval of its fraction `constant`.
  public var cells: [(name: String, low: Double, high: Double)]

  public init(
    done: UInt64, total: UInt64, rate: Double, secondsLeft: Double?, cells: [(name: String, low: Double, high: Double)]
  ) {
    self.done = done
    self.total = total
    self.rate = rate
    self.secondsLeft = secondsLeft
    self.cells = cells
  }

  /// - Parameter width: characters to fit into; what does not fit is left out cell by cell.
  public func text(width: Int) -> String {
    let percent = total == 0 ? 100 : Int(Double(done) / Double(total) * 100)
    var line = "\(grouped(done)) of \(grouped(total)) (\(percent) %), \(grouped(Int(rate)))/s"
    if let secondsLeft, done < total { line += ", \(duration(secondsLeft)) left" }
    var separator = "; constant: "
    for cell in cells {
      let piece = "\(separator)\(cell.name) \(fixed(cell.low))–\(fixed(cell.high))"
      if line.count + piece.count > width { break }
      line += piece
      separator = ", "
    }
    return line
  }
}

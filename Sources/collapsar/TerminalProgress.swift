import Estimation
import Foundation
import Harness
import Reporting
import Studies

/// Progress on standard error: one line that is written over on a terminal; elsewhere a line after two seconds, then one every
/// ten.
final class TerminalProgress: ProgressSink {
  private let isQuiet: Bool
  private let isTerminal: Bool
  private let interval: Duration
  private let clock = ContinuousClock()
  private var last: ContinuousClock.Instant?
  private var lastWork: ContinuousClock.Instant?
  private var lineIsOpen = false
  /// After the last round.
  private var stand: ProgressLine?

  init(isQuiet: Bool) {
    self.isQuiet = isQuiet
    isTerminal = isatty(STDERR_FILENO) == 1
    interval = isTerminal ? .milliseconds(100) : .seconds(10)
    if !isTerminal {
      let first = clock.now + .seconds(2)
      (last, lastWork) = (first - interval, first - interval)
    }
  }

  /// Says what runs from now on, and where: before anything is computed, since the first round may take long.
  func begin(_ plan: StudyPlan, ranks: Int, folder: String) {
    guard !isQuiet else { return }
    let count = plan.stop == nil ? grouped(plan.simulations) : "up to \(grouped(plan.maximumSimulations))"
    let cells = plan.cells.count == 1 ? "one cell" : "each of \(plan.cells.count) cells"
    let place = ranks == 1 ? "one rank" : "\(ranks) ranks"
    write("running \(plan.name.printable): \(count) simulations of \(cells) on \(place), into \(folder.printable)\n")
  }

  func advanced(_ report: ProgressReport) {
    let line = ProgressLine(
      done: report.done,
      total: report.outlook.count,
      hedge: report.outlook.hedge,
      rate: report.rate,
      secondsLeft: report.secondsLeft,
      cells: report.cells.map { ($0.name, $0.count.interval.low, $0.count.interval.high) }
    )
    stand = line
    if isDue(since: &last) { show(line.text(width: isTerminal ? width : 200)) }
  }

  func working(on work: WorkReport) {
    guard isDue(since: &lastWork) else { return }
    var line = stand
    line?.cells = []
    let share = work.steps > 0 ? min(work.step, work.steps) * 100 / work.steps : 0
    let words = "simulation \(work.simulation), \(work.cell) (\(work.position) of \(work.cells)), \(share) %"
    let width = isTerminal ? width : 200
    let head = line.map { $0.text(width: width - words.count - 5) } ?? ""
    show(String(((head.isEmpty ? "" : head + "; ") + "now " + words).prefix(width)))
  }

  /// Whether it is time to say something.
  private func isDue(since last: inout ContinuousClock.Instant?) -> Bool {
    guard !isQuiet else { return false }
    let now = clock.now
    if let last, now - last < interval { return false }
    last = now
    return true
  }

  private func show(_ line: String) {
    if isTerminal {
      write("\r\u{1b}[2K" + line)
      lineIsOpen = true
    } else {
      write(line + "\n")
    }
  }

  func waiting(for ranks: [Int]) {}

  func failed(_ complaint: String) {
    // Quiet too: it may be all that tells why a run takes long, or ends.
    end()
    Entry.say("could not be computed: \(complaint)")
  }

  /// Clears the line before something else is said.
  func end() {
    if lineIsOpen { write("\r\u{1b}[2K") }
    lineIsOpen = false
  }

  private var width: Int {
    var size = winsize()
    let isKnown = ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    return (isKnown ? Int(size.ws_col) : 80) - 1
  }

  private func write(_ text: String) { StandardStreams.printError(text) }
}

extension Outlook {
  fileprivate var hedge: String {
    switch self {
    case .exact: ""
    case .forecast: "about"
    case .atMost: "at most"
    }
  }
}

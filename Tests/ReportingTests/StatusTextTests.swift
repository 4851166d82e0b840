import Reporting
import RunFolder
import Testing

@Suite("The status of a folder")
struct StatusTextTests {
  private let manifest = Manifest(
    version: "1",
    planHash: "0123456789abcdef",
    command: [],
    start: "2026-01-01T00:00:00Z",
    mpiLibrary: "",
    mpiCompiled: "",
    cpuLevel: "",
    trainers: [:],
    laneWidth: "full",
    ranks: (0..<3).map {
      Manifest.Rank(rank: $0, host: $0 < 2 ? "one" : "two", processor: "", processID: 42, seed: 1)
    }
  )

  private func log(_ text: String, secondsAgo: Double) throws -> LogEntry {
    var entry = try JSON.value(LogEntry.self, from: Array(text.utf8))
    entry.secondsAgo = secondsAgo
    return entry
  }

  private let beat = #"{"event":"heartbeat","done":300,"total":1000,"elapsed":2,"rate":100}"#

  private func text(_ manifest: Manifest, _ log: LogEntry?, _ writer: StatusText.Writer, saved: UInt64? = nil) -> String
  {
    StatusText(study: "small", manifest: manifest, results: nil, log: log, writer: writer, saved: saved).text
  }

  @Test("says of a running study how far it is, and of a killed one how far it came")
  func running() throws {
    let log = try log(beat, secondsAgo: 4)
    #expect(
      text(manifest, log, .runs) == """
        small, plan 0123456789ab
        running since 2026-01-01T00:00:00Z, 3 ranks on one, two
        last heartbeat 4.0 s ago: 300 of 1,000 (30 %), 100/s, 7.0 s left
        nothing is saved yet
        """
    )
    #expect(
      text(manifest, log, .gone, saved: 250) == """
        small, plan 0123456789ab
        begun at 2026-01-01T00:00:00Z, 3 ranks on one, two, and killed: process 42 is gone
        last heartbeat 4.0 s ago: 300 of 1,000 (30 %), 100/s
        250 simulations are saved; the same command goes on from there
        """
    )
  }

  @Test("doubts a run that cannot be seen and gives no sign of life, whatever dates its files have")
  func silent() throws {
    for seconds in [12.0, 600] {
      let silent = text(manifest, try log(beat, secondsAgo: seconds), .unknown)
      #expect(
        silent.contains("\nbegun at ") && silent.contains("; perhaps killed: its process cannot be seen from here")
      )
    }
    #expect(text(manifest, try log(beat, secondsAgo: 600), .unknown).contains("last heartbeat 10 min 0 s ago"))
    var ahead = try log(beat, secondsAgo: 0)
    ahead.secondsAgo = nil
    #expect(text(manifest, ahead, .runs).contains("\nlast heartbeat: 300 of 1,000"))
    let begin = try log(#"{"event":"begin"}"#, secondsAgo: 1)
    #expect(text(manifest, begin, .runs).contains("\nno heartbeat yet: it began 1.0 s ago\n"))
  }

  @Test("lets no file move the terminal")
  func escapes() {
    var manifest = manifest
    manifest.exitReason = "failed: \u{1B}]0;taken\u{7}\nfinished"
    manifest.end = "now\u{1B}[2J"
    manifest.ranks[0].host = "\u{1B}[1A"
    let text = StatusText(study: "\u{1B}c", manifest: manifest, results: nil, log: nil, writer: .gone).text
    #expect(text.split(separator: "\n").count == 4)
    #expect(!text.unicodeScalars.contains { $0.properties.generalCategory == .control && $0 != "\n" })
    #expect(text.contains("failed: \\u{1B}]0;taken\\u{7}\\u{A}finished"))
  }

  @Test("says what a run failed of")
  func failed() throws {
    var manifest = manifest
    manifest.exitReason = "failed: the disk is full"
    manifest.end = "2026-01-01T00:01:00Z"
    manifest.wallSeconds = 60
    let end = try log(#"{"event":"end","simulations":1234,"reason":"x"}"#, secondsAgo: 1)
    #expect(
      text(manifest, end, .gone, saved: 1_200) == """
        small, plan 0123456789ab
        failed: the disk is full
        ended at 2026-01-01T00:01:00Z after 1 min 0 s, 1,234 simulations done, 3 ranks on one, two
        1,200 simulations are saved; the same command goes on from there
        """
    )
  }
}

import Reporting
import RunFolder
import Studies

/// Results whose table a command shows, when it has written them or has found them there.
struct ShownResults {
  var results: Results
  /// They were there before.
  var isOld: Bool

  func show(_ folder: String, isQuiet: Bool) throws(Failure) {
    let file = "\(folder)/results.json"
    let plan = (try? StudyPlan(file: "\(folder)/\(FileName.study)")).flatMap {
      $0.planHash == results.planHash ? $0 : nil
    }
    try StandardStreams.print(
      (isQuiet ? "" : ResultTable(results, plan).text + "\n") + "results: \(file)",
      remedy: "the results are in \(file); for the table, give the same command with an output that can be written"
    )
  }

  /// Makes the report, if there is none of these results. Whatever happens to it, the study is done.
  func report(in folder: String, isQuiet: Bool) throws(Failure) {
    if !isOld || !ReportFiles.isThere(folder) {
      do throws(Failure) {
        let notes = try StudyReport.make(results, in: folder)
        if !isQuiet { for note in notes { Entry.say("note: \(note)") } }
      } catch {
        Entry.say("note: no report: \(error.message); `collapsar report \(folder)` makes it")
        return
      }
    }
    if !isQuiet {
      try StandardStreams.print(
        StudyReport.line(folder),
        remedy: "the study is done, its results and its report are in \(folder)"
      )
    }
  }
}

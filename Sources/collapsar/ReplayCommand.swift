import ArgumentParser
import Experiments
import Harness
import MessagePassing
import ReferenceTrainer
import Reporting
import RunFolder
import Studies

struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Train one simulation of a study again, alone, and show its story.",
    discussion: """
      Loss and predictions through time, when and where it died, each layer's gradient norm and active units, and the \
      function it ended with. The simulation is the same bits as in the study, and is held against its row. Of a network on a \
      data set: all its numbers, by layer too, as text or json; svg and --weights are for tiny networks.

      EXAMPLES
        collapsar replay out/dying-relu --cell relu --simulation 417
        collapsar replay out/dying-relu --cell relu --simulation 417 --format svg > story.svg
        collapsar replay out/dying-relu --cell relu --simulation 417 --weights network.json
      """
  )

  @Argument(help: ArgumentHelp("The folder that a run has written.", valueName: "dir"), completion: .directory)
  var folder: String

  @Option(help: ArgumentHelp("The cell; may be left out where there is one.", valueName: "name"))
  var cell: String?

  @Option(help: ArgumentHelp("The simulation's index, as in simulations.csv.", valueName: "i"))
  var simulation: String

  @Option(help: ArgumentHelp("text, json or svg.", valueName: "format"))
  var format = "text"

  @Option(
    help: ArgumentHelp("Write initial and final parameters, and the data, to a file as JSON.", valueName: "file"),
    completion: .file(extensions: ["json"])
  )
  var weights: String?

  enum Form: String, CaseIterable {
    case text, json, svg
  }

  func run() throws {
    guard let form = Form(rawValue: format) else {
      let forms = Form.allCases.map(\.rawValue).joined(separator: ", ")
      throw Failure(.usage, "--format \(format.prefix(40)): must be one of \(forms)")
    }
    guard let simulation = try wholeNumber(simulation, "--simulation", in: 0...UInt64.max) else { return }
    let study = try StoredStudy(folder)
    let cell = try position(study.plan)
    try checkRange(simulation, study)
    // Started by mpirun, it is the same story on every rank.
    guard LaunchEnvironment.speaks else { return }

    guard let experiment = study.plan.cells[cell].experiment else {
      return try replayLayered(study, cell, simulation, form)
    }
    let story = ReferenceTrainer.story(experiment, simulation: simulation)
    let row = try check(story.record, cell, study)
    let replay = Replay(study.plan, cell: cell, story: story, row: row)
    do {
      if let weights { try OutputFile.write(try ReplayWeights(replay).bytes(), to: weights) }
      switch form {
      case .text: try StandardStreams.print(ReplayText(replay).text)
      case .json: try StandardStreams.print(bytes: try ReplayJSON(replay).bytes())
      case .svg: try StandardStreams.print(bytes: Array(try drawing(replay).file.utf8))
      }
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure(.internalError, "cannot write JSON (\(error)); please report this")
    }
  }

  private func drawing(_ replay: Replay) throws(Failure) -> Drawing {
    do {
      return try Figure.replay(replay).drawn(by: .ofThisProcess)
    } catch .absent {
      throw Failure(
        .launchRefused,
        "--format svg: there is no gnuplot in PATH: install gnuplot-nox (apt-get install gnuplot-nox), or take text or json"
      )
    } catch .stuck(let seconds) {
      throw Failure(
        .launchRefused,
        "--format svg: gnuplot did not end within \(duration(seconds)); try again, or take text or json"
      )
    } catch .failed(let complaint) {
      throw Failure(.internalError, "--format svg: gnuplot failed: \(complaint); please report this")
    } catch {
      throw Failure(.launchRefused, "--format svg: \(error); or take text or json")
    }
  }

  /// The cell that was asked for.
  private func position(_ plan: StudyPlan) throws(Failure) -> Int {
    let names = plan.cells.map(\.name)
    guard let cell else {
      if names.count == 1 { return 0 }
      throw Failure(.usage, "--cell is missing: name one of \(listed(names))")
    }
    if let position = names.firstIndex(of: cell) { return position }
    throw Failure(.usage, "--cell \(cell.prefix(80)): \(folder) has no such cell; \(nearest(cell, of: names))")
  }

  private func listed(_ names: [String]) -> String {
    names.prefix(20).joined(separator: ", ") + (names.count > 20 ? ", …" : "")
  }

  private func checkRange(_ simulation: UInt64, _ study: StoredStudy) throws(Failure) {
    var count = study.plan.stop?.maximumSimulations ?? study.plan.simulations
    if study.isFinished, let manifest = study.manifest {
      let results = try reading { () throws(FolderError) in try study.folder.results(manifest) }
      count = UInt64(max(results.cells.map(\.simulations).min() ?? 0, 0))
    }
    guard simulation >= count else { return }
    throw Failure(
      .usage,
      "--simulation \(simulation): \(study.folder.path) has simulations 0 to \(max(count, 1) - 1)"
    )
  }

  /// Holds the record against the stored row.
  func check(_ record: Record, _ cell: Int, _ study: StoredStudy) throws(Failure) -> Replay.RowCheck {
    guard study.folder.has(FileName.simulations) else {
      guard study.manifest?.files?[FileName.simulations] == nil else {
        throw Failure(.foreignState, "\(study.folder.file(FileName.simulations)): is missing; restore it")
      }
      return .notKept
    }
    let file = study.folder.file(FileName.simulations)
    let name = study.plan.cells[cell].name
    let format = study.plan.rows
    let found = try reading { () throws(FolderError) in
      var reader = try RowReader(of: study.folder)
      return (reader.columns, try reader.row(cell: name, simulation: record.simulation))
    }
    let (columns, row) = found
    if columns != format.columns {
      let wrong = (0..<max(columns.count, format.columns.count)).first { index in
        index >= columns.count || index >= format.columns.count || columns[index] != format.columns[index]
      }
      throw Failure(
        .foreignState,
        "\(file): its columns are not this study's, from column \((wrong ?? 0) + 1) on; it is damaged, or of another version"
      )
    }
    guard let row else {
      guard !study.isFinished else {
        throw Failure(
          .foreignState,
          "\(file): is damaged: it has no row of cell \(name), simulation \(record.simulation), and the study is finished"
        )
      }
      return .notThere
    }
    guard let difference = format.difference(of: row, from: record, cell: cell) else { return .matches(line: row.line) }
    throw Failure(
      .foreignState,
      "\(file):\(row.line): column \(difference.column) is \(difference.first ?? "missing"), the replay gives "
        + "\(difference.second ?? "no such column"): the row is damaged, or was computed by another version"
    )
  }
}

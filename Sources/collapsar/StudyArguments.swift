import ArgumentParser
import Studies

/// Which study, with what changed on the command line.
struct StudyArguments: ParsableArguments {
  @Argument(help: ArgumentHelp("The study file (YAML).", valueName: "study"), completion: .file(extensions: ["yaml"]))
  var study: String

  // As text: `overrides` says better than the parser what is wrong with it.
  @Option(
    help: ArgumentHelp("Simulations of every cell, instead of the study's; with stop: the fewest.", valueName: "n")
  )
  var simulations: String?

  @Option(help: ArgumentHelp("Seed of every random stream, instead of the study's.", valueName: "s"))
  var seed: String?

  @Option(
    help: ArgumentHelp(
      "Only simulations A to B - 1, a part of the study; collapsar merge puts parts together.",
      valueName: "a..<b"
    )
  )
  var range: String?

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("Any other key of the study: --set network.width=4. May be repeated.", valueName: "key=value")
  )
  var settings: [String] = []

  /// What the command line says on top of the file. To be asked for before anything is started.
  /// - Throws: `Failure` for what is no number.
  func overrides() throws(Failure) -> StudyOverrides {
    let range = try simulationRange(range)
    if range != nil, simulations != nil {
      throw Failure(.usage, "--range and --simulations both say how many simulations; leave one of them out")
    }
    return StudyOverrides(
      seed: try wholeNumber(seed, "--seed", in: 0...UInt64.max),
      simulations: try wholeNumber(simulations, "--simulations", in: 1...StudyPlan.mostSimulations),
      range: range,
      settings: settings
    )
  }

  /// What a folder that is gone on with changes of the study.
  struct Changes {
    /// At least as many as are there.
    var simulations: UInt64?
    /// Of the confidence sequence that a `stop:` began with.
    var keptWeight: Double?
    var records: String?
  }

  /// - Throws: `Failure` for a study that is not sound.
  func plan(_ changes: Changes = Changes()) throws(Failure) -> StudyPlan {
    var overrides = try overrides()
    if let simulations = changes.simulations {
      if let range = overrides.range {
        overrides.range = range.lowerBound..<range.lowerBound + simulations
      } else {
        overrides.simulations = simulations
      }
    }
    overrides.keptWeight = changes.keptWeight
    if let records = changes.records { overrides.settings.append("records=\(records)") }
    do { return try StudyPlan(file: study, overrides: overrides) } catch { throw Failure(error) }
  }
}

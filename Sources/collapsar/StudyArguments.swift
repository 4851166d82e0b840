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
    name: .customLong("set"),
    help: ArgumentHelp("Any other key of the study: --set network.width=4. May be repeated.", valueName: "key=value")
  )
  var settings: [String] = []

  /// What the command line says on top of the file. To be asked for before anything is started.
  /// - Throws: `Failure` for what is no number.
  func overrides() throws(Failure) -> StudyOverrides {
    StudyOverrides(
      seed: try wholeNumber(seed, "--seed", in: 0...UInt64.max),
      simulations: try wholeNumber(simulations, "--simulations", in: 1...StudyPlan.mostSimulations),
      settings: settings
    )
  }

  /// - Throws: `Failure` for a study that is not sound.
  func plan() throws(Failure) -> StudyPlan {
    let overrides = try overrides()
    do { return try StudyPlan(file: study, overrides: overrides) } catch { throw Failure(error) }
  }
}

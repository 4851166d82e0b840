import ArgumentParser
import Studies

/// Which study, with what changed on the command line.
struct StudyArguments: ParsableArguments {
  @Argument(help: ArgumentHelp("The study file (YAML).", valueName: "study"), completion: .file(extensions: ["yaml"]))
  var study: String

  @Option(help: ArgumentHelp("Simulations of every cell, instead of the study's.", valueName: "n"))
  var simulations: UInt64?

  @Option(help: ArgumentHelp("Seed of every random stream, instead of the study's.", valueName: "s"))
  var seed: UInt64?

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("Any other key of the study: --set network.width=4. May be repeated.", valueName: "key=value")
  )
  var settings: [String] = []

  /// - Throws: `Failure` for a study that is not sound, or asks for what this version cannot do.
  func plan() throws(Failure) -> StudyPlan {
    let plan: StudyPlan
    do {
      plan = try StudyPlan(
        file: study,
        overrides: StudyOverrides(seed: seed, simulations: simulations, settings: settings)
      )
    } catch {
      throw Failure(error)
    }
    if plan.stop != nil {
      throw Failure(
        .usage,
        "\(study): stop: stopping on precision is not available yet; leave it out and give simulations"
      )
    }
    return plan
  }
}

import ArgumentParser
import Foundation
import LaneTrainer
import MessagePassing
import Reporting
import Studies

struct ScriptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "script",
    abstract: "Print a batch script for a cluster's scheduler, ready to submit.",
    discussion: """
      The job leaves before its time is over and goes on where it stopped, by itself, until the study is finished. The \
      script says at its places why it does what it does; look it over before the first use.

      EXAMPLES
        collapsar script slurm my.yaml --ranks 64 --time 04:00:00 > job.sbatch
        collapsar script slurm my.yaml --ranks 8 --time 01:00:00 --arrays 10
        collapsar script pbs my.yaml --ranks 64 --time 04:00:00 --queue short
      """
  )

  @Argument(help: ArgumentHelp("slurm or pbs.", valueName: "scheduler"))
  var scheduler: String

  @OptionGroup var arguments: StudyArguments

  @Option(help: ArgumentHelp("How many ranks, one core each; of every job of an array.", valueName: "n"))
  var ranks: String

  @Option(
    help: ArgumentHelp("The time limit of one job, 04:00:00 say. The study may take longer.", valueName: "hh:mm:ss")
  )
  var time: String

  @Option(
    help: ArgumentHelp("Where the study is written; out/NAME of the study when left out.", valueName: "dir"),
    completion: .directory
  )
  var out: String?

  @Option(help: ArgumentHelp("The job's name; the study's when left out.", valueName: "name"))
  var name: String?

  @Option(help: ArgumentHelp("On how many nodes; as the scheduler sees fit when left out.", valueName: "n"))
  var nodes: String?

  @Option(help: ArgumentHelp("The account, or project, that pays.", valueName: "name"))
  var account: String?

  @Option(help: ArgumentHelp("Slurm: the partition.", valueName: "name"))
  var partition: String?

  @Option(help: ArgumentHelp("PBS: the queue.", valueName: "name"))
  var queue: String?

  @Option(
    help: ArgumentHelp("A file with lines to carry out first: `module load`, say.", valueName: "file"),
    completion: .file()
  )
  var prelude: String?

  @Option(help: ArgumentHelp("Divides the simulations among k jobs of an array, to be merged later.", valueName: "k"))
  var arrays: String?

  @Option(
    help: ArgumentHelp("How often the job may put itself into the queue again; 20 when left out.", valueName: "n")
  )
  var maxRequeues: String?

  @Option(
    help: ArgumentHelp("Slurm: what starts the ranks, mpirun or srun; mpirun when left out.", valueName: "launcher")
  )
  var launcher: String?

  func run() throws {
    let (text, job) = try script()
    // Started by mpirun, it is one script that is wanted.
    guard LaunchEnvironment.speaks else { return }
    if let note = note(job) { Entry.say("note: \(note)") }
    try StandardStreams.print(text)
  }

  private func script() throws(Failure) -> (text: String, job: BatchJob) {
    switch scheduler {
    case "slurm":
      try refuse(queue, "--queue", "is PBS's word; for Slurm write --partition")
      let job = try job(queue: try word(partition, "--partition"))
      return (SlurmScript(job: job, launcher: try slurmLauncher()).text, job)
    case "pbs":
      try refuse(partition, "--partition", "is Slurm's word; for PBS write --queue")
      try refuse(launcher, "--launcher", "is for Slurm; under PBS it is mpirun")
      let job = try job(queue: try word(queue, "--queue"))
      if let nodes = job.nodes, job.ranks % nodes != 0 {
        throw Failure(
          .usage,
          "--nodes \(nodes): PBS wants as many ranks on every node, and \(job.ranks) ranks cannot be divided so; "
            + "write --ranks \(job.ranks / nodes * nodes)"
        )
      }
      return (PBSScript(job: job).text, job)
    default:
      throw Failure(.usage, "\(scheduler.prefix(40)): no scheduler that is known here; must be slurm or pbs")
    }
  }

  private func job(queue: String?) throws(Failure) -> BatchJob {
    let ranks = Int(try wholeNumber(ranks, "--ranks", in: 1...1_000_000) ?? 1)
    let nodes = try wholeNumber(nodes, "--nodes", in: 1...1_000_000).map { Int($0) }
    if let nodes, nodes > ranks {
      throw Failure(.usage, "--nodes \(nodes): more than the \(ranks) of --ranks; every node has one rank at least")
    }
    let time = try WallTime(time)
    let maxRequeues = Int(try wholeNumber(maxRequeues, "--max-requeues", in: 0...10_000) ?? 20)
    let account = try word(account, "--account")
    if out == "" { throw Failure(.usage, "--out is empty; name a folder, or leave it out") }
    let prelude = try preludeText()
    let plan = try arguments.plan()
    let arrays = try arrays(plan)
    let trainers = try CellTrainers(plan, width: .full)
    return BatchJob(
      command: [program] + Program.words.dropFirst(),
      program: program,
      study: arguments.study,
      options: options(isArray: arrays != nil),
      out: out.map(OutputFolder.trimmed) ?? OutputFolder.standard(for: plan.name),
      simulations: plan.simulations,
      studyName: plan.name,
      name: try word(name, "--name") ?? Self.jobName(plan.name),
      ranks: ranks,
      nodes: nodes,
      time: time,
      megabytes: BatchJob.megabytes(for: StudyCost(plan, trainers).memory),
      seconds: StudyTime(plan, trainers).study / Double(arrays ?? 1),
      account: account,
      queue: queue,
      prelude: prelude,
      arrays: arrays,
      maxRequeues: maxRequeues
    )
  }

  /// A warning where a job has more ranks than its work is worth.
  private func note(_ job: BatchJob) -> String? {
    guard job.ranks > 1, job.seconds < Self.shortSeconds else { return nil }
    let time = job.seconds < 1 ? "less than a second" : "about \(duration(job.seconds))"
    return
      "\(job.arrays == nil ? "the study" : "a job of the array") takes \(time) on one core, less than \(job.ranks) ranks take "
      + "to start; ask for one rank, or run it without a scheduler: collapsar run \(shellWord(arguments.study))"
  }

  /// Seconds in which a launcher on several nodes starts a job.
  private static let shortSeconds = 5.0

  /// As it was called, where that leads to a file; else, found by PATH, in full: a node may have another PATH.
  private var program: String {
    let called = Program.words.first ?? "collapsar"
    return called.contains("/") ? called : Program.path
  }

  private func slurmLauncher() throws(Failure) -> SlurmScript.Launcher {
    guard let launcher else { return .mpirun }
    if let known = SlurmScript.Launcher(rawValue: launcher) { return known }
    throw Failure(.usage, "--launcher \(launcher.prefix(40)): must be mpirun or srun")
  }

  private func arrays(_ plan: StudyPlan) throws(Failure) -> UInt64? {
    guard let arrays = try wholeNumber(arrays, "--arrays", in: 2...1000) else { return nil }
    if arguments.range != nil {
      throw Failure(
        .usage,
        "--arrays \(arrays) and --range: every job of an array has a range of its own; leave one of the two out"
      )
    }
    if plan.stop != nil {
      throw Failure(
        .usage,
        "--arrays \(arrays): this study stops on precision, which jobs that do not know of each other cannot do; "
          + "leave out its stop: or --arrays"
      )
    }
    if arrays > plan.simulations {
      throw Failure(.usage, "--arrays \(arrays): must be at most \(plan.simulations), the simulations of every cell")
    }
    return arrays
  }

  /// What was said of the study on the command line, to be said again to `run`.
  private func options(isArray: Bool) -> [String] {
    var options: [String] = []
    // In an array the range says how many.
    if let simulations = arguments.simulations, !isArray { options += ["--simulations", simulations] }
    if let range = arguments.range { options += ["--range", range] }
    if let seed = arguments.seed { options += ["--seed", seed] }
    for setting in arguments.settings { options += ["--set", setting] }
    return options
  }

  private func preludeText() throws(Failure) -> String? {
    guard let prelude else { return nil }
    guard let bytes = FileManager.default.contents(atPath: prelude), let text = String(bytes: bytes, encoding: .utf8)
    else {
      throw Failure(.usage, "--prelude \(prelude): cannot be read as text; give a file with lines for bash")
    }
    return text
  }

  private func refuse(_ value: String?, _ option: String, _ why: String) throws(Failure) {
    if value != nil { throw Failure(.usage, "\(option) \(why)") }
  }

  /// A name that the scheduler reads as one word.
  private func word(_ text: String?, _ option: String) throws(Failure) -> String? {
    guard let text else { return nil }
    let isWord = text.unicodeScalars.allSatisfy {
      $0.isASCII
        && ($0.properties.isAlphabetic || $0.properties.numericType != nil || "_-.,:@+".unicodeScalars.contains($0))
    }
    if isWord, let first = text.first, first.isLetter || first.isNumber { return text }
    throw Failure(
      .usage,
      "\(option) '\(text.prefix(40))': must be letters, digits and _ - . , : @ +, beginning with a letter or digit"
    )
  }

  /// A study's name as every scheduler takes it: letters, digits, `_ . -`, a letter first, 15 characters at most (PBS).
  private static func jobName(_ name: String) -> String {
    var safe = name.map { $0.isASCII && ($0.isLetter || $0.isNumber || "_.-".contains($0)) ? $0 : "-" }
    if safe.first?.isLetter != true { safe.insert(contentsOf: "job-", at: 0) }
    return String(safe.prefix(15))
  }
}

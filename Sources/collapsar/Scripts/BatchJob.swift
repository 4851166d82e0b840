import Reporting

/// What is asked of a scheduler, checked: nothing in it can break the script that is made of it.
struct BatchJob {
  /// The command that made the script, for whoever finds it later.
  var command: [String]
  /// How the program was called.
  var program: String
  var study: String
  /// Options of `run` beside `--out`: what is changed of the study.
  var options: [String]
  var out: String
  /// Of every cell.
  var simulations: UInt64
  var studyName: String
  /// The job's name: letters, digits and `_ . -`.
  var name: String
  var ranks: Int
  var nodes: Int?
  var time: WallTime
  /// Megabytes of memory a rank.
  var megabytes: Int
  /// Seconds that the work of one job takes on one core, as estimated.
  var seconds: Double
  var account: String?
  /// Slurm's partition, PBS's queue.
  var queue: String?
  /// Lines to be carried out first, as they are.
  var prelude: String?
  /// Into how many jobs of an array the simulations are divided; nil: one job.
  var arrays: UInt64?
  var maxRequeues: Int
}

extension BatchJob {
  /// The memory to ask for, from the estimated bytes of a rank: half as much again, and 256 MB for the program,
  /// MPI's share and, once, the drawing of figures; in steps of 64 MB.
  static func megabytes(for bytes: Double) -> Int { Int(((bytes * 1.5 / 1e6 + 256) / 64).rounded(.up)) * 64 }

  /// The head's first lines, the same for every scheduler.
  ///
  /// - Parameters:
  ///   - scheduler: its name.
  ///   - submit: the command that submits a script.
  ///   - queue: the command that shows where it stands.
  func head(scheduler: String, submit: String, queue: String) -> String {
    let tasks = arrays.map { ", in an array of \($0) jobs" } ?? ""
    let words = command.map(shellWord).joined(separator: " ")
    let status = "\(shellWord(program)) status \(shellWord(arrays == nil ? out : out + partSuffix(of: 0)))"
    let uses = [
      (submit + " FILE", "submit it, in the folder from which the paths below lead on"),
      (queue, "where it stands"),
      (status, "how far it is"),
    ]
    let width = uses.map(\.0.count).max() ?? 0
    let lines = uses.map { "#   \($0)" + String(repeating: " ", count: width - $0.count) + "   \($1)" }
    return #"""
      #!/bin/bash
      # \#(studyName) under \#(scheduler): \#(grouped(simulations)) simulations of every cell\#(tasks); \#(rankCount), one core each.
      # Made by: \#(words)
      #
      \#(lines.joined(separator: "\n"))
      """#
  }

  private var rankCount: String { "\(grouped(ranks)) \(ranks == 1 ? "rank" : "ranks")\(arrays == nil ? "" : " a job")" }

  /// Lines that come before the program, or an example of them.
  var preludeText: String {
    guard let prelude else {
      return """
        # What the nodes need before the program can start goes here (--prelude FILE does it), for instance:
        # module load openmpi
        """
    }
    return "# What the nodes need before the program can start.\n" + prelude.trimmingNewlines
  }

  /// Where things are, and a look whether they are there.
  var paths: String {
    #"""
    set -u
    program=\#(shellWord(program))
    study=\#(shellWord(study))
    out=\#(shellWord(out))

    say() { printf 'batch script: %s\n' "$*" >&2; }
    command -v "$program" >/dev/null || { say "$program: no such program, seen from $PWD on $(uname -n)"; exit 69; }
    [[ -r $study ]] || { say "$study: cannot be read, seen from $PWD on $(uname -n)"; exit 64; }

    # Open MPI keeps sockets here: a short path on the node's own disk, not on one that nodes share.
    export TMPDIR=/tmp
    """#
  }

  /// Which simulations a job of the array has, and where it writes; empty where there is no array.
  ///
  /// - Parameter task: a shell word that is the job's number in the array, from 0.
  func share(task: String) -> String {
    guard let arrays else { return "" }
    let each = simulations / arrays
    let more = simulations % arrays
    let rest =
      more == 0
      ? "first=$((task * \(each))) end=$(((task + 1) * \(each)))"
      : "first=$((task * \(each) + (task < \(more) ? task : \(more)))) end=$((first + \(each) + (task < \(more) ? 1 : 0)))"
    return #"""


      # This job's share of the simulations, in a folder of its own. When all jobs are done, one folder is made of them by
      #   \#(shellWord(program)) merge \#(shellWord(out)) \#(shellWord(out))-part-*
      task=\#(task)
      \#(rest)
      out=$out$(printf -- '-part-%0\#(digits)d' "$task")
      """#
  }

  /// Digits of the last number in the array.
  private var digits: Int { String((arrays ?? 1) - 1).count }

  private func partSuffix(of task: Int) -> String {
    "-part-" + String(repeating: "0", count: digits - 1) + "\(task)"
  }

  /// The words behind the launcher, for bash.
  var runWords: String {
    let words = ["run", #""$study""#, "--out", #""$out""#] + options.map(shellWord)
    let range = arrays == nil ? [] : ["--range", #""$first..<$end""#]
    return (#""$program" "# + (words + range).joined(separator: " "))
  }

  /// What is done, to see progress by.
  var progress: String {
    #"""
    # The simulations that the checkpoint holds: a run that adds none to them is not repeated.
    progress() { cat "$out/state.json" 2>/dev/null | tr -d ' \n' | grep -o '"done":\[[][0-9,]*'; }
    before=$(progress)
    """#
  }

  /// Starts a launcher and waits for it; goes on where it has stopped early, with the signal's name in `asked`, if one came.
  func launch(_ launcher: String) -> String {
    #"""
    # USR1 makes all ranks leave together, with their state on disk and exit code 75. TERM, which would leave them a second,
    # is turned into it: so a job is ended that is deleted, or makes room for another.
    asked= launcher=
    leave() { asked=$1 again=yes; [[ -z $launcher ]] || kill -USR1 "$launcher" 2>/dev/null; }
    trap 'leave USR1' USR1
    trap 'leave TERM' TERM
    \#(launcher) &
    launcher=$!
    [[ -z $asked ]] || leave "$asked"
    # A trap ends the wait, not what is waited for.
    again=yes
    while [[ -n $again ]]; do
      again=
      wait "$launcher"
      code=$?
    done
    # A signal that comes before the program listens ends it, with what the last checkpoint holds.
    [[ -n $asked && $code == 138 ]] && code=75
    ((code == 75)) || exit "$code"
    """#
  }
}

extension String {
  /// Without empty lines at its end.
  fileprivate var trimmingNewlines: String {
    var text = self[...]
    while text.last?.isNewline ?? false { text = text.dropLast() }
    return String(text)
  }
}

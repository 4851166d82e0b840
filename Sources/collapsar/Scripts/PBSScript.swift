import Reporting

/// A batch script for PBS (OpenPBS, PBS Professional).
struct PBSScript {
  var job: BatchJob

  /// Seconds between the end of the run and the end of the job: a quarter of a short one, two minutes of a long one.
  private var lead: Int { min(120, job.time.seconds / 4) }

  var text: String {
    [
      job.head(scheduler: "PBS", submit: "qsub", queue: "qstat -u $USER"),
      ending,
      "",
      directives,
      "",
      "cd \"$PBS_O_WORKDIR\" || exit 69",
      "",
      job.preludeText,
      "",
      // A job that was submitted by one of the array is no array, and is told its number.
      job.paths + job.share(task: "${COLLAPSAR_TASK:-${PBS_ARRAY_INDEX:-}}"),
      "",
      job.progress,
      "",
      job.launch(launch),
      "",
      resubmit,
    ].joined(separator: "\n")
  }

  private var ending: String {
    #"""
    #
    # Before the time is over, the ranks leave with their state on disk. The job then submits itself again, and that one goes
    # on from that state: up to \#(job.maxRequeues) times, as long as every run adds simulations.
    """#
  }

  private var directives: String {
    let select =
      if let nodes = job.nodes {
        "\(nodes):ncpus=\(job.ranks / nodes):mpiprocs=\(job.ranks / nodes):mem=\(job.megabytes * job.ranks / nodes)mb"
      } else {
        "\(job.ranks):ncpus=1:mpiprocs=1:mem=\(job.megabytes)mb"
      }
    var lines = ["-N \(job.name)", "-l select=\(select)", "-l walltime=\(job.time.text)"]
    if let account = job.account { lines.append("-A \(account)") }
    if let queue = job.queue { lines.append("-q \(queue)") }
    if let arrays = job.arrays { lines.append("-J 0-\(arrays - 1)") }
    lines += ["-j oe", "-r y"]
    return lines.map { "#PBS \($0)" }.joined(separator: "\n")
  }

  private var launch: String {
    #"""
    # PBS says nothing of a job's end before it comes, so the program is told when to leave.
    left=$((\#(job.time.seconds - lead) - SECONDS))
    # With a hostfile this works with and without Open MPI's support for PBS; without it, hosts are reached by ssh.
    mpirun -n \#(job.ranks) --hostfile "$PBS_NODEFILE" --bind-to none \#(job.runWords) --max-time "$((left > 1 ? left : 1))s"
    """#
  }

  private var resubmit: String {
    let variables = #"COLLAPSAR_RESUBMISSIONS=$((count + 1))"# + (job.arrays == nil ? "" : ",COLLAPSAR_TASK=$task")
    let script = job.arrays == nil ? #"cat "$0""# : #"grep -v '^#PBS -J ' "$0""#
    return #"""
      # Stopped early: once more, if that leads anywhere. PBS keeps a copy of this script while it runs, and that is $0.
      count=${COLLAPSAR_RESUBMISSIONS:-0}
      if [[ $asked == TERM ]]; then
        say "told to end before it was finished; submit this script again to go on"
      elif [[ $(progress) == "$before" ]]; then
        say "no simulation was finished in this time, so the job is not submitted again; give it more (--time)"
      elif ((count >= \#(job.maxRequeues))); then
        say "submitted again $count times, which is all it may (--max-requeues); submit this script again to go on"
      elif grep -q '^#PBS -N ' "$0" 2>/dev/null && \#(script) | qsub -v "\#(variables)"; then
        say "not finished, submitted again"
      else
        say "not finished, and it cannot submit itself from here; submit this script again to go on"
      fi
      exit 75
      """#
  }
}

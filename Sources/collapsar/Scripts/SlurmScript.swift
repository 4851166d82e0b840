import Reporting

/// A batch script for Slurm.
struct SlurmScript {
  /// What starts the ranks.
  enum Launcher: String, CaseIterable {
    case mpirun, srun
  }

  var job: BatchJob
  var launcher: Launcher

  /// How many seconds before the end Slurm is asked for its signal. Slurm looks at its jobs every half minute, so the signal can be a
  /// minute early or half a minute late; the ranks need a second, and a large file system some more. A short job gives
  /// nearly all its time for that.
  private var lead: Int { min(120, job.time.seconds * 5 / 6) }

  var text: String {
    [
      job.head(scheduler: "Slurm", submit: "sbatch", queue: "squeue --me"),
      ending,
      "",
      directives,
      "",
      job.preludeText,
      "",
      job.paths + job.share(task: "$SLURM_ARRAY_TASK_ID"),
      "",
      endTime,
      "",
      job.progress,
      "",
      job.launch(launch),
      "",
      requeue,
    ].joined(separator: "\n")
  }

  private var ending: String {
    #"""
    #
    # Before the time is over, Slurm sends USR1 and the ranks leave with their state on disk. The job then puts itself into
    # the queue again, where it goes on from that state: up to \#(job.maxRequeues) times, as long as every run adds simulations.
    # A requeued job waits two minutes at least; that is Slurm's rule.
    """#
  }

  private var directives: String {
    var lines = [
      "--job-name=\(job.name)", "--ntasks=\(job.ranks)", "--cpus-per-task=1", "--mem-per-cpu=\(job.megabytes)M",
    ]
    if let nodes = job.nodes { lines.append("--nodes=\(nodes)") }
    lines.append("--time=\(job.time.text)")
    if let account = job.account { lines.append("--account=\(account)") }
    if let partition = job.queue { lines.append("--partition=\(partition)") }
    if let arrays = job.arrays { lines.append("--array=0-\(arrays - 1)") }
    lines += [
      "--output=\(job.name)-\(job.arrays == nil ? "%j" : "%A_%a").out",
      "--open-mode=append",
      "--requeue",
      "--signal=B:USR1@\(lead)",
    ]
    return lines.map { "#SBATCH \($0)" }.joined(separator: "\n")
  }

  /// A job of an array has two ids. Its plain one may be the whole array's, and would requeue all of it.
  private var jobID: String {
    job.arrays == nil ? "$SLURM_JOB_ID" : "${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID"
  }

  private var endTime: String {
    #"""
    # When Slurm will end this job, in seconds since 1970: the program leaves before by itself, should no signal come.
    job=\#(jobID)
    if ends=$(SLURM_TIME_FORMAT=standard squeue -h -j "$job" -o %e 2>/dev/null) && [[ -n $ends ]] &&
      ends=$(date -d "$ends" +%s 2>/dev/null); then
      export SLURM_JOB_END_TIME=$ends
    fi
    """#
  }

  private var launch: String {
    let mpirun = "mpirun -n \(job.ranks) --bind-to none \(job.runWords)"
    let srun =
      "srun --mpi=pmix --ntasks=\(job.ranks) --cpus-per-task=1 --kill-on-bad-exit=0 \(job.runWords) "
      // Told to leave in order, ranks end one by one; so a lost one is the watchdog's to notice, not srun's.
      + "--watchdog 60"
    switch launcher {
    case .mpirun:
      return #"""
        # Slurm keeps the job on its cores; ranks are not bound to one each, which fails where Slurm counts hardware threads.
        # Where mpirun is not to be had, Slurm's own launcher may do (`srun --mpi=list` has to name pmix):
        #   \#(srun) &
        \#(mpirun)
        """#
    case .srun:
      return #"""
        # Where Slurm has no PMIx (`srun --mpi=list` does not name it), Open MPI's own launcher does:
        #   \#(mpirun) &
        \#(srun)
        """#
    }
  }

  private var requeue: String {
    #"""
    # Stopped early: once more, if that leads anywhere. A job that had to make room for another Slurm requeues by itself.
    if [[ $asked == TERM ]]; then
      say "told to end before it was finished; submit this script again to go on"
    elif [[ $(progress) == "$before" ]]; then
      say "no simulation was finished in this time, so the job is not requeued; give it more (--time)"
    elif ((${SLURM_RESTART_COUNT:-0} >= \#(job.maxRequeues))); then
      say "requeued ${SLURM_RESTART_COUNT:-0} times, which is all it may (--max-requeues); submit this script again to go on"
    elif scontrol requeue "$job"; then
      say "not finished, requeued"
    else
      say "not finished, and Slurm does not requeue it; submit this script again to go on"
    fi
    exit 75
    """#
  }
}

/// A launch that cannot work, or would do the same work N times over, and what to type instead.
public enum LaunchProblem: Error, Equatable, Sendable {
  /// `srun` started the program and offers Open MPI no way to find the other ranks.
  ///
  /// - `tasks`: the tasks of the step, if it says.
  /// - `mpiType`: its `SLURM_MPI_TYPE`, if it says.
  case stepWithoutPMI(tasks: Int?, mpiType: String?)
  /// The launcher started several programs, and to MPI each of them is alone.
  ///
  /// - `launched`: how many.
  /// - `variable`: the environment variable that says so.
  case separateWorlds(launched: Int, variable: String, launcher: LaunchEnvironment.Launcher)
  /// Ranks of one launch do not run the same program with the same arguments: their results would belong to different
  /// studies, if they understood each other at all.
  ///
  /// - `ranks`: those that differ from rank 0.
  /// - `host`: where the first of them runs.
  /// - `difference`: what differs.
  case mixture(ranks: NumberSet, host: String, difference: String)
}

extension LaunchProblem: CustomStringConvertible {
  /// What is wrong and what to do about it.
  public var description: String { "\(finding); \(remedy)" }

  /// What is wrong.
  public var finding: String {
    switch self {
    case .stepWithoutPMI(let tasks, let mpiType):
      let step = tasks.map { "a Slurm step of \($0) \($0 == 1 ? "task" : "tasks")" } ?? "a Slurm step"
      let type = mpiType.map { "SLURM_MPI_TYPE=\($0)" } ?? "SLURM_MPI_TYPE is not set"
      return "\(step) in which MPI cannot start: srun offers no PMIx (\(type))"
    case .separateWorlds(let launched, let variable, _):
      return
        "the launcher started \(launched) processes (\(variable)=\(launched)) but to MPI each is rank 0 of 1, so the "
        + "same work would be done \(launched) times over"
    case .mixture(let ranks, let host, let difference):
      return ranks.count == 1
        ? "rank \(ranks) on \(host) was started \(difference)"
        : "ranks \(ranks) were started \(difference), the first of them on \(host)"
    }
  }

  /// What to type instead.
  public var remedy: String {
    switch self {
    case .stepWithoutPMI, .separateWorlds(_, _, launcher: .srun):
      "start it with 'srun --mpi=pmix' ('srun --mpi=list' shows whether this Slurm has it), or with Open MPI's 'mpirun' "
        + "from the batch script"
    case .separateWorlds(_, _, launcher: .mpiexec):
      "it was started by the mpiexec of another MPI; use Open MPI's own, 'mpirun.openmpi' on Debian"
    case .separateWorlds:
      "use the mpirun that belongs to the Open MPI this program is linked with ('mpirun --version', 'ldd'), and unset "
        + "variables left over from another mpirun (env | grep -E '^(OMPI|PMIX)_')"
    case .mixture:
      "start one program with one command line on all ranks ('mpirun -n 8 collapsar run STUDY'), on several hosts from a "
        + "folder that all of them see"
    }
  }
}

/// What the launcher said when it started this process: a pure function of its environment variables.
///
/// MPI itself says how many ranks there are; this says how many there should be. The two differ in the most common wrong
/// launch, where a launcher that the MPI library does not understand starts N programs and each is rank 0 of 1.
///
/// When launchers are nested, the innermost counts: `mpirun` inside a Slurm job starts its own daemons as a Slurm step,
/// so its ranks see the variables of both. In order: Open MPI's `mpirun`, `srun`, any other `mpiexec`.
public struct LaunchEnvironment: Equatable, Sendable {
  /// Who started the process.
  public enum Launcher: String, Sendable {
    /// Nobody: a program on its own.
    case none
    /// Open MPI's `mpirun`.
    case mpirun
    /// Slurm's `srun`.
    case srun
    /// The `mpiexec` of an MPI that speaks PMI: MPICH, Intel MPI, …
    case mpiexec
  }

  /// Who started the process.
  public let launcher: Launcher
  /// The number of processes it started, if it said so.
  public let size: Int?
  /// The variable that said so.
  public let sizeVariable: String?
  /// The rank it gave this process, if it said so.
  public let rank: Int?
  /// Whether it left Open MPI a way to find the other ranks (PMIx, PMI).
  public let canConnect: Bool
  /// Where it listens for the ranks, as it says.
  let doors: [Door]
  /// How `srun` was asked to connect MPI (`SLURM_MPI_TYPE`); nil outside Slurm or if it does not say.
  public let slurmMPIType: String?
  /// The tasks a Slurm job was submitted for (`SLURM_NTASKS`), also seen by a program that its script starts alone.
  public let slurmJobTasks: Int?

  /// - Parameter environment: the variables of the process.
  public init(_ environment: [String: String]) {
    func number(_ name: String) -> Int? { environment[name].flatMap { Int($0) } }

    let hasPMIx = environment["PMIX_RANK"] != nil || environment["PMIX_NAMESPACE"] != nil
    // A program that a batch script starts by itself is in the job, and in no step that srun started.
    let isSlurmStep = environment["SLURM_STEP_ID"] != nil || environment["SLURM_STEPID"] != nil

    let variables: (size: String, rank: String)?
    if environment["OMPI_COMM_WORLD_SIZE"] != nil {
      (launcher, variables) = (.mpirun, ("OMPI_COMM_WORLD_SIZE", "OMPI_COMM_WORLD_RANK"))
    } else if isSlurmStep || environment["SLURM_STEP_NUM_TASKS"] != nil {
      (launcher, variables) = (.srun, ("SLURM_STEP_NUM_TASKS", "SLURM_PROCID"))
    } else if environment["PMI_SIZE"] != nil {
      (launcher, variables) = (.mpiexec, ("PMI_SIZE", "PMI_RANK"))
    } else {
      (launcher, variables) = (.none, nil)
    }
    size = variables.flatMap { number($0.size) }
    sizeVariable = size == nil ? nil : variables?.size
    rank = number("PMIX_RANK") ?? variables.flatMap { number($0.rank) }
    canConnect = hasPMIx || environment["PMI_FD"] != nil || environment["PMI_PORT"] != nil
    doors = Door.all(environment)
    slurmMPIType = environment["SLURM_MPI_TYPE"]
    slurmJobTasks = number("SLURM_NTASKS")
  }
}

extension LaunchEnvironment {
  /// Whether this process speaks for all that were started: it is the first of them, or knows of no other.
  ///
  /// In a wrong launch every process finds the same problem, and one of them is enough to say so.
  public var isSpokesman: Bool { rank == nil || rank == 0 }

  /// What is already known to be wrong before MPI is initialized, where it can still be said in one sentence.
  ///
  /// Decided here is the `srun` that offers no PMI: Open MPI would print some thirty lines and end the process inside
  /// `MPI_Init`, on a step of one task as well.
  ///
  /// - Returns: the problem, or nil if there is none to be seen yet.
  public func problemBeforeInitialization() -> LaunchProblem? {
    guard launcher == .srun, !canConnect else { return nil }
    return .stepWithoutPMI(tasks: size, mpiType: slurmMPIType)
  }

  /// What is known to be wrong once MPI has said how many ranks there are.
  ///
  /// - Parameter worldSize: the size of the world communicator.
  /// - Returns: the problem, or nil if the launcher and MPI agree, or the launcher said nothing.
  public func problemAfterInitialization(worldSize: Int) -> LaunchProblem? {
    guard worldSize == 1, let size, size > 1, let sizeVariable else { return nil }
    return .separateWorlds(launched: size, variable: sizeVariable, launcher: launcher)
  }
}

extension LaunchEnvironment: CustomStringConvertible {
  /// One line for a report about a launch: `srun, rank 3 of 8 (SLURM_STEP_NUM_TASKS), SLURM_MPI_TYPE=pmix`.
  public var description: String {
    guard launcher != .none else {
      guard let slurmJobTasks, slurmJobTasks > 1 else { return "no launcher" }
      return "no launcher, in a Slurm job for \(slurmJobTasks) tasks (SLURM_NTASKS)"
    }
    func text(_ number: Int?) -> String { number.map { String($0) } ?? "unknown" }
    var text = "\(launcher.rawValue), rank \(text(rank)) of \(text(size))"
    if let sizeVariable { text += " (\(sizeVariable))" }
    if let slurmMPIType { text += ", SLURM_MPI_TYPE=\(slurmMPIType)" }
    return text
  }
}

import MessagePassing
import Testing

@Suite("What the launcher said, from the variables of the process")
struct LaunchEnvironmentTests {
  /// Variables as they were seen, and what they mean.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let variables: [String: String]
    let launcher: LaunchEnvironment.Launcher
    var size: Int?
    var rank: Int?
    /// The ranks MPI then has, if it starts at all.
    var worldSize = 1
    var before: LaunchProblem?
    var after: LaunchProblem?

    var testDescription: String { name }
  }

  /// The Slurm rows were taken from Slurm 22.05 with Open MPI 4.1.4, less what is not looked at.
  static let cases = [
    Case(name: "a laptop", variables: ["PATH": "/bin"], launcher: .none),
    Case(
      name: "mpirun",
      variables: ["OMPI_COMM_WORLD_SIZE": "4", "OMPI_COMM_WORLD_RANK": "2", "PMIX_RANK": "2", "PMIX_NAMESPACE": "1"],
      launcher: .mpirun,
      size: 4,
      rank: 2,
      worldSize: 4
    ),
    Case(
      name: "mpirun of another Open MPI",
      variables: ["OMPI_COMM_WORLD_SIZE": "4", "OMPI_COMM_WORLD_RANK": "2"],
      launcher: .mpirun,
      size: 4,
      rank: 2,
      after: .separateWorlds(launched: 4, variable: "OMPI_COMM_WORLD_SIZE", launcher: .mpirun)
    ),
    Case(
      name: "mpirun -n 1",
      variables: ["OMPI_COMM_WORLD_SIZE": "1", "OMPI_COMM_WORLD_RANK": "0", "PMIX_RANK": "0"],
      launcher: .mpirun,
      size: 1,
      rank: 0
    ),
    Case(
      name: "srun -n 2",
      variables: [
        "SLURM_NTASKS": "2", "SLURM_PROCID": "1", "SLURM_STEP_ID": "0", "SLURM_STEPID": "0",
        "SLURM_STEP_NUM_TASKS": "2",
      ],
      launcher: .srun,
      size: 2,
      rank: 1,
      before: .stepWithoutPMI(tasks: 2, mpiType: nil),
      after: .separateWorlds(launched: 2, variable: "SLURM_STEP_NUM_TASKS", launcher: .srun)
    ),
    Case(
      name: "srun -n 1",
      variables: ["SLURM_NTASKS": "1", "SLURM_PROCID": "0", "SLURM_STEP_ID": "0", "SLURM_STEP_NUM_TASKS": "1"],
      launcher: .srun,
      size: 1,
      rank: 0,
      before: .stepWithoutPMI(tasks: 1, mpiType: nil)
    ),
    Case(
      name: "srun --mpi=pmix -n 2",
      variables: [
        "SLURM_NTASKS": "2", "SLURM_PROCID": "1", "SLURM_STEP_ID": "0", "SLURM_STEP_NUM_TASKS": "2",
        "SLURM_MPI_TYPE": "pmix", "PMIX_RANK": "1", "PMIX_NAMESPACE": "slurm.pmix.4.0",
      ],
      launcher: .srun,
      size: 2,
      rank: 1,
      worldSize: 2
    ),
    Case(
      name: "srun --mpi=pmi2 -n 2, in which an Open MPI without PMI-2 is alone",
      variables: [
        "SLURM_STEP_ID": "0", "SLURM_STEP_NUM_TASKS": "2", "SLURM_PROCID": "0", "SLURM_MPI_TYPE": "pmi2",
        "PMI_FD": "11",
        "PMI_RANK": "0", "PMI_SIZE": "2",
      ],
      launcher: .srun,
      size: 2,
      rank: 0,
      after: .separateWorlds(launched: 2, variable: "SLURM_STEP_NUM_TASKS", launcher: .srun)
    ),
    Case(
      name: "a batch script, by itself",
      variables: ["SLURM_NTASKS": "2", "SLURM_PROCID": "0"],
      launcher: .none
    ),
    Case(
      name: "mpirun in a batch script",
      variables: [
        "SLURM_NTASKS": "2", "SLURM_PROCID": "0", "OMPI_COMM_WORLD_SIZE": "2", "OMPI_COMM_WORLD_RANK": "1",
        "PMIX_RANK": "1",
      ],
      launcher: .mpirun,
      size: 2,
      rank: 1,
      worldSize: 2
    ),
    Case(
      name: "mpirun in a batch script, on its second node, below a daemon that is a Slurm step",
      variables: [
        "SLURM_STEP_ID": "0", "SLURM_STEP_NUM_TASKS": "3", "SLURM_PROCID": "1", "OMPI_COMM_WORLD_SIZE": "8",
        "OMPI_COMM_WORLD_RANK": "5", "PMIX_RANK": "5",
      ],
      launcher: .mpirun,
      size: 8,
      rank: 5,
      worldSize: 8
    ),
    Case(
      name: "mpiexec of MPICH",
      variables: ["PMI_SIZE": "3", "PMI_RANK": "2", "PMI_FD": "7"],
      launcher: .mpiexec,
      size: 3,
      rank: 2,
      after: .separateWorlds(launched: 3, variable: "PMI_SIZE", launcher: .mpiexec)
    ),
    Case(
      name: "a number that is none",
      variables: ["OMPI_COMM_WORLD_SIZE": "many", "OMPI_COMM_WORLD_RANK": ""],
      launcher: .mpirun
    ),
  ]

  @Test("Every launch is understood", arguments: cases)
  func understood(_ launch: Case) {
    let environment = LaunchEnvironment(launch.variables)
    #expect(environment.launcher == launch.launcher)
    #expect(environment.size == launch.size)
    #expect(environment.rank == launch.rank)
    #expect(environment.problemBeforeInitialization() == launch.before)
    #expect(environment.problemAfterInitialization(worldSize: launch.worldSize) == launch.after)
    #expect(environment.isSpokesman == ((launch.rank ?? 0) == 0))
  }

  @Test("A world as large as the launch is never refused", arguments: cases)
  func asLarge(_ launch: Case) {
    #expect(LaunchEnvironment(launch.variables).problemAfterInitialization(worldSize: launch.size ?? 1) == nil)
  }

  @Test("A report names launcher, rank, size and the variable that says so")
  func report() {
    let texts = Self.cases.map { LaunchEnvironment($0.variables).description }
    #expect(texts[0] == "no launcher")
    #expect(texts[1] == "mpirun, rank 2 of 4 (OMPI_COMM_WORLD_SIZE)")
    #expect(texts[6] == "srun, rank 1 of 2 (SLURM_STEP_NUM_TASKS), SLURM_MPI_TYPE=pmix")
    #expect(texts[8] == "no launcher, in a Slurm job for 2 tasks (SLURM_NTASKS)")
    #expect(texts[12] == "mpirun, rank unknown of unknown")
  }
}

@Suite("What is wrong with a launch, and what to type instead")
struct LaunchProblemTests {
  @Test("A Slurm step without PMI is told about pmix and mpirun")
  func step() {
    let text = LaunchProblem.stepWithoutPMI(tasks: 8, mpiType: "none").description
    for words in ["Slurm step of 8 tasks", "SLURM_MPI_TYPE=none", "srun --mpi=pmix", "mpirun"] {
      #expect(text.contains(words))
    }
    #expect(LaunchProblem.stepWithoutPMI(tasks: 1, mpiType: nil).description.contains("of 1 task in"))
  }

  @Test("Separate worlds are counted, and each launcher has a remedy of its own")
  func separateWorlds() {
    let remedies = [
      (LaunchEnvironment.Launcher.srun, "srun --mpi=pmix"), (.mpiexec, "another MPI"),
      (.mpirun, "belongs to the Open MPI"),
    ]
    for (launcher, words) in remedies {
      let text = LaunchProblem.separateWorlds(launched: 8, variable: "SIZE", launcher: launcher).description
      for words in ["started 8 processes (SIZE=8)", "rank 0 of 1", "8 times over", words] {
        #expect(text.contains(words))
      }
    }
  }
}

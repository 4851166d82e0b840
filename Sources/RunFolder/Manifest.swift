/// `manifest.json`: how a study was carried out. Unlike the results, it differs between equal runs.
public struct Manifest: Codable, Hashable, Sendable {
  public var version: String
  public var planHash: String
  /// The command line, word by word.
  public var command: [String]
  /// ISO 8601, UTC.
  public var start: String
  public var end: String?
  /// `running`, `finished`, `stopped: ` and why the run left in order before its end, or `failed: ` and what ended it.
  public var exitReason: String
  public var wallSeconds: Double?
  public var mpiLibrary: String
  public var mpiCompiled: String
  /// The instruction set that the program was built for.
  public var cpuLevel: String
  /// The trainer of each cell, by the cell's name.
  public var trainers: [String: String]
  public var laneWidth: String
  public var ranks: [Rank]
  /// Simulation indices that an earlier run had saved, from which this one went on; nil for one that began at the start.
  public var continuedFrom: UInt64?
  /// The folders that were put together to this one, in order of their simulations; nil for what one run has done.
  public var mergedFrom: [String]?
  /// The files with the results, by name; nil until the study is finished.
  public var files: [String: FileRecord]?

  /// The exit reason of a study that is being carried out, or was killed.
  public static let running = "running"
  /// The exit reason of a study whose results are all there.
  public static let finished = "finished"
  /// What begins the exit reason of a run that left in order before its end.
  public static let stopped = "stopped: "

  /// One rank's part.
  public struct Rank: Codable, Hashable, Sendable {
    public var rank: Int
    public var host: String
    public var processor: String
    /// The BLAS library and its kernels, of a study with cells that use it.
    public var blas: String?
    public var processID: Int32
    /// The key of its random streams: the study's seed, the same for all.
    public var seed: UInt64
    /// The first simulation of its first slice; nil when it had none.
    public var firstSimulation: UInt64?
    /// Simulation indices it carried out, each in every cell.
    public var simulations: UInt64
    public var slices: Int
    /// Seconds it spent in its slices.
    public var busySeconds: Double
    /// Checkpoints it took part in, and the seconds it spent on them.
    public var checkpoints: Int
    public var savingSeconds: Double

    public init(
      rank: Int,
      host: String,
      processor: String,
      blas: String? = nil,
      processID: Int32,
      seed: UInt64,
      firstSimulation: UInt64? = nil,
      simulations: UInt64 = 0,
      slices: Int = 0,
      busySeconds: Double = 0,
      checkpoints: Int = 0,
      savingSeconds: Double = 0
    ) {
      self.rank = rank
      self.host = host
      self.processor = processor
      self.blas = blas
      self.processID = processID
      self.seed = seed
      self.firstSimulation = firstSimulation
      self.simulations = simulations
      self.slices = slices
      self.busySeconds = busySeconds
      self.checkpoints = checkpoints
      self.savingSeconds = savingSeconds
    }

    enum CodingKeys: String, CodingKey {
      case rank, host, processor, blas, seed, simulations, slices, checkpoints
      case processID = "pid"
      case firstSimulation = "first_simulation"
      case busySeconds = "busy_seconds"
      case savingSeconds = "saving_seconds"
    }
  }

  public init(
    version: String,
    planHash: String,
    command: [String],
    start: String,
    mpiLibrary: String,
    mpiCompiled: String,
    cpuLevel: String,
    trainers: [String: String],
    laneWidth: String,
    ranks: [Rank]
  ) {
    self.version = version
    self.planHash = planHash
    self.command = command
    self.start = start
    exitReason = Self.running
    self.mpiLibrary = mpiLibrary
    self.mpiCompiled = mpiCompiled
    self.cpuLevel = cpuLevel
    self.trainers = trainers
    self.laneWidth = laneWidth
    self.ranks = ranks
  }

  enum CodingKeys: String, CodingKey {
    case version, command, start, end, trainers, ranks, files
    case planHash = "plan_hash"
    case exitReason = "exit_reason"
    case wallSeconds = "wall_seconds"
    case mpiLibrary = "mpi_library"
    case mpiCompiled = "mpi_compiled"
    case cpuLevel = "cpu_level"
    case continuedFrom = "continued_from"
    case mergedFrom = "merged_from"
    case laneWidth = "lane_width"
  }
}

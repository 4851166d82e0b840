/// What a rank says of itself at the start: who it is, what it runs and what it runs on.
public struct RankReport: Codable, Hashable, Sendable {
  public var rank: Int
  public var host: String
  public var process: Int32
  /// The program's version.
  public var version: String
  /// The processors that it was built for, as scripts/build calls them.
  public var builtFor: String
  /// Where the program is on its host.
  public var program: String
  /// A digest of the program's file; the reason why there is none, where there is none.
  public var digest: String
  /// The words of the command line, without the program's name.
  public var arguments: [String]
  /// The MPI library that was found.
  public var library: String
  /// The BLAS library that was found, and its kernels.
  public var blas: String
  /// The processor's name.
  public var processor: String
  /// The highest level of processors, of those that scripts/build knows, that its processor belongs to.
  public var level: String
  /// The processors (hardware threads) that it may use.
  public var processors: NumberSet
  /// How many the host has.
  public var hostProcessors: Int
  /// Processors' worth of time that a container grants to all of its processes; nil where there is no limit.
  public var share: Double?
  /// The folder that Open MPI keeps its own files in.
  public var temporaryFolder: String
  /// Bytes that are free there; nil where that cannot be said.
  public var temporaryBytes: Double?

  public init(
    rank: Int,
    host: String,
    process: Int32,
    version: String,
    builtFor: String,
    program: String,
    digest: String,
    arguments: [String],
    library: String,
    blas: String,
    processor: String,
    level: String,
    processors: NumberSet,
    hostProcessors: Int,
    share: Double?,
    temporaryFolder: String,
    temporaryBytes: Double?
  ) {
    self.rank = rank
    self.host = host
    self.process = process
    self.version = version
    self.builtFor = builtFor
    self.program = program
    self.digest = digest
    self.arguments = arguments
    self.library = library
    self.blas = blas
    self.processor = processor
    self.level = level
    self.processors = processors
    self.hostProcessors = hostProcessors
    self.share = share
    self.temporaryFolder = temporaryFolder
    self.temporaryBytes = temporaryBytes
  }
}

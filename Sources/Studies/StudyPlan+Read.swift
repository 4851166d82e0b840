internal import Digests

extension StudyPlan {
  /// Reads and validates a study file; a place for every mistake, no trap for any bytes. Data sets that the study names are
  /// read too, unless it says what was found there, as ``resolvedText`` does.
  /// - Parameters:
  ///   - path: of a YAML file of at most 1 MiB, in the format of this module's README.
  ///   - overrides: what the command line says on top.
  /// - Throws: `StudyError`, up to five problems with file, line, key path, value and remedy.
  public init(file path: String, overrides: StudyOverrides = StudyOverrides()) throws(StudyError) {
    let bytes = try readStudyFile(path)
    // Some editors begin UTF-8 with a byte order mark.
    let mark: [UInt8] = [0xef, 0xbb, 0xbf]
    try self.init(
      bytes: bytes.starts(with: mark) ? Array(bytes.dropFirst(3)) : bytes,
      origin: path,
      overrides: overrides
    )
  }

  /// Reads and validates the text of a study, such as ``resolvedText`` as another rank sent it: that touches no file.
  /// - Parameter origin: what messages call the text.
  /// - Throws: `StudyError`, as for a file.
  public init(
    text: String,
    origin: String = "study",
    overrides: StudyOverrides = StudyOverrides()
  ) throws(StudyError) {
    try self.init(bytes: Array(text.utf8), origin: origin, overrides: overrides)
  }

  private init(bytes: [UInt8], origin: String, overrides: StudyOverrides) throws(StudyError) {
    let root = try Value(yaml: bytes, place: Place(origin: origin, line: 1))
    let problems = Problems()
    let tree = try overrides.applied(to: root, noting: problems)
    self = try Reader.study(tree, problems, keptWeight: overrides.keptWeight)
  }

  /// A plan whose parts were found sound, made sure to survive being written out and read again.
  init(
    name: String,
    seed: UInt64,
    simulations: UInt64,
    firstSimulation: UInt64,
    cells: [StudyCell],
    compare: [CellPair],
    stop: StopRule?,
    reported: Reported,
    records: RecordChoice,
    trainer: TrainerChoice?,
    root: Value,
    notes: [String]
  ) throws(StudyError) {
    self.name = name
    self.seed = seed
    self.simulations = simulations
    self.firstSimulation = firstSimulation
    self.cells = cells
    self.compare = compare
    self.stop = stop
    self.reported = reported
    self.records = records
    self.trainer = trainer
    positions = KeyPositions(root, notes: notes)
    do {
      var digest = try SHA256()
      canonicalForm(seed: seed, cells) { digest.update($0) }
      planHash = digest.finalize()
    } catch {
      throw StudyError(Place(origin: positions.file), error.description)
    }
    let size = resolvedText.utf8.count
    if size > Limits.fileSize {
      throw StudyError(
        Place(origin: positions.file),
        "\(size) bytes with every default written out; must be at most \(Limits.fileSize): fewer cells, layers or points"
      )
    }
  }
}

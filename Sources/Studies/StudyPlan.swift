public import Experiments

/// A study that was read and found sound: what to simulate, how often, and what is asked of the results.
///
/// There is no other way to a plan than through its file or its text, so every plan can be carried out.
public struct StudyPlan: Hashable, Sendable {
  /// What people call the study; one line of printable text.
  public let name: String
  /// The key of every random stream, the same in every cell.
  public let seed: UInt64
  /// Simulations of every cell, 1 or more; with `stop`, the fewest.
  public let simulations: UInt64
  /// The index of the first; 0 but for a part of a study, which is to be merged with the others.
  public let firstSimulation: UInt64
  /// 1 to 1,000 cells with different names, in the file's order.
  public let cells: [StudyCell]
  /// Which cells to compare in pairs.
  public let compare: [CellPair]
  /// When to stop before the most simulations are done; nil: after `simulations`.
  public let stop: StopRule?
  /// What others found, to be set beside these results.
  public let reported: Reported
  public let records: RecordChoice
  /// The trainer asked for; nil: the program chooses.
  public let trainer: TrainerChoice?
  /// SHA-256, in 64 hexadecimal digits, of all that decides what a simulation computes and records: seed and cells with
  /// their names, precision, network, task, training, criteria and looks, in order. Two spellings of the same study agree,
  /// and so do two folders with the same data.
  public let planHash: String
  /// Where the keys of the study were written, for messages about them.
  let positions: KeyPositions
}

/// One variant of the experiment that a study looks at.
public struct StudyCell: Hashable, Sendable {
  /// Letters, digits and `_ . = , -`; at most 200 of them.
  public let name: String
  public let subject: CellExperiment

  package init(name: String, subject: CellExperiment) {
    self.name = name
    self.subject = subject
  }

  /// What it simulates where that is a function to be learned by tiny networks.
  public var experiment: Experiment? { if case .function(let experiment) = subject { experiment } else { nil } }

  /// What it simulates where that is a layered network on a data set.
  public var layered: LayeredExperiment? { if case .dataset(let experiment) = subject { experiment } else { nil } }
}

/// Two cells whose simulations are compared index by index: `first` against `second`.
public struct CellPair: Hashable, Sendable {
  /// Positions in ``StudyPlan/cells``, different from each other.
  public let first: Int
  public let second: Int
}

/// Whether a row a simulation is written.
public enum RecordChoice: String, Hashable, Sendable, CaseIterable {
  case all
  case none
  /// All up to a million simulations, none beyond.
  case byDefault = "default"
}

/// Who trains.
public enum TrainerChoice: String, Hashable, Sendable, CaseIterable {
  case lanes
  case blas
  case reference
}

extension StudyPlan {
  /// Whether its cells train layered networks on data sets; all do, or none.
  public var isLayered: Bool { cells.allSatisfy { $0.layered != nil } }

  /// What its cells simulate where all learn functions; none otherwise.
  public var experiments: [Experiment] { cells.compactMap(\.experiment) }

  /// The names of two cells that are compared, the first one's first.
  public func names(of pair: CellPair) -> [String] { [cells[pair.first].name, cells[pair.second].name] }
}

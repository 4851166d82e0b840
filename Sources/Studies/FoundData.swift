import Datasets
import Experiments

/// What a study's data sets were found to be: each source is looked into once a study, whatever its cells make of it.
///
/// No pixel is kept: a study may have a thousand sources, and one data set takes hundreds of megabytes.
final class FoundData {
  /// What holding out and cutting down have to know of a data set.
  struct Outline {
    let shape: PointShape
    /// As many points and the same labels, without features.
    let data: Dataset
  }

  /// By a task without facts, as cells with the same points have it.
  var facts: [DataTask: DataFacts] = [:]
  private var known: [DatasetSource: Result<Outline, DatasetError>] = [:]

  /// - Throws: `DatasetError` where files cannot be read, or where such data cannot be drawn; the same each time.
  func outline(of source: DatasetSource) throws(DatasetError) -> Outline {
    if let known = known[source] { return try known.get() }
    let outline = Result { () throws(DatasetError) in try Self.outline(of: source) }
    known[source] = outline
    return try outline.get()
  }

  private static func outline(of source: DatasetSource) throws(DatasetError) -> Outline {
    if let synthetic = source.synthetic {
      try synthetic.check()
      return Outline(shape: synthetic.shape, data: synthetic.outline)
    }
    let raw = try source.load()
    return Outline(shape: raw.shape, data: raw.outline)
  }
}

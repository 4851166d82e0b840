internal import Digests

extension Dataset {
  /// SHA-256 of a line with shape, classes and counts, then inputs (32-bit floats) and labels (32-bit integers) of the
  /// training and the test points, all with the low byte first.
  /// - Throws: `DatasetError` when there is no SHA-256 on this machine.
  static func digest(
    _ shape: PointShape,
    classes: Int,
    _ training: LabelledPoints,
    _ test: LabelledPoints
  ) throws(DatasetError) -> String {
    do throws(DigestError) {
      var digest = try SHA256()
      let (channels, height, width) = (shape.channels, shape.height, shape.width)
      digest.update("data set 1: \(height) \(width) \(channels), \(classes), \(training.count), \(test.count)\n")
      for points in [training, test] {
        #if _endian(little)
        points.inputs.withUnsafeBytes { digest.update($0) }
        points.labels.withUnsafeBytes { digest.update($0) }
        #else
        points.inputs.map(\.bitPattern.littleEndian).withUnsafeBytes { digest.update($0) }
        points.labels.map(\.littleEndian).withUnsafeBytes { digest.update($0) }
        #endif
      }
      return digest.finalize()
    } catch {
      throw DatasetError(.unreadable, "data set", error.description)
    }
  }
}

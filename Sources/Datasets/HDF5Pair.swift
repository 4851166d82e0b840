/// A training file and a test file of the cat / non-cat kind, read and checked against each other.
package struct HDF5Pair {
  let shape: PointShape
  let classes: Int
  let training: LabelledPoints
  let test: LabelledPoints

  private typealias Half = (shape: PointShape, points: LabelledPoints)

  init(training: String, test: String, names: HDF5Names) throws(DatasetError) {
    let first = try Self.read(training, names.trainingImages, names.trainingLabels)
    let second = try Self.read(test, names.testImages, names.testLabels)
    guard first.shape == second.shape else {
      throw DatasetError(
        .disagreement,
        test,
        "test points of \(second.shape), training points of \(first.shape) (\(training)); name two files that belong together"
      )
    }
    let most = max(first.points.labels.max() ?? 0, second.points.labels.max() ?? 0)
    // More classes than points leave one empty for certain, whatever their number.
    guard most > 0, most < first.points.count else {
      throw DatasetError(
        .classes,
        training,
        "labels from 0 to \(most) for \(first.points.count) training points; classes are numbered from 0, "
          + "and each needs a point: number them so"
      )
    }
    shape = first.shape
    classes = Int(most) + 1
    self.training = first.points
    self.test = second.points
    try Dataset.check(classes: classes, of: first.points, training, remedy: "number classes from 0 without a gap")
  }

  private static func read(_ path: String, _ images: String, _ labels: String) throws(DatasetError) -> Half {
    try points(try FileBytes.read(path), path, images, labels)
  }

  /// The points of one file, from its bytes.
  /// - Parameters:
  ///   - path: what errors call the file.
  ///   - images: the name of the data set with the images.
  ///   - labels: the name of the one with their labels.
  /// - Throws: `DatasetError`.
  package static func points(
    _ bytes: [UInt8],
    _ path: String,
    _ images: String,
    _ labels: String
  ) throws(DatasetError) -> (shape: PointShape, points: LabelledPoints) {
    try HDF5File.reading(bytes, path) { (file) throws(DatasetError) -> Half in
      let (found, given) = (try file.images(images), try file.labels(labels))
      guard found.count == given.count else {
        throw DatasetError(
          .disagreement,
          path,
          "\(given.count) labels in \(labels), but \(found.count) images in \(images); name two that belong together"
        )
      }
      if let index = given.firstIndex(where: { $0 < 0 || $0 >= Int64(Int32.max) }) {
        throw DatasetError(
          .classes,
          path,
          "label \(given[index]) of point \(index) in \(labels); classes are numbered from 0: number them so"
        )
      }
      let points = LabelledPoints(
        features: found.shape.features,
        inputs: found.pixels.map { Float($0) },
        labels: given.map { Int32($0) }
      )
      return (found.shape, points)
    }
  }
}

/// What the data sets inside a pair of HDF5 files are called; by default as in the cat / non-cat files.
public struct HDF5Names: Hashable, Sendable {
  public var trainingImages: String
  public var trainingLabels: String
  public var testImages: String
  public var testLabels: String

  public init(
    trainingImages: String = "train_set_x",
    trainingLabels: String = "train_set_y",
    testImages: String = "test_set_x",
    testLabels: String = "test_set_y"
  ) {
    self.trainingImages = trainingImages
    self.trainingLabels = trainingLabels
    self.testImages = testImages
    self.testLabels = testLabels
  }
}

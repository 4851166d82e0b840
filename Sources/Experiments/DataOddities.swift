package import Datasets

/// Properties of points from files that are allowed but may not be meant.
public struct DataOddities: Hashable, Sendable {
  /// Training images whose pixels are all equal.
  public var blankImages: Int
  /// Points whose labels are all the same, where there are several classes.
  public var oneClass: [Half]

  /// Points that a network does not learn from.
  public enum Half: String, Hashable, Sendable, CaseIterable {
    case validation
    case test
  }

  public init(blankImages: Int = 0, oneClass: [Half] = []) {
    self.blankImages = blankImages
    self.oneClass = oneClass
  }

  /// - Parameters:
  ///   - outline: `Dataset.outline` of what was read, held out and cut down.
  ///   - shape: that of the points.
  package init(outline: Dataset, shape: PointShape) {
    // A vector of one feature is no picture, and none of a few need be damaged.
    blankImages = shape.isVector ? 0 : outline.training.inputs.count { $0 == 0 }
    oneClass = Half.allCases.filter { half in
      let points = half == .validation ? outline.validation : outline.test
      return outline.classes > 1 && points.count > 1 && Set(points.labels).count == 1
    }
  }
}

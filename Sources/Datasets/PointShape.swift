/// How the features of a point stand in an image.
///
/// In memory a point's features go by row, then by column, then by channel, as the files have them (NHWC): the feature of
/// (row, column, channel) is at (row · width + column) · channels + channel. A plain vector is one row of one channel.
public struct PointShape: Hashable, Sendable, CustomStringConvertible {
  public let channels: Int
  public let height: Int
  public let width: Int

  /// - Precondition: each is 1 or more.
  public init(channels: Int = 1, height: Int = 1, width: Int) {
    precondition(channels > 0 && height > 0 && width > 0, "a point has features")
    self.channels = channels
    self.height = height
    self.width = width
  }

  /// A point that is no image.
  public static func vector(_ features: Int) -> PointShape { PointShape(width: features) }

  public var features: Int { channels * height * width }
  public var isVector: Bool { channels == 1 && height == 1 }

  /// `28 × 28`, `64 × 64 × 3`, or `10` for a vector.
  public var description: String {
    if isVector { return "\(width)" }
    return channels == 1 ? "\(height) × \(width)" : "\(height) × \(width) × \(channels)"
  }
}

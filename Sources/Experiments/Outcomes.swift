/// What happened in one simulation: a set of named yes-or-no answers, never mixed.
public struct Outcomes: OptionSet, Hashable, Sendable {
  public var rawValue: UInt32
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The predictions on the test points are all equal by IEEE `==`, for every output, and finite.
  public static let constant = Outcomes(rawValue: 1 << 0)
  /// Some hidden layer is off on every training point before training.
  public static let bornDead = Outcomes(rawValue: 1 << 1)
  /// Some hidden layer is off on every training point after training.
  public static let dead = Outcomes(rawValue: 1 << 2)
  /// Dead and not born dead.
  public static let died = Outcomes(rawValue: 1 << 3)
  /// Dead at some check, not dead at the end.
  public static let revived = Outcomes(rawValue: 1 << 4)
  /// Every hidden weight gradient of the last batch is exactly 0.
  public static let noGradient = Outcomes(rawValue: 1 << 5)
  /// One input, not flat within the largest tolerance, and predictions equal within a hundredth of their range over a run
  /// of the sorted test points that starts at one end and covers at least a quarter of them; see ``FlatEnd``.
  public static let halfTrained = Outcomes(rawValue: 1 << 6)
  /// The test loss is at most a tenth of the best constant's.
  public static let fitted = Outcomes(rawValue: 1 << 7)
  /// A parameter, loss or prediction was not finite; no other outcome at the end is then set.
  public static let diverged = Outcomes(rawValue: 1 << 8)
  /// The network predicts the same class for every test point: its outputs may differ, but not which is the largest.
  public static let oneClass = Outcomes(rawValue: 1 << 9)

  /// max − min of the test predictions is below tolerance `index` of the criteria, for every output.
  public static func flat(_ index: Int) -> Outcomes {
    precondition(index >= 0 && index < maximumFlatCriteria)
    return Outcomes(rawValue: 1 << (16 + UInt32(index)))
  }

  /// The most tolerances a study can name.
  public static let maximumFlatCriteria = 16
}

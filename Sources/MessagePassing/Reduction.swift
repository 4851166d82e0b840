internal import CMPI

/// How one number comes of the ranks' numbers.
///
/// Integers wrap on overflow, silently: MPI has no other way. The sum of `Double`s depends on the number of ranks in its
/// last bits, and minimum and maximum with a NaN among them are whatever the library makes of it: what must be the same
/// bytes everywhere is reduced as integers.
public enum Reduction: Sendable {
  /// `MPI_SUM`.
  case sum
  /// `MPI_MIN`.
  case minimum
  /// `MPI_MAX`.
  case maximum

  var operation: CMPIOperation {
    switch self {
    case .sum: .sum
    case .minimum: .minimum
    case .maximum: .maximum
    }
  }
}

internal import CMPI

/// A number that can travel between ranks: `UInt8`, `Int32`, `Int64`, `UInt64` or `Double`.
///
/// A type of your own conforms only if its bits are exactly those of the kind it names.
public protocol MessageElement: BitwiseCopyable, Sendable {
  /// What the bits of this type are to MPI.
  static var elementKind: ElementKind { get }
}

/// The kinds of number that messages are made of.
public enum ElementKind: Sendable {
  case uint8, int32, int64, uint64, double

  /// `MPI_UINT8_T`, `MPI_INT32_T`, `MPI_INT64_T`, `MPI_UINT64_T` or `MPI_DOUBLE`.
  var datatype: CMPIDatatype {
    switch self {
    case .uint8: .uint8
    case .int32: .int32
    case .int64: .int64
    case .uint64: .uint64
    case .double: .double
    }
  }
}

extension UInt8: MessageElement {
  public static var elementKind: ElementKind { .uint8 }
}

extension Int32: MessageElement {
  public static var elementKind: ElementKind { .int32 }
}

extension Int64: MessageElement {
  public static var elementKind: ElementKind { .int64 }
}

extension UInt64: MessageElement {
  public static var elementKind: ElementKind { .uint64 }
}

extension Double: MessageElement {
  public static var elementKind: ElementKind { .double }
}

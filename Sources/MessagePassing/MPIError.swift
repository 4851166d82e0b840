internal import CMPI

/// A call to MPI that did not do what it was asked to, as a value.
///
/// Stands on `MPI_Error_string`. The process lives on, but MPI promises nothing about the library's state after an
/// error: report it once and leave by ``World/abort(code:)``, never by ``World/finalize()``, which would leave the
/// other ranks waiting for ever.
public struct MPIError: Error, Equatable, Sendable {
  /// The MPI call that failed or that was refused before it was made: `MPI_Isend`.
  public let operation: String
  /// The library's error code; for what this module refuses itself, the code MPI would use (`MPI_ERR_RANK`, …).
  public let code: Int32
  /// What is wrong, in the library's words or ours.
  public let text: String

  package init(operation: String, code: Int32, text: String) {
    self.operation = operation
    self.code = code
    self.text = text
  }

  /// A wait that ``Communicator/idle`` ends.
  public static func givenUp(_ reason: String) -> MPIError {
    MPIError(operation: "MPI_Test", code: MPI_ERR_PENDING, text: reason)
  }
}

extension MPIError: CustomStringConvertible {
  public var description: String { "\(operation) failed: \(text) (MPI error \(code))" }
}

/// The one place where a return code of MPI becomes a Swift error.
///
/// - Parameters:
///   - operation: the MPI function that was called.
///   - code: what it returned.
/// - Throws: ``MPIError`` with the library's text unless the code is `MPI_SUCCESS`.
func check(_ operation: StaticString, _ code: Int32) throws(MPIError) {
  guard code != MPI_SUCCESS else { return }
  throw MPIError(operation: "\(operation)", code: code, text: errorText(code))
}

/// The library's words for an error code (`MPI_Error_string`).
private func errorText(_ code: Int32) -> String {
  // Open MPI ends the process when it is asked for a text outside its lifetime.
  guard World.isInitialized, !World.isFinalized else { return "no text: MPI is not running" }
  do throws(MPIError) {
    return try text(capacity: MPI_MAX_ERROR_STRING, "MPI_Error_string") {
      cmpiErrorString(code: code, into: $0, length: $1)
    }
  } catch {
    return "no text: \(error.operation) returned \(error.code)"
  }
}

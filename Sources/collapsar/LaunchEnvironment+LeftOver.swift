import Foundation
import MessagePassing

extension LaunchEnvironment {
  /// Of this process.
  static let current = LaunchEnvironment(ProcessInfo.processInfo.environment)

  /// Whether a launcher's variables are there and the launcher is not, as after `export` or in the environment that an
  /// editor or a service has kept.
  ///
  /// A launcher that is there leaves its programs a way to connect.
  var isLeftOver: Bool { (launcher == .mpirun || launcher == .mpiexec) && !canConnect }

  /// Whether this process is the one that speaks: the first of those that were started, or one whose rank means nothing
  /// since there are no others.
  var speaks: Bool { launcher == .none || isLeftOver || isSpokesman }

  /// Why this launch cannot work, as far as that is known before MPI is initialized.
  var refusal: Failure? {
    if isLeftOver, let size, let sizeVariable, size > 1 {
      return Failure(
        .launchRefused,
        "\(sizeVariable)=\(size) is left over from a launch that is over: no \(launcher.rawValue) runs this process; "
          + "unset the variables of that launch (env | grep -E '^(OMPI|PMIX|PMI)_' shows them), or start it anew with mpirun"
      )
    }
    return problemBeforeInitialization().map { Failure($0) }
  }
}

import Foundation
import MessagePassing
import Reporting

extension LaunchEnvironment {
  /// Of this process.
  static let current = LaunchEnvironment(ProcessInfo.processInfo.environment)

  /// Whether this process's launcher is there; looked up once.
  private static let isCurrentThere = current.isLauncherThere

  /// Whether the variables of `mpirun` or `mpiexec` are there and the launcher is not. `srun` without PMI leaves its programs
  /// no way to ask for it, and is believed.
  private static let isLeftOver = (current.launcher == .mpirun || current.launcher == .mpiexec) && !isCurrentThere

  /// Whether this process is the one that speaks: the first of those that were started, or one whose rank means nothing
  /// since there are no others.
  static var speaks: Bool { current.launcher == .none || current.isSpokesman || isLeftOver }

  /// Why this launch cannot work, as far as that is known before MPI is initialized.
  static var refusal: Failure? {
    guard isLeftOver else { return current.problemBeforeInitialization().map { Failure($0) } }
    let variable = current.sizeVariable.flatMap { name in current.size.map { "\(name)=\($0)" } }
    return Failure(
      .launchRefused,
      "\(variable ?? "OMPI_COMM_WORLD_SIZE") is left over from a launch that is over: no \(current.launcher.rawValue) runs "
        + "this process; unset the variables of that launch (env | grep -E '^(OMPI|PMIX|PMI)_' shows them), or start "
        + "it with mpirun"
    )
  }

  /// The environment of this process for programs that it starts: less what a launcher has put there, which is not for
  /// them.
  static var ofChildren: [String: String] {
    ProcessInfo.processInfo.environment.filter { !isOfLauncher($0.key) }
  }
}

extension Gnuplot {
  /// The gnuplot that the user of this process would start.
  static var ofThisProcess: Gnuplot { Gnuplot(environment: LaunchEnvironment.ofChildren) }
}

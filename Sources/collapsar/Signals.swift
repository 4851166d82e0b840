import Foundation
import Harness
import Synchronization

/// What signals ask of this process. Handlers only raise a number; the harness looks at it before every step of a training.
enum Signals {
  /// How often this process was asked to leave, where once means at the end of a slice.
  private static let asked = Atomic<Int>(0)

  /// Makes SIGUSR1 and SIGUSR2 requests to leave, and SIGHUP, which comes when a connection is lost; `nohup` keeps it away.
  ///
  /// Under a launcher SIGTERM comes when a second is left before SIGKILL: all is given up at once, to be saved. Without one,
  /// SIGTERM and Ctrl-C are requests like the others; whoever asks three times is not kept waiting.
  static func install(underLauncher: Bool) {
    // The first use of a static makes it, which a handler must not.
    _ = asked.load(ordering: .relaxed)
    let ask: @convention(c) (Int32) -> Void = { signal in
      let times = Signals.asked.add(1, ordering: .relaxed).newValue
      if times > 2, signal == SIGINT || signal == SIGTERM {
        // The default from here on, which ends the process.
        Foundation.signal(signal, SIG_DFL)
        raise(signal)
      }
    }
    let askAtOnce: @convention(c) (Int32) -> Void = { _ in Signals.asked.add(2, ordering: .relaxed) }
    for signal in [SIGUSR1, SIGUSR2] { set(signal, ask) }
    var hangUp = sigaction()
    sigaction(SIGHUP, nil, &hangUp)
    if unsafeBitCast(hangUp.__sigaction_handler.sa_handler, to: Int.self) != 1 { set(SIGHUP, ask) }
    for signal in [SIGTERM, SIGINT] { set(signal, underLauncher ? askAtOnce : ask) }
  }

  private static func set(_ signal: Int32, _ handler: @escaping @convention(c) (Int32) -> Void) {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = handler
    // Calls that wait for a disk or a pipe go on afterwards.
    action.sa_flags = SA_RESTART
    sigaction(signal, &action, nil)
  }

  static var wish: LeaveWish {
    switch asked.load(ordering: .relaxed) {
    case 0: .stay
    case 1: .afterSlice
    default: .atOnce
    }
  }
}

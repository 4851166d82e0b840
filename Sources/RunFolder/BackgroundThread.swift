internal import CDispatch
internal import Foundation

/// A thread of its own for what waits for a disk, so that a rank need not.
enum BackgroundThread {
  private final class Body: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  /// Starts one, which ends with its body and is waited for by nobody.
  ///
  /// Not Foundation's `Thread`, which does not tell when the system has no thread to give.
  /// - Returns: whether there is one; `errno` says why not (`pthread_create(3)`).
  static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    let context = Unmanaged.passRetained(Body(body)).toOpaque()
    var thread = pthread_t()
    let code = pthread_create(
      &thread,
      &attributes,
      { context in
        if let context { Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run() }
        return nil
      },
      context
    )
    if code == 0 { return true }
    Unmanaged<Body>.fromOpaque(context).release()
    errno = code
    return false
  }
}

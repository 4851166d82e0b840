internal import Foundation

/// A flag that one thread raises and another waits for, no longer than a given time.
///
/// The time is that of the monotonic clock, which nobody sets. `NSCondition.wait(until:)` and `DispatchSemaphore` wait for
/// a date on Linux: where the system's clock is set back by an hour meanwhile, they wait for an hour more.
package final class TimedFlag: @unchecked Sendable {
  // At fixed addresses, as POSIX wants them.
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  /// Guarded by the lock.
  private var isRaised = false

  package init() {
    var attributes = pthread_condattr_t()
    pthread_condattr_init(&attributes)
    let code = pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    precondition(code == 0, "Linux can wait by its monotonic clock")
    pthread_cond_init(condition, &attributes)
    pthread_condattr_destroy(&attributes)
    pthread_mutex_init(lock, nil)
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(lock)
    condition.deallocate()
    lock.deallocate()
  }

  /// Raises the flag, for good.
  package func raise() {
    pthread_mutex_lock(lock)
    isRaised = true
    pthread_cond_broadcast(condition)
    pthread_mutex_unlock(lock)
  }

  /// Waits until the flag is raised or the time is over; returns whether it is raised.
  package func wait(_ time: Duration) -> Bool {
    var due = timespec()
    clock_gettime(CLOCK_MONOTONIC, &due)
    let nanoseconds = due.tv_nsec + Int(time.components.attoseconds / 1_000_000_000)
    due.tv_sec += Int(time.components.seconds) + nanoseconds / 1_000_000_000
    due.tv_nsec = nanoseconds % 1_000_000_000
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    while !isRaised, pthread_cond_timedwait(condition, lock, &due) == 0 {}
    return isRaised
  }
}

#if canImport(Glibc)
import Glibc
#else
import Musl
#endif

/// Simulations that could not be computed, since the machine lacks something: memory, a data set.
///
/// Never what a simulation came to: a network that diverges is an outcome, and has a record.
public struct TrainingFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is missing, and what to do.
  public let description: String

  public init(_ description: String) { self.description = description }

  /// What records and the like take beside, which nobody asks for.
  private static let margin = 32 << 20

  /// Asks the system for memory, and some more, and gives it back: Swift's own allocation ends the program where there is
  /// none.
  /// - Parameters:
  ///   - bytes: to be allocated next.
  ///   - purpose: what for, in words.
  /// - Throws: `TrainingFailure` where this process may not have so much.
  public static func requireMemory(_ bytes: Int, for purpose: String) throws(TrainingFailure) {
    // Not by malloc: the optimizer takes a block that is freed unused for one that was there.
    let flags = MAP_PRIVATE | MAP_ANONYMOUS
    guard bytes > 0 else { return }
    guard let block = mmap(nil, bytes + margin, PROT_READ | PROT_WRITE, flags, -1, 0), block != MAP_FAILED else {
      throw TrainingFailure(
        "no memory for \(purpose) (\(bytes >> 20) MiB); run fewer ranks on this host, or ask for more memory (ulimit -v, "
          + "the batch job's limit)"
      )
    }
    munmap(block, bytes + margin)
  }
}

/// The ranks of a launch side by side, and what is to be said of them. Pure values: needs no MPI.
public struct LaunchReport: Sendable {
  /// By rank, at least one.
  public let ranks: [RankReport]

  /// - Precondition: there is a rank.
  public init(_ ranks: [RankReport]) {
    precondition(!ranks.isEmpty, "a launch has a rank")
    self.ranks = ranks
  }

  /// Ranks with other command lines than rank 0.
  public var differentArguments: LaunchProblem? {
    difference(\.arguments) { other, first in
      "with other arguments ('\(Self.line(other))', not '\(Self.line(first))')"
    }
  }

  /// Ranks that run another program than rank 0, or another MPI library.
  public var differentPrograms: LaunchProblem? {
    struct Build: Hashable { var version, builtFor, digest: String }
    let program = difference({ Build(version: $0.version, builtFor: $0.builtFor, digest: $0.digest) }) { other, first in
      if other.version == first.version, other.builtFor == first.builtFor {
        return "from another build (\(other.program), not \(first.program))"
      }
      return
        "from another program (version \(other.version) built for \(other.builtFor), not \(first.version) for \(first.builtFor))"
    }
    return program
      ?? difference(\.library) { other, first in "with another MPI library (\(other.library), not \(first.library))" }
  }

  /// The ranks that do not have rank 0's value, told by their first one.
  private func difference<Value: Hashable>(
    _ value: (RankReport) -> Value,
    _ words: (_ other: RankReport, _ first: RankReport) -> String
  ) -> LaunchProblem? {
    let others = ranks.filter { value($0) != value(ranks[0]) }
    guard let other = others.first else { return nil }
    return .mixture(ranks: NumberSet(others.map(\.rank)), host: other.host, difference: words(other, ranks[0]))
  }

  private static func line(_ report: RankReport) -> String {
    let line = report.arguments.joined(separator: " ")
    return line.count > 200 ? line.prefix(200) + "…" : line
  }
}

extension LaunchReport {
  /// Hosts in the order of their first ranks.
  public var hosts: [(name: String, ranks: [RankReport])] {
    var hosts: [(name: String, ranks: [RankReport])] = []
    for rank in ranks {
      if let index = hosts.firstIndex(where: { $0.name == rank.host }) {
        hosts[index].ranks.append(rank)
      } else {
        hosts.append((rank.host, [rank]))
      }
    }
    return hosts
  }

  /// A line for each host whose ranks are more than the processors they may use: they take turns. Empty for most launches.
  public var stacked: [String] {
    hosts.compactMap { host in
      let all = host.ranks.reduce(NumberSet([])) { $0.union($1.processors) }
      // The whole host, then every set that a rank is bound to: ranks within it have no other place.
      for place in [all]
        + Set(host.ranks.map(\.processors)).sorted(by: { $0.numbers.lexicographicallyPrecedes($1.numbers) })
      {
        let inside = host.ranks.filter { $0.processors.isSubset(of: place) }
        guard inside.count > place.count, place.count > 0 else { continue }
        let ranks = NumberSet(inside.map(\.rank))
        let isBound = place.count < (host.ranks.map(\.hostProcessors).max() ?? 0)
        return "ranks \(ranks) on \(host.name) take turns on \(Self.processors(place)): "
          + (isBound
            ? "start them with --bind-to none to let them use the others, or start fewer"
            : "start \(place.count == 1 ? "one rank" : "\(place.count) ranks") there, unless --oversubscribe is meant")
      }
      return nil
    }
  }

  /// A line for each host whose container grants less time than its ranks would take.
  public var short: [String] {
    hosts.compactMap { host in
      guard let share = host.ranks.compactMap(\.share).min(), share < Double(host.ranks.count) else { return nil }
      let tenths = Int((share * 10).rounded())
      return
        "the container on \(host.name) grants \(tenths / 10).\(tenths % 10) processors' time to \(Self.ranks(host.ranks.count)): "
        + "start fewer, or let the container have more"
    }
  }

  /// What Open MPI's own files may trip over, a line a host.
  public var temporary: [String] {
    hosts.compactMap { host in
      guard let rank = host.ranks.first else { return nil }
      // The name of a socket is at most 107 bytes, and Open MPI adds some forty to the folder.
      if rank.temporaryFolder.utf8.count > 60 {
        return
          "\(rank.temporaryFolder) on \(host.name) is a long path for Open MPI's sockets: set TMPDIR to a short one, such as /tmp"
      }
      if let free = rank.temporaryBytes, free < 16e6 {
        return
          "\(rank.temporaryFolder) on \(host.name) is nearly full, and Open MPI keeps files there: free some space, "
          + "or set TMPDIR to another folder"
      }
      return nil
    }
  }

  /// A line where some ranks have nothing to do; nil otherwise.
  /// - Parameters:
  ///   - units: how many pieces of work there are.
  ///   - simulations: in each.
  public func idle(units: UInt64, of simulations: UInt64) -> String? {
    guard UInt64(ranks.count) > units else { return nil }
    let idle = UInt64(ranks.count) - units
    let size = simulations == 1 ? "one simulation" : "\(simulations) simulations"
    return "\(ranks.count) ranks for \(units) work \(units == 1 ? "unit" : "units") of \(size): "
      + "\(idle == 1 ? "1 has" : "\(idle) have") nothing to do"
  }

  private static func processors(_ set: NumberSet) -> String {
    set.count == 1 ? "one processor (\(set))" : "\(set.count) processors (\(set))"
  }

  private static func ranks(_ count: Int) -> String { count == 1 ? "one rank" : "\(count) ranks" }
}

internal import RunFolder

extension Report {
  var provenance: String {
    guard let manifest else {
      return "<p>The folder’s <code>manifest.json</code> cannot be read: who made these results is not known.</p>\n"
    }
    let hosts = Set(manifest.ranks.map(\.host)).sorted()
    let ranks = manifest.ranks.count == 1 ? "1 rank" : "\(grouped(manifest.ranks.count)) ranks"
    let processors = Set(manifest.ranks.map(\.processor)).sorted()
    let trainers = Dictionary(grouping: manifest.trainers.keys.sorted()) { manifest.trainers[$0] ?? "" }
    var facts: [(term: String, text: String)] = [
      ("Program", "collapsar \(manifest.version), built for \(manifest.cpuLevel)"),
      ("Command", manifest.command.joined(separator: " ")),
      ("Begun", manifest.start), ("Ended", manifest.end ?? "not known"),
    ]
    if let parts = manifest.mergedFrom { facts.append(("Merged from", Self.few(parts))) }
    if let seconds = manifest.wallSeconds { facts.append(("Took", duration(seconds))) }
    facts += [
      ("Ranks", "\(ranks) on \(Self.few(hosts))"), ("Processor", Self.few(processors)),
      ("BLAS", Self.few(Set(manifest.ranks.compactMap(\.blas)).sorted())),
      ("MPI", manifest.mpiLibrary.split(separator: ",").first.map(String.init) ?? ""),
      (
        "Trainer",
        trainers.sorted { $0.key < $1.key }.map { name, cells in
          trainers.count == 1 ? name : "\(name) (\(cells.count) cells)"
        }.joined(separator: ", ")
      ),
    ]
    if let digest = manifest.files?[FileName.results]?.sha256 { facts.append(("results.json, SHA-256", digest)) }
    let html = self.facts(facts.filter { !$0.text.isEmpty })
    guard manifest.ranks.count > 1 else { return html }
    return html + "<details>\n<summary>Rank by rank</summary>\n\(ranksTable(manifest).html())</details>\n"
  }

  private static func few(_ names: [String]) -> String {
    names.prefix(4).joined(separator: ", ") + (names.count > 4 ? " and \(names.count - 4) more" : "")
  }

  private func ranksTable(_ manifest: Manifest) -> PageTable {
    PageTable(
      "What each rank did",
      [
        .init("Rank"), .init("Host", isNumber: false), .init("First simulation"), .init("Simulations"), .init("Slices"),
        .init("Busy"),
      ],
      rows: manifest.ranks.map { rank in
        [
          "\(rank.rank)", rank.host, rank.firstSimulation.map { grouped($0) } ?? "–", grouped(rank.simulations),
          grouped(rank.slices), duration(rank.busySeconds),
        ]
      }
    )
  }
}

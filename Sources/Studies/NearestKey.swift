/// A remedy for a word that is none of `known`: all of them, and the one that was meant if it can be guessed.
package func nearest(_ word: String, of known: [String]) -> String {
  let shown = known.prefix(20).map { $0.shown() }.joined(separator: ", ") + (known.count > 20 ? ", …" : "")
  var guesses = Synonyms.of(word, among: known)
  if guesses.isEmpty { guesses = guess(word, of: known).map { [$0] } ?? [] }
  if guesses.isEmpty { return known.count == 1 ? "must be `\(shown)`" : "must be one of \(shown)" }
  let meant = guesses.map { "`\($0)`" }.joined(separator: " or ")
  return "did you mean \(meant)?" + (known.count > 1 ? " The choices: \(shown)" : "")
}

/// The one of `known` that a word was probably meant to be: by another's word for it, or else by its spelling.
func guess(_ word: String, of known: [String]) -> String? {
  if let ours = Synonyms.of(word, among: known).first { return Synonyms.name(of: ours) }
  let word = word.lowercased().map { $0 == "-" || $0 == " " ? "_" : $0 }
  // The distance takes time proportional to the product of the lengths.
  guard word.count <= Limits.keyLength else { return nil }
  let scored = known.map { (key: $0, distance: distance(word, Array($0.lowercased()))) }
  guard let best = scored.min(by: { $0.distance < $1.distance }), best.distance <= max(1, word.count / 3) else {
    return nil
  }
  return best.key
}

/// The fewest insertions, deletions, replacements and swaps of neighbours that turn one into the other (optimal string
/// alignment: Damerau 1964, no place edited twice).
/// - Complexity: O(the product of the lengths).
private func distance(_ a: [Character], _ b: [Character]) -> Int {
  var last: [Int] = []
  var row = Array(0...b.count)
  for (i, x) in a.enumerated() {
    var next = [i + 1]
    for (j, y) in b.enumerated() {
      var best = min(row[j] + (x == y ? 0 : 1), row[j + 1] + 1, next[j] + 1)
      if i > 0, j > 0, x == b[j - 1], y == a[i - 1] { best = min(best, last[j - 1] + 1) }
      next.append(best)
    }
    last = row
    row = next
  }
  return row[b.count]
}

/// A remedy for a word that is none of `known`: the one that was meant, if it can be guessed, else all of them.
func nearest(_ word: String, of known: [String]) -> String {
  let word = word.lowercased().map { $0 == "-" || $0 == " " ? "_" : $0 }
  // The distance takes time proportional to the product of the lengths.
  if word.count <= Limits.keyLength {
    let scored = known.map { (key: $0, distance: distance(word, Array($0.lowercased()))) }
    if let best = scored.min(by: { $0.distance < $1.distance }), best.distance <= max(1, word.count / 3) {
      return "did you mean `\(best.key)`?"
    }
  }
  let shown = known.prefix(20).map { $0.shown() }.joined(separator: ", ")
  return "must be one of \(shown)\(known.count > 20 ? ", …" : "")"
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

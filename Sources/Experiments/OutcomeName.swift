/// An outcome with the name it has in study files, columns and results.
public struct NamedOutcome: Hashable, Sendable {
  public let name: String
  public let flag: Outcomes

  package init(name: String, flag: Outcomes) {
    self.name = name
    self.flag = flag
  }

  /// Every outcome of a study with these criteria, in the order in which tables show them.
  public static func all(_ criteria: Criteria) -> [NamedOutcome] {
    [NamedOutcome(name: "constant", flag: .constant)]
      + criteria.flat.enumerated().map { NamedOutcome(name: flatName($1), flag: .flat($0)) }
      + [
        NamedOutcome(name: "born_dead", flag: .bornDead),
        NamedOutcome(name: "dead", flag: .dead),
        NamedOutcome(name: "died", flag: .died),
        NamedOutcome(name: "revived", flag: .revived),
        NamedOutcome(name: "no_gradient", flag: .noGradient),
        NamedOutcome(name: "half_trained", flag: .halfTrained),
        NamedOutcome(name: "fitted", flag: .fitted),
        NamedOutcome(name: "diverged", flag: .diverged),
      ]
  }

  /// `flat_0.1`, `flat_1e-2`, `flat_2.5e-4`: below 0.1 with an exponent, as people write tolerances.
  ///
  /// What follows `flat_` is the shortest numeral of that form that reads back as the tolerance, so different tolerances
  /// have different names.
  public static func flatName(_ tolerance: Double) -> String {
    // The standard library chooses the digits; where it puts the point differs from what is wanted here.
    let text = tolerance.description
    guard tolerance > 0, tolerance < 0.1 else { return "flat_" + (text.hasSuffix(".0") ? text.dropLast(2) : text[...]) }
    let parts = text.split(separator: "e")
    let numeral = parts[0].split(separator: ".")
    let digits = numeral.joined()
    let leadingZeros = digits.prefix { $0 == "0" }.count
    let significant = digits.dropFirst(leadingZeros)
    let exponent = (parts.count > 1 ? Int(parts[1]) ?? 0 : 0) + numeral[0].count - leadingZeros - 1
    // "1.0" has a zero that is no digit of the shortest numeral.
    let tail = significant.dropFirst() == "0" ? "" : significant.dropFirst()
    return "flat_\(significant.prefix(1))\(tail.isEmpty ? "" : ".")\(tail)e\(exponent)"
  }
}

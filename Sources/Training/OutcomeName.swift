/// An outcome with the name it has in study files, columns and results.
public struct NamedOutcome: Hashable, Sendable {
  public let name: String
  public let flag: Outcomes

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
  public static func flatName(_ tolerance: Double) -> String {
    guard tolerance > 0, tolerance < 0.1 else { return "flat_\(tolerance)" }
    // The shortest digits that read back as the tolerance, whatever form the standard library prints them in.
    let parts = "\(tolerance)".split(separator: "e")
    let digits = parts[0].filter { $0 != "." }
    let significant = digits.drop { $0 == "0" }
    let point = parts[0].firstIndex(of: ".").map { parts[0].distance(from: parts[0].startIndex, to: $0) } ?? digits.count
    var exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    exponent += point - (digits.count - significant.count) - 1
    var tail = String(significant.dropFirst())
    while tail.last == "0" { tail.removeLast() }
    return "flat_\(significant.prefix(1))\(tail.isEmpty ? "" : "." + tail)e\(exponent)"
  }
}

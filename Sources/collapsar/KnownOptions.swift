import ArgumentParser

/// The options of a command, as its help lists them.
struct KnownOptions {
  private var all: Set<String> = []
  private var withValue: Set<String> = []

  init(of command: any ParsableCommand.Type) {
    // No line is wrapped: one that begins with a dash is an option.
    for line in Collapsar.helpMessage(for: command, columns: 10_000).split(separator: "\n") where line.hasPrefix("  -")
    {
      let words = line.split(separator: " ").map { $0.filter { $0 != "," } }
      let names = words.prefix { $0.hasPrefix("-") }
      all.formUnion(names)
      if words.dropFirst(names.count).first?.hasPrefix("<") ?? false { withValue.formUnion(names) }
    }
  }

  /// The words of a command line, a value that begins with a dash joined to its option: `--cell -a` becomes `--cell=-a`, and
  /// `--seed -5` becomes `--seed=-5`. The parser would take it for an option, and the value for missing. What is an option
  /// of the command stays one; a value of that name is written `--cell=--seed`.
  static func joined(_ words: [String]) -> [String] {
    let commands = Collapsar.configuration.subcommands
    guard let command = commands.first(where: { $0.configuration.commandName == words.first }) else { return words }
    let options = KnownOptions(of: command)
    var joined: [String] = []
    for word in words {
      if let option = joined.last, options.withValue.contains(option), word.hasPrefix("-"), word != "--",
        !options.all.contains(String(word.prefix { $0 != "=" }))
      {
        joined[joined.count - 1] = "\(option)=\(word)"
      } else {
        joined.append(word)
      }
    }
    return joined
  }
}

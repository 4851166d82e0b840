extension String {
  /// The text as a field of a CSV file: in quotes where it holds what separates fields, as the names of a sweep's cells do.
  /// - SeeAlso: RFC 4180, section 2.
  package var csvField: String {
    guard contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return self }
    return "\"" + replacing("\"", with: "\"\"") + "\""
  }

  /// The fields of a line of a CSV file.
  var fields: [String] {
    var fields: [String] = []
    var field = ""
    var isQuoted = false
    for character in self {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        fields.append(field)
        field = ""
      default: field.append(character)
      }
    }
    return fields + [field]
  }
}

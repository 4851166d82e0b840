/// A word as bash reads it back, whatever is in it: as it stands where that is safe, in quotes where it is not.
func shellWord(_ text: String) -> String {
  let plain = text.unicodeScalars.allSatisfy { scalar in
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
      || "_-./=,:+@%".unicodeScalars.contains(scalar)
  }
  if plain, !text.isEmpty { return text }
  // A newline would end the comment, or the directive, that a word stands in.
  guard text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7f }) else {
    return "'" + text.replacing("'", with: #"'\''"#) + "'"
  }
  var quoted = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "'", "\\": quoted += "\\\(scalar)"
    case _ where scalar.value < 0x20 || scalar.value == 0x7f:
      let octal = String(scalar.value, radix: 8)
      quoted += "\\" + String(repeating: "0", count: 3 - octal.count) + octal
    default: quoted.unicodeScalars.append(scalar)
    }
  }
  return "$'\(quoted)'"
}

extension Double {
  /// The number with at most `digits` significant decimal digits that is nearest to this one.
  ///
  /// Results files hold rounded numbers because quantiles come out of Boost and the C library, whose last bits differ
  /// between machines and versions; a file that must be the same bytes everywhere cannot show them. (It makes a
  /// difference rare rather than impossible: see the module's README.)
  ///
  /// What is rounded is the shortest decimal that names this number, the one `description` prints; half a unit goes away
  /// from zero. So 0.125 becomes 0.13 at two digits, and 1.005 becomes 1.01 at three although its bits lie just below.
  /// The result is the Double nearest to that decimal: it prints with at most `digits` digits (up to 15) and rounding
  /// again changes nothing. Signs, zeros, infinities and NaN stay as they are; so does a number that would round to
  /// infinity. Nothing depends on the locale, the C library or the rounding mode.
  ///
  /// - Parameter digits: significant decimal digits, 1 to 17.
  /// - Complexity: O(1).
  public func rounded(toSignificantDigits digits: Int) -> Double {
    precondition((1...17).contains(digits), "\(digits) significant digits; must be 1 to 17")
    guard isFinite, self != 0 else { return self }
    var decimal = Decimal(magnitude.description)
    guard decimal.digits.count > digits else { return self }
    decimal.round(to: digits)
    guard let nearest = Double(decimal.description), nearest.isFinite else { return self }
    return sign == .minus ? -nearest : nearest
  }
}

/// A positive decimal: digits d₁d₂…dₖ and an exponent e mean the whole number d₁d₂…dₖ times ten to the e.
private struct Decimal: CustomStringConvertible {
  var digits: [UInt8] = []
  var exponent = 0

  /// Reads what `Double.description` writes: digits, perhaps a point, perhaps an exponent.
  init(_ text: String) {
    var afterPoint = false
    var characters = text.utf8[...]
    while let character = characters.popFirst() {
      switch character {
      case UInt8(ascii: "."):
        afterPoint = true
      case UInt8(ascii: "e"):
        exponent += Int(String(decoding: characters, as: UTF8.self)) ?? 0
        characters = characters.suffix(0)
      default:
        if character != UInt8(ascii: "0") || !digits.isEmpty { digits.append(character - UInt8(ascii: "0")) }
        if afterPoint { exponent -= 1 }
      }
    }
    while digits.last == 0 {
      digits.removeLast()
      exponent += 1
    }
  }

  /// Keeps the first `kept` digits; half a unit of the last one goes up.
  mutating func round(to kept: Int) {
    let up = digits[kept] >= 5
    exponent += digits.count - kept
    digits.removeLast(digits.count - kept)
    guard up else { return }
    while digits.last == 9 {
      digits.removeLast()
      exponent += 1
    }
    // All nines: the next number is a one further up.
    if digits.isEmpty { digits = [0] }
    digits[digits.count - 1] += 1
  }

  var description: String {
    String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self) + "e\(exponent)"
  }
}

/// Series colours: told apart by colour-blind eyes (after Okabe and Ito 2008, ochre darkened), each at least three times as
/// light or as dark as white and as the black of a dark page, the contrast that WCAG 2.2 asks of graphics.
enum Palette: String, CaseIterable {
  case blue = "#0072b2"
  case vermilion = "#d55e00"
  case green = "#008f68"
  case ochre = "#a87900"
  case purple = "#b5609a"
  case grey = "#808080"
}

/// The colour of a fraction in a heat map, from pale to dark blue, with the colour of a number upon it. Tiles bring their own
/// ground, so they are the same in light and dark.
struct TileColour {
  var fill: String
  var text: String

  private static let stops: [(Double, Double, Double)] = [(236, 242, 249), (104, 162, 212), (8, 58, 120)]

  init(_ fraction: Double) {
    let place = min(max(fraction, 0), 1) * Double(Self.stops.count - 1)
    let index = min(Int(place), Self.stops.count - 2)
    let (from, to, share) = (Self.stops[index], Self.stops[index + 1], place - Double(index))
    let mixed = [(from.0, to.0), (from.1, to.1), (from.2, to.2)].map { Int(($0 + ($1 - $0) * share).rounded()) }
    fill = "#" + mixed.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    text = fraction < 0.6 ? "#111111" : "#fefefe"
  }
}

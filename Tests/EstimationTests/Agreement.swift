/// Whether a value is the reference's to a relative 10⁻¹⁰, the bound that every formula is held to.
///
/// - Parameter scale: an interval around 0 has ends that are differences of larger numbers, and is held relative to those.
func agrees(_ value: Double, _ reference: Double, scale: Double = 0) -> Bool {
  value == reference || abs(value - reference) <= 1e-10 * max(abs(reference), scale)
}

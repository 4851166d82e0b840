import Estimation
import Foundation
import Testing

@Suite struct PrecisionRuleTests {
  static func rule(_ minimum: Int64, _ maximum: Int64, halfWidth: Double = 0.02) -> PrecisionRule {
    PrecisionRule(halfWidth: halfWidth, confidence: 0.95, minimum: minimum, maximum: maximum)
  }

  @Test func looksGrowByAQuarterAndEndAtTheMaximum() {
    #expect(Self.rule(1_000, 4_000).looks == [1_000, 1_250, 1_563, 1_954, 2_443, 3_054, 3_818, 4_000])
    #expect(Self.rule(1, 10).looks == [1, 2, 3, 4, 5, 7, 9, 10])
    #expect(Self.rule(5, 5).looks == [5])
    #expect(Self.rule(4, 5).looks == [4, 5])
    // ⌈1.25 n⌉ of a number that no Double holds, and of one whose successor no Int64 does.
    let power = Int64(1) << 58
    #expect(Self.rule(4 * power + 1, .max).nextLook(after: 4 * power + 1) == 5 * power + 2)
    #expect(Self.rule(.max - 1, .max).looks == [.max - 1, .max])
  }

  @Test func theNextLookIsTheFirstBeyond() {
    let rule = Self.rule(7, 300)
    for n in 0...400 as ClosedRange<Int64> {
      #expect(rule.nextLook(after: n) == rule.looks.first { $0 > n })
    }
  }

  @Test func judgedAtLooksAlone() {
    let rule = Self.rule(1_000, 4_000)
    let narrow = Proportion(count: 0, n: 1_300)
    #expect(rule.isMet(by: narrow))
    #expect(rule.verdict([narrow]) == .goOn(to: 1_563))
    #expect(rule.verdict([Proportion(count: 0, n: 1_563)]) == .met)
    #expect(rule.verdict([Proportion(count: 0, n: 1_563), Proportion(count: 780, n: 1_563)]) == .goOn(to: 1_954))
    // As narrow as wanted, and too early.
    #expect(!rule.isMet(by: Proportion(count: 0, n: 999)))
    #expect(rule.sequence.interval(for: Proportion(count: 0, n: 999)).halfWidth <= rule.halfWidth)
    #expect(rule.verdict([Proportion(count: 0, n: 999)]) == .goOn(to: 1_000))
    #expect(rule.verdict([Proportion(count: 0, n: 4_000)]) == .met)
    #expect(rule.verdict([Proportion(count: 2_000, n: 4_000)]) == .exhausted)
  }

  /// Whoever follows forecasts and verdicts ends at the same look.
  @Test(arguments: [0, 0.05, 0.5, 0.947])
  func theForecastComesTrueIfTheFractionStays(estimate: Double) {
    let rule = Self.rule(100, 1_000_000, halfWidth: 0.01)
    let forecast = rule.forecast(estimate: estimate)
    var n = rule.minimum
    while case .goOn(let next) = rule.verdict([Proportion(count: Int64((estimate * Double(n)).rounded()), n: n)]) {
      n = next
    }
    #expect(forecast.look == n && forecast.isMet)
  }

  @Test func aTargetThatIsOutOfReachIsSeen() {
    #expect(Self.rule(100, 1_000).canBeMet)
    #expect(!Self.rule(10, 20).canBeMet)
    #expect(Self.rule(10, 1_000).forecast(estimate: 0.5) == (1_000, false))
  }
}

import Lanes
import Testing

/// Results are promised to be the same bytes on every machine and under every compiler flag: these hashes were taken once.
/// A change of an algorithm changes published results, and must change them here on purpose.
@Suite("Frozen bits")
struct FrozenBitsTests {
  private static let frozen: [(Function, single: UInt64, double: UInt64)] = [
    (.exp, 0x8cf2_0c7b_2d63_3e7f, 0x49b5_6da1_6be9_c2ec),
    (.expm1, 0xf4c6_fee2_4b15_3dbd, 0xd2cf_e126_1853_0de5),
    (.log, 0x55ee_e4a2_295a_8dbf, 0xb25c_a675_44ce_9710),
    (.sin, 0xbcc9_9078_5a4f_7c16, 0x162f_2e59_0aaf_15bf),
    (.cos, 0xd520_bf85_2c84_3e19, 0x6932_6c09_9837_db98),
    (.tanh, 0x9f87_8f19_5769_9a3d, 0x5363_af92_7ca6_ee22),
    (.logistic, 0x52db_3c66_8c60_a4ea, 0x0ee3_f0ee_5f69_6c10),
    (.quantile, 0x4559_721f_85de_f5c3, 0xbf16_5815_c5a5_5baa),
  ]

  @Test("10,000 values of every function have the bits they always had")
  func frozen() {
    for (function, single, double) in Self.frozen {
      var (singles, doubles) = (UInt64(0xcbf2_9ce4_8422_2325), UInt64(0xcbf2_9ce4_8422_2325))
      for index in 1...10_000 {
        // Probabilities for the quantile, numbers of either sign up to 40 for the others.
        let x = function == .quantile ? Double(index) / 20_000 : Double(index) / 125 - 40
        let argument = function == .log ? x.magnitude : x
        mix(&singles, UInt64(function(Float(argument)).bitPattern))
        mix(&doubles, function(argument).bitPattern)
      }
      #expect(singles == single, "\(function) in Float: 0x\(String(singles, radix: 16))")
      #expect(doubles == double, "\(function) in Double: 0x\(String(doubles, radix: 16))")
    }
  }

  /// Fowler, Noll and Vo's hash, a 64-bit word at a time.
  private func mix(_ hash: inout UInt64, _ word: UInt64) { hash = (hash ^ word) &* 0x100_0000_01b3 }
}

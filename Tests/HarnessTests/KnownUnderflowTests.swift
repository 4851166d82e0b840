import Estimation
import Experiments
import Foundation
import Testing

/// Networks of width 4 with weights of deviation 1e-5 on inputs of one sign: values shrink by about 1.4e-5 a layer.
///
/// In float64 nothing underflows, and of L layers 1 − (15/16)ᴸ of the networks are born dead. In float32 the values of
/// layer 8 are near 1e-39: below the smallest normal number (1.2e-38), far above the smallest of all (1.4e-45), so 8
/// layers are still dead by sign alone. Layer 10 receives nothing but zeros: all are dead by rounding. Hardware that
/// flushes subnormal numbers to zero kills layer 8 too, in 99.8 % of the networks (counted with NumPy, 200,000
/// networks).
@Suite("Death by rounding")
struct KnownUnderflowTests {
  /// - Parameter task: what is learned, and from which points.
  static func study(_ task: String) -> String {
    func network(_ layers: Int) -> String {
      let hidden = "{dense: 4, activation: relu, initializer: {normal: {stddev: 1e-5}}}"
      return "network: {layers: [\([String](repeating: hidden, count: layers).joined(separator: ", ")), {dense: 1}]}"
    }
    return """
      name: underflow
      seed: 13
      simulations: 1000
      \(task)
      cells:
        float32_L8: {\(network(8))}
        float32_L10: {\(network(10))}
        float64_L10: {precision: float64, \(network(10))}
      """
  }

  static let exact: [(cell: String, probability: Double)] = [
    ("float32_L8", 1 - pow(15.0 / 16, 8)), ("float64_L10", 1 - pow(15.0 / 16, 10)),
  ]

  @Test("Functions: by sign alone in subnormal numbers, on the lanes and on the reference trainer")
  func functions() throws {
    let task = "task: {target: abs, domain: [0.5, 1], training_points: 2, test_points: 5}"
    let study = try KnownStudy(Self.study(task + "\ntraining: {batch_size: 2, epochs: 0}"))
    for choice in KnownStudy.Choice.allCases {
      for (cell, probability) in Self.exact {
        let found = try study.records(cell, on: choice).proportion(.bornDead)
        #expect(found.agrees(with: probability), "\(cell) on \(choice): \(found)")
      }
      #expect(try study.records("float32_L10", on: choice).proportion(.bornDead).count == 1000, "\(choice)")
    }
  }

  @Test("Data sets on BLAS: by sign alone in subnormal numbers")
  func dataSets() throws {
    let study = try KnownStudy(
      Self.study("task: {dataset: {gaussian: {points: 1, test_points: 2, features: 1}}}\nlooks: {distributions: []}")
    )
    for (cell, probability) in Self.exact {
      let found = try study.replicates(cell).proportion(.bornDead)
      #expect(found.agrees(with: probability), "\(cell): \(found)")
    }
    #expect(try study.replicates("float32_L10").proportion(.bornDead).count == 1000)
  }
}

import Foundation
import RunFolder
import Testing

extension ClusterTests {
  /// The fractions and losses that an independent implementation measured (JAX, streams of its own), against
  /// `configs/reference-table.yaml` through the built program.
  @Suite("The collapse experiment, against an independent implementation")
  struct ReferenceTableTests {
    static let simulations = 5_000

    /// How many standard errors a fraction may lie away.
    ///
    /// By exact summation over both binomials for each of the 30 fractions, the reference's rounding to four decimals
    /// included, a fraction that agrees lies further away with probability 2e-8 on average; by Bonferroni all 30 together
    /// raise a false alarm in less than one of 1.5 million seeds (5.4e-7).
    static let standardErrors = 5.75

    /// How far a quantile of the loss may lie away, as a fraction of it. One standard error of the difference is 0.13 %
    /// at most (bootstrap, 5,000 against 20,000), so that this is 15 of them.
    static let lossTolerance = 0.02

    static let outcomes = ["constant", "flat_1e-6", "flat_1e-3", "flat_0.1", "born_dead", "dead"]

    /// A row of the independent implementation's table.
    struct Row: Sendable {
      var cell: String
      var count: Int
      /// In the order of `outcomes`.
      var fractions: [Double]
      /// 10, 50 and 90 % of the loss on all training points after training.
      var losses: [Double]
    }

    static let table = [
      Row(
        cell: "relu",
        count: 40_000,
        fractions: [0.9468, 0.9470, 0.9559, 0.9810, 0.9104, 0.9464],
        losses: [0.6067, 0.6218, 0.6345]
      ),
      Row(
        cell: "leaky_relu_0.01",
        count: 40_000,
        fractions: [0.3465, 0.5134, 0.8757, 0.9767, 0.6350, 0.8378],
        losses: [0.5727, 0.5914, 0.6265]
      ),
      Row(
        cell: "leaky_relu_0.01_float64",
        count: 20_000,
        fractions: [0.0006, 0.5134, 0.8753, 0.9744, 0.6342, 0.8368],
        losses: [0.5726, 0.5914, 0.6266]
      ),
      Row(
        cell: "leaky_relu_0.2",
        count: 20_000,
        fractions: [0.0002, 0.0049, 0.4206, 0.9318, 0.4378, 0.6930],
        losses: [0.5657, 0.5881, 0.6168]
      ),
      Row(
        cell: "relu_he_normal",
        count: 40_000,
        fractions: [0.9504, 0.9504, 0.9550, 0.9678, 0.9107, 0.9503],
        losses: [0.6071, 0.6217, 0.6345]
      ),
    ]

    @Test("Every fraction and every quantile of the loss agrees")
    func agrees() async throws {
      let scratch = try Scratch()
      let launch = collapsar(
        "run",
        config("reference-table"),
        "--simulations",
        "\(Self.simulations)",
        "--out",
        scratch["out"],
        "--quiet"
      )
      try await launch.run().expectSuccess()
      let deviations = try deviations(scratch)
      #expect(deviations.count == 45)
      for deviation in deviations { #expect(!deviation.isTooFar, "\(deviation.text)") }
    }

    @Test(
      "A wrong answer is seen",
      arguments: [
        // Initializers of another shape or scale, one that is not used, one that is truncated. (LeCun instead of Glorot
        // would not be seen, and need not be: between layers of width 2 they are the same.)
        ("network.initializer=glorot_normal", "flat_1e-3"),
        ("network.initializer={normal: {mean: 0, stddev: 0.5}}", "flat_1e-6"),
        ("network.initializer={he_normal: {truncated: true}}", "flat_0.1"),
        ("network.first_initializer=zeros", "born_dead"),
        // Biases forgotten, another slope.
        ("network.bias=false", "dead"),
        ("cells.leaky_relu_0.01.network.activation.leaky_relu.slope=0.02", "constant"),
        // Training that does less or more, which hardly moves the fractions.
        ("training.epochs=1", "final_train_loss"),
        ("training.batch_size=32", "final_train_loss"),
      ]
    )
    func seen(setting: String, outcome: String) async throws {
      let scratch = try Scratch()
      let launch = collapsar(
        "run",
        config("reference-table"),
        "--set",
        setting,
        "--simulations",
        "1000",
        "--out",
        scratch["out"],
        "--quiet"
      )
      try await launch.run().expectSuccess()
      let wrong = try deviations(scratch).filter(\.isTooFar)
      #expect(wrong.contains { $0.name == outcome }, "\(wrong.map(\.text))")
    }

    /// One number beside the other implementation's.
    struct Deviation {
      var name: String
      var isTooFar: Bool
      var text: String
    }

    private func deviations(_ scratch: Scratch) throws -> [Deviation] {
      let results = try scratch.results("out")
      let losses = try lossesByCell(scratch)
      return try Self.table.flatMap { row -> [Deviation] in
        let cell = try #require(results.cells.first { $0.name == row.cell })
        let fractions = try zip(Self.outcomes, row.fractions).map { name, fraction in
          let outcome = try #require(cell.outcomes[name] ?? nil)
          return compare(row, name, Double(outcome.count), of: Double(cell.simulations), with: fraction)
        }
        let sorted = (losses[row.cell] ?? []).sorted()
        try #require(sorted.count > 100)
        let quantiles = zip([0.1, 0.5, 0.9], row.losses).map { probability, expected in
          let value = sorted[Int((Double(sorted.count - 1) * probability).rounded())]
          return Deviation(
            name: "final_train_loss",
            isTooFar: !((value / expected - 1).magnitude <= Self.lossTolerance),
            text: "\(row.cell): loss at \(probability): \(value), expected \(expected)"
          )
        }
        return fractions + quantiles
      }
    }

    /// The difference of two fractions in standard errors, p pooled.
    private func compare(
      _ row: Row,
      _ name: String,
      _ count: Double,
      of n: Double,
      with fraction: Double
    ) -> Deviation {
      let m = Double(row.count)
      let pooled = (count + fraction * m) / (n + m)
      let standardError = max(5e-4, (pooled * (1 - pooled) * (1 / n + 1 / m)).squareRoot())
      let distance = (count / n - fraction) / standardError
      return Deviation(
        name: name,
        isTooFar: !(distance.magnitude <= Self.standardErrors),
        text: "\(row.cell): \(name) \(count / n), expected \(fraction): \(distance) standard errors"
      )
    }

    private func lossesByCell(_ scratch: Scratch) throws -> [String: [Double]] {
      // By column number: a dictionary a row would take longer than the simulations.
      let text = String(decoding: try scratch.bytes("out/simulations.csv"), as: UTF8.self)
      var lines = text.split(separator: "\n")[...]
      let header = lines.removeFirst().split(separator: ",")
      let column = try #require(header.firstIndex(of: "final_train_loss"))
      return lines.reduce(into: [:]) { losses, line in
        let fields = line.split(separator: ",", omittingEmptySubsequences: false)
        if let loss = Double(fields[column]), loss.isFinite { losses[String(fields[0]), default: []].append(loss) }
      }
    }
  }
}

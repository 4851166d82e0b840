import Foundation
import RunFolder
import Testing

extension ClusterTests {
  /// OpenBLAS chooses its kernels by processor, or as OPENBLAS_CORETYPE says.
  @Suite("Kernels of OpenBLAS")
  struct KernelTests {
    private static let study = """
      name: kernels
      simulations: 2
      network: {hidden_layers: 1, width: 33, activation: relu}
      task: {dataset: {classification: {points: 200, test_points: 100, features: 61}}}
      training: {batch_size: 50, epochs: 1}
      """

    private func doctor(_ kernel: String) async throws -> Substring {
      let doctor = try await collapsar("doctor", environment: ["OPENBLAS_CORETYPE": kernel]).run()
      return doctor.lines.first { $0.hasPrefix("BLAS ") } ?? ""
    }

    @Test("doctor and manifest name them, and compare says that they are why bytes differ")
    func named() async throws {
      let scratch = try Scratch()
      let study = try scratch.file("study.yaml", Self.study)
      let names = ["Haswell", "Nehalem"]
      var blas: [String] = []
      for kernel in names {
        var launch = collapsar("run", study, "--no-report", "--out", scratch[kernel])
        launch.environment = ["OPENBLAS_CORETYPE": kernel]
        try await launch.run().expectSuccess()
        let named = try #require(try scratch.manifest(kernel).ranks[0].blas)
        #expect(named.hasPrefix("OpenBLAS ") && named.contains(", kernel "))
        #expect(try await doctor(kernel).hasSuffix(named))
        blas.append(named)
      }
      // On a processor, or of a library, that has one kernel only, there is nothing more to see.
      guard blas[0] != blas[1] else { return }
      #expect(zip(blas, names).allSatisfy { $0.hasSuffix("kernel \($1)") }, "\(blas)")
      let folders = names.map { scratch[$0] }
      #expect(try scratch.bytes("Haswell/simulations.csv") != scratch.bytes("Nehalem/simulations.csv"))
      let compared = try await collapsar("compare", folders[0], folders[1]).run()
      compared.expectSuccess()
      let why = "Matrices were multiplied by \(blas[0]) in A, by \(blas[1]) in B."
      #expect(compared.lines.contains { $0.hasPrefix(why) }, "\(compared.output)")
      #expect(compared.lines.last?.hasPrefix("They agree statistically: ") == true, "\(compared.output)")
      let json = try await collapsar("compare", "--json", folders[0], folders[1]).run()
      let object = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
      #expect(object["blas"] as? [[String]] == blas.map { [$0] })
    }

    @Test("A study without matrix products names no kernels")
    func none() async throws {
      let scratch = try Scratch()
      try await collapsar("run", config("smoke"), "--no-report", "--out", scratch["out"]).run().expectSuccess()
      #expect(try scratch.manifest("out").ranks[0].blas == nil)
    }
  }
}

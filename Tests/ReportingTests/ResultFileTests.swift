import Experiments
import Reporting
import RunFolder
import Testing

@Suite("The bytes of results.json")
struct ResultFileTests {
  @Test("made cell by cell are those of the whole at once")
  func cellByCell() throws {
    let born = LayeredFixture(epochs: 0, hasTargets: false, distributions: [.activations]).results
    let empty = Results(planHash: "h", study: "] \"cells\" : [", seed: 1, cells: [])
    for results in [ReportFixture.results(stopped: true), LayeredFixture().results, born, empty] {
      let bytes = try results.fileBytes()
      #expect(bytes == (try JSON.bytes(results)))
      #expect(try JSON.value(Results.self, from: bytes) == results)
    }
  }
}

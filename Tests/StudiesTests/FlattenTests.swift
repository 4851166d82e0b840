import Experiments
import Studies
import Testing

@Suite("Flatten in a study")
struct FlattenTests {
  private let end = "{dense: 4, activation: softmax}"
  private let image = LayerShape(height: 8, width: 8, channels: 3)

  private func network(_ layers: String) throws -> LayeredNetwork { try layered(FoundImages.layers(layers)).network }
  private func hash(_ layers: String) throws -> String { try StudyPlan(text: FoundImages.layers(layers)).planHash }

  @Test("An image is a vector where no layer needs an image, and stays one where some layer does")
  func implied() throws {
    #expect(try network("batch_normalization, \(end)").input == LayerShape(count: 192))
    #expect(try network("batch_normalization, \(end)").counts == LayerCounts(learned: 384 + 772, moments: 384))
    #expect(try layered(FoundImages.study("{widths: [5], activation: elu}")).network.input == LayerShape(count: 192))
    for layer in ["{convolution: 2}", "{convolution: 2, padding: same}", "max_pooling"] {
      let network = try network("batch_normalization, \(layer), \(end)")
      #expect(network.input == image && network.layers[0] == .batchNormalization())
      #expect(network.counts.moments == 6, "by channel")
    }
  }

  @Test("It is read as a word or with no parameters, and read back")
  func read() throws {
    for word in ["flatten", "{flatten: {}}", "{flatten: }"] {
      let network = try network("{convolution: 2}, \(word), batch_normalization, \(end)")
      #expect(network.layers[1] == .flatten && network.shapes[1] == LayerShape(count: 72))
      #expect(network.counts.moments == 144)
    }
    for layers in ["{convolution: 2}, flatten, \(end)", "flatten, batch_normalization, \(end)", "flatten, \(end)"] {
      let plan = try StudyPlan(text: FoundImages.layers(layers))
      let again = try StudyPlan(text: plan.resolvedText)
      #expect(again == plan && again.planHash == plan.planHash && plan.resolvedText.contains("- {flatten: {}}"))
    }
  }

  @Test("Above a vector it changes nothing, the hash least of all; above an image it is another network")
  func hashes() throws {
    #expect(try hash("flatten, batch_normalization, \(end)") == hash("batch_normalization, \(end)"))
    #expect(try hash("{dense: 9}, flatten, \(end)") == hash("{dense: 9}, \(end)"))
    let convolution = "{convolution: 2}"
    #expect(
      try hash("\(convolution), flatten, batch_normalization, \(end)")
        != hash("\(convolution), batch_normalization, \(end)")
    )
  }

  @Test("It has no parameters, and no convolution fits above it")
  func refused() {
    func found(_ layers: String) -> [String] { problems(FoundImages.layers(layers)).map(\.description) }
    #expect(found("{flatten: 3}, \(end)").first?.contains("layers[0].flatten: 3; flatten takes no parameters") == true)
    let above = found("flatten, {convolution: 2}, \(end)")
    #expect(above.count == 1 && above[0].contains("layers[1]: an image of 1 × 1 has no place for 3 × 3"), "\(above)")
    let target = problems(shortest.replacing("{hidden_layers", with: "{flatten: 1, hidden_layers")).map(\.description)
    #expect(target.count == 1 && target[0].contains("flatten comes with data sets"), "\(target)")
  }

  /// Flatten – BN – 300 – BN – 100 – BN – 10, as Keras' summary counts it.
  @Test("configs/fashion-activations.yaml learns 268,978 of 271,346 parameters in its normalized network")
  func fashion() throws {
    let digest = String(repeating: "0", count: 64)
    let facts = "shape: [28, 28, 1], classes: 10, training: 55000, validation: 5000, test: 10000, digest: '\(digest)'"
    let plan = try StudyPlan(
      file: Repository.path("fashion-activations"),
      overrides: StudyOverrides(settings: ["task.found={source: fashion_mnist.first_5000, \(facts)}"])
    )
    let cell = try #require(plan.cells.first { $0.name == "elu_normalized" })
    let counts = try #require(cell.layered).network.counts
    #expect(counts.learned == 268_978 && counts.learned + counts.moments == 271_346)
    #expect(cell.subject.parameterCount == 268_978)
  }
}

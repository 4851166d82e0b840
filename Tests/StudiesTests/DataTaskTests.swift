import Datasets
import Experiments
import Studies
import Testing

@Suite("The task of a study of a data set")
struct DataTaskTests {
  @Test(
    "reads every kind of data that are drawn",
    arguments: [
      ("ball", DatasetSource.ball(Ball())),
      (
        "{ball: {points: 9, test_points: 8, dimensions: 3, fraction: 0.25}}",
        .ball(Ball(points: 9, testPoints: 8, dimensions: 3, fraction: 0.25))
      ),
      ("classification", .classification(Classification())),
      (
        """
        {classification: {points: 90, test_points: 80, features: 9, informative: 5, redundant: 1, repeated: 2, classes: 3, \
        clusters_per_class: 1, weights: [0.5, 0.25], flip_y: 0, class_sep: 2, hypercube: false, shift: drawn, scale: 3, \
        shuffle: false}}
        """,
        .classification(
          Classification(
            trainingPoints: 90,
            testPoints: 80,
            features: 9,
            informative: 5,
            redundant: 1,
            repeated: 2,
            classes: 3,
            clustersPerClass: 1,
            weights: [0.5, 0.25],
            flipped: 0,
            separation: 2,
            isHypercube: false,
            shift: .drawn,
            scale: .value(3),
            shuffles: false
          )
        )
      ),
      (
        "{classification: {weights: equal, shift: 0.5, scale: drawn}}",
        .classification(Classification(shift: .value(0.5), scale: .drawn))
      ),
    ]
  )
  func drawn(_ text: String, _ source: DatasetSource) throws {
    let task = try layered(shortestWithData, "task.dataset=\(text)").task
    #expect(task.source == source && task.scaling == .raw)
    let synthetic = try #require(source.synthetic)
    let found = DataFacts(try task.arranged(synthetic.draw(seed: 1, simulation: 2)))
    #expect(task.facts == found, "what is told without drawing is what is drawn")
  }

  @Test("splits and cuts drawn data as they will be")
  func splits() throws {
    let settings = ["task.validation={last: 300}", "task.training_points=500", "task.test_points=1"]
    let task = try layered(shortestWithData, settings[0], settings[1], settings[2]).task
    #expect(task.validation == .last(300) && task.trainingPoints == 500 && task.testPoints == 1)
    #expect(task.facts == DataFacts(try task.arranged(Ball().draw(seed: 0, simulation: 0))))
    #expect([task.facts.training, task.facts.validation, task.facts.test] == [500, 300, 1])
    let plain = try layered(
      shortestWithData,
      "task.validation=none",
      "task.training_points=all",
      "task.test_points=all"
    )
    #expect(try plain == layered(shortestWithData))
  }

  @Test(
    "scales as it is told",
    arguments: [
      ("raw", Scaling.raw), ("unit", .unit), ("standardized", .standardized), ("{unit: {}}", .unit),
      ("{min_max: {low: -1, high: 1}}", .minMax(low: -1, high: 1)),
    ]
  )
  func scaling(_ text: String, _ scaling: Scaling) throws {
    #expect(try layered(shortestWithData, "task.scaling=\(text)").task.scaling == scaling)
  }
}

import Studies
import Testing

/// What is allowed and may not be meant.
@Suite struct NotesTests {
  private func notes(_ settings: String..., cells: String = "") throws -> [String] {
    try StudyPlan(text: shortest + cells, overrides: StudyOverrides(settings: settings)).notes
  }

  @Test func mostStudiesHaveNone() throws {
    #expect(try notes().isEmpty)
    #expect(try notes("task.test_points=5").isEmpty)
    #expect(try notes("task.test_points=[-1, 2, 0, 1, 0.5]").isEmpty, "the ends belong to the domain")
    for study in Repository.studies { #expect(try StudyPlan(file: Repository.path(study)).notes.isEmpty) }
  }

  @Test func pointsOutsideTheDomainAreNoted() throws {
    #expect(
      try notes("task.test_points=[-1.5, 0, 1, 1.5, 3]")
        == ["test_points: 2 of 5 outside the domain [-1.0, 2.0], where nothing is trained"]
    )
  }

  @Test(arguments: 2...4)
  func fewPointsAreNoted(_ count: Int) throws {
    let found = try notes("task.test_points=\(count)")
    #expect(found == ["test_points: \(count); half_trained is undefined with fewer than 5, of which one is a quarter"])
  }

  @Test func aPrecisionBeyondReachIsNotedWithTheLeastThatCouldMeetIt() throws {
    func note(_ width: String) throws -> String? {
      try notes("stop={outcome: constant, half_width: \(width), max_simulations: 2000}", "simulations=1000").first
    }
    let near = try #require(try note("1e-4"))
    #expect(near.hasPrefix("stop: half_width 0.0001 cannot be met by 2,000 simulations, whatever they come to: "))
    #expect(near.hasSuffix(" or more, since even an outcome that never happens takes that many"), "\(near)")
  }

  @Test func twoInputsHaveNoHalfTrained() throws {
    #expect(try notes("task.target=abs_2d", "task.test_points=3").isEmpty)
  }

  @Test func cellsWithTheSameNoteShareALine() throws {
    let few = "{task: {test_points: 3}}"
    let some = try notes(cells: "\ncells: {a: \(few), b: {}, c: \(few)}")
    #expect(some.count == 1 && some[0].hasPrefix("a, c: test_points: 3; "))
    let many = try notes(cells: "\ncells: {a: \(few), b: \(few), c: \(few), d: \(few), e: {}}")
    #expect(many.count == 1 && many[0].hasPrefix("a, b, c and 1 more: test_points: 3; "))
    let all = try notes("task.test_points=3", cells: "\ncells: {a: {}, b: {}}")
    #expect(all.count == 1 && all[0].hasPrefix("test_points: 3; "))
  }

  @Test func linearHiddenLayersOnDataAreNoted() throws {
    func notes(_ layers: String) throws -> [String] { try StudyPlan(text: FoundImages.layers(layers)).notes }
    let end = "{dense: 4, activation: softmax}"
    #expect(try notes(end).isEmpty && notes("{dense: 3, activation: relu}, \(end)").isEmpty)
    #expect(try notes("{dense: 3}, batch_normalization, {activation: elu}, {dropout: 0.5}, \(end)").isEmpty)
    let one = try notes("{convolution: 3, activation: relu}, {dense: 3}, \(end)")
    #expect(one.count == 1 && one[0].hasPrefix("network: layer 2 is linear up to the next weights, "), "\(one)")
    let many = try notes("{dense: 3}, {dense: 3}, {dense: 3}, {dense: 3}, {dense: 3}, {dense: 3}, \(end)")
    #expect(many.count == 1 && many[0].hasPrefix("network: layers 1, 2, 3, 4, 5, … are linear up to"), "\(many)")
    #expect(try StudyPlan(text: shortestWithData).notes.isEmpty)
  }
}

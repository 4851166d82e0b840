import Studies
import Testing

@Suite struct BadInputTests {
  @Test(arguments: BadLine.all)
  func mistakesAreToldWithLineAndRemedy(_ bad: BadLine) {
    let found = problems(bad.study).map(\.description)
    #expect(
      found.contains { $0.hasPrefix("a.yaml:\(bad.line): ") && $0.contains(bad.fragment) && !$0.contains("\n") },
      "\(found)"
    )
    #expect(found.count == 1, "one mistake, one line: \(found)")
  }

  @Test func theShortestStudyIsOne() { #expect(problems(shortest).isEmpty) }

  @Test func severalMistakesAreToldAtOnceButNoMoreThanFive() {
    let three = shortest.replacing("width: 3", with: "width: 0").replacing("[-1, 2]", with: "[2, -1]") + "\nseed: x"
    #expect(problems(three).map(\.line) == [5, 3, 2])
    let many = shortest + (0..<50).map { "\nkey\($0): 1" }.joined()
    #expect(problems(many).count == 5)
  }

  @Test func aMistakeThatAllCellsShareIsToldOnce() {
    let text = shortest.replacing("width: 3", with: "width: 0") + "\ncells: {a: {}, b: {}, c: {}}"
    #expect(problems(text).map(\.description) == ["a.yaml:2: network.width: 0; must be 1 or more"])
  }

  @Test func aCellMustNotBreakWhatItShares() {
    let text = shortest + "\ncells:\n  a: {}\n  b:\n    task: {training_points: 9}\n"
    #expect(
      problems(text).map(\.description)
        == ["a.yaml:4: training.batch_size: 32, its default; must be at most task.training_points, 9"]
    )
  }
}

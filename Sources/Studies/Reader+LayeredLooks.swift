import Datasets
import Experiments

extension Reader {
  static let looksOfData = [
    "epochs", "points", "count", "distributions", "every", "bins", "losses", "bias_gradients", "input_descents",
  ]

  /// What is looked at in a network on a data set.
  func layeredLooks(_ value: Value, _ task: DataTask?) -> LayeredLooks? {
    let refused = ["steps": "steps are of studies with a target; leave it out"]
    let section = Section(value, keys: Self.looksOfData, refused: refused, problems)
    let points = section.optional("points", default: LayeredLooks.Half.training) { choice($0) }
    let bins = section["bins"].flatMap { self.bins($0) }
    let canLearn = task.map { $0.facts.classes > 1 } ?? true
    if let entry = section.entry("input_descents"), let task, !canLearn, entry.value.plainText?.lowercased() == "true" {
      problems.add(entry.place, "true; \(task.source.name) has no classes and so no gradients; leave it out")
    }
    return LayeredLooks(
      epochs: section.optional("epochs", default: false) { boolean($0) },
      points: points,
      count: count(section, points, task),
      distributions: section.optional("distributions", default: Self.distributions(canLearn)) {
        distributions($0, task)
      },
      every: section.optional("every", default: 1) { integer($0, in: 1...Limits.points) },
      bins: bins,
      losses: section.optional("losses", default: 0) { integer($0, in: 0...Limits.points) },
      biasGradients: section.optional("bias_gradients", default: 0) { integer($0, in: 0...Limits.points) },
      inputDescents: section.optional("input_descents", default: false) { boolean($0) }
    )
  }

  /// What is looked at where the study says nothing.
  func layeredLooks(_ task: DataTask) -> LayeredLooks {
    layeredLooks(Value(content: .map([]), place: Place(origin: "")), task) ?? LayeredLooks()
  }

  private static func distributions(_ canLearn: Bool) -> [LayerValues] {
    LayeredLooks().distributions.filter { canLearn || !$0.isGradient }
  }

  /// Nil where all of the points are looked at, whichever way that was said.
  private func count(_ section: Section, _ half: LayeredLooks.Half, _ task: DataTask?) -> Int? {
    let there = task.map { half == .training ? $0.facts.training : $0.facts.test }
    guard let given = section["count"] else {
      return LayeredLooks().count.flatMap { $0 >= there ?? .max ? nil : $0 }
    }
    guard let count = countOrAll(given) else { return nil }
    if let there, count > there {
      return reported(given.place, "\(count); must be at most \(there), the \(half.rawValue) points; or write all")
    }
    return count == there ? nil : count
  }

  private func distributions(_ value: Value, _ task: DataTask?) -> [LayerValues]? {
    let names = LayerValues.allCases.map(\.rawValue)
    guard value.items != nil else {
      return reported(value, "must be a list of any of \(names.joined(separator: ", ")); [] for none")
    }
    let all: [LayerValues]? = list(value, of: "quantities", such: "[activations]", counts: 0...names.count) { item in
      guard let values = choice(item, LayerValues.self) else { return nil }
      if let task, task.facts.classes < 2, values.isGradient {
        return reported(item, "\(task.source.name) has no classes and so no gradients; leave it out")
      }
      return values
    }
    if let all, Set(all).count < all.count { return reported(value.place, "a quantity stands twice; keep one of each") }
    return all
  }

  private func bins(_ value: Value) -> EqualBins? {
    if value.plainText == "none" { return nil }
    // Counted in float64 whatever the precision.
    let reader = Reader(problems: problems)
    let section = Section(value, keys: ["low", "high", "count"], problems)
    let example = "write {low: -1, high: 1, count: 30}"
    let low = section.required("low", example) { reader.number($0) }
    let high = section.required("high", example) { reader.number($0) }
    let count = section.required("count", example) { integer($0, in: 1...Limits.bins) }
    guard let low, let high, let count else { return nil }
    guard reader.isInterval(low, high) else {
      return reported(section["low"]?.place ?? section.place, "\(low); must be less than high, \(high)")
    }
    return EqualBins(low: low, high: high, count: count)
  }
}

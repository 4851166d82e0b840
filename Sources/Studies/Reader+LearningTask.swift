import Experiments
import RandomStreams

extension Reader {
  func task(_ value: Value) -> LearningTask? {
    let section = Section(
      value,
      keys: ["target", "domain", "training_points", "test_points", "share"],
      refused: withData(["validation", "scaling", "found"]),
      problems
    )
    let target = section.required("target", "write one of \(Target.names), or a dataset") { choice($0, Target.self) }
    let bound = target.map(coordinates) ?? .any
    let domain = section.required("domain", "write [low, high], such as [-sqrt(7), sqrt(7)]") {
      self.domain($0, bound)
    }
    let trainingPoints = section.optional("training_points", default: 3_000) { integer($0, in: 1...Limits.points) }
    let testPoints = section.optional("test_points", default: TestPoints.drawn(500)) {
      self.testPoints($0, inputs: target?.inputs, bound)
    }
    let shared = section.optional("share", default: []) { self.shared($0) }
    guard let target, let domain else { return nil }
    return LearningTask(
      target: target,
      low: domain.low,
      high: domain.high,
      trainingPoints: trainingPoints,
      testPoints: testPoints,
      shared: shared
    )
  }

  /// Says what a task lacks that tells neither a target nor a data set. Nothing else of its cell is read: it depends on that.
  func reportUndecidedTask(_ cell: Value, excused: Excused) {
    let section = Section(cell, keys: Self.cellKeys, excused: excused, problems)
    let _: String? = section.required("task", "write at least task: {target: abs, domain: [-1, 1]}") { task in
      Section(task, keys: ["target", "domain"] + Self.dataTaskKeys, problems)
        .required("target", "write one of \(Target.names), or a dataset") { $0.text }
    }
  }

  /// How far from zero a target can be computed: sines lose their digits beyond 10⁴ in float32 and 10⁸ in float64.
  private func coordinates(_ target: Target) -> NumberRule {
    let hasSine =
      switch target {
      case .xSinX, .xSin5X, .stepSin: true
      case .abs, .abs2D: false
      }
    return hasSine && precision == .float32
      ? .magnitude(atMost: 2_000, "beyond it sin has no digits left in float32")
      : .magnitude(atMost: 1_000_000, "a larger domain has not been tried")
  }

  private func domain(_ value: Value, _ bound: NumberRule) -> (low: Double, high: Double)? {
    guard let items = value.items, items.count == 2 else {
      let mark = (value.items?.count ?? 0) > 2 ? "; the decimal mark is a point, a comma begins the next number" : ""
      return reported(value, "must be two numbers, [low, high]\(mark)")
    }
    guard let low = numberOrRoot(items[0], bound), let high = numberOrRoot(items[1], bound) else { return nil }
    if high < low { return reported(value, "must have the lower end first; swap them") }
    guard isInterval(low, high) else {
      let remedy = low == high || precision == .float64 ? "" : ", or set precision: float64"
      return reported(value, "its ends are the same number in \(precision.rawValue); move them apart\(remedy)")
    }
    return (low, high)
  }

  /// A count, or a list: of numbers for one input, of lists of numbers for more.
  private func testPoints(_ value: Value, inputs: Int?, _ bound: NumberRule) -> TestPoints? {
    guard value.items != nil else {
      let reason = "a single prediction is constant, whatever the network"
      return integer(value, in: 2...Limits.points, since: reason).map { .drawn($0) }
    }
    let counts = 2...Limits.listedPoints
    let points: [[Double]]? = list(value, of: "points", such: "[0.5, 1]", counts: counts) { item in
      if let items = item.items {
        if let inputs, items.count != inputs {
          return reported(item, "must have \(inputs) coordinate\(inputs == 1 ? "" : "s"), one an input of the target")
        }
        return list(item, of: "coordinates", such: "[0.5, 1]", counts: 1...2) { numberOrRoot($0, bound) }
      }
      if let inputs, inputs > 1 {
        return reported(item, "must be a list of \(inputs) coordinates: the target has \(inputs) inputs")
      }
      return numberOrRoot(item, bound).map { [$0] }
    }
    guard let points else { return nil }
    let places = points.map { $0.map { precision == .float32 ? Double(Float($0)) : $0 } }
    guard places.contains(where: { $0 != places[0] }) else {
      return reported(value, "all the same point in \(precision.rawValue); list two different ones or more")
    }
    return .listed(points)
  }

  func shared(_ value: Value) -> Set<Purpose>? {
    let names = Purpose.shareable.map(\.name).joined(separator: ", ")
    if value.items == nil {
      return reported(value, "must be a list of any of \(names), such as [weights]; [] shares nothing")
    }
    let purposes = list(value, of: "purposes", such: "[weights]", counts: 0...3) { item in
      item.text.flatMap(Purpose.init(shareable:))
        ?? reported(item, nearest(item.text ?? "", of: Purpose.shareable.map(\.name)))
    }
    return purposes.map { Set($0) }
  }
}

extension Target {
  fileprivate static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
}

extension Purpose {
  /// What can be drawn once for all simulations, in the order that resolved studies list it.
  static let shareable: [(name: String, purpose: Purpose)] = [
    ("training_data", .trainingData), ("weights", .weights), ("shuffle", .shuffle),
  ]

  init?(shareable name: String) {
    guard let purpose = Self.shareable.first(where: { $0.name == name })?.purpose else { return nil }
    self = purpose
  }
}

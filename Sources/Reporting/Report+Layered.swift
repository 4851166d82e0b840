internal import RunFolder

/// What a study of networks of real size came to, in sentences and tables.
extension Report {
  /// A cell's answer: what it learned, what became of its networks, and how its gradients run.
  func layeredSentence(_ cell: CellResults) -> String {
    var sentences = [learned(cell) ?? "\(replicates(cell)) as they are born" + loss(cell), fates(cell)]
    sentences += gradients(cell)
    if let spread = activations(cell) { sentences.append(spread) }
    return sentences.map { $0.prefix(1).uppercased() + $0.dropFirst() + "." }.joined(separator: " ")
  }

  private func replicates(_ cell: CellResults) -> String {
    cell.simulations == 1 ? "one replicate" : "\(grouped(cell.simulations)) replicates"
  }

  /// What an untrained network's loss is.
  private func loss(_ cell: CellResults) -> String {
    guard let loss = cell.number("final_train_loss", "start")?.average else { return "" }
    let interval = loss.interval.map { " (\(range($0.low, $0.high)))" } ?? ""
    return ", with a loss of \(compact(loss.value))\(interval) on the training points"
  }

  /// Test accuracy and loss; nil where nothing was to be learned, or nothing was.
  private func learned(_ cell: CellResults) -> String? {
    guard let accuracy = cell.number("test_accuracy"), let loss = cell.number("test_loss") else { return nil }
    guard let mean = accuracy.mean, let lossMean = loss.mean else {
      return "test accuracy \(accuracy.percentCell) % and test loss \(loss.averageCell) after training, of "
        + (accuracy.finite == 1 ? "a single replicate: there is no interval" : "\(grouped(accuracy.finite)) replicates")
    }
    let of =
      accuracy.nonFinite > 0
      ? "the \(grouped(accuracy.finite)) that stayed finite of \(replicates(cell))" : replicates(cell)
    return "test accuracy \(percentage(mean.mean, mean.interval.decimals)) % "
      + "(\(mean.interval.level) interval \(mean.interval.percentEnds(" to ")) %, \(mean.interval.methodName)) and test loss "
      + "\(compact(lossMean.mean)) (\(compact(lossMean.interval.low)) to \(compact(lossMean.interval.high))) after training, "
      + "means over \(of)"
  }

  /// "of 10 replicates none is constant at the end, 1 is dead at the end (0 were born dead), 2 diverged".
  private func fates(_ cell: CellResults) -> String {
    func count(_ name: String) -> Int64? { cell.outcome(name)?.count }
    func words(_ count: Int64) -> String { count == 0 ? "none" : count == cell.simulations ? "all" : grouped(count) }
    var parts: [String] = []
    if let constant = count("constant") {
      parts.append("\(words(constant)) \(constant == 1 ? "is" : "are") constant on the test points")
    }
    if let one = count("one_class") {
      parts.append("\(words(one)) \(one == 1 ? "predicts" : "predict") the same class for every test point")
    }
    if let born = count("born_dead") {
      let isNegative = cell.outcome("born_dead")?.zeroGradient == false
      let dead = cell.lookTimes.contains("end") ? count("dead") : nil
      let name = isNegative ? "with a layer whose units are all negative" : "dead"
      parts.append(
        "\(words(born)) \(born == 1 ? "was" : "were") born \(name)"
          + (dead.map { " and \(words($0)) \(isNegative ? "ended so" : "ended dead")" } ?? "")
      )
    }
    if let diverged = count("diverged") { parts.append("\(words(diverged)) diverged") }
    return "of \(replicates(cell)) " + parts.joined(separator: ", ")
  }

  /// Beyond these a gradient is said to fade, or to grow, on its way back.
  private static let (fading, growing) = (0.01, 100.0)

  /// The first layer's gradient beside that of the last hidden one, before and after training.
  private func gradients(_ cell: CellResults) -> [String] {
    let times = [("start", "at the start"), ("end", "at the end")].compactMap { when, words in
      cell.number("gradient_ratio", when).map { ($0, words) }
    }
    let last = cell.depth - 1
    var sentences: [String] = []
    for (number, words) in times {
      guard let ratio = number.average else { continue }
      var text = compact(ratio.value, digits: 3)
      if let interval = ratio.interval { text += " (\(range(interval.low, interval.high)))" }
      let subject =
        sentences.isEmpty
        ? "the gradient of layer 1 is \(text) times that of layer \(last) \(words)"
        : "\(words) it is \(text) times that"
      sentences.append(subject + Self.course(ratio.value))
    }
    return sentences
  }

  private static func course(_ ratio: Double) -> String {
    ratio < fading
      ? ": it fades over the layers" : ratio > growing ? ": it grows over the layers on its way back" : ""
  }

  /// Where there is no gradient to tell of: how activations spread from the first layer to the last hidden one.
  private func activations(_ cell: CellResults) -> String? {
    guard cell.number("gradient_ratio", "start") == nil, cell.depth > 2 else { return nil }
    func spread(_ layer: Int) -> String? {
      let rows = cell.layers.filter { $0.quantity == "activation_deviation" && $0.when == "start" }
      return rows.first { $0.layer == layer }.map { "\($0.averageCell) in layer \(layer)" }
    }
    guard let first = spread(1), let last = spread(cell.depth - 1) else { return nil }
    return "the standard deviation of activations is \(first) and \(last) at the start"
  }

  /// Of more cells than have a sentence each.
  var layeredExtremes: String {
    let named = results.cells.compactMap { cell in
      cell.number("test_accuracy").flatMap { number in number.average.map { (cell.name, number, $0.value) } }
    }
    guard let low = named.min(by: { $0.2 < $1.2 }), let high = named.max(by: { $0.2 < $1.2 }) else {
      return
        "\(grouped(results.cells.count)) cells of networks as they are born; their numbers are in the figures and tables."
    }
    func text(_ found: (name: String, number: QuantityResults, value: Double)) -> String {
      "\(found.number.percentCell) % in \(found.name)"
    }
    let level = low.1.mean.map { ", with \($0.interval.level) intervals (\($0.interval.methodName))" } ?? ""
    return "The mean test accuracy after training runs from \(text(low)) to \(text(high))\(level)."
  }

  // MARK: Tables

  private static let finals: [(quantity: String, when: String, title: String, isShare: Bool)] = [
    ("test_accuracy", "end", "Test accuracy, %", true), ("test_loss", "end", "Test loss", false),
    ("validation_accuracy", "end", "Validation accuracy, %", true),
    ("validation_loss", "end", "Validation loss", false),
    ("final_train_accuracy", "end", "Training accuracy, %", true), ("final_train_loss", "end", "Training loss", false),
  ]

  /// Losses and accuracies after training, a row a cell.
  var finalNumbers: PageTable {
    let known = Self.finals.filter { final in
      results.cells.contains { $0.number(final.quantity, final.when) != nil }
    }
    guard !known.isEmpty else { return PageTable("", [], rows: []) }
    let isUneven = Set(results.cells.map(\.simulations)).count > 1
    let hasDiverged = results.cells.contains { ($0.number("test_loss")?.nonFinite ?? 0) > 0 }
    var columns = [PageTable.Column("Cell", isNumber: false)] + known.map { .init($0.title) }
    if isUneven { columns.insert(.init("Replicates"), at: 1) }
    if hasDiverged { columns.append(.init("Not finite, left out")) }
    let rows = results.cells.map { cell -> [String] in
      var row = [plan.label(of: cell.name)] + (isUneven ? [grouped(cell.simulations)] : [])
      row += known.map { final in
        cell.number(final.quantity, final.when).map { final.isShare ? $0.percentCell : $0.averageCell } ?? "–"
      }
      let missing = cell.quantities.first { $0.quantity == "test_loss" && $0.when == "end" }?.nonFinite
      return row + (hasDiverged ? [missing.map { grouped($0) } ?? "–"] : [])
    }
    let kind = results.cells.lazy.compactMap { $0.number("test_loss")?.mean?.interval }.first
    return PageTable(
      "After training, by cell: means over replicates"
        + (kind.map { ", in brackets \($0.level) intervals (\($0.methodName))" } ?? "; single ones have no interval"),
      columns,
      rows: rows
    )
  }

  /// The tables of one cell.
  func layeredTables(of cell: CellResults) -> [PageTable] {
    // Epochs between are in a figure's table.
    let numbers = cell.quantities.filter { !$0.when.hasPrefix("epoch_") }
    return [
      outcomes(cell), reportedValues(cell), numbers.contains { $0.mean != nil } ? means(numbers) : singles(numbers),
    ]
      + layerNumbers(cell)
  }

  /// Of one replicate, which has no mean.
  private func singles(_ numbers: [QuantityResults]) -> PageTable {
    PageTable(
      "Numbers of the one replicate that has them",
      [.init("", isNumber: false), .init("Value")],
      rows: numbers.filter { $0.finite > 0 }.map { [QuantityWords.name($0), $0.averageCell] }
    )
  }

  private static let layerColumns: [(quantity: String, title: String)] = [
    ("weight_gradient_rms", "∂L/∂W, rms"), ("z_gradient_rms", "∂L/∂z, rms"), ("activation_mean", "Activation, mean"),
    ("activation_deviation", "Activation, deviation"), ("share_off", "Units off"),
    ("share_off_values", "Values off"), ("share_saturated", "Units saturated"),
    ("share_saturated_values", "Values saturated"),
    ("input_descent_mean", "Told from y − a, mean"), ("input_descent_rms", "Told from y − a, rms"),
  ]

  /// Times of a cell that its tables show: a study may have a hundred epochs.
  private static let mostTimes = 8

  private func layerNumbers(_ cell: CellResults) -> [PageTable] {
    let known = Self.layerColumns.filter { column in cell.layers.contains { $0.quantity == column.quantity } }
    let times = cell.lookTimes
    let shown = evenlySpread(times.count, atMost: Self.mostTimes).map { times[$0] }
    var byPlace: [String: QuantityResults] = [:]
    for row in cell.layers { byPlace["\(row.quantity) \(row.when) \(row.layer ?? 0)"] = row }
    let layers = Set(cell.layers.compactMap(\.layer)).sorted()
    let groups = shown.map { when in
      PageTable.Group(
        title: QuantityWords.time(when),
        rows: layers.map { layer in
          [QuantityWords.layer(layer, output: cell.depth)]
            + known.map { byPlace["\($0.quantity) \(when) \(layer)"]?.averageCell ?? "–" }
        }
      )
    }
    let kind = cell.layers.lazy.compactMap { $0.mean?.interval }.first
    return [
      PageTable(
        "Numbers by layer: means over replicates"
          + (kind.map { ", in brackets \($0.level) intervals (\($0.methodName))" } ?? "; single ones have no interval")
          + (shown.count < times.count ? "; \(shown.count) of \(times.count) times, evenly spread" : ""),
        [.init("Layer", isNumber: false)] + known.map { .init($0.title) },
        groups: groups
      )
    ]
  }
}

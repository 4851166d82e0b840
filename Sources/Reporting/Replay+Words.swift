import Experiments
import ReferenceTrainer
import RunFolder

extension Replay {
  /// When and where it died, in a sentence or two.
  var deathWords: String {
    guard network.hiddenLayerCount > 0 else { return "There is no hidden layer to die." }
    guard network.deathIsDefined else { return "Being dead means nothing for these activations." }
    if record.outcomes.contains(.diverged) {
      return record.outcomes.contains(.bornDead) ? divergenceWords + " " + bornWords : divergenceWords
    }
    let dead = looks.map { deadLayer($0) }
    guard let layer = dead.last ?? nil else { return livingWords(dead) }
    // The dead spell that lasts to the end starts after the last look that found no layer dead.
    let alive = dead.lastIndex { $0 == nil }
    guard let alive else {
      return "\(isDeath ? "Born dead" : "Born so"), and so to the end: \(offWords(layer, "is", "are"))."
    }
    let before = dead.prefix(alive).contains { $0 != nil } ? "It had been so before and came back. " : ""
    let moment = looks[alive + 1].moment
    let seen = isCheck(moment) ? "" : "; the study's checks saw it \(checkWords)"
    let verb = isDeath ? "It died" : "Its units became all negative"
    return "\(before)\(verb) between \(looks[alive].moment.label) and \(moment.label): "
      + "\(offWords(layer, "was", "were")) from then on\(seen)."
  }

  private var bornWords: String {
    deadLayer(looks[0]).map { "Before training, \(offWords($0, "was", "were"))." } ?? ""
  }

  private var checkWords: String {
    guard let check = index("death_check") else { return "never" }
    let name = story.experiment.checkTimes[check].name
    return name == "start" ? "before training" : "after \(name.replacing("_", with: " "))"
  }

  private func livingWords(_ dead: [Int?]) -> String {
    guard let last = dead.lastIndex(where: { $0 != nil }), let layer = dead[last] else {
      return isDeath
        ? "It never died: every hidden layer had a unit on at every look."
        : "Its units were never all negative: every hidden layer had one above zero at every look."
    }
    let unseen = record.outcomes.contains(.revived) ? "" : " No check of the study saw it: it was between two of them."
    let first = dead.firstIndex { $0 != nil } ?? last
    let span =
      first == last ? looks[last].moment.words : "from \(looks[first].moment.label) to \(looks[last].moment.label)"
    return "It came back: \(offWords(layer, "was", "were")) \(span), not at the end.\(unseen)"
  }

  private var divergenceWords: String {
    let first = looks.first { look in
      !look.loss.isFinite || !look.test.predictions.allSatisfy { $0.minimum.isFinite && $0.maximum.isFinite }
        || look.gradientNorms.contains { !$0.isFinite }
    }
    guard let first else { return "It diverged: some number was not finite." }
    return "It diverged: not all numbers were finite \(first.moment.words)."
  }

  /// Whether a layer whose units are all off passes nothing on.
  private var isDeath: Bool { network.deathStopsGradients }

  private func offWords(_ layer: Int, _ one: String, _ many: String) -> String {
    isDeath
      ? "layer \(layer) \(one) off on every training point"
      : "all units of layer \(layer) \(many) negative on every training point"
  }

  /// What the network says in the end.
  var predictionWords: String {
    let parts = predictions.enumerated().map { index, summary in
      let subject = predictions.count > 1 ? "output \(index + 1)" : "it"
      if !summary.minimum.isFinite || !summary.maximum.isFinite { return "\(subject) is not finite" }
      if summary.minimum == summary.maximum { return "\(subject) is \(fixed(summary.minimum)) everywhere" }
      return "\(subject) goes from \(fixed(summary.minimum)) to \(fixed(summary.maximum))"
    }
    return "On the test points \(parts.joined(separator: ", "))."
  }

  var rowWords: String { Self.words(row) }

  static func words(_ row: RowCheck) -> String {
    switch row {
    case .matches(let line): "matches the row in \(FileName.simulations) (line \(line)), bit for bit"
    case .notKept: "not compared: the folder keeps no rows"
    case .notThere: "not compared: the study was not finished, and \(FileName.simulations) has no row of it yet"
    }
  }
}

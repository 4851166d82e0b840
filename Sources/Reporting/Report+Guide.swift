internal import Estimation
internal import RunFolder

extension Report {
  /// What the words and the intervals mean.
  var guide: String {
    if results.isLayered { return layeredGuide }
    return """
      <p>Every network is one simulation, with data and weights of its own; different simulations are independent. A fraction is a
      count over all networks of a cell, those that diverged included. Figures and tables hold what <code>results.json</code> holds.</p>
      <h3>Outcomes</h3>
      <p>A unit is off at a point where what its activation receives is at most 0.</p>
      \(Self.definitions(outcomes))<h3>Intervals and tests</h3>
      \(Self.definitions(methods))
      """
  }

  static func definitions(_ pairs: [(term: String, text: String)]) -> String {
    let items = pairs.map { "<dt>\($0.term.escapedForXML)</dt>\n<dd>\($0.text.escapedForXML)</dd>\n" }
    return "<dl class=\"terms\">\n\(items.joined())</dl>\n"
  }

  private var outcomes: [(term: String, text: String)] {
    let kinds = Set(results.cells.compactMap { $0.outcome("dead")?.zeroGradient })
    var terms: [(String, String)] = [
      (
        "constant",
        "All predictions on the test points are equal as floating-point numbers, in the cell’s precision, for every output, and "
          + "finite. A leaky network can be constant because rounding takes its signal away: a fact about float32, not about "
          + "the network."
      ),
      ("flat within T", "The largest less the smallest test prediction is below T, for every output."),
    ]
    if kinds.contains(true) || kinds.isEmpty {
      terms += [
        (
          "born dead, dead",
          "Before training, after training: in some hidden layer every unit is off at every training point. Such a layer lets "
            + "nothing through."
        ),
        ("died", "Dead, and not born dead."),
      ]
    }
    if kinds.contains(false) {
      terms.append(
        (
          "all units negative",
          "The same condition where units that are off still pass a gradient (leaky ReLU, ELU, SELU): such networks may come "
            + "back. The files call it dead, with zero_gradient false."
        )
      )
    }
    terms += [
      ("revived", "Dead, or all units negative, at some check, and not at the end."),
      ("no gradient", "Every hidden weight’s gradient of the last batch is exactly 0."),
      (
        "half-trained",
        "One input, not constant, and equal predictions over a quarter or more of the sorted test points from one end; our "
          + "reading of a class of Lu et al. (arXiv 1903.06733)."
      ),
      ("fitted", "The test loss is at most a tenth of the best constant’s."),
      (
        "diverged",
        "A parameter, loss or prediction was not finite. No other outcome at the end is then counted, and the network stays in "
          + "every denominator."
      ),
    ]
    return terms
  }

  var methods: [(term: String, text: String)] {
    let cells = results.cells
    let intervals = cells.flatMap { cell in cell.outcomeOrder.compactMap { cell.outcome($0)?.interval.method } }
    var terms: [(String, String)] = [
      (
        "Clopper–Pearson",
        "Covers at least as often as it says, at every probability, for a number of networks that was fixed beforehand "
          + "(Biometrika 26, 1934, 404–413)."
      )
    ]
    if intervals.contains(ConfidenceSequence.methodName) {
      terms.append(
        (
          "Confidence sequence",
          "Covers at all counts at once, so that a study may stop when it is narrow enough: a beta-binomial mixture (Robbins, "
            + "Annals of Mathematical Statistics 41, 1970, 1397–1409; Howard et al., Annals of Statistics 49, 2021, 1055–1080)."
        )
      )
    }
    if cells.contains(where: { cell in cell.outcomeOrder.contains { cell.outcome($0)?.simultaneous != nil } }) {
      terms.append(
        (
          "All cells at once",
          "Bonferroni’s correction: all cells’ intervals hold together, however the cells depend on one "
            + "another. To be used to pick the largest or the least (Dunn, Journal of the American Statistical Association 56, "
            + "1961, 52–64)."
        )
      )
    }
    terms.append(
      (
        "Quantiles",
        "A quantile is given as the bin that holds it, an eighth of an octave wide, or less where the least or the greatest "
          + "value lies in it; figures draw an estimate within the bin. Its interval runs between two of the values "
          + "in order, outwards to the ends of their bins, and assumes nothing of their law (David and Nagaraja, Order Statistics, 2003, 7.1)."
      )
    )
    if cells.contains(where: { $0.quantities.contains { $0.mean != nil } }) {
      terms.append(
        (
          "Means",
          "Student’s t for the mean (Biometrika 6, 1908, 1–25); the interval for one more network is the one to hold a single "
            + "reported run against, and rests on the law being near normal (Hahn and Meeker, Statistical Intervals, 1991)."
        )
      )
    }
    if !results.comparisons.isEmpty {
      terms += [
        (
          "Pairs",
          "Tango’s score interval for the difference of two fractions in pairs (Statistics in Medicine 17, 1998, 891–908). p is "
            + "exact and two-sided: McNemar’s (Psychometrika 12, 1947, 153–157) for outcomes, the sign test without ties for "
            + "gradient norms. log₁₀ p of −2 is p = 0.01."
        )
      ]
      if results.comparisons.contains(where: \.isStopped) {
        terms.append(
          (
            "e-value",
            "Evidence against equal fractions that holds however the number of networks was chosen: it ever reaches 20 with "
              + "probability 0.05 at most if they are equal. log₁₀ e of 1.3 is 20."
          )
        )
      }
    }
    if cells.contains(where: { !$0.reported.isEmpty }) {
      terms.append(
        (
          "Reported fractions",
          "Judged by Newcombe’s interval for the difference of two independent fractions (Statistics in Medicine 17, 1998, "
            + "873–890, method 10); agreement is no proof that there is no difference."
        )
      )
    }
    if cells.contains(where: { $0.death != nil }) {
      terms.append(
        (
          "Survival and hazard",
          "Only where a dead network stays dead (ReLU, plain gradient descent, no penalty). The hazard is the fraction that "
            + "died since the check before, of those alive then. Checks are before training and after every epoch, and after "
            + "steps where the study asks."
        )
      )
    }
    return terms
  }
}

internal import RunFolder

extension Report {
  /// What the words, the drawings and the intervals of networks of real size mean.
  var layeredGuide: String {
    """
    <p>Every network is one replicate, with first weights and an order of the points of its own (and, where data are drawn, with data of
    its own); different replicates are independent. Layers are counted from 1 where they have weights; the last is the output. Figures and
    tables hold what <code>results.json</code> holds.</p>
    <h3>Outcomes</h3>
    \(Self.definitions(layeredOutcomes))<h3>Numbers</h3>
    \(Self.definitions(layeredNumbers))<h3>Drawings</h3>
    \(Self.definitions(drawings))<h3>Intervals and tests</h3>
    \(Self.definitions(methods))\(sigmoidTable)
    """
  }

  private var layeredOutcomes: [(term: String, text: String)] {
    let kinds = Set(results.cells.compactMap { $0.outcome("dead")?.zeroGradient })
    var terms: [(String, String)] = [
      (
        "constant",
        "The network gives the same output, to the last bit, for all test points, every output finite."
      )
    ]
    if results.cells.contains(where: { $0.outcome("one_class") != nil }) {
      terms.append(
        (
          "one class",
          "The network predicts the same class for every test point, though its outputs may differ. Its accuracy is then the "
            + "share of that class."
        )
      )
    }
    if kinds.contains(true) {
      terms.append(
        (
          "born dead, dead",
          "Before training, after training: in some hidden layer every unit is off (receives at most 0) at every training point. "
            + "Such a layer lets nothing through."
        )
      )
    }
    if kinds.contains(false) {
      terms.append(
        (
          "all units negative",
          "The same condition where units that are off still pass a gradient. The files call it dead, with zero_gradient false."
        )
      )
    }
    terms.append(
      (
        "diverged",
        "A parameter, loss or output was not finite. The replicate stays in every count of replicates; its numbers are left out of means."
      )
    )
    return terms
  }

  private var layeredNumbers: [(term: String, text: String)] {
    var terms: [(String, String)] = []
    if results.cells.contains(where: { $0.number("test_accuracy", "end") != nil }) {
      terms += [
        (
          "Losses and accuracies",
          "Over all training, validation or test points of the network as it is then. The running mean of an epoch, which Keras reports, is over its "
            + "batches while the network learns, so that it lags behind."
        )
      ]
    }
    if results.cells.contains(where: { $0.number("gradient_ratio", "start") != nil }) {
      terms.append(
        (
          "Gradient of one layer times that of another",
          "The root mean square of the loss gradient by the first layer’s weights over that of the last hidden layer’s. Near 1 the layers learn at "
            + "like speeds; far below 1 the gradient fades on its way back, far above it grows."
        )
      )
    }
    terms.append(
      (
        "Off, saturated",
        "A unit is off that receives at most 0 on every training point (ReLU and its kin), and saturated where the slope of its activation is below 1 % "
          + "of the greatest on every one (tanh, sigmoid)."
      )
    )
    return terms
  }

  private var drawings: [(term: String, text: String)] {
    [
      (
        "Violins",
        "All values that a layer has, of all units, points or weights and of all replicates together, drawn on an upright scale: the wider the shape, the more values "
          + "lie at that height. Every violin has the same greatest width, so widths compare heights within one layer, not layers. The thick line holds the "
          + "middle half of the values, the bar across is the median, the thin line runs from 0.1 to 99.9 %. Values that are exactly 0 are not in the shape: their share is "
          + "written below it."
      ),
      (
        "Gradients on powers of ten",
        "Signs are left out, and the scale is logarithmic: what matters is by how many powers of ten the gradients of layers differ. "
          + "A violin is there as wide as values are dense on that scale."
      ),
      (
        "Pooled values have no interval",
        "A thousand values of one network are not a thousand independent ones: they share its weights. How sure something is, numbers by layer tell, "
          + "of which each replicate has one."
      ),
      (
        "Bins",
        "Values are counted in bins of 64 an octave, each at most 1.6 % wide, with the least and the greatest value. Violins "
          + "spread the values of a bin evenly over it; quantiles of tables are given as the bin that holds them, low to high, and as an "
          + "estimate within it."
      ),
    ]
  }
}

extension Classification {
  public func check() throws(DatasetError) {
    guard features > 0 else { throw problem("\(features) features; 1 or more") }
    try checkSizes()
    try checkFeatures()
    try checkWeights()
    guard flipped >= 0, flipped <= 1 else {
      throw problem("a fraction of \(flipped) of the classes is drawn anew; it must be between 0 and 1")
    }
    guard separation > 0, separation.isFinite else {
      throw problem("class separation \(separation); it must be more than 0")
    }
    if case .value(let shift) = shift, !shift.isFinite { throw problem("shift \(shift); it must be finite") }
    if case .value(let scale) = scale, !(scale > 0 && scale.isFinite) {
      throw problem("scale \(scale); it must be more than 0")
    }
    let sizes = clusterSizes(trainingPoints)
    for index in 0..<classes where stride(from: index, to: clusters, by: classes).allSatisfy({ sizes[$0] == 0 }) {
      throw problem(
        "class \(index) has none of the \(trainingPoints) training points; give more points or other weights"
      )
    }
  }

  private func checkFeatures() throws(DatasetError) {
    guard informative > 0, redundant >= 0, repeated >= 0, informative <= features,
      redundant <= features - informative, repeated <= features - informative - redundant
    else {
      throw problem(
        "\(informative) informative, \(redundant) redundant and \(repeated) repeated of \(features) features; "
          + "1 or more informative, and no more together than there are"
      )
    }
    guard classes > 0, clustersPerClass > 0 else {
      throw problem("\(classes) classes of \(clustersPerClass) clusters; 1 or more each")
    }
    // Matrices of informative × informative, one a cluster, take room of their own.
    guard Limits.product([classes, clustersPerClass, informative, informative]) != nil,
      Limits.product([informative, max(1, redundant)]) != nil
    else {
      throw problem(
        "\(classes) × \(clustersPerClass) clusters of \(informative) informative features and \(redundant) redundant ones "
          + "are too many; ask for fewer"
      )
    }
    guard informative >= 30 || clusters <= 1 << informative else {
      throw problem(
        "\(classes) classes × \(clustersPerClass) clusters; a hypercube of \(informative) informative features has "
          + "\(1 << informative) vertices: ask for fewer clusters or more informative features"
      )
    }
  }

  private func checkWeights() throws(DatasetError) {
    guard let weights else { return }
    guard weights.count == classes || weights.count == classes - 1 else {
      throw problem("\(weights.count) weights for \(classes) classes; give \(classes), or leave the last one out")
    }
    let sum = weights.reduce(0, +)
    let isWhole = weights.count == classes ? (sum - 1).magnitude < 1e-9 : sum <= 1
    guard weights.allSatisfy({ $0 >= 0 && $0 <= 1 }), isWhole else {
      throw problem("weights \(weights) with the sum \(sum); fractions of the points, 1 together")
    }
  }
}

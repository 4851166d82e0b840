public import RandomStreams

extension Classification {
  /// Vertices, covariances and combinations come from the training data's streams and are the same for the test points:
  /// these are more points of the same problem.
  public func draw(seed: UInt64, simulation: UInt64, shared: Set<Purpose>) -> Dataset {
    precondition(isPossible(), "what cannot be drawn is refused by check()")
    let streams = DataStreams(seed: seed, simulation: simulation, shared: shared)
    let problem = Problem(self, streams)
    return Dataset(
      name: name,
      shape: shape,
      classes: classes,
      training: problem.points(streams, .trainingData, trainingPoints),
      test: problem.points(streams, .testData, testPoints)
    )
  }

  /// What training and test points have in common.
  private struct Problem {
    let data: Classification
    /// `[cluster][informative feature]`
    let centres: [Double]
    /// `[cluster][from][to]`, in [−1, 1)
    let covariances: [Double]
    /// `[informative][redundant]`, in [−1, 1)
    let combinations: [Double]
    /// Which informative or redundant feature each repeated one is.
    let repetitions: [Int]
    let shifts: [Double]
    let scales: [Double]
    /// Where each feature ends up.
    let places: [Int]

    init(_ data: Classification, _ streams: DataStreams) {
      self.data = data
      let (informative, redundant) = (data.informative, data.redundant)
      centres = data.centres(streams)
      covariances = streams.uniforms(.covariances, count: data.clusters * informative * informative).map { 2 * $0 - 1 }
      combinations = streams.uniforms(.combinations, count: informative * redundant).map { 2 * $0 - 1 }
      repetitions = streams.uniforms(.repetitions, count: data.repeated).map {
        Int(Double(informative + redundant - 1) * $0 + 0.5)
      }
      shifts =
        switch data.shift {
        case .value(let shift): [Double](repeating: shift, count: data.features)
        case .drawn: streams.uniforms(.shifts, count: data.features).map { (2 * $0 - 1) * data.separation }
        }
      scales =
        switch data.scale {
        case .value(let scale): [Double](repeating: scale, count: data.features)
        case .drawn: streams.uniforms(.scales, count: data.features).map { 1 + 100 * $0 }
        }
      places =
        data.shuffles
        ? streams.stream(.featureOrder).permutation(count: data.features).map { Int($0) } : Array(0..<data.features)
    }

    func points(_ streams: DataStreams, _ purpose: Purpose, _ count: Int) -> LabelledPoints {
      let normals = streams.normals(.points, purpose, count: count * data.informative)
      let noise = streams.normals(.uselessFeatures, purpose, count: count * data.useless)
      let flips = streams.uniforms(.flips, purpose, count: count)
      let flippedLabels = streams.words(.flippedLabels, purpose, count: count)
      let order =
        data.shuffles
        ? streams.stream(.pointOrder, purpose).permutation(count: count).map { Int($0) } : Array(0..<count)
      var inputs = [Float](repeating: 0, count: count * data.features)
      var labels = [Int32](repeating: 0, count: count)
      var values = [Double](repeating: 0, count: data.features)
      var index = 0
      for (cluster, size) in data.clusterSizes(count).enumerated() {
        for _ in 0..<size {
          fill(&values, cluster, normals[index * data.informative..<(index + 1) * data.informative])
          for feature in 0..<data.useless {
            values[data.features - data.useless + feature] = noise[index * data.useless + feature]
          }
          let place = order[index]
          for feature in 0..<data.features {
            let value = (values[feature] + shifts[feature]) * scales[feature]
            inputs[place * data.features + places[feature]] = Float(value)
          }
          let isFlipped = flips[index] < data.flipped
          labels[place] = Int32(isFlipped ? flippedLabels[index].below(data.classes) : cluster % data.classes)
          index += 1
        }
      }
      return LabelledPoints(features: data.features, inputs: inputs, labels: labels)
    }

    /// The informative, redundant and repeated features of a point, made of its normal numbers.
    private func fill(_ values: inout [Double], _ cluster: Int, _ normals: ArraySlice<Double>) {
      let (informative, redundant) = (data.informative, data.redundant)
      for to in 0..<informative {
        var sum = 0.0
        for from in 0..<informative {
          sum += normals[normals.startIndex + from] * covariances[(cluster * informative + from) * informative + to]
        }
        values[to] = sum + centres[cluster * informative + to]
      }
      for to in 0..<redundant {
        var sum = 0.0
        for from in 0..<informative { sum += values[from] * combinations[from * redundant + to] }
        values[informative + to] = sum
      }
      for (position, source) in repetitions.enumerated() { values[informative + redundant + position] = values[source] }
    }
  }

  /// Distinct vertices of the hypercube, one a cluster, `[cluster][feature]`.
  private func centres(_ streams: DataStreams) -> [Double] {
    // The last 30 coordinates tell vertices apart; those before them, if any, are bits of their own.
    let told = min(informative, 30)
    let vertices = distinctNumbers(below: 1 << told, count: clusters, streams)
    let bits = streams.words(.vertexBits, count: clusters * (informative - told))
    let clusterStretch = streams.uniforms(.clusterStretch, count: isHypercube ? 0 : clusters)
    let featureStretch = streams.uniforms(.featureStretch, count: isHypercube ? 0 : informative)
    var centres = [Double](repeating: 0, count: clusters * informative)
    for cluster in 0..<clusters {
      for feature in 0..<informative {
        let free = informative - told
        let isHigh =
          feature < free
          ? bits[cluster * free + feature] >> 31 == 1 : vertices[cluster] >> (informative - 1 - feature) & 1 == 1
        var centre = isHigh ? separation : -separation
        if !isHypercube { centre *= clusterStretch[cluster] * featureStretch[feature] }
        centres[cluster * informative + feature] = centre
      }
    }
    return centres
  }

  /// Floyd's sample without replacement (Bentley and Floyd 1987), in random order.
  private func distinctNumbers(below limit: Int, count: Int, _ streams: DataStreams) -> [Int] {
    var chosen: Set<Int> = []
    var numbers: [Int] = []
    for (position, word) in streams.words(.vertices, count: count).enumerated() {
      let last = limit - count + position
      let number = word.below(last + 1)
      let taken = chosen.contains(number) ? last : number
      chosen.insert(taken)
      numbers.append(taken)
    }
    return streams.stream(.vertexOrder).permutation(count: count).map { numbers[Int($0)] }
  }
}

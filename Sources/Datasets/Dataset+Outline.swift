extension Dataset {
  /// The same points and labels with a single feature each, 0 where all features of a point are equal and 1 elsewhere: all
  /// that holding out and cutting down look at, in a hundredth of the memory.
  package var outline: Dataset {
    func outline(_ points: LabelledPoints) -> LabelledPoints {
      let inputs = (0..<points.count).map { index -> Float in
        let features = points.point(index)
        return features.allSatisfy { $0 == features.first } ? 0 : 1
      }
      return LabelledPoints(features: 1, inputs: inputs, labels: points.labels)
    }
    return Dataset(
      name: name,
      shape: .vector(1),
      classes: classes,
      training: outline(training),
      validation: outline(validation),
      test: outline(test),
      digest: digest
    )
  }
}

extension SyntheticData {
  /// The outline of data that will be drawn, as ``Dataset/outline``: every feature and every label 0.
  /// - Precondition: ``check()`` passes.
  package var outline: Dataset {
    func outline(_ count: Int) -> LabelledPoints {
      LabelledPoints(
        features: 1,
        inputs: [Float](repeating: 0, count: count),
        labels: [Int32](repeating: 0, count: count)
      )
    }
    return Dataset(
      name: name,
      shape: .vector(1),
      classes: classes,
      training: outline(trainingPoints),
      test: outline(testPoints)
    )
  }
}

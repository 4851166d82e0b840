extension Dataset {
  /// The same points and labels with a single feature each, which is 0: all that holding out and cutting down look at, in a
  /// hundredth of the memory.
  package var outline: Dataset {
    func outline(_ points: LabelledPoints) -> LabelledPoints {
      LabelledPoints(features: 1, inputs: [Float](repeating: 0, count: points.count), labels: points.labels)
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
  /// As ``Dataset/outline`` of what will be drawn, every label 0.
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

internal import Lanes

extension Kernel {
  /// Two passes, so that a mean far from 0 costs the variance no digits.
  @inline(__always)
  static func moments(_ x: Source, rows: Int, width: Int, mean: Output, variance: Output) {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: width) { sums in
      sums.update(repeating: 0)
      for row in 0..<rows {
        let values = x + row &* width
        for column in 0..<width { sums[column] += Double(values[column]) }
      }
      for column in 0..<width {
        sums[column] /= Double(rows)
        mean[column] = Scalar(sums[column])
      }
      withUnsafeTemporaryAllocation(of: Double.self, capacity: width) { squares in
        squares.update(repeating: 0)
        for row in 0..<rows {
          let values = x + row &* width
          for column in 0..<width {
            let difference = Double(values[column]) - sums[column]
            squares[column] = squares[column].addingProduct(difference, difference)
          }
        }
        for column in 0..<width { variance[column] = Scalar(squares[column] / Double(rows)) }
      }
    }
  }

  /// 1 / √(variance + ε), rounded once.
  @inline(__always)
  private static func narrowing(_ moments: Normalization<Scalar>, _ column: Int) -> Double {
    1 / (Double(moments.variance[column]) + moments.epsilon).squareRoot()
  }

  @inline(__always)
  static func normalize(_ x: Source, _ moments: Normalization<Scalar>, into out: Output, rows: Int, width: Int) {
    withUnsafeTemporaryAllocation(of: Scalar.self, capacity: width) { factors in
      for column in 0..<width {
        factors[column] = Scalar(Double(moments.gamma[column]) * narrowing(moments, column))
      }
      let (mean, beta) = (moments.mean, moments.beta)
      for row in 0..<rows {
        let start = row &* width
        for column in 0..<width {
          out[start &+ column] = beta[column].addingProduct(x[start &+ column] - mean[column], factors[column])
        }
      }
    }
  }

  @inline(__always)
  static func normalizationGradient(
    _ gradient: Source,
    x: Source,
    _ moments: Normalization<Scalar>,
    batchMoments: Bool,
    gamma: Output,
    beta: Output,
    into dx: Output?,
    rows: Int,
    width: Int
  ) {
    // Of every column: Σ g · (x − mean), Σ g, 1 / deviation.
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 3 * width) { work in
      work.update(repeating: 0)
      let mean = moments.mean
      for row in 0..<rows {
        let start = row &* width
        for column in 0..<width {
          let g = Double(gradient[start &+ column])
          let difference = Double(x[start &+ column]) - Double(mean[column])
          work[column] = work[column].addingProduct(g, difference)
          work[width &+ column] += g
        }
      }
      for column in 0..<width {
        let narrowing = narrowing(moments, column)
        work[2 &* width &+ column] = narrowing
        gamma[column] = Scalar(work[column] * narrowing)
        beta[column] = Scalar(work[width &+ column])
      }
      guard let dx else { return }
      for row in 0..<rows {
        let start = row &* width
        for column in 0..<width {
          let narrowing = work[2 &* width &+ column]
          var value = Double(gradient[start &+ column])
          if batchMoments {
            // The batch's mean and variance depend on x too (Ioffe and Szegedy 2015, section 3).
            let difference = (Double(x[start &+ column]) - Double(mean[column])) * narrowing
            value -= (work[width &+ column] + difference * narrowing * work[column]) / Double(rows)
          }
          dx[start &+ column] = Scalar(Double(moments.gamma[column]) * narrowing * value)
        }
      }
    }
  }
}

import BLASTrainer
import Datasets
import Estimation
import Experiments
import RandomStreams
import Testing

/// Layered experiments on the ball, small enough to be looked at number by number.
private struct Trial {
  var layers: [Layer]
  var points = 700
  var precision = Precision.float64
  var training = LayeredTrainingPlan(
    loss: .binaryCrossEntropy,
    optimizer: .sgd(learningRate: 0.1),
    batchSize: 64,
    epochs: 2
  )
  var looks = LayeredLooks(count: nil, distributions: LayerValues.allCases, inputDescents: true)
  var validation: Holdout?

  static func dense(_ units: Int, _ activation: Activation, _ initializer: Initializer = .glorotNormal()) -> Layer {
    .dense(units: units, activation: activation, initializer: initializer)
  }

  static let tanh = Trial(layers: [dense(9, .tanh), dense(7, .tanh), dense(5, .tanh), dense(1, .sigmoid)])

  var experiment: LayeredExperiment {
    let ball = Ball(points: points, testPoints: 300, dimensions: 4)
    let held = if case .first(let count)? = validation { count } else { 0 }
    return LayeredExperiment(
      seed: 7,
      precision: precision,
      network: LayeredNetwork(input: LayerShape(count: 4), layers: layers),
      task: DataTask(
        source: .ball(ball),
        validation: validation,
        facts: DataFacts(
          shape: .vector(4),
          classes: 2,
          training: points - held,
          validation: held,
          test: 300,
          digest: nil
        )
      ),
      training: training,
      looks: looks
    )
  }

  func record(_ simulation: UInt64 = 3) throws -> Record {
    var trainer = BLASTrainer()
    return try #require(try trainer.run(experiment, simulation: simulation, isWanted: { true }))
  }

  /// The network as it is born, all training points through it in one batch, forward and back.
  func passed() throws -> BLASNetwork<Double> {
    let data = try experiment.task.load(seed: 7, simulation: 3)
    let network = try BLASNetwork<Double>(
      experiment.network,
      loss: training.loss,
      optimizer: training.optimizer,
      coordinates: Coordinates(seed: 7, simulation: 3),
      largestBatch: points,
      keepsInputGradient: true
    )
    let samples = Samples<Double>(
      inputs: data.training.inputs.map { Double($0) },
      features: 4,
      targets: .labels(data.training.labels)
    )
    network.forward(samples, points: 0..<points, mode: .inference)
    network.backward(withPenalties: false)
    return network
  }
}

extension Record {
  fileprivate func number(_ name: String, _ when: String, layer: Int? = nil, of experiment: LayeredExperiment) throws
    -> Double
  {
    values[try #require(experiment.numbers.firstIndex(of: Quantity(layer: layer, name, when)))]
  }
}

private func rms(_ values: some Sequence<Double>) -> Double {
  let values = Array(values)
  return (values.reduce(0) { $0 + $1 * $1 } / Double(values.count)).squareRoot()
}

private func close(_ a: Double, _ b: Double, _ tolerance: Double = 1e-11) -> Bool {
  (a - b).magnitude <= tolerance * max(a.magnitude, b.magnitude)
}

@Suite("Replicates")
struct ReplicateTests {
  /// 700 points pass 256 at a time when a replicate looks at itself.
  @Test("Numbers by layer are those of one pass of all points, in whatever batches they went")
  func batches() throws {
    let trial = Trial.tanh
    let experiment = trial.experiment
    let record = try trial.record()
    let network = try trial.passed()
    for layer in 1...4 {
      let view = network.view(ofLayer: layer - 1)
      let values = view.values.map { $0 }
      let mean = values.reduce(0, +) / Double(values.count)
      let deviation = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)).squareRoot()
      func found(_ name: String) throws -> Double { try record.number(name, "start", layer: layer, of: experiment) }
      #expect(try close(found("weight_gradient_rms"), rms(try #require(view.weightGradients))), "layer \(layer)")
      #expect(try close(found("z_gradient_rms"), rms(try #require(view.sumGradients))), "layer \(layer)")
      #expect(try (found("activation_mean") - mean).magnitude < 1e-13, "layer \(layer)")
      #expect(try close(found("activation_deviation"), deviation), "layer \(layer)")
      // One output: y − a, not divided by the points, is −∂L/∂z times as many.
      let below = layer == 1 ? network.inputGradients : network.view(ofLayer: layer - 2).valueGradients
      let told = try #require(below).map { -$0 * 700 }
      #expect(try close(found("input_descent_rms"), rms(told)), "layer \(layer)")
      #expect(try (found("input_descent_mean") - told.reduce(0, +) / Double(told.count)).magnitude < 1e-13)
    }
    let ratio =
      rms(try #require(network.view(ofLayer: 0).weightGradients))
      / rms(try #require(network.view(ofLayer: 2).weightGradients))
    #expect(try close(record.number("gradient_ratio", "start", of: experiment), ratio))
  }

  @Test("Distributions hold every value, or one in a stride, wherever batches begin")
  func distributions() throws {
    var trial = Trial.tanh
    let network = try trial.passed()
    for every in [1, 3, 1000] {
      trial.looks.every = every
      let (experiment, record) = (trial.experiment, try trial.record())
      for layer in 1...4 {
        let (index, view) = (layer - 1, network.view(ofLayer: layer - 1))
        func kept(_ values: UnsafeBufferPointer<Double>?) throws -> [Double] {
          let values = try #require(values)
          let step = trial.looks.stride(width: values.count / 700)
          return stride(from: 0, to: values.count, by: step).map { values[$0] }
        }
        let weights = try #require(network.values(of: .weights, layer: index))
        let gradients = try #require(view.weightGradients)
        let fanIn = gradients.count / experiment.network.lookedLayers[index].units
        let norms = stride(from: 0, to: gradients.count, by: fanIn).map { first in
          rms(gradients[first..<first + fanIn]) * Double(fanIn).squareRoot()
        }
        let expected: [LayerValues: [Double]] = [
          .activations: try kept(view.values), .sums: try kept(view.sums), .sumGradients: try kept(view.sumGradients),
          .weights: Array(weights), .weightGradients: Array(gradients), .unitGradients: norms,
        ]
        for (values, numbers) in expected {
          let measure = Quantity(layer: layer, values.rawValue, "start")
          let found = record.distributions[try #require(experiment.distributions.firstIndex(of: measure))]
          #expect(found.total == numbers.count, "\(values.rawValue), layer \(layer), every \(every)")
          // Rounding may carry a value over a bin's edge; medians are in the same or in neighbouring bins.
          let median = try #require(found.quantile(0.5))
          let known = numbers.sorted()[(numbers.count + 1) / 2 - 1]
          let tolerance = 1e-9 * known.magnitude
          #expect((median.lowerEdge - tolerance...median.upperEdge + tolerance).contains(known), "\(values.rawValue)")
        }
      }
    }
  }

  @Test("Equal bins count what NumPy's histogram counts")
  func bins() throws {
    let bins = EqualBins(low: -1, high: 1, count: 4)
    #expect([-1, -0.5, 0, 0.49, 0.5, 1, -1.01, 1.01, .nan].map(bins.slot) == [0, 1, 2, 2, 3, 3, 4, 5, 6])
    var trial = Trial.tanh
    trial.looks.bins = bins
    let (experiment, record) = (trial.experiment, try trial.record())
    let network = try trial.passed()
    for (measure, counts) in zip(experiment.binned, record.binned) where measure.when == "start" {
      let values = network.view(ofLayer: try #require(measure.layer) - 1).values
      let expected = (0..<7).map { slot in Int64(values.count { bins.slot(of: $0) == slot }) }
      #expect(counts == expected)
    }
  }

  @Test(
    "Units that are off, or saturated, on every training point are counted, and single values; a dead layer is an outcome"
  )
  func idleness() throws {
    // Large weights saturate, wherever inputs are not 0: hence the shift.
    var trial = Trial.tanh
    trial.layers = [
      Trial.dense(40, .relu), Trial.dense(3, .relu, .heNormal()), .shift(1),
      Trial.dense(30, .sigmoid, .normal(mean: 0, standardDeviation: 6000, truncated: false)),
      Trial.dense(30, .tanh, .normal(mean: 0, standardDeviation: 6000, truncated: false)), Trial.dense(1, .sigmoid),
    ]
    trial.training.epochs = 0
    let experiment = trial.experiment
    var shares: [[Double]] = [[], [], [], []]
    for simulation in 0..<20 as Range<UInt64> {
      let record = try trial.record(simulation)
      let data = try experiment.task.load(seed: 7, simulation: simulation)
      let network = try BLASNetwork<Double>(
        experiment.network,
        loss: .binaryCrossEntropy,
        optimizer: trial.training.optimizer,
        coordinates: Coordinates(seed: 7, simulation: simulation),
        largestBatch: 700
      )
      network.forward(
        Samples(inputs: data.training.inputs.map { Double($0) }, features: 4, targets: .labels(data.training.labels)),
        points: 0..<700,
        mode: .inference
      )
      var isDead = false
      for (index, layer) in experiment.network.lookedLayers.dropLast().enumerated() {
        let view = network.view(ofLayer: layer.weights)
        let z = try #require(view.sums)
        let isIdle = z.indices.map { place in
          let a = view.values[place]
          return switch index {
          case 0, 1: z[place] <= 0
          case 2: a * (1 - a) < 0.01 / 4
          default: 1 - a * a < 0.01
          }
        }
        let idle = (0..<layer.units).count { unit in
          stride(from: unit, to: z.count, by: layer.units).allSatisfy { isIdle[$0] }
        }
        isDead = isDead || (index < 2 && idle == layer.units)
        let name = index < 2 ? "share_off" : "share_saturated"
        let share = try record.number(name, "start", layer: index + 1, of: experiment)
        #expect(share == Double(idle) / Double(layer.units))
        let values = try record.number(name + "_values", "start", layer: index + 1, of: experiment)
        #expect(values == Double(isIdle.count { $0 }) / Double(isIdle.count) && values >= share)
        shares[index].append(share)
      }
      #expect(record.outcomes.contains(.bornDead) == isDead)
      #expect(record.outcomes.contains(.dead) == isDead, "untrained, it ends as it began")
    }
    // The test would hold for a program that always says 0.
    #expect(shares.dropFirst().allSatisfy { Set($0).count > 1 }, "\(shares)")
  }

  @Test("A replicate is a function of its experiment and index; other replicates before it do not matter")
  func repeatable() throws {
    for precision in Precision.allCases {
      var trial = Trial.tanh
      trial.precision = precision
      trial.layers.insert(.dropout(rate: 0.3), at: 1)
      trial.looks.losses = 1
      trial.looks.biasGradients = 4
      let experiment = trial.experiment
      var trainer = BLASTrainer()
      let records = try (0..<4 as Range<UInt64>).map {
        try #require(try trainer.run(experiment, simulation: $0, isWanted: { true }))
      }
      for simulation in [3, 1] as [UInt64] { #expect(try trial.record(simulation) == records[Int(simulation)]) }
      #expect(records[0] != records[1])
    }
  }

  @Test("Curves have the losses and gradients of the steps they name, and running means are their means")
  func curves() throws {
    var trial = Trial.tanh
    trial.looks.losses = 3
    trial.looks.biasGradients = 5
    trial.looks.epochs = true
    let (experiment, record) = (trial.experiment, try trial.record())
    let data = try experiment.task.load(seed: 7, simulation: 3)
    let samples = Samples<Double>(
      inputs: data.training.inputs.map { Double($0) },
      features: 4,
      targets: .labels(data.training.labels)
    )
    let network = try BLASNetwork<Double>(
      experiment.network,
      loss: trial.training.loss,
      optimizer: trial.training.optimizer,
      coordinates: Coordinates(seed: 7, simulation: 3),
      largestBatch: 64
    )
    var losses: [Double] = []
    var norms: [[Double]] = []
    var running: [Double] = []
    for epoch in 0..<2 {
      let order = network.coordinates.order(epoch: epoch, count: 700)
      var total = 0.0
      for start in stride(from: 0, to: 700, by: 64) {
        let batch = order[start..<min(start + 64, 700)]
        losses.append(network.trainStep(samples, points: batch, epoch: epoch, position: start))
        total += losses[losses.count - 1] * Double(batch.count)
        norms.append(
          try (0..<4).map { layer in
            let gradients = try #require(network.gradients(of: .biases, layer: layer))
            return rms(gradients) * Double(gradients.count).squareRoot()
          }
        )
      }
      running.append(total / 700)
    }
    #expect(experiment.curves.map(\.name) == ["batch_loss"] + [String](repeating: "bias_gradient_norm", count: 4))
    #expect(experiment.curves[0].steps == Array(stride(from: 1, through: 22, by: 3)))
    #expect(zip(experiment.curves[0].steps, record.curves[0]).allSatisfy { close(losses[$0 - 1], $1) })
    for layer in 0..<4 {
      let curve = experiment.curves[layer + 1]
      #expect(curve.layer == layer + 1 && curve.steps == [1, 6, 11, 16, 21])
      #expect(zip(curve.steps, record.curves[layer + 1]).allSatisfy { close(norms[$0 - 1][layer], $1) })
    }
    #expect(try close(record.number("train_loss", "epoch_1", of: experiment), running[0]))
    #expect(try close(record.number("train_loss", "last_epoch", of: experiment), running[1]))
    let test = network.evaluate(
      Samples(inputs: data.test.inputs.map { Double($0) }, features: 4, targets: .labels(data.test.labels))
    )
    #expect(try close(record.number("test_loss", "end", of: experiment), test.loss))
    #expect(try record.number("test_accuracy", "end", of: experiment) == test.accuracy)
  }

  @Test("A network that overflows has diverged and nothing else; its row has every number, as NaN where there is none")
  func diverged() throws {
    var trial = Trial.tanh
    trial.layers = [Trial.dense(9, .linear), Trial.dense(1, .linear)]
    trial.training = LayeredTrainingPlan(
      loss: .mse,
      optimizer: .sgd(learningRate: 1e6),
      batchSize: 64,
      epochs: 30
    )
    trial.looks.epochs = true
    trial.looks.losses = 1
    let (experiment, record) = (trial.experiment, try trial.record())
    #expect(record.outcomes == .diverged)
    #expect(record.values.count == experiment.numbers.count)
    #expect(try record.number("train_loss", "last_epoch", of: experiment).isNaN)
    #expect(try record.number("activation_mean", "start", layer: 1, of: experiment).isFinite)
    for (measure, value) in zip(experiment.numbers, record.values) where measure.when == "end" {
      let isKnown = value.isFinite && (measure.name.hasSuffix("accuracy") || measure.name.hasPrefix("share"))
      #expect(!isKnown, "\(measure)")
    }
    let losses = record.curves[0]
    #expect(losses.count == 30 * 11 && losses[0].isFinite && losses[losses.count - 1].isNaN)
  }

  @Test("So large a share of every layer's weights is 0 in the end, and other ones in another simulation")
  func zeroed() throws {
    var trial = Trial.tanh
    trial.training.zeroed = 0.25
    trial.looks.distributions = [.weights]
    let experiment = trial.experiment
    for simulation in 0..<2 as Range<UInt64> {
      let record = try trial.record(simulation)
      for (measure, found) in zip(experiment.distributions, record.distributions) {
        let weights = [36, 63, 35, 5][try #require(measure.layer) - 1]
        #expect(
          found.total == weights && found.zeros == (measure.when == "end" ? Int64((Double(weights) / 4).rounded()) : 0)
        )
      }
    }
  }

  @Test("An untrained network is judged at the start, and at no end")
  func untrained() throws {
    var trial = Trial.tanh
    trial.training.epochs = 0
    let (experiment, record) = (trial.experiment, try trial.record())
    #expect(experiment.checks == ["start"] && !experiment.numbers.contains { $0.when == "end" })
    #expect(try record.number("final_train_loss", "start", of: experiment).isFinite)
    #expect(try record.number("test_accuracy", "start", of: experiment) <= 1)
  }

  @Test("Held out points are in no batch, and are judged apart")
  func validation() throws {
    var trial = Trial.tanh
    trial.validation = .first(100)
    let (experiment, record) = (trial.experiment, try trial.record())
    #expect(try record.number("validation_loss", "end", of: experiment).isFinite)
    #expect(try record.number("validation_accuracy", "start", of: experiment) <= 1)
    #expect(
      try record.number("validation_loss", "end", of: experiment)
        != record.number("final_train_loss", "end", of: experiment)
    )
    #expect(experiment.stepsPerEpoch == 10)
  }

  @Test("A replicate that is not wanted any more is given up")
  func unwanted() throws {
    var trainer = BLASTrainer()
    var asked = 0
    let record = try trainer.run(Trial.tanh.experiment, simulation: 0) {
      asked += 1
      return asked < 5
    }
    #expect(record == nil && asked == 5)
  }

  @Test("Data that are not those the study began with are refused, with both")
  func otherData() {
    var experiment = Trial.tanh.experiment
    experiment.task.facts.training = 699
    var trainer = BLASTrainer()
    #expect {
      _ = try trainer.run(experiment, simulation: 0, isWanted: { true })
    } throws: { error in
      let text = "\(error)"
      return text.contains("not the data that the study began with") && text.contains("700 + 0 + 300")
        && text.contains("699 + 0 + 300")
    }
  }

  @Test("Without classes there is nothing to learn: activations are looked at, losses and gradients are not there")
  func noTargets() throws {
    let experiment = LayeredExperiment(
      seed: 7,
      network: LayeredNetwork(input: LayerShape(count: 50), layers: [Trial.dense(50, .tanh), Trial.dense(50, .tanh)]),
      task: DataTask(
        source: .gaussian(GaussianInput(points: 200, features: 50)),
        facts: DataFacts(shape: .vector(50), classes: 1, training: 200, validation: 0, test: 200, digest: nil)
      ),
      training: LayeredTrainingPlan(
        loss: .mse,
        optimizer: .sgd(learningRate: 0.1),
        batchSize: 32,
        epochs: 0
      ),
      looks: LayeredLooks(distributions: [.activations])
    )
    var trainer = BLASTrainer()
    let record = try #require(try trainer.run(experiment, simulation: 0, isWanted: { true }))
    #expect(!experiment.numbers.contains { $0.name.contains("loss") || $0.name.contains("gradient") })
    #expect(try record.number("input_mean", "start", of: experiment).magnitude < 0.05)
    #expect(try (record.number("input_deviation", "start", of: experiment) - 1).magnitude < 0.05)
    #expect(try record.number("activation_deviation", "start", layer: 2, of: experiment) < 0.7)
    #expect(record.outcomes.isEmpty)
  }
}

import Experiments
import Foundation
import Harness
import ReferenceTrainer
import RunFolder
import Studies
import Testing

@Suite("Death through time", .timeLimit(.minutes(60)))
struct DeathTests {
  /// Ten steps an epoch: looks after 1, 2, 4 and 8 of the first.
  static let study = """
    name: death
    seed: 3
    simulations: 200
    network: {hidden_layers: 4, width: 2, activation: relu}
    task: {target: abs, domain: [-2, 2], training_points: 80, test_points: 12}
    training: {batch_size: 8, epochs: 2, optimizer: {sgd: {learning_rate: 0.05}}}
    looks: {steps: true, epochs: true}
    cells:
      relu: {}
      leaky: {network: {activation: {leaky_relu: {slope: 0.1}}}}
      momentum: {training: {optimizer: {sgd: {learning_rate: 0.05, momentum: 0.9}}}}
      wild: {training: {optimizer: {sgd: {learning_rate: 1e12}}}}
      tanh: {network: {activation: tanh}}
      coarse: {looks: {epochs: false}}
    """

  private static let results = Result { try JSON.value(Results.self, from: StudyOutcome(study, ranks: 3).results) }

  @Test("the same bytes on any number of ranks", arguments: [1, 2, 7])
  func sameBytes(ranks: Int) throws {
    let three = try StudyOutcome(Self.study, ranks: 3)
    #expect(try StudyOutcome(Self.study, ranks: ranks, unitsPerSlice: 1).bytes == three.bytes)
  }

  @Test("every check counts every simulation once, and agrees with the records")
  func counts() throws {
    let plan = try StudyPlan(text: Self.study)
    var trainer = ReferenceTrainer()
    for (cell, found) in zip(plan.cells, try Self.results.get().cells) where found.name != "tanh" {
      let records = try trainer.run(cell.experiment!, simulations: 0..<200)
      let death = try #require(found.death)
      let schema = cell.subject.schema
      #expect(death.checks.map(\.when) == cell.experiment!.checkTimes.map(\.name))
      for (check, seen) in death.checks.enumerated() {
        // 0 is alive, NaN diverged, another number the first dead layer.
        func states(_ time: CheckTime) throws -> [Double] {
          try records.map { try #require(schema.value("dead_layer", time.name, of: $0)) }
        }
        let now = try states(schema.deathChecks[check])
        #expect(seen.alive.count == Int64(now.count { $0 == 0 }))
        #expect(seen.diverged == Int64(now.count(where: \.isNaN)))
        #expect(seen.alive.count + seen.dead + seen.diverged == 200)
        guard check > 0 else { continue }
        let before = try states(schema.deathChecks[check - 1])
        #expect(seen.died == Int64(zip(before, now).count { $0 == 0 && $1 > 0 }))
        #expect(seen.revived == Int64(zip(before, now).count { $0 > 0 && $1 == 0 }))
      }
      // What is told of the whole agrees with what is told of its checks.
      let count = { (name: String) in found.outcomes[name]??.count }
      #expect(death.checks.first?.dead == count("born_dead"))
      #expect(death.checks.last?.dead == count("dead"))
      #expect(death.checks.last?.diverged == count("diverged"))
      #expect(death.firstDeadLayers.reduce(0) { $0 + $1.born } == count("born_dead"))
      #expect(death.firstDeadLayers.count == 4)
    }
  }

  @Test("checks come before training, after steps 1, 2, 4, … of the first epoch on request, and after every epoch")
  func times() throws {
    let cells = try Self.results.get().cells
    let steps = ["start", "step_1", "step_2", "step_4", "step_8", "epoch_1", "epoch_2"]
    #expect(cells[0].death?.checks.map(\.when) == steps)
    #expect(cells[0].death?.checks.map(\.step) == [0, 1, 2, 4, 8, 10, 20])
    #expect(cells[4].death == nil, "tanh has no dead units")
    // Looks change what is seen, not what happens.
    let without = Self.study.replacing("looks: {steps: true, epochs: true}", with: "looks: {}")
    let plain = try JSON.value(Results.self, from: StudyOutcome(without, ranks: 1).results).cells
    #expect(plain[0].death?.checks.map(\.when) == ["start", "epoch_1", "epoch_2"])
    #expect(plain[0].outcomes == cells[0].outcomes)
    #expect(plain[0].death?.checks.last?.alive == cells[0].death?.checks.last?.alive)
  }

  @Test("is survival, with a hazard, only where the dead stay dead")
  func absorbing() throws {
    let cells = try Self.results.get().cells
    for cell in cells where cell.death != nil {
      let isAbsorbing = ["relu", "wild", "coarse"].contains(cell.name)
      #expect(cell.death?.isAbsorbing == isAbsorbing, "\(cell.name)")
      #expect(cell.death?.checks.first?.hazard == nil)
    }
    let relu = try #require(cells[0].death)
    #expect(relu.checks.allSatisfy { $0.revived == 0 } && relu.checks.contains { $0.died > 0 })
    for (before, check) in zip(relu.checks, relu.checks.dropFirst()) {
      let hazard = try #require(check.hazard)
      #expect(hazard.atRisk == before.alive.count && hazard.estimate >= 0)
      #expect(abs(hazard.estimate * Double(hazard.atRisk) - Double(check.died)) < 1e-9)
    }
    let (leaky, wild) = (try #require(cells[1].death), try #require(cells[3].death))
    #expect(leaky.checks.contains { $0.revived > 0 }, "leaky networks come back")
    #expect(wild.checks.contains { $0.diverged > 0 })
  }

  @Test("quantities after every epoch are there on request, in each of them every simulation")
  func epochs() throws {
    let cells = try Self.results.get().cells
    let keys = cells[0].layers.map { "\($0.layer ?? 0) \($0.quantity) \($0.when)" }
    #expect(keys.contains("1 gradient_norm epoch_1") && keys.contains("4 units_off epoch_1"))
    #expect(!keys.contains { $0.hasSuffix("epoch_2") }, "the last epoch is there as the last batch and the end")
    #expect(!cells[5].layers.contains { $0.when == "epoch_1" })
    #expect(cells[0].quantities.contains { $0.quantity == "train_loss" && $0.when == "epoch_1" && $0.finite == 200 })
  }
}

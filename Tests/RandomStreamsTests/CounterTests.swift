import Lanes
import RandomStreams
import Testing

@Suite("The counter")
struct CounterTests {
  @Test("holds block, purpose · layer · epoch, and the two halves of the simulation index", arguments: Purpose.allCases)
  func layout(_ purpose: Purpose) {
    for (layer, epoch) in [(0, 0), (1, 0), (0, 1), (255, 0), (0, 1 << 20 - 1), (255, 1 << 20 - 1), (129, 0x8_0001)] {
      for simulation: UInt64 in [0, 1, 0xffff_ffff, 0x1_0000_0000, 0xfedc_ba98_7654_3210] {
        let stream = RandomStream<UInt32>(
          seed: 0x0123_4567_89ab_cdef,
          purpose: purpose,
          layer: layer,
          epoch: epoch,
          simulations: SimulationLanes(from: simulation)
        )
        let philox = Philox4x32(key0: 0x89ab_cdef, key1: 0x0123_4567)
        for block: UInt32 in [0, 1, .max] {
          let direct = philox.block(
            block,
            purpose.rawValue * 0x1000_0000 + UInt32(layer) * 0x10_0000 + UInt32(epoch),
            UInt32(simulation % 0x1_0000_0000),
            UInt32(simulation / 0x1_0000_0000)
          )
          #expect(stream.block(block) == direct)
        }
      }
    }
  }

  @Test("gives purposes the frozen numbers 1 to 6")
  func purposes() {
    let order: [Purpose] = [.weights, .trainingData, .testData, .shuffle, .dropout, .activationNoise]
    #expect(order.map(\.rawValue) == [1, 2, 3, 4, 5, 6])
    #expect(Purpose.allCases.count == 6)
  }

  @Test("of a lane is the counter of one simulation: lane k equals the scalar stream of first + k, across 2³² too")
  func lanes() {
    check(UInt64.self)
    check(SIMD4<UInt32>.self)
    check(SIMD16<UInt32>.self)
    check(SIMD2<UInt64>.self)
    check(SIMD8<UInt64>.self)
  }

  @Test("of shared draws holds index 2⁶⁴ − 1 in every lane")
  func shared() {
    checkShared(UInt32.self)
    checkShared(SIMD16<UInt32>.self)
    checkShared(SIMD8<UInt64>.self)
  }

  private func stream<W: WordLanes>(_ simulations: SimulationLanes<W>) -> RandomStream<W> {
    RandomStream(seed: 1999, purpose: .shuffle, layer: 3, epoch: 17, simulations: simulations)
  }

  private func words<W: WordLanes>(_ count: Int, _ simulations: SimulationLanes<W>) -> [W] {
    var result: [W] = []
    stream(simulations).forEachWord(count: count) { position, word in
      #expect(position == result.count)
      result.append(word)
    }
    #expect(result.count == count)
    return result
  }

  private func check<W: WordLanes>(_: W.Type) {
    for first: UInt64 in [0, 5, 0xffff_fffd, 0x1_ffff_ffff, 0xffff_ffff_ffff_ffe0] {
      for count in 0...9 {
        let wide = words(count, SimulationLanes<W>(from: first))
        for lane in 0..<W.laneCount {
          let one = words(count, SimulationLanes<UInt32>(from: first + UInt64(lane)))
          #expect(wide.map { $0[lane] } == one.map { W.Word($0) }, "lane \(lane) of \(W.self) from \(first)")
        }
      }
    }
  }

  private func checkShared<W: WordLanes>(_: W.Type) {
    let one = words(5, SimulationLanes<UInt32>(from: .max))
    for (wide, word) in zip(words(5, SimulationLanes<W>.shared), one) {
      for lane in 0..<W.laneCount { #expect(wide[lane] == W.Word(word)) }
    }
  }
}

@Suite("A stream that would overrun its counter traps")
struct CounterTrapTests {
  @Test("at layer 256 and at layer −1")
  func layer() async {
    await #expect(processExitsWith: .failure) {
      _ = RandomStream<UInt32>(seed: 1, purpose: .weights, layer: 256, simulations: SimulationLanes(from: 0))
    }
    await #expect(processExitsWith: .failure) {
      _ = RandomStream<UInt32>(seed: 1, purpose: .weights, layer: -1, simulations: SimulationLanes(from: 0))
    }
  }

  @Test("at epoch 2²⁰")
  func epoch() async {
    await #expect(processExitsWith: .failure) {
      _ = RandomStream<UInt32>(seed: 1, purpose: .shuffle, epoch: 1 << 20, simulations: SimulationLanes(from: 0))
    }
  }

  @Test("when more than 2³⁴ words are asked for")
  func words() async {
    await #expect(processExitsWith: .failure) {
      RandomStream<UInt32>(seed: 1, purpose: .shuffle, simulations: SimulationLanes(from: 0))
        .forEachWord(count: 1 << 34 + 1) { _, _ in
          // The trap must come before the first word: this ends the process as if all were well.
          exitSuccessfully()
        }
    }
  }

  @Test("but the last layer and epoch are fine")
  func last() async {
    await #expect(processExitsWith: .success) {
      _ = RandomStream<UInt32>(
        seed: 1,
        purpose: .weights,
        layer: 255,
        epoch: 1 << 20 - 1,
        simulations: SimulationLanes(from: .max)
      ).block(.max)
    }
  }
}

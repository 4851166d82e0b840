import Harness
import Testing

/// The watchdog's rules, with times and messages made up.
@Suite("Vigil")
struct VigilTests {
  /// Looks every tenth of a second until a time; the ranks named give a sign at each look.
  private func pass(
    _ vigil: inout Vigil,
    from start: Double,
    to end: Double,
    hearing ranks: [Int] = []
  ) -> (rank: Int, time: Double)? {
    for step in 0...Int(((end - start) * 10).rounded()) {
      let now = start + Double(step) / 10
      vigil.look(at: now)
      for rank in ranks { vigil.take(.alive(.stay), from: rank) }
      if let missing = vigil.missing.first { return (missing, now) }
    }
    return nil
  }

  @Test("rank 0 watches and tells everybody, and everybody rank 0", arguments: 1...5)
  func peers(size: Int) {
    for rank in 0..<size {
      let vigil = Vigil(rank: rank, of: size, patience: 10, now: 0)
      #expect(vigil.peers == (rank == 0 ? Array(1..<size) : [0]))
      #expect(vigil.isAlone == (size == 1))
    }
  }

  @Test("a silent rank is missed when its time is over, and not before", arguments: [0, 1000.0])
  func silence(start: Double) throws {
    var vigil = Vigil(rank: 0, of: 4, patience: 20, now: start)
    #expect(pass(&vigil, from: start, to: start + 5, hearing: [1, 2, 3]) == nil)
    let missed = try #require(pass(&vigil, from: start + 5, to: start + 60, hearing: [1, 3]))
    #expect(missed.rank == 2)
    #expect((start + 24.9...start + 25.3).contains(missed.time), "\(missed.time)")
    #expect(vigil.missing == [2])
  }

  @Test("those that fell silent with it are named with it, others are not")
  func together() {
    var vigil = Vigil(rank: 0, of: 5, patience: 20, now: 0)
    #expect(pass(&vigil, from: 0, to: 10, hearing: [1, 2, 3, 4]) == nil)
    #expect(pass(&vigil, from: 10, to: 13, hearing: [1, 2, 4]) == nil)
    #expect(pass(&vigil, from: 13, to: 20, hearing: [1, 2]) == nil)
    #expect(pass(&vigil, from: 20, to: 25, hearing: [1]) == nil)
    #expect(pass(&vigil, from: 25, to: 40, hearing: [1])?.time ?? 0 > 29.9)
    // Heard of 20, 17 and 10 seconds ago, with signs two seconds apart.
    #expect(vigil.missing == [3, 4])
  }

  @Test("when rank 0 is missing one rank says so first", arguments: [(1, 0.0), (2, 2), (3, 4), (6, 10), (900, 10)])
  func oneSpeaks(rank: Int, later: Double) throws {
    var vigil = Vigil(rank: rank, of: 1000, patience: 20, now: 0)
    let missed = try #require(pass(&vigil, from: 0, to: 60))
    #expect(missed.rank == 0)
    #expect((20...20.3).contains(missed.time - later), "\(missed.time)")
  }

  @Test("a job that was suspended misses nobody when it goes on", arguments: [0, 1])
  func suspended(rank: Int) {
    var vigil = Vigil(rank: rank, of: 2, patience: 5, now: 0)
    let other = 1 - rank
    #expect(pass(&vigil, from: 0, to: 3, hearing: [other]) == nil)
    // Suspended for an hour, again and again; the other's sign comes a second after each continuation.
    for hour in 1...5 {
      let start = Double(hour) * 3600
      #expect(pass(&vigil, from: start, to: start + 0.9) == nil)
      #expect(pass(&vigil, from: start + 1, to: start + 2, hearing: [other]) == nil)
    }
    // And one that does not come back is missed all the same.
    #expect(pass(&vigil, from: 20000, to: 20010)?.rank == other)
  }

  @Test("a rank that was busy elsewhere takes the signs that came before it judges")
  func busy() {
    var vigil = Vigil(rank: 0, of: 2, patience: 5, now: 0)
    for time in stride(from: 0.0, to: 600, by: 60) {
      vigil.look(at: time)
      #expect(vigil.missing == [])
      vigil.take(.alive(.stay), from: 1)
    }
  }

  @Test("signs are due at intervals", arguments: [(20.0, 2.0), (300, 5), (1, 0.1)])
  func intervals(patience: Double, interval: Double) {
    var vigil = Vigil(rank: 1, of: 2, patience: patience, now: 0)
    var signs: [Double] = []
    for step in 0...1000 {
      let now = Double(step) * interval / 100
      vigil.look(at: now)
      if let sign = vigil.dueSign() {
        #expect(sign == .alive(.stay))
        signs.append(now)
      }
    }
    #expect((10...11).contains(signs.count) && signs.first == 0)
    #expect(zip(signs, signs.dropFirst()).allSatisfy { abs($1 - $0 - interval) < interval / 50 }, "\(signs)")
  }

  @Test("the strongest wish of any rank reaches all of them, and at once")
  func wishes() {
    var vigils = (0..<3).map { Vigil(rank: $0, of: 3, patience: 300, now: 0) }
    func exchange(at time: Double) -> Int {
      var sent = 0
      for rank in [1, 2, 0] {
        vigils[rank].look(at: time)
        guard let sign = vigils[rank].dueSign() else { continue }
        for peer in vigils[rank].peers {
          vigils[peer].take(sign, from: rank)
          sent += 1
        }
      }
      return sent
    }
    #expect(exchange(at: 0) == 4)
    #expect(exchange(at: 0.1) == 0)
    vigils[2].add(.afterSlice)
    // Rank 2 tells rank 0, which tells both others.
    #expect(exchange(at: 0.2) == 3)
    #expect(vigils.map(\.wish) == [.afterSlice, .afterSlice, .afterSlice])
    vigils[0].add(.atOnce)
    vigils[2].add(.stay)
    _ = exchange(at: 0.3)
    #expect(vigils.map(\.wish) == [.atOnce, .atOnce, .atOnce])
    _ = exchange(at: 0.4)
    #expect(exchange(at: 0.5) == 0, "what everybody knows is said once")
  }

  @Test("a rank that is through is not missed, and says no more")
  func farewell() {
    var vigil = Vigil(rank: 0, of: 3, patience: 5, now: 0)
    vigil.look(at: 0)
    vigil.take(.farewell, from: 1)
    #expect(!vigil.isAlone)
    #expect(vigil.dueSign() == .alive(.stay) && vigil.peers == [1, 2], "it still wants to hear of rank 0")
    #expect(pass(&vigil, from: 0, to: 20, hearing: [2]) == nil)
    // A sign does not bring it back.
    vigil.take(.alive(.stay), from: 1)
    #expect(pass(&vigil, from: 20, to: 40, hearing: [2]) == nil)
    vigil.take(.farewell, from: 2)
    #expect(vigil.isAlone)
    #expect(vigil.farewell() == .farewell)
    vigil.look(at: 100)
    #expect(vigil.dueSign() == nil && vigil.missing == [])
  }

  @Test("signs travel as numbers, and what is none is nil")
  func numbers() {
    let signs: [Vigil.Sign] = [.alive(.stay), .alive(.afterSlice), .alive(.atOnce), .farewell]
    #expect(signs.map { Vigil.Sign(number: $0.number) } == signs)
    for number in [-2, 3, .max, .min] as [Int64] { #expect(Vigil.Sign(number: number) == nil) }
  }

  @Test("the complaint names up to three ranks, and what to do")
  func complaint() {
    let vigil = Vigil(rank: 0, of: 9, patience: 300, now: 0)
    let names = (1...8).map { "rank \($0) on node7 (process \(4241 + $0))" }
    #expect(
      vigil.complaint(of: [names[0]])
        == "rank 1 on node7 (process 4242) has not answered for 300 s; it was stopped, or its host is cut off or swapping; "
        + "look at that host, then run the same command to continue"
    )
    #expect(
      vigil.complaint(of: Array(names[..<2])).hasPrefix(
        "\(names[0]) and \(names[1]) have not answered for 300 s; they were stopped, or their hosts are cut off"
      )
    )
    #expect(vigil.complaint(of: Array(names[..<3])).hasPrefix("\(names[0]), \(names[1]) and \(names[2]) have"))
    #expect(vigil.complaint(of: names).hasPrefix("\(names[0]), \(names[1]), \(names[2]) and 5 more have not answered"))
  }
}

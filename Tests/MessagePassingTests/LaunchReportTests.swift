import MessagePassing
import Testing

@Suite("Numbers as Linux lists them")
struct NumberSetTests {
  @Test(
    "Lists are read, and written in their shortest form",
    arguments: [
      ("0-3,8", "0-3,8"), ("5", "5"), ("", ""), ("3,1,2", "1-3"), ("0-1,1-2", "0-2"), ("0,2,4", "0,2,4"),
    ]
  )
  func lists(text: String, shortest: String) throws {
    #expect(try #require(NumberSet(list: text)).description == shortest)
  }

  @Test("What is no list is none", arguments: ["a", "3-1", "-1", "1-", "1-2-3", "0-99999999999", "0x3"])
  func noLists(text: String) { #expect(NumberSet(list: text) == nil) }
}

@Suite("The ranks of a launch side by side")
struct LaunchReportTests {
  /// A rank on a host of four processors with nothing wrong.
  func rank(_ number: Int, on host: String = "node1", _ processors: String = "0-3") -> RankReport {
    RankReport(
      rank: number,
      host: host,
      process: 100 + Int32(number),
      version: "1.0",
      builtFor: "native",
      program: "/bin/collapsar",
      digest: "abc",
      arguments: ["run", "a.yaml"],
      library: "Open MPI v4.1.4",
      blas: "OpenBLAS 0.3.21, kernel Haswell",
      processor: "Any",
      level: "x86-64-v3",
      processors: NumberSet(list: processors) ?? NumberSet([]),
      hostProcessors: 4,
      share: nil,
      temporaryFolder: "/tmp",
      temporaryBytes: 1e9
    )
  }

  @Test("Ranks with other kernels of BLAS are told of, with both names")
  func kernels() {
    var ranks = (0..<4).map { rank($0, on: $0 < 2 ? "node1" : "node2") }
    #expect(LaunchReport(ranks).differentKernels == nil)
    for index in 2..<4 { ranks[index].blas = "OpenBLAS 0.3.21, kernel Zen" }
    let start = "ranks 2-3 on node2 have OpenBLAS 0.3.21, kernel Zen, rank 0 has OpenBLAS 0.3.21, kernel Haswell: "
    #expect(LaunchReport(ranks).differentKernels?.hasPrefix(start) == true)
  }

  @Test("Ranks that are alike have nothing to be told of")
  func alike() {
    let launch = LaunchReport((0..<4).map { rank($0) } + (4..<8).map { rank($0, on: "node2") })
    #expect(launch.differentArguments == nil)
    #expect(launch.differentPrograms == nil)
    #expect(launch.stacked + launch.short + launch.temporary == [])
    #expect(launch.hosts.map(\.name) == ["node1", "node2"])
    #expect(launch.idle(units: 8, of: 16) == nil)
  }

  @Test("Other arguments are told of with both command lines")
  func arguments() throws {
    var ranks = (0..<4).map { rank($0) }
    ranks[2].arguments = ["run", "b.yaml"]
    #expect(
      LaunchReport(ranks).differentArguments?.finding
        == "rank 2 on node1 was started with other arguments ('run b.yaml', not 'run a.yaml')"
    )
    ranks[3].arguments = ["run", "b.yaml"]
    let problem = try #require(LaunchReport(ranks).differentArguments)
    #expect(problem.finding.hasPrefix("ranks 2-3 were started with other arguments"))
    #expect(problem.remedy.contains("one program with one command line"))
    #expect(LaunchReport(ranks).differentPrograms == nil)
  }

  @Test("Another program is told of by version, by level, by file, and so is another library")
  func programs() {
    func finding(_ change: (inout RankReport) -> Void) -> String {
      var ranks = [rank(0), rank(1)]
      change(&ranks[1])
      return LaunchReport(ranks).differentPrograms?.finding ?? "none"
    }
    #expect(finding { $0.version = "1.1" }.hasSuffix("(version 1.1 built for native, not 1.0 for native)"))
    #expect(finding { $0.builtFor = "baseline" }.hasSuffix("(version 1.0 built for baseline, not 1.0 for native)"))
    #expect(
      finding {
        $0.digest = "def"
        $0.program = "/old/collapsar"
      } == "rank 1 on node1 was started from another build (/old/collapsar, not /bin/collapsar)"
    )
    #expect(
      finding { $0.library = "Open MPI v5.0.0" }.contains("another MPI library (Open MPI v5.0.0, not Open MPI v4.1.4)")
    )
    #expect(finding { $0.program = "/the/same/elsewhere" } == "none")
  }

  @Test("Ranks that share processors are told of once a host, bound or too many")
  func stacked() {
    let bound = LaunchReport([rank(0, on: "node1", "0"), rank(1, on: "node1", "0"), rank(2, on: "node1", "2-3")])
    #expect(bound.stacked.count == 1)
    #expect(
      bound.stacked.first?.hasPrefix(
        "ranks 0-1 on node1 take turns on one processor (0): start them with --bind-to none"
      ) == true
    )
    let many = LaunchReport((0..<6).map { rank($0) } + [rank(6, on: "node2")])
    #expect(many.stacked.count == 1)
    #expect(
      many.stacked.first?.hasPrefix("ranks 0-5 on node1 take turns on 4 processors (0-3): start 4 ranks there") == true
    )
    #expect(LaunchReport([rank(0, on: "node1", "0-1"), rank(1, on: "node1", "0-1")]).stacked == [])
    #expect(LaunchReport([rank(0, on: "node1", "0"), rank(1, on: "node2", "0")]).stacked == [])
  }

  @Test("A container's share, a full disk and a long path are told of")
  func surroundings() {
    var ranks = [rank(0), rank(1)]
    ranks[1].share = 1.5
    #expect(LaunchReport(ranks).short.first?.contains("grants 1.5 processors' time to 2 ranks") == true)
    ranks[1].share = 2
    #expect(LaunchReport(ranks).short == [])
    ranks[0].temporaryBytes = 1e6
    #expect(LaunchReport(ranks).temporary.first?.hasPrefix("/tmp on node1 is nearly full") == true)
    ranks[0].temporaryFolder = "/" + String(repeating: "long/", count: 20)
    #expect(LaunchReport(ranks).temporary.first?.contains("TMPDIR") == true)
  }

  @Test("Ranks without work are counted")
  func idle() {
    let launch = LaunchReport((0..<7).map { rank($0) })
    #expect(launch.idle(units: 3, of: 16) == "7 ranks for 3 work units of 16 simulations: 4 have nothing to do")
    #expect(launch.idle(units: 1, of: 16)?.contains("for 1 work unit of") == true)
    #expect(launch.idle(units: 7, of: 16) == nil)
  }
}

@Suite("Processes as /proc shows them")
struct ProcessTests {
  @Test("Name and parent are read, whatever the name holds")
  func stat() throws {
    let process = try #require(
      Process(4242, stat: "4242 (a ) S (b) S 17 4242 0 0 -1 4194304 1 2 3 4 5 6 7 8 20 0 1 0 987654 0 1")
    )
    #expect(process.name == "a ) S (b")
    #expect(process.parent == 17)
    #expect(process.start == "987654")
    #expect(Process(1, stat: "") == nil)
    #expect(Process(1, stat: "1 (init) S 0 1 1 0") == nil)
  }
}

import Foundation
import RunFolder
import Testing

@Suite("A folder as its readers see it")
struct StoredFolderTests {
  private func folder(_ scratch: Scratch, _ files: [String: String]) throws -> StoredFolder {
    try scratch.write("study.yaml", "")
    for (name, text) in files { try scratch.write(name, text) }
    return try StoredFolder(scratch.path)
  }

  private func rows(_ folder: StoredFolder) throws -> [StoredRow] {
    var reader = try RowReader(of: folder)
    var rows: [StoredRow] = []
    while let row = try reader.next() { rows.append(row) }
    return rows
  }

  @Test("Rows come one by one, and a last one without its end is none")
  func torn() throws {
    let scratch = try Scratch()
    let found = try rows(
      try folder(scratch, ["simulations.csv": "cell,simulation,dead\na,0,1\nb,0,0\na,1,\nb,1"])
    )
    #expect(found.map(\.cell) == ["a", "b", "a"])
    #expect(found.map(\.simulation) == [0, 0, 1])
    #expect(found.map(\.line) == [2, 3, 4])
    #expect(found.map { $0.flags(2..<3) } == [[true], [false], [nil]])
    #expect(found[0].flags(1..<5) == [false, true, nil, nil])
  }

  @Test("A name with a comma, as a sweep's cells have, is one field in quotes")
  func quoted() throws {
    let scratch = try Scratch()
    let text = "cell,simulation,dead\n\"a=1,b=2\",0,1\nplain,0,0\n\"a=1,b=2\",1,0\n"
    let stored = try folder(scratch, ["simulations.csv": text])
    let found = try rows(stored)
    #expect(found.map(\.cell) == ["a=1,b=2", "plain", "a=1,b=2"])
    #expect(found.map(\.simulation) == [0, 0, 1])
    #expect(found.map { $0.flags(2..<3) } == [[true], [false], [false]])
    #expect(found[0].flags(1..<4) == [false, true, nil])
    var reader = try RowReader(of: stored)
    #expect(try reader.row(cell: "a=1,b=2", simulation: 1)?.line == 4)
    let changed = RowDifference(["cell", "simulation", "dead"], found[0].bytes, Array("\"a=1,b=2\",0,0".utf8))
    #expect(changed?.column == "dead" && changed?.first == "1" && changed?.second == "0")
    for torn in ["\"a,0,1\n", "\"a\"0,1\n", "\"a\"\n"] {
      let folder = try folder(scratch, ["simulations.csv": "cell,simulation,dead\n" + torn])
      #expect(throws: FolderError.self) { try self.rows(folder) }
    }
  }

  @Test("A file of many pieces is read whole, lines across their borders too")
  func large() throws {
    let scratch = try Scratch()
    let filler = String(repeating: "x", count: 1000)
    let lines = (0..<5000).map { "cell,\($0),\(filler)" }
    let long = "cell,5000," + String(repeating: "y", count: 3 << 20)
    let folder = try folder(
      scratch,
      ["simulations.csv": "cell,simulation,z\n" + (lines + [long]).joined(separator: "\n") + "\n"]
    )
    let found = try rows(folder)
    #expect(found.count == 5001)
    #expect(found.map(\.simulation) == (0...5000).map { UInt64($0) })
    #expect(found.last?.bytes.count == long.utf8.count)
    var reader = try RowReader(of: folder)
    #expect(try reader.row(cell: "cell", simulation: 4321)?.line == 4323)
    var another = try RowReader(of: folder)
    #expect(try another.row(cell: "other", simulation: 17) == nil)
    #expect(try another.next()?.simulation == 19, "reading must end with the first row that comes too late")
  }

  @Test(
    "What are no rows is said with its line",
    arguments: [
      ("", "line 1 does not begin with cell,simulation"), ("a,b\n", "line 1 does not begin"),
      ("cell,simulation\na,x\n", "line 2 is no row"), ("cell,simulation\na,1\n\n", "line 3 is no row"),
      ("cell,simulation\na,-1\n", "line 2 is no row"), ("cell,simulation\n\u{0}\u{1}\u{2}\n", "line 2 is no row"),
    ]
  )
  func noRows(text: String, complaint: String) throws {
    let scratch = try Scratch()
    let folder = try folder(scratch, ["simulations.csv": text])
    let error = #expect(throws: FolderError.self) { try rows(folder) }
    #expect(error?.kind == .foreign)
    #expect(error?.text.contains(complaint) == true, "\(String(describing: error))")
  }

  @Test("Folders that are none are refused")
  func refused() throws {
    let scratch = try Scratch()
    try scratch.write("file", "")
    for (path, complaint) in [
      (scratch.path + "/none", "no such folder; check the path"), (scratch.path + "/file", "a file; give the folder"),
      (scratch.path, "holds no study"),
    ] {
      let error = #expect(throws: FolderError.self) { try StoredFolder(path) }
      #expect(error?.text.contains(complaint) == true)
      #expect(error?.kind == .foreign)
    }
  }

  @Test("Two files differ first in a line, a key or a column")
  func differences() throws {
    let (one, two) = (try Scratch(), try Scratch())
    func difference(_ name: String, _ a: String, _ b: String) throws -> FileDifference? {
      try folder(one, [name: a]).firstDifference(from: folder(two, [name: b]), in: name)
    }
    let rows = "cell,simulation,dead,loss\nrelu,0,1,0.5\nrelu,1,0,0.25\n"
    #expect(try difference("simulations.csv", rows, rows) == nil)
    let column = try difference("simulations.csv", rows, rows.replacing("0.25", with: "0.26"))
    #expect(column?.line == 3 && column?.place == "cell relu, simulation 1, column loss")
    #expect(column?.first == "0.25" && column?.second == "0.26")
    let longer = try difference("simulations.csv", rows, rows + "relu,2,0,0.5\n")
    #expect(longer?.line == 4 && longer?.first == nil && longer?.second == "relu,2,0,0.5")
    let torn = try difference("simulations.csv", rows, rows + "relu")
    #expect(torn?.line == 4 && torn?.second == "relu")

    struct Document: Encodable {
      struct Cell: Encodable {
        var name: String
        var outcomes: [String: [String: Int]]
        var list: [Int]
        var empty: [Int] = []
        var zeros: [Int]
      }
      var cells: [Cell]
      var seed: Int
    }
    func json(_ count: Int, last: Int = 3, seed: Int = 1) throws -> String {
      let cells = ["a", "b"].map { name in
        Document.Cell(
          name: name,
          outcomes: ["constant": ["count": 1], "dead": ["count": count]],
          list: [1, 2, last],
          zeros: [0, last]
        )
      }
      return String(decoding: try JSON.bytes(Document(cells: cells, seed: seed)), as: UTF8.self)
    }
    #expect(try difference("results.json", json(1), json(1)) == nil)
    let key = try difference("results.json", json(1), json(2))
    #expect(key?.place == "cells[0].outcomes.dead.count" && key?.first == "1" && key?.second == "2")
    #expect(try difference("results.json", json(1), json(1, last: 4))?.place == "cells[0].list[2]")
    // Behind a list that is empty.
    let behind = try json(1).replacing("0,\n", with: "7,\n")
    #expect(try difference("results.json", json(1), behind)?.place == "cells[0].zeros[0]")
    let seed = try difference("results.json", json(1), json(1, seed: 2))
    #expect(seed?.place == "seed" && seed?.second == "2")
    let second = try json(1).replacing("\"name\" : \"b\"", with: "\"name\" : \"c\"")
    #expect(try difference("results.json", json(1), second)?.place == "cells[1].name")
  }

  @Test("The last line of a log counts, whole lines only")
  func log() throws {
    let scratch = try Scratch()
    let begin = #"{"event":"begin","hosts":1,"ranks":2,"time":"2026-01-01T00:00:00Z"}"#
    let beat = #"{"event":"heartbeat","done":10,"total":20,"elapsed":2.5,"rate":4.0}"#
    var stored = try folder(scratch, ["log.jsonl": begin + "\n" + beat + "\n" + #"{"event":"heart"#])
    let entry = try stored.lastLogEntry()
    #expect(entry?.event == "heartbeat" && entry?.done == 10 && entry?.total == 20 && entry?.rate == 4)
    #expect(entry?.secondsAgo.map { $0 >= 0 && $0 < 600 } == true)
    stored = try folder(scratch, ["log.jsonl": begin + "\nnoise\n"])
    #expect(throws: FolderError.self) { try stored.lastLogEntry() }
  }
}

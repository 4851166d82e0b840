import Foundation
import Testing

extension ClusterTests {
  /// What is printed arrives, or the exit code says that it did not.
  @Suite("Standard output that cannot be written")
  struct OutputTests {
    /// The program in a shell that sends its output somewhere.
    private func shell(_ words: String..., to place: String) -> Launch {
      let script = "exec '\(Launch.products.path)/collapsar' " + words.map { "'\($0)'" }.joined(separator: " ")
      return Launch(program: "sh", arguments: ["-c", "\(script) \(place)"])
    }

    @Test(
      "No room is an error, whatever was to be printed",
      arguments: [["check", config("smoke")], ["doctor"], ["--help"], ["run", "--help"], ["--version"]],
      [">/dev/full", ">&-"]
    )
    func noRoom(words: [String], place: String) async throws {
      var launch = shell(to: place)
      launch.arguments[1] = "exec '\(Launch.products.path)/collapsar' \(words.joined(separator: " ")) \(place)"
      let outcome = try await launch.run()
      #expect(outcome.ending == .exited(74))
      #expect(outcome.said.count == 1 && outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
      let reason = place == ">&-" ? "Bad file descriptor" : "No space left on device"
      #expect(outcome.said.first?.hasPrefix("standard output: cannot write to it (\(reason)); ") == true)
    }

    @Test("A table that cannot be shown is not lost", arguments: [">/dev/full", ">&-"], [[], ["--quiet"]])
    func table(place: String, options: [String]) async throws {
      let scratch = try Scratch()
      var launch = shell("run", config("smoke"), "--set", "compare=[]", "--out", scratch["out"], to: place)
      launch.arguments[1] += " " + options.joined(separator: " ")
      // Once after the study, once for the finished folder.
      for _ in 0..<2 {
        let outcome = try await launch.run()
        #expect(outcome.ending == .exited(74))
        #expect(outcome.said.count == 1, "\(outcome.errors)")
        #expect(outcome.said.first?.contains("the results are in \(scratch["out"])/results.json; ") == true)
      }
      #expect(scratch.exists("out/results.json"))
      let log = String(decoding: try scratch.bytes("out/log.jsonl"), as: UTF8.self)
      #expect(!log.contains("results.json"), "a closed output must not become a file of the folder")
    }

    @Test("A reader that has seen enough is no error")
    func closedPipe() async throws {
      let scratch = try Scratch()
      let program = "'\(Launch.products.path)/collapsar' check \(config("smoke"))"
      // The reader is gone before anything is printed; the second way, the signal is not even delivered.
      for (index, trap) in ["", "trap '' PIPE; "].enumerated() {
        let gone = "'\(scratch["gone-\(index)"])'"
        let script =
          "\(trap){ until test -e \(gone); do sleep 0.01; done; \(program); echo code $? >&2; } | { exec <&-; : >\(gone); }"
        let outcome = try await Launch(program: "sh", arguments: ["-c", script]).run()
        #expect(outcome.errors == "code 0\n")
      }
    }

    @Test("Standard error that is full costs the message alone")
    func fullErrors() async throws {
      #expect(try await shell("check", "/none", to: "2>/dev/full").run().ending == .exited(64))
      let scratch = try Scratch()
      let run = shell("run", config("smoke"), "--out", scratch["out"], to: "2>/dev/full")
      #expect(try await run.run().ending == .exited(0))
      #expect(scratch.exists("out/results.json"))
    }
  }
}

import Foundation
import RunFolder
import Testing

extension ClusterTests {
  /// Who may read and write what a run leaves is the umask's to say.
  @Suite("Permissions")
  struct UmaskTests {
    private func shell(_ script: String, _ arguments: String...) -> Launch {
      Launch(program: "sh", arguments: ["-c", script, "\(Launch.products.path)/collapsar"] + arguments)
    }

    @Test(
      "Every file and folder has the permissions that the umask leaves",
      arguments: [("002", 0o664, 0o775), ("022", 0o644, 0o755), ("077", 0o600, 0o700)]
    )
    func umask(mask: String, file: Int, folder: Int) async throws {
      let scratch = try Scratch()
      let script = "umask \(mask); exec \"$0\" \"$@\""
      try await shell(script, "run", config("smoke"), "--out", scratch["deep/out"]).run().expectSuccess()
      let replay = [
        "replay", scratch["deep/out"], "--cell", "relu", "--simulation", "1", "--weights", scratch["weights"],
      ]
      var weights = shell(script)
      weights.arguments += replay
      try await weights.run().expectSuccess()
      let names = ["deep", "deep/out", "weights"] + (try scratch.contents().keys.filter { $0.hasPrefix("deep/out/") })
      #expect(names.count > 10)
      for name in names {
        let attributes = try FileManager.default.attributesOfItem(atPath: scratch[name])
        let isFolder = attributes[.type] as? FileAttributeType == .typeDirectory
        let mode = try #require(attributes[.posixPermissions] as? Int)
        #expect(mode & 0o777 == (isFolder ? folder : file), "\(name): \(String(mode, radix: 8))")
      }
    }

    @Test("A colleague extends and reports a study in a group's folder", .enabled(if: geteuid() == 0))
    func group() async throws {
      let scratch = try Scratch()
      let place = try scratch.directory("group")
      #expect(chown(place, 0, 54300) == 0 && chmod(place, 0o2775) == 0)
      func member(_ user: Int, _ words: String...) async throws {
        let script = "umask 002; exec setpriv --reuid=\(user) --regid=\(user) --groups=54300 \"$0\" \"$@\""
        var launch = shell(script)
        launch.arguments += words
        let outcome = try await launch.run()
        #expect(outcome.ending == .exited(0), "\(outcome.errors)")
        #expect(!outcome.errors.contains("no report"), "\(outcome.errors)")
      }
      try await member(54301, "run", config("smoke"), "--out", "\(place)/out")
      try await member(54302, "run", config("smoke"), "--simulations", "100", "--out", "\(place)/out")
      try await member(54301, "report", "\(place)/out")
      #expect(try scratch.results("group/out").cells.map(\.simulations) == [100, 100, 100])
    }
  }
}

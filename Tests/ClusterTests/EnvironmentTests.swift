import Foundation
import Testing

extension ClusterTests {
  /// Environments as users have them: none changes a byte of the results, or makes a study fail that could be done.
  @Suite("Odd environments")
  struct EnvironmentTests {
    /// What runs the program, its words before the program's own, and the exit code that is right.
    struct Oddity: Sendable, CustomTestStringConvertible {
      var name: String
      var words: [String]
      var code: Int32 = 0
      /// Needs root, to become a user that has nothing.
      var needsRoot = false

      var testDescription: String { name }

      static func variables(_ name: String, _ variables: String...) -> Oddity {
        Oddity(name: name, words: ["env"] + variables)
      }

      static func shell(_ name: String, _ script: String, code: Int32 = 0) -> Oddity {
        Oddity(name: name, words: ["bash", "-c", script], code: code)
      }
    }

    private static let start = #"exec "$0" "$@""#
    private static let nobody = ["setpriv", "--reuid=54321", "--regid=54321", "--clear-groups"]

    static let oddities: [Oddity] = [
      .variables("the C locale", "LANG=C", "LC_ALL=C"),
      .variables("no UTF-8", "-u", "LANG", "LC_ALL=POSIX"),
      .variables("Turkish, whose i has another capital", "LANG=tr_TR.UTF-8", "LC_ALL=tr_TR.UTF-8"),
      .variables("German, with decimal commas", "LC_ALL=de_DE.UTF-8", "LC_NUMERIC=de_DE.UTF-8"),
      .variables("a locale that is not there", "LC_ALL=xx_YY.UTF-8"),
      .variables("no home", "-u", "HOME"),
      .variables("a home that is not there", "HOME=/nonexistent"),
      .variables("an empty home", "HOME="),
      .variables("a dumb terminal", "TERM=dumb"),
      .variables("no terminal", "-u", "TERM"),
      .variables("no colour and no columns", "NO_COLOR=1", "COLUMNS=0"),
      .variables("one column", "COLUMNS=1"),
      .variables("no variables", "-i"),
      .variables("an empty PATH", "-i", "PATH="),
      .variables("TMPDIR that is not there", "TMPDIR=/nonexistent/tmp"),
      .variables("TMPDIR that takes no files", "TMPDIR=/proc"),
      .variables("TMPDIR that is too long", "TMPDIR=/\(String(repeating: "x", count: 200))"),
      .variables("a time zone that is not there", "TZ=Nowhere/Else"),
      .variables("leap seconds", "TZ=right/UTC"),
      .variables("odd numbers of threads", "OMP_NUM_THREADS=abc", "OPENBLAS_NUM_THREADS=-1", "GOTO_NUM_THREADS="),
      .variables("kernels of an older processor", "OPENBLAS_CORETYPE=Nehalem"),
      .variables(
        "a Slurm job that is over",
        "SLURM_JOB_ID=1",
        "SLURM_PROCID=3",
        "SLURM_NTASKS=8",
        "SLURM_JOB_END_TIME=12"
      ),
      .variables("a PBS job that is over", "PBS_JOBID=1.x", "PBS_NODEFILE=/nonexistent"),
      .shell("16 open files", "ulimit -n 16; \(start)"),
      .shell("a small stack", "ulimit -s 256; \(start)"),
      .shell("little memory", "ulimit -v 400000; \(start)"),
      .shell("files of 8 kB at most", "ulimit -f 8; \(start)", code: 74),
      .shell("standard input closed", "\(start) <&-"),
      .shell("standard output closed", "\(start) >&-", code: 74),
      .shell("standard error closed", "\(start) 2>&-"),
      .shell("all streams closed", "\(start) <&- >&- 2>&-", code: 74),
      .shell("a full standard output", "\(start) >/dev/full", code: 74),
      .shell("a full standard error", "\(start) 2>/dev/full"),
      .shell("a reader that leaves", #"set -o pipefail; "$0" "$@" | head -1"#),
      .shell("a working folder that is gone", #"d=$(mktemp -d); cd "$d"; rmdir "$d"; \#(start)"#),
      .shell("the end of children ignored", #"trap "" CHLD; \#(start)"#),
      .shell("hanging up ignored", #"trap "" HUP; \#(start)"#),
      Oddity(name: "a user without a name", words: nobody, needsRoot: true),
      Oddity(name: "4 processes", words: nobody + ["bash", "-c", "ulimit -u 4; \(start)"], needsRoot: true),
    ]

    @Test("The results are the same bytes, and nothing crashes")
    func sameBytes() async throws {
      let scratch = try Scratch()
      let open = try scratch.directory("open")
      #expect(chmod(open, 0o777) == 0)
      try await collapsar("run", config("smoke"), "--no-report", "--out", scratch["plain"]).run().expectSuccess()
      let plain = try scratch.bytes("plain/results.json")
      // A copy that every user may read, wherever this package lies.
      let study = try scratch.file("smoke.yaml", try Data(contentsOf: URL(filePath: config("smoke"))))
      let program = "\(Launch.products.path)/collapsar"
      for (index, oddity) in Self.oddities.enumerated() where !oddity.needsRoot || geteuid() == 0 {
        let out = "open/\(index)"
        let words = oddity.words + [program, "run", study, "--no-report", "--out", scratch[out]]
        let outcome = try await Launch(program: words[0], arguments: Array(words.dropFirst())).run()
        #expect(outcome.ending == .exited(oddity.code), "\(oddity.name): \(outcome.errors)")
        let hasResults = scratch.exists("\(out)/results.json")
        #expect(hasResults == !oddity.name.hasPrefix("files of"), "\(oddity.name)")
        if hasResults { #expect(try scratch.bytes("\(out)/results.json") == plain, "\(oddity.name)") }
      }
    }

    @Test("gnuplot inherits the environment: one of a module finds its libraries, and is not misled")
    func gnuplot() async throws {
      let scratch = try Scratch()
      try await CloserStudy.carryOut(scratch, "out")
      let real = try await Launch(program: "sh", arguments: ["-c", "command -v gnuplot"]).run().lines.first
      let gnuplot = try #require(real)
      _ = try scratch.directory("bin")
      let script = """
        #!/bin/sh
        env >>'\(scratch["seen"])'
        case $LD_LIBRARY_PATH in */module/lib) exec \(gnuplot) "$@" ;; esac
        echo "gnuplot: error while loading shared libraries: libreadline.so.8: cannot open shared object file" >&2
        exit 127

        """
      let path = try scratch.file("bin/gnuplot", script)
      #expect(chmod(path, 0o755) == 0)
      let words = [
        "-c", #"PATH=$1:$PATH; export PATH; shift; exec "$@""#, "sh", scratch["bin"],
        "\(Launch.products.path)/collapsar", "report", scratch["out"],
      ]
      let environment = [
        "LD_LIBRARY_PATH": "/opt/module/lib", "GNUTERM": "x11", "PMIX_RANK": "0", "LC_ALL": "de_DE.UTF-8",
        "MINE": "kept",
      ]
      let outcome = try await Launch(program: "sh", arguments: words, environment: environment).run()
      outcome.expectSuccess()
      #expect(!outcome.errors.contains("not drawn"), "\(outcome.errors)")
      let seen = Set(String(decoding: try scratch.bytes("seen"), as: UTF8.self).split(separator: "\n"))
      #expect(seen.isSuperset(of: ["LD_LIBRARY_PATH=/opt/module/lib", "LC_ALL=C.UTF-8", "MINE=kept"]), "\(seen)")
      #expect(!seen.contains { $0.hasPrefix("GNUTERM=") || $0.hasPrefix("PMIX_") }, "\(seen)")
    }

    @Test("A folder for temporary files that is not there is named, by report and by doctor")
    func temporaryFolder() async throws {
      let scratch = try Scratch()
      try await CloserStudy.carryOut(scratch, "out")
      let missing = scratch["missing"]
      let report = try await collapsar("report", scratch["out"], environment: ["TMPDIR": missing]).run()
      #expect(report.ending == .exited(69), "\(report.errors)")
      let words =
        "figures not drawn: TMPDIR=\(missing): cannot write a temporary file there (No such file or directory); set TMPDIR"
      #expect(report.said.count == 1 && report.said[0].contains(words), "\(report.errors)")
      let doctor = try await collapsar("doctor", environment: ["TMPDIR": missing]).run()
      #expect(doctor.output.contains("- \(missing) on ") && doctor.output.contains(" TMPDIR "), "\(doctor.output)")
    }
  }
}

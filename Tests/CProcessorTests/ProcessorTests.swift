import CProcessor
import Testing

@Suite("Instructions that are required, and that a processor has")
struct ProcessorTests {
  /// As /proc/cpuinfo lists them, shortened.
  static let haswell =
    " fpu sse sse2 pni ssse3 fma cx16 sse4_1 sse4_2 movbe popcnt avx f16c rdrand lahf_lm abm bmi1 avx2 bmi2\n"
  static let skylake = haswell + " avx512f avx512dq avx512cd avx512bw avx512vl"

  func missing(_ required: String, in present: String, room: Int = 256) -> (count: Int32, names: String) {
    var names = [CChar](repeating: 1, count: room)
    let count = cprocessor_missing(required, present, &names, room)
    return (count, text(names))
  }

  func text(_ bytes: [CChar]) -> String {
    String(decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  @Test("What is not there is listed, in the order in which it is required")
  func listed() {
    #expect(missing("avx2 avx512f fma avx512bw", in: Self.haswell) == (2, "avx512f avx512bw"))
    #expect(missing("avx2 avx512f fma avx512bw", in: Self.skylake) == (0, ""))
    #expect(missing("", in: "") == (0, ""))
    #expect(missing(" avx ", in: "") == (1, "avx"))
  }

  @Test("A name that begins like another is another")
  func wholeNames() {
    #expect(missing("avx", in: "avx2 xavx avx512f") == (1, "avx"))
    #expect(missing("avx512_vnni", in: "avx512f avx512_vnn avx512_vnnix") == (1, "avx512_vnni"))
  }

  @Test("All are counted where not all have room")
  func room() {
    #expect(missing("avx512f avx512bw avx512vl", in: "", room: 9) == (3, "avx512f"))
    #expect(missing("avx512f", in: "", room: 1) == (1, ""))
  }

  @Test("Levels are those of scripts/build")
  func levels() {
    #expect(String(cString: cprocessor_level("")) == "baseline")
    #expect(String(cString: cprocessor_level(Self.haswell)) == "x86-64-v3")
    #expect(String(cString: cprocessor_level(Self.haswell + " avx512f avx512bw")) == "x86-64-v3")
    #expect(String(cString: cprocessor_level(Self.skylake)) == "x86-64-v4")
  }

  @Test("The complaint names what is missing, processor, host and remedy")
  func complaint() {
    func text(_ missing: String, _ count: Int32) -> String {
      var bytes = [CChar](repeating: 1, count: 512)
      cprocessor_complaint(missing, count, "x86-64-v3", "Haswell 2000", "node7", &bytes, bytes.count)
      return self.text(bytes)
    }
    #expect(
      text("avx512f", 1)
        == "this program was built for processors with avx512f, which this one (Haswell 2000 on node7) "
        + "has not; build it with --cpu x86-64-v3 (scripts/build), or run it on other hosts"
    )
    #expect(text("avx512f avx512bw avx512vl", 3).contains("with avx512f and 2 more, which"))
  }

  @Test("This machine has what this test was built for")
  func here() {
    var flags = [CChar](repeating: 0, count: 8192)
    _ = cprocessor_present(&flags, flags.count)
    let present = text(flags)
    #expect(present.isEmpty || missing(String(cString: cprocessor_required()), in: present) == (0, ""))
    // Returns: this process goes on.
    cprocessor_refuse_foreign()
  }
}

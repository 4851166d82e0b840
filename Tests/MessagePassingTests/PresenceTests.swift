import Foundation
import MessagePassing
import Testing

@Suite("Whether the launcher that variables speak of is there")
struct PresenceTests {
  /// Something that listens on this host, until it is closed.
  private final class Listener {
    let number: Int32
    let port: UInt16

    /// - Parameter queue: connections that may wait to be accepted, beside one.
    init(queue: Int32 = 4) {
      let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      self.number = number
      var place = sockaddr_in()
      place.sin_family = sa_family_t(AF_INET)
      place.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
      var length = socklen_t(MemoryLayout<sockaddr_in>.size)
      let found = withUnsafeMutablePointer(to: &place) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { place -> Bool in
          bind(number, place, length) == 0 && listen(number, queue) == 0 && getsockname(number, place, &length) == 0
        }
      }
      precondition(found, "this host has a loopback")
      port = UInt16(bigEndian: place.sin_port)
    }

    deinit { close(number) }
  }

  @Test("A server that listens is there, one that is gone is not")
  func server() {
    let port: UInt16
    do {
      let listener = Listener()
      defer { withExtendedLifetime(listener) {} }
      port = listener.port
      let variables = ["PMIX_RANK": "1", "PMIX_SERVER_URI2": "12.0;tcp4://127.0.0.1:\(port)"]
      #expect(LaunchEnvironment(variables).isLauncherThere)
      #expect(LaunchEnvironment(["PMI_PORT": "127.0.0.1:\(port)", "PMI_RANK": "0"]).isLauncherThere)
      // One of several addresses is enough.
      let more = variables.merging(["PMIX_SERVER_URI4": "12.0;tcp4://127.0.0.1:1"]) { $1 }
      #expect(LaunchEnvironment(more).isLauncherThere)
    }
    for uri in ["12.0;tcp4://127.0.0.1:\(port)", "12.0;tcp6://[::1]:1"] {
      #expect(!LaunchEnvironment(["PMIX_RANK": "1", "PMIX_SERVER_URI2": uri]).isLauncherThere, "\(uri)")
    }
  }

  @Test("An address that does not answer is not waited for as long as the system would")
  func silence() {
    // A listener whose queue is full: the system takes no more connections, and repeats its request for two minutes.
    let listener = Listener(queue: 0)
    defer { withExtendedLifetime(listener) {} }
    let begin = ContinuousClock.now
    for _ in 0..<3 {
      #expect(LaunchEnvironment(["PMI_PORT": "127.0.0.1:\(listener.port)"]).isLauncherThere)
    }
    #expect(ContinuousClock.now - begin < .seconds(100))
  }

  @Test("A connection that was handed on is there as long as it is open")
  func descriptor() {
    #expect(LaunchEnvironment(["PMI_FD": "0"]).isLauncherThere == (fcntl(0, F_GETFD) >= 0))
    #expect(!LaunchEnvironment(["PMI_FD": "1000000"]).isLauncherThere)
  }

  @Test("An address of a kind that is not known is believed, and none at all is nobody's")
  func unknown() {
    #expect(LaunchEnvironment(["PMIX_SERVER_URI": "12.0;usock:/tmp/x"]).isLauncherThere)
    #expect(!LaunchEnvironment(["PMIX_RANK": "1", "OMPI_COMM_WORLD_RANK": "1"]).isLauncherThere)
    // Some `mpiexec` name none.
    #expect(LaunchEnvironment(["PMI_SIZE": "2", "PMI_RANK": "0"]).isLauncherThere)
  }

  @Test("Variables of launchers are known by their names")
  func names() {
    for name in ["OMPI_COMM_WORLD_RANK=1", "PMIX_RANK", "PMI_FD=3", "ORTE_X"] {
      #expect(LaunchEnvironment.isOfLauncher(name))
    }
    for name in ["PATH=/bin", "LD_LIBRARY_PATH", "SLURM_JOB_ID=1", "OMP_NUM_THREADS=2"] {
      #expect(!LaunchEnvironment.isOfLauncher(name))
    }
  }
}

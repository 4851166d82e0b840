internal import Glibc

extension LaunchEnvironment {
  /// Whether the launcher that the variables speak of is there. It is not where they were left over: from a launch that is
  /// over, by `export` or by what an editor or a service has kept.
  ///
  /// A launcher waits for its programs at an address that it names. What stands there is called, and nothing is said:
  /// launchers bear that without a word. An address of a kind that is not known here counts as one that answers, and so
  /// does one that says nothing within a second. An `mpiexec` that names no address is there.
  /// - Complexity: one connection an address, mostly to this host.
  public var isLauncherThere: Bool { doors.isEmpty ? launcher == .mpiexec : doors.contains { $0.isOpen } }

  /// Whether a variable, `NAME` or `NAME=value`, is one that a launcher gives to its programs, and that would mislead others.
  public static func isOfLauncher(_ variable: some StringProtocol) -> Bool {
    ["OMPI_", "PMIX_", "PMI_", "ORTE_", "PRTE_"].contains { variable.hasPrefix($0) }
  }

  /// A place where a launcher listens.
  enum Door: Hashable, Sendable {
    /// A numerical address of this host, or a name.
    case address(String, port: String)
    /// A connection that was made already, of this number.
    case descriptor(Int32)
    case unknown

    /// The places that the variables name: PMIx's servers (`job.0;tcp4://127.0.0.1:45123`), else PMI's (a number, or `host:port`).
    static func all(_ environment: [String: String]) -> [Door] {
      let servers = environment.filter { $0.key.hasPrefix("PMIX_SERVER_URI") }.map(\.value)
      if !servers.isEmpty { return Array(Set(servers.map { Door(server: $0) })) }
      if let number = environment["PMI_FD"] { return [Int32(number).map { .descriptor($0) } ?? .unknown] }
      if let place = environment["PMI_PORT"] { return [Door(place[...])] }
      return []
    }

    private init(server: String) {
      guard let scheme = server.firstRange(of: "://"), server[..<scheme.lowerBound].contains("tcp") else {
        self = .unknown
        return
      }
      self.init(server[scheme.upperBound...])
    }

    /// - Parameter place: `127.0.0.1:45123`, `[::1]:45123`.
    private init(_ place: Substring) {
      guard let colon = place.lastIndex(of: ":") else {
        self = .unknown
        return
      }
      let host = place[..<colon].filter { $0 != "[" && $0 != "]" }
      self = .address(host, port: String(place[place.index(after: colon)...]))
    }

    var isOpen: Bool {
      switch self {
      case .address(let host, let port): Self.answers(host, port)
      case .descriptor(let number): fcntl(number, F_GETFD) >= 0
      case .unknown: true
      }
    }

    /// Milliseconds that an address has to answer.
    private static let patience: Int32 = 1000

    /// Whether something listens there. An address that cannot be understood says nothing against it.
    private static func answers(_ host: String, _ port: String) -> Bool {
      var hints = addrinfo()
      hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
      var found: UnsafeMutablePointer<addrinfo>?
      guard getaddrinfo(host, port, &hints, &found) == 0, found != nil else { return true }
      defer { freeaddrinfo(found) }
      // A name may have several addresses, and the launcher listens at one.
      var next = found
      while let place = next {
        if answers(place.pointee) { return true }
        next = place.pointee.ai_next
      }
      return false
    }

    private static func answers(_ place: addrinfo) -> Bool {
      let kind = place.ai_socktype | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
      let socket = Glibc.socket(place.ai_family, kind, place.ai_protocol)
      guard socket >= 0 else { return true }
      defer { close(socket) }
      if connect(socket, place.ai_addr, place.ai_addrlen) == 0 { return true }
      guard errno == EINPROGRESS else { return errno != ECONNREFUSED }
      var waited = pollfd(fd: socket, events: Int16(POLLOUT), revents: 0)
      guard poll(&waited, 1, patience) > 0 else { return true }
      var (error, size): (Int32, socklen_t) = (0, socklen_t(MemoryLayout<Int32>.size))
      guard getsockopt(socket, SOL_SOCKET, SO_ERROR, &error, &size) == 0 else { return true }
      return error != ECONNREFUSED
    }
  }
}

/// What ends the program: a message that says what to do, and the documented exit code.
struct Failure: Error {
  enum Code: Int32 {
    /// What was compared differs: an answer, not an error.
    case differs = 1
    /// The command line or the study file.
    case usage = 64
    /// The output directory holds something damaged or foreign.
    case foreignState = 65
    /// The launch, or the set-up, cannot work: without gnuplot there are no figures, for one.
    case launchRefused = 69
    case internalError = 70
    case cannotCreate = 73
    case inputOutput = 74
    /// It left in order before the end; the same command continues.
    case stoppedEarly = 75
    /// It left in order, since a trainer could not compute what it was given; see `--max-failures`.
    case tooManyFailures = 76
  }

  var code: Code
  var message: String
  /// Another rank has said it.
  var isSaid = false

  init(_ code: Code, _ message: String, isSaid: Bool = false) {
    self.code = code
    self.message = message
    self.isSaid = isSaid
  }
}

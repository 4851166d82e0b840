import Harness
import MessagePassing
import RunFolder
import Studies

extension Failure {
  init(_ error: StudyError) { self.init(.usage, error.description) }

  init(_ error: FolderError) {
    switch error.kind {
    case .foreign: self.init(.foreignState, error.description)
    case .cannotCreate: self.init(.cannotCreate, error.description)
    case .inputOutput: self.init(.inputOutput, error.description)
    case .inUse: self.init(.launchRefused, error.description)
    }
  }

  init(_ error: MPIError) { self.init(.internalError, error.description) }

  init(_ problem: LaunchProblem) { self.init(.launchRefused, problem.description) }

  init(_ error: HarnessError) {
    switch error {
    case .folder(let error): self.init(error)
    case .communication, .internalError: self.init(.internalError, error.description)
    }
  }
}

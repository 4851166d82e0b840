import MessagePassing
import Testing

@Suite("Errors without MPI around")
struct MPIErrorTests {
  @Test("An error says which call failed, why, and its code")
  func description() {
    let error = MPIError(operation: "MPI_Bcast", code: 6, text: "there is no rank 9")
    #expect("\(error)" == "MPI_Bcast failed: there is no rank 9 (MPI error 6)")
  }

  @Test("The library can be asked who it is before it is initialized, and stays uninitialized")
  func library() throws {
    #expect(!World.isInitialized)
    #expect(!World.isFinalized)
    #expect(try World.libraryVersion.hasPrefix("Open MPI v"))
    #expect(World.compiledVersion.hasPrefix("Open MPI "))
    #expect(!World.isInitialized)
  }
}

internal import CMPI

// What can be asked of the library itself, before, during and after the life of a world.
extension World {
  /// Whether MPI has ever been initialized in this process (`MPI_Initialized`); stays true after finalize.
  public static var isInitialized: Bool {
    var flag: Int32 = 0
    // Not through `check`, which asks this very question before it asks for a text. The call has no way to fail.
    return cmpiIsInitialized(&flag) == MPI_SUCCESS && flag != 0
  }

  /// Whether MPI has been finalized in this process (`MPI_Finalized`).
  public static var isFinalized: Bool {
    var flag: Int32 = 0
    return cmpiIsFinalized(&flag) == MPI_SUCCESS && flag != 0
  }

  /// The MPI library this process runs with, in its own words (`MPI_Get_library_version`); may be asked at any time.
  ///
  /// - Throws: ``MPIError`` if the library reports one.
  public static var libraryVersion: String {
    get throws(MPIError) {
      try text(capacity: MPI_MAX_LIBRARY_VERSION_STRING, "MPI_Get_library_version") {
        cmpiLibraryVersion(into: $0, length: $1)
      }
    }
  }

  /// The MPI library this program was compiled against (`OMPI_MAJOR_VERSION`, …): `Open MPI 4.1.4`.
  public static var compiledVersion: String {
    "Open MPI \(OMPI_MAJOR_VERSION).\(OMPI_MINOR_VERSION).\(OMPI_RELEASE_VERSION)"
  }
}

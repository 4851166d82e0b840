import Testing

/// All that starts processes. One after the other, across every suite inside: the machine has few cores, and the ranks of
/// one launch share them already.
@Suite("Programs under mpirun", .serialized)
enum ClusterTests {}

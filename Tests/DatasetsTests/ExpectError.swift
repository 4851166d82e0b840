import Datasets
import Testing

/// Expects a `DatasetError` of a kind, whose one line says all of `words`.
func expectError<Result>(
  _ kind: DatasetError.Kind,
  _ words: String...,
  sourceLocation: SourceLocation = #_sourceLocation,
  _ body: () throws -> Result
) {
  guard let error = #expect(throws: DatasetError.self, sourceLocation: sourceLocation, performing: { _ = try body() })
  else { return }
  #expect(error.kind == kind, "\(error)", sourceLocation: sourceLocation)
  #expect(!error.description.contains { $0.isNewline }, sourceLocation: sourceLocation)
  for word in words {
    #expect(error.description.contains(word), "\(error) does not say: \(word)", sourceLocation: sourceLocation)
  }
}

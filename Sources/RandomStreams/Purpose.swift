/// What a stream of random numbers is for: four bits of every counter.
///
/// Raw values are frozen: changing one changes every result.
public enum Purpose: UInt32, Hashable, Sendable, CaseIterable {
  case weights = 1
  case trainingData = 2
  case testData = 3
  case shuffle = 4
  case dropout = 5
  case activationNoise = 6
}

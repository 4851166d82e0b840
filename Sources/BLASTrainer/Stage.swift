internal import Experiments
internal import RandomStreams

/// How a network is run: which moments, masks and slopes its layers use.
public enum PassMode: Hashable, Sendable {
  /// As in training: batch moments, values dropped, slopes drawn, for points `position` and on of the epoch's order.
  case training(epoch: Int, position: Int)
  /// At rest: running moments, nothing dropped, mean slopes.
  case inference
}

/// What the stages of a network share while a batch goes through them.
struct Pass<Scalar: BLASScalar> {
  let memory: Memory<Scalar>
  /// Where parameters and their gradients start.
  let parameters: UnsafeMutablePointer<Scalar>
  let gradients: UnsafeMutablePointer<Scalar>
  /// Points of the batch.
  let points: Int
  let mode: PassMode
  let coordinates: Coordinates

  /// The stream of a purpose that draws for this epoch; nil at rest.
  /// - Parameter layer: which of the layers that draw for this purpose.
  func stream(_ purpose: Purpose, layer: Int) -> (stream: RandomStream<UInt32>, position: Int)? {
    guard case .training(let epoch, let position) = mode else { return nil }
    return (coordinates.stream(purpose, layer: layer, epoch: epoch), position)
  }
}

/// One step of a network's passes: it makes values from those of the stage below, and gradients for it.
protocol Stage<Scalar> {
  associatedtype Scalar: BLASScalar
  /// Points × values.
  var output: Region { get }
  /// ∂L/∂output, of the same shape.
  var gradient: Region { get }

  func forward(_ pass: Pass<Scalar>, from input: UnsafeMutablePointer<Scalar>)

  /// From ∂L/∂output: the gradients of its parameters, and ∂L/∂input unless nil.
  /// - Parameter input: what `forward` got, unchanged since.
  func backward(
    _ pass: Pass<Scalar>,
    from input: UnsafeMutablePointer<Scalar>,
    to inputGradient: UnsafeMutablePointer<Scalar>?
  )
}

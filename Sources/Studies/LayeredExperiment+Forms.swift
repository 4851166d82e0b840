import LayeredTraining

extension LayeredExperiment {
  var resolved: Literal { preconditionFailure("no study has one yet") }
  var canonicalForm: String { preconditionFailure("no study has one yet") }
}

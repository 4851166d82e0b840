/// Words of other libraries, papers and notebooks for what a study has its own words for.
enum Synonyms {
  /// Our words by the foreign word in lower case without `_` and `-`: words, or a value with an example of its parameters. Which of them
  /// is meant, the place decides: `alpha` is the slope of a leaky ReLU and the decay of RMSprop.
  private static let table: [String: [String]] = [
    // Initializers.
    "xavier": ["glorot_uniform", "glorot_normal"], "glorot": ["glorot_uniform", "glorot_normal"],
    "xavieruniform": ["glorot_uniform"], "xaviernormal": ["glorot_normal"],
    "kaiming": ["he_uniform", "he_normal"], "he": ["he_uniform", "he_normal"],
    "kaiminguniform": ["he_uniform"], "kaimingnormal": ["he_normal"],
    "lecun": ["lecun_uniform", "lecun_normal"],
    "randomnormal": ["{normal: {mean: 0, stddev: 0.05}}"], "gaussian": ["{normal: {mean: 0, stddev: 0.05}}"],
    "truncatednormal": ["{normal: {mean: 0, stddev: 0.05, truncated: true}}"],
    "randomuniform": ["{uniform: {low: -0.05, high: 0.05}}"],
    "ones": ["{constant: {value: 1}}"],
    // Activations.
    "leaky": ["{leaky_relu: {slope: 0.01}}"], "lrelu": ["{leaky_relu: {slope: 0.01}}"],
    "logistic": ["sigmoid"], "identity": ["linear"],
    // Parameters.
    "alpha": ["slope", "rho"], "negativeslope": ["slope"], "leak": ["slope"],
    "std": ["stddev"], "sigma": ["stddev"], "stdev": ["stddev"], "standarddeviation": ["stddev"],
    "mu": ["mean"], "loc": ["mean"], "minval": ["low"], "maxval": ["high"], "min": ["low"], "max": ["high"],
    "gain": ["scale"], "lr": ["learning_rate"], "rate": ["learning_rate"], "stepsize": ["learning_rate"],
    "eps": ["epsilon"], "decay": ["rho", "schedule_decay"],
    "clipvalue": ["value", "clipping: {value: 1.0}"], "clipnorm": ["norm", "clipping: {norm: 1.0}"],
    "globalclipnorm": ["global_norm", "clipping: {global_norm: 1.0}"],
    "maxgradnorm": ["global_norm", "clipping: {global_norm: 1.0}"],
    // Losses and optimizers.
    "meansquarederror": ["mse"], "mseloss": ["mse"], "meanabsoluteerror": ["mae"], "l1loss": ["mae"],
    "crossentropy": ["categorical_crossentropy"], "crossentropyloss": ["categorical_crossentropy"],
    "sparsecategoricalcrossentropy": ["categorical_crossentropy"], "nllloss": ["categorical_crossentropy"],
    "bce": ["binary_crossentropy"], "bceloss": ["binary_crossentropy"], "logloss": ["binary_crossentropy"],
    "gradientdescent": ["sgd"], "gd": ["sgd"],
    // Networks and their layers.
    "units": ["width", "dense"], "neurons": ["width", "dense"], "hiddensize": ["width"], "hiddenunits": ["width"],
    "depth": ["hidden_layers"], "numlayers": ["hidden_layers"], "nlayers": ["hidden_layers"],
    "hiddenlayersizes": ["widths"], "nonlinearity": ["activation"], "activationfunction": ["activation"],
    "kernelinitializer": ["initializer"], "weightinit": ["initializer"], "usebias": ["bias"],
    "conv": ["convolution"], "conv2d": ["convolution"], "filters": ["convolution"], "fc": ["dense"],
    "maxpool": ["max_pooling"], "maxpooling2d": ["max_pooling"], "maxpool2d": ["max_pooling"],
    "batchnorm": ["batch_normalization"], "batchnorm1d": ["batch_normalization"],
    "weightdecay": ["l2"], "kernelregularizer": ["l2"],
    // The rest of a study.
    "nepochs": ["epochs"], "numepochs": ["epochs"], "nbepoch": ["epochs"], "minibatch": ["batch_size"],
    "criterion": ["loss"], "lossfunction": ["loss"], "replicates": ["simulations"], "runs": ["simulations"],
    "repeats": ["simulations"], "trials": ["simulations"], "randomstate": ["seed"], "randomseed": ["seed"],
    "dtype": ["precision"], "function": ["target"], "trainsize": ["training_points"], "testsize": ["test_points"],
    "model": ["network"], "data": ["dataset"],
  ]

  /// A word as the table has it: in lower case, without what joins its parts.
  static func folded(_ word: String) -> String { word.lowercased().filter { $0 != "_" && $0 != "-" && $0 != " " } }

  /// The entries of `known` that another program's word stands for, each as it could be written, perhaps with its parameters.
  static func of(_ word: String, among known: [String]) -> [String] {
    let word = folded(word)
    // Keras' classes are spelled GlorotUniform, others' options with hyphens.
    if let same = known.first(where: { folded($0) == word }) { return [same] }
    return table[word, default: []].filter { known.contains(name(of: $0)) }
  }

  /// The key or the word in `name`, `name: …` and `{name: …}`.
  static func name(of written: String) -> String {
    String((written.hasPrefix("{") ? written.dropFirst() : written[...]).prefix { $0 != ":" })
  }
}

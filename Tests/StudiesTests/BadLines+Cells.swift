extension BadLine {
  private static let images = FoundImages.study(
    "{layers: [{convolution: 3}, {dense: 4, activation: softmax}]}",
    training: "training: {clipping: {norm: 1}}"
  )

  /// Of what stands beside networks, tasks and training, and of text that is no YAML or not ours.
  static let cellsAndText: [BadLine] = [
    // Cells, pairs, stopping.
    .more(
      "cells: {}",
      "cells: an empty map; must be a map of one or more cells, such as cells: {relu: {}}; for a single cell"
    ),
    .more("cells: [a]", "cells: [a]; must be a map of one or more cells"),
    .more("cells: {\"<<\": {}}", "cells.<<: must be a name of letters, digits"),
    .more("\"<<\": 5", "<<: unknown key; must be one of name"),
    .more("cells: {a b: {}}", "cells.a b: must be a name of letters, digits"),
    .more("cells: {ä: {}}", "cells.ä: must be a name of letters, digits"),
    .more("cells: {a: 5}", "cells.a: 5; must be a map of precision"),
    .more("cells: {a: {seed: 5}}", "cells.a.seed: cells have no seed of their own"),
    .more("cells: {a: {simulations: 5}}", "cells.a.simulations: cells always have the same simulations"),
    .more("cells: {a: {}, b: {network: {width: 0}}}", "cells.b.network.width: 0; must be 1 or more"),
    .more("cells: {a: {}, a: {}}", "key `a` stands twice in one map; keep one"),
    .more("cells: {a: {}}\nsweep: {network.width: [1]}", at: 6, "sweep: stands beside `cells`"),
    .more(
      "cells: {\((0...1_000).map { "c\($0): {}" }.joined(separator: ", "))}",
      "cells: 1001 cells; must be at most 1000"
    ),
    .more(
      "cells: {a: {}, b: {task: {dataset: ball}}}",
      "cells.b.task.dataset: cell b has a data set and cell a a target, and cells are of one kind; write two studies"
    ),
    .more("sweep: {network.width: [1, 1]}", "sweep: two cells would be called `width=1`"),
    .more("sweep: {network.width: 1}", "sweep.network.width: 1; must be a list of values"),
    .more("sweep: {network.wdth: [1]}", "sweep.network.wdth: unknown key; did you mean `width`?"),
    .more("sweep: {network.width: [1, 0]}", "sweep.network.width[1]: 0; must be 1 or more"),
    .more("sweep: {seed: [1, 2]}", "sweep.seed: must start with one of precision, network"),
    .more("sweep: {network..width: [1, 2]}", "sweep.network..width: must start with one of precision"),
    .more("sweep: {}", "sweep: an empty map; must be a map of one or more keys with their values, such as"),
    .more("compare: [[all]]", "compare[0]: [all]; must be two cells"),
    .more("compare: [[all, al]]", "compare[0][1]: al; no such cell; did you mean `all`?"),
    .more("compare: [[all, all]]", "compare[0]: [all, all]; must be two different cells"),
    .more("compare: all", "compare: all; must be a list of pairs"),
    .more("stop: {half_width: 0.1, max_simulations: 5000}", "stop.outcome: missing; write {outcome: constant"),
    .more("stop: {outcome: constant, max_simulations: 5000}", "stop.half_width: missing"),
    .more("stop: {outcome: constant, half_width: 0.1}", "stop.max_simulations: missing"),
    .more(
      "stop: {outcome: constnt, half_width: 0.1, max_simulations: 5000}",
      "outcome: constnt; did you mean `constant`?"
    ),
    .more(
      "stop: {outcome: flat_0.3, half_width: 0.1, max_simulations: 5000}",
      "flat_0.3; must be a tolerance of criteria"
    ),
    .more(
      "stop: {outcome: dead, half_width: 0.5, max_simulations: 5000}",
      "half_width: 0.5; must be at least 1e-7 and less"
    ),
    .more(
      "stop: {outcome: dead, half_width: 0.1, max_simulations: 5}",
      "max_simulations: 5; must be at least simulations"
    ),
    .more(
      "stop: {outcome: dead, half_width: 0.1, confidence: 95, max_simulations: 5000}",
      "stop.confidence: 95; must be at least 0.5 and at most 0.999999"
    ),
    .more(
      "stop: {outcome: dead, half_width: 1e-200, max_simulations: 5000}",
      "half_width: 1e-200; must be at least 1e-7"
    ),
    .more(
      "stop: {outcome: dead, half_width: 0.1, max_simulations: 5000, weight: 0}",
      "stop.weight: 0; must be from 1e-3 to 1e15; left out, it is aimed at half_width"
    ),
    .more(
      "stop: {outcome: dead, half_width: 0.1, confidence: 0.9999999999999999, max_simulations: 5000}",
      "stop.confidence: 0.9999999999999999; must be at least 0.5 and at most 0.999999"
    ),
    .more("cells: {a: {looks: {epochs: true}, training: {epochs: 100000}}}", "looks.epochs: true; epochs times layers"),
    .more(
      "cells: {a: {}, b: {looks: {steps: true}}}",
      "looks.steps: must be the same in every cell, since death_check counts checks"
    ),
    .more("looks: {steps: 3}", "looks.steps: 3; must be true or false"),
    .more(
      "looks: {points: test}",
      "looks.points: points comes with data sets, that is with task.dataset; leave it out"
    ),
    .more("looks: [steps]", "looks: [steps]; must be a map of steps, epochs"),
    // Data sets: what cells or the task lack is no mistake of the rest.
    BadLine(5, "cells: {}", "cells: an empty map; must be a map of one or more cells", of: images),
    BadLine(5, "cells:", "cells: nothing; must be a map of one or more cells", of: images),
    BadLine(5, "cells: {a: {task: 5}}", "cells.a.task: 5; must be a map of target, domain, dataset", of: images),
    BadLine(5, "sweep: 5", "sweep: 5; must be a map of one or more keys", of: images),
    BadLine(5, "sweep: {training.epochs: 5}", "sweep.training.epochs: 5; must be a list of values", of: images),
    BadLine(5, "sweep: {task: [5, {dataset: ball}]}", "task[0]: 5; must be a map of target", of: shortestWithData),
    BadLine(3, "task: 5", "task: 5; must be a map of target, domain, dataset", of: images),
    BadLine(3, "task:", "task: nothing; must be a map of target, domain, dataset", of: images),
    BadLine(3, "task: {}", "task.target: missing; write one of abs, x_sin_x, x_sin_5x, step_sin, abs_2d", of: images),
    BadLine(3, "task: {test_points: 5}", "task.target: missing; write one of abs", of: images),
    BadLine(3, "", at: 1, "task: missing; write at least task: {target: abs, domain: [-1, 1]}", of: images),
    // What others reported.
    .more("reported: 0.947", "reported: 0.947; must be a map of cells"),
    .more("reported: {al: {}}", "no such cell; did you mean `all`?"),
    .more("reported: {all: 0.9}", "must be a map of outcomes, such as {constant: {fraction"),
    .more(
      "reported: {all: {constnt: {fraction: 0.9, of: 10}}}",
      "no such outcome of this cell; did you mean `constant`?"
    ),
    .more("reported: {all: {constant: {fraction: 0.9}}}", "of: missing; a fraction without its count cannot be judged"),
    .more("reported: {all: {constant: {fraction: 90, of: 10}}}", "fraction: 90; must be from 0 to 1"),
    .more("reported: {all: {constant: {fraction: 0.9, of: 0}}}", "of: 0; must be"),
    .more(
      "reported: {all: {constant: {fraction: 0.5, of: 3}}}",
      "fraction 0.5 of 3 is no whole number of runs; the nearest that is one is 0.6667"
    ),
    .more("reported: {all: {test_loss: {fraction: 0.9}}}", "reported.all.test_loss.fraction: unknown key"),
    .more("reported: {all: {test_loss: {}}}", "value: missing; write {value: 0.62}"),
    // YAML itself.
    .more("<<: {a: 1}", "key `<<`; maps cannot be merged"),
    .more("seed: !!int 5", "seed: tag tag:yaml.org,2002:int; leave it out"),
    .more("? [a, b]\n: 1", "a list or map as a key; keys are plain words"),
    .more("{a: 1}: 1", "a list or map as a key; keys are plain words"),
    .more("'': 1", "key ``; must have 1 to 200 characters"),
    .more("\(String(repeating: "k", count: 201)): 1", "must have 1 to 200 characters"),
    .more("\tseed: 5", "indent with spaces, not tabs"),
    .more("seed: 5\nname: b", at: 1, "key `name` stands twice in one map; keep one"),
    .more("seed: 5: 6", "not YAML: mapping values are not allowed in this context"),
    .more("seed: [1, 2", at: 6, "not YAML: while parsing a flow sequence"),
    .more("seed: *nothing", "not YAML: found undefined alias"),
    .more("--- \nname: b", "a second document begins; keep one study a file"),
    .more("seed: \"\\q\"", "not YAML: while parsing a quoted scalar, found unknown escape character"),
    .more("seed: 5 \u{1b}[31m", "a control character (code 27); a study is a text file"),
    .more("seed: \u{fffe}", "not YAML: control characters are not allowed (U+FFFE); keep to printable text"),
  ]
}

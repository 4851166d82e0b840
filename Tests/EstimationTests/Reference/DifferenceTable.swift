// Written by differences.py beside this file, which says how; not by hand.
// swift-format-ignore-file

struct ReferenceDifference: Sendable {
  let first, second: (count: Int64, n: Int64)
  let confidence: Double
  let newcombe: (low: Double, high: Double)
}

let referenceDifferences: [ReferenceDifference] = [
  ReferenceDifference(
    first: (56, 70), second: (48, 80), confidence: 0.95,
    newcombe: (0.052431472402364907, 0.33387265403690595236)),
  ReferenceDifference(
    first: (9, 10), second: (3, 10), confidence: 0.95,
    newcombe: (0.17052272393450296015, 0.8090179735354879633)),
  ReferenceDifference(
    first: (10, 10), second: (0, 20), confidence: 0.95,
    newcombe: (0.67908603714191476617, 1.0)),
  ReferenceDifference(
    first: (10, 10), second: (0, 10), confidence: 0.95,
    newcombe: (0.60750935043052427473, 1.0)),
  ReferenceDifference(
    first: (0, 10), second: (0, 20), confidence: 0.95,
    newcombe: (-0.16112515805281933475, 0.27753279986288917498)),
  ReferenceDifference(
    first: (1, 1), second: (1, 1), confidence: 0.95,
    newcombe: (-0.7934506856227625485, 0.7934506856227625485)),
  ReferenceDifference(
    first: (947, 1001), second: (37872, 40000), confidence: 0.95,
    newcombe: (-0.016669833279292954741, 0.01182219913852154102)),
  ReferenceDifference(
    first: (947, 1001), second: (37872, 40000), confidence: 0.999,
    newcombe: (-0.029593427768133396966, 0.018710400795286522012)),
  ReferenceDifference(
    first: (919, 1000), second: (292, 1000), confidence: 0.95,
    newcombe: (0.59262617543857866623, 0.65835659074325722715)),
  ReferenceDifference(
    first: (3, 1000000), second: (8, 40000), confidence: 0.5,
    newcombe: (-0.00025071916666483806166, -0.00015463446684841714157)),
  ReferenceDifference(
    first: (1000000000, 1000000000), second: (999999998, 1000000000), confidence: 0.95,
    newcombe: (-2.1065482939605736942e-9, 7.2929866521425689324e-9)),
]

struct ReferenceSimultaneous: Sendable {
  let count, n: Int64
  let confidence: Double
  let cells: Int
  let interval: (low: Double, high: Double)
}

let referenceSimultaneous: [ReferenceSimultaneous] = [
  ReferenceSimultaneous(
    count: 0, n: 10, confidence: 0.95, cells: 1,
    interval: (0.0, 0.30849710781876076249)),
  ReferenceSimultaneous(
    count: 0, n: 10, confidence: 0.95, cells: 2,
    interval: (0.0, 0.35480498785178395944)),
  ReferenceSimultaneous(
    count: 0, n: 10, confidence: 0.95, cells: 120,
    interval: (0.0, 0.57157394361162776808)),
  ReferenceSimultaneous(
    count: 0, n: 10, confidence: 0.99, cells: 7,
    interval: (0.0, 0.51539577473509791113)),
  ReferenceSimultaneous(
    count: 5, n: 10, confidence: 0.95, cells: 1,
    interval: (0.18708602844739857217, 0.81291397155260142783)),
  ReferenceSimultaneous(
    count: 5, n: 10, confidence: 0.95, cells: 2,
    interval: (0.15850152331780607278, 0.84149847668219392722)),
  ReferenceSimultaneous(
    count: 5, n: 10, confidence: 0.95, cells: 120,
    interval: (0.06415864129230375888, 0.93584135870769624112)),
  ReferenceSimultaneous(
    count: 5, n: 10, confidence: 0.99, cells: 7,
    interval: (0.08349782284196990712, 0.91650217715803009288)),
  ReferenceSimultaneous(
    count: 10, n: 10, confidence: 0.95, cells: 1,
    interval: (0.69150289218123923751, 1.0)),
  ReferenceSimultaneous(
    count: 10, n: 10, confidence: 0.95, cells: 2,
    interval: (0.64519501214821604056, 1.0)),
  ReferenceSimultaneous(
    count: 10, n: 10, confidence: 0.95, cells: 120,
    interval: (0.42842605638837223192, 1.0)),
  ReferenceSimultaneous(
    count: 10, n: 10, confidence: 0.99, cells: 7,
    interval: (0.48460422526490208887, 1.0)),
  ReferenceSimultaneous(
    count: 1, n: 1000, confidence: 0.95, cells: 1,
    interval: (0.000025317487491294065907, 0.0055589242798266718285)),
  ReferenceSimultaneous(
    count: 1, n: 1000, confidence: 0.95, cells: 2,
    interval: (0.000012578703094310939052, 0.0063637850570316048073)),
  ReferenceSimultaneous(
    count: 1, n: 1000, confidence: 0.95, cells: 120,
    interval: (2.0835501603086585857e-7, 0.010903361585053815461)),
  ReferenceSimultaneous(
    count: 1, n: 1000, confidence: 0.99, cells: 7,
    interval: (7.1454068258449265935e-7, 0.0095643884340450610377)),
  ReferenceSimultaneous(
    count: 947, n: 1000, confidence: 0.95, cells: 1,
    interval: (0.93124481671003677561, 0.96005074763998062161)),
  ReferenceSimultaneous(
    count: 947, n: 1000, confidence: 0.95, cells: 2,
    interval: (0.92888575729864431621, 0.96169131714885615241)),
  ReferenceSimultaneous(
    count: 947, n: 1000, confidence: 0.95, cells: 120,
    interval: (0.91748007630531637072, 0.96862986466436023276)),
  ReferenceSimultaneous(
    count: 947, n: 1000, confidence: 0.99, cells: 7,
    interval: (0.92059275009465168653, 0.96688514287609616694)),
  ReferenceSimultaneous(
    count: 37872, n: 40000, confidence: 0.95, cells: 1,
    interval: (0.94455546070309061024, 0.94897939664582840452)),
  ReferenceSimultaneous(
    count: 37872, n: 40000, confidence: 0.95, cells: 2,
    interval: (0.9442307776515886996, 0.94928640174757445524)),
  ReferenceSimultaneous(
    count: 37872, n: 40000, confidence: 0.95, cells: 120,
    interval: (0.9427298677685700905, 0.95067632951897946441)),
  ReferenceSimultaneous(
    count: 37872, n: 40000, confidence: 0.99, cells: 7,
    interval: (0.94312907972001062571, 0.9503112589422093248)),
]

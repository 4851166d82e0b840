// swift-tools-version: 6.2
import PackageDescription

/// Our own targets are strict; the packages we depend on are left as they are.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

func library(
  _ name: String,
  _ dependencies: [Target.Dependency] = [],
  linkerSettings: [LinkerSetting] = []
) -> Target {
  .target(
    name: name,
    dependencies: dependencies,
    exclude: ["README.md"],
    swiftSettings: strict,
    linkerSettings: linkerSettings
  )
}

func tests(_ module: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
  .testTarget(
    name: "\(module)Tests",
    dependencies: [.byName(name: module)] + dependencies,
    exclude: exclude,
    swiftSettings: strict
  )
}

let libraries: [Target] = [
  // Square roots of negative numbers take libm's path.
  library("Lanes", linkerSettings: [.linkedLibrary("m")]),
  library("RandomStreams", ["Lanes"]),
  library("Estimation", ["CBoostMath"]),
  library("Digests", ["CCrypto"]),
  library("Datasets", ["CHDF5", "CZlib", "Digests", "Lanes", "RandomStreams"]),
  library("Experiments", ["Datasets", "Estimation", "Lanes", "RandomStreams"]),
  library("ReferenceTrainer", ["Experiments", "Lanes", "RandomStreams"]),
  library("LaneTrainer", ["Experiments", "Lanes", "RandomStreams"]),
  library("BLASTrainer", ["COpenBLAS", "Datasets", "Estimation", "Experiments", "Lanes", "RandomStreams"]),
  library(
    "Studies",
    [
      "Datasets", "Digests", "Estimation", "Experiments", "RandomStreams",
      .product(name: "Yams", package: "Yams"),
    ]
  ),
  library("MessagePassing", ["CMPI"]),
  library("RunFolder", ["Digests", "Experiments"]),
  library("Harness", ["Estimation", "Experiments", "RunFolder", "Studies"]),
  library(
    "Reporting",
    ["Datasets", "Estimation", "Experiments", "Lanes", "RandomStreams", "ReferenceTrainer", "RunFolder", "Studies"]
  ),
]

let cBoundary: [Target] = [
  .systemLibrary(name: "CMPI", pkgConfig: "ompi-c", providers: [.apt(["libopenmpi-dev"])]),
  .systemLibrary(name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),
  .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
  // By this name never a build for MPI, which Debian's `hdf5` may stand for.
  .systemLibrary(name: "CHDF5", pkgConfig: "hdf5-serial", providers: [.apt(["libhdf5-dev"])]),
  .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
  .target(
    name: "CBoostMath",
    exclude: ["README.md"],
    // Without contraction the same source gives the same bits at every CPU level.
    cxxSettings: [.treatAllWarnings(as: .error), .unsafeFlags(["-std=c++17", "-ffp-contract=off"])],
    linkerSettings: [.linkedLibrary("m")]
  ),
  .target(name: "CArguments", exclude: ["README.md"], cSettings: [.treatAllWarnings(as: .error)]),
  .target(name: "CProcessor", exclude: ["README.md"], cSettings: [.treatAllWarnings(as: .error)]),
]

let executables: [Target] = [
  .executableTarget(
    name: "collapsar",
    dependencies: [
      "BLASTrainer", "CArguments", "CProcessor", "Datasets", "Digests", "Estimation", "Experiments", "Harness",
      "LaneTrainer", "MessagePassing", "ReferenceTrainer", "Reporting", "RunFolder", "Studies",
      .product(name: "ArgumentParser", package: "swift-argument-parser"),
    ],
    exclude: ["README.md"],
    swiftSettings: strict
  ),
  .executableTarget(
    name: "mpi-probe",
    dependencies: ["MessagePassing"],
    path: "Tests/mpi-probe",
    swiftSettings: strict
  ),
]

let testBundles: [Target] = [
  tests("Lanes", exclude: ["Reference"]),
  tests("RandomStreams", ["Lanes"], exclude: ["Reference"]),
  tests("Experiments", ["Datasets", "Estimation", "Lanes", "RandomStreams", "ReferenceTrainer"]),
  tests("ReferenceTrainer", ["Experiments", "Lanes", "RandomStreams"], exclude: ["Reference"]),
  tests("LaneTrainer", ["Experiments", "Lanes", "RandomStreams", "ReferenceTrainer"]),
  tests(
    "BLASTrainer",
    ["Datasets", "Estimation", "Experiments", "Lanes", "RandomStreams", "ReferenceTrainer"],
    exclude: ["Reference"]
  ),
  tests(
    "Estimation",
    exclude: ["intervals", "sequences", "pairs", "differences", "summaries", "moments"].map { "Reference/\($0).py" }
  ),
  tests("Digests"),
  tests("Datasets", ["BLASTrainer", "Experiments", "RandomStreams"]),
  tests(
    "Studies",
    [
      "Datasets", "Digests", "Experiments", "RandomStreams",
      .product(name: "Yams", package: "Yams"),
    ]
  ),
  tests("MessagePassing"),
  .testTarget(name: "CProcessorTests", dependencies: ["CProcessor"], swiftSettings: strict),
  tests("RunFolder", ["Digests", "Experiments"]),
  tests(
    "Harness",
    ["BLASTrainer", "Estimation", "Experiments", "LaneTrainer", "ReferenceTrainer", "RunFolder", "Studies"]
  ),
  tests(
    "Reporting",
    ["Estimation", "Experiments", "Lanes", "RandomStreams", "ReferenceTrainer", "RunFolder", "Studies"]
  ),
  // Every reader of files, over all modules that have one.
  .testTarget(
    name: "DamageTests",
    dependencies: ["BLASTrainer", "Experiments", "Harness", "ReferenceTrainer", "Reporting", "RunFolder", "Studies"],
    swiftSettings: strict
  ),
  .testTarget(
    name: "ClusterTests",
    dependencies: [
      "collapsar", "mpi-probe", "RunFolder", .product(name: "Subprocess", package: "swift-subprocess"),
    ],
    swiftSettings: strict
  ),
]

let package = Package(
  name: "collapsar",
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
  ],
  targets: libraries + cBoundary + executables + testBundles
)

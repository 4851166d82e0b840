// swift-tools-version: 6.2
import PackageDescription

/// Our own targets are strict; the packages we depend on are left as they are.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, exclude: ["README.md"], swiftSettings: strict)
}

func tests(_ module: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
  .testTarget(
    name: "\(module)Tests", dependencies: [.byName(name: module)] + dependencies, exclude: exclude,
    swiftSettings: strict)
}

let libraries: [Target] = [
  library("Lanes"),
  library("RandomStreams", ["Lanes"]),
  library("Networks"),
  library("Targets", ["Lanes"]),
  library("Training", ["Lanes", "RandomStreams", "Networks", "Targets"]),
  library("Estimation", ["CBoostMath"]),
]

let cBoundary: [Target] = [
  .target(
    name: "CBoostMath",
    exclude: ["README.md"],
    // Without contraction the same source gives the same bits at every CPU level.
    cxxSettings: [.treatAllWarnings(as: .error), .unsafeFlags(["-std=c++17", "-ffp-contract=off"])],
    linkerSettings: [.linkedLibrary("m")]
  )
]

let executables: [Target] = []

let testBundles: [Target] = [
  tests("Estimation", exclude: ["Reference/intervals.py"])
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

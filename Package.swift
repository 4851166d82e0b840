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
    name: "\(module)Tests",
    dependencies: [.byName(name: module)] + dependencies,
    exclude: exclude,
    swiftSettings: strict
  )
}

let libraries: [Target] = [
  library("Lanes"),
  library("RandomStreams", ["Lanes"]),
  library("Networks"),
  library("Targets", ["Lanes"]),
  library("Training", ["Lanes", "RandomStreams", "Networks", "Targets"]),
  library("Digests", ["CCrypto"]),
  library(
    "Studies",
    ["Digests", "Networks", "RandomStreams", "Targets", "Training", .product(name: "Yams", package: "Yams")]
  ),
]

let cBoundary: [Target] = [
  .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])])
]

let executables: [Target] = []

let testBundles: [Target] = [
  tests("Digests"),
  tests("Studies", ["Digests", "Networks", "RandomStreams", "Targets", "Training"]),
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

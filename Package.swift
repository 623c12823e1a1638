// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

/// For rooms whose loops run over every byte, in debug builds too: unoptimised they take about five times as long to make a kit, and the tests make
/// hundreds. Checks of overflow and preconditions stay, and so does `@testable`; a debugger that has to see every variable wants the
/// room to be `strict` for that while.
let quick: [SwiftSetting] = strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// The rooms, in the order in which data passes through them. A room may import what stands above it in this
/// list and nothing below; `Tests/ArchitectureTests` reads the import lines and holds us to it.
let rooms: [Target] = [
  // What the system already has.
  .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
  .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
  .systemLibrary(name: "CLibCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
  .systemLibrary(name: "CLinuxFiles"),

  // Used by all.
  .target(name: "Diagnostics", swiftSettings: strict),
  .target(name: "Hashing", dependencies: ["CLibCrypto"], swiftSettings: quick),
  .target(name: "Signing", dependencies: ["CLibCrypto"], swiftSettings: strict),
  .target(name: "Vocabulary", dependencies: ["Hashing"], swiftSettings: strict),
  .target(name: "JSON", dependencies: ["Diagnostics"], swiftSettings: quick),
  .target(name: "TemplateEngine", dependencies: ["Diagnostics"], swiftSettings: quick),

  // What is written?
  .target(name: "Input", dependencies: ["CLibYAML", "Diagnostics"], swiftSettings: quick),
  // What does a Connect server's own export say?
  .target(name: "ConnectExport", dependencies: ["CLibXML2", "Diagnostics", "Vocabulary"], swiftSettings: quick),
  // What does it mean, and is it right?
  .target(
    name: "Model", dependencies: ["Diagnostics", "Vocabulary", "JSON", "Input", "ConnectExport"], swiftSettings: strict),
  // What is to be done, in which order, and how is it undone?
  .target(name: "Plan", dependencies: ["Diagnostics", "Vocabulary", "Model"], swiftSettings: strict),
  // The texts that the kit is made of, one folder a language.
  .target(
    name: "Templates", path: "Templates", swiftSettings: strict,
    plugins: [.plugin(name: "EmbedTemplates")]),
  // Which files say so?
  .target(
    name: "Artifacts", dependencies: ["Vocabulary", "JSON", "Model", "Plan", "TemplateEngine", "Templates"],
    swiftSettings: quick),
  // Which bytes go where?
  .target(name: "Output", dependencies: ["CLinuxFiles", "Hashing", "Diagnostics", "JSON"], swiftSettings: quick),
  // What is different?
  .target(name: "Review", dependencies: ["JSON", "Output"], swiftSettings: strict),
]

let package = Package(
  name: "syncshift",
  products: [.executable(name: "syncshift", targets: ["SyncshiftCLI"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: rooms + [
    .executableTarget(
      name: "SyncshiftCLI",
      dependencies: [
        "Diagnostics", "Hashing", "Signing", "Vocabulary", "JSON", "Input", "ConnectExport", "Model", "Plan", "TemplateEngine",
        "Templates", "Artifacts",
        "Output",
        "Review",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    .testTarget(name: "ArchitectureTests", swiftSettings: strict),
    .testTarget(
      name: "ArtifactTests",
      dependencies: [
        "Artifacts", "CLibXML2", "ConnectExport", "Diagnostics", "Model", "Plan", "SampleEstates", "TemplateEngine", "Templates",
        "Vocabulary",
      ],
      exclude: ["RuleXML/synchronizationRule.rng"], swiftSettings: strict),
    .testTarget(
      name: "ConnectExportTests", dependencies: ["ConnectExport", "Diagnostics", "Vocabulary"], exclude: ["Diagnostics"],
      swiftSettings: strict),
    .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"], swiftSettings: strict),
    .testTarget(
      name: "EndToEndTests",
      dependencies: ["Artifacts", "Diagnostics", "Input", "Model", "Output", "SampleEstates", "SyncshiftCLI"],
      swiftSettings: strict),
    .testTarget(
      name: "InputTests", dependencies: ["Diagnostics", "Input"], exclude: ["Diagnostics", "TableDiagnostics"],
      swiftSettings: strict),
    .testTarget(name: "JSONTests", dependencies: ["Diagnostics", "JSON"], swiftSettings: strict),
    .testTarget(
      name: "ModelTests",
      dependencies: ["ConnectExport", "Diagnostics", "Input", "JSON", "Model", "SampleEstates", "Vocabulary"],
      exclude: ["Diagnostics", "InventoryDiagnostics"], swiftSettings: strict),
    .testTarget(name: "OutputTests", dependencies: ["Diagnostics", "Hashing", "Output"], swiftSettings: strict),
    .testTarget(
      name: "PlanTests", dependencies: ["Diagnostics", "Model", "Plan", "SampleEstates", "Vocabulary"], swiftSettings: strict),
    .testTarget(
      name: "PowerShellTests",
      dependencies: ["Artifacts", "Diagnostics", "Plan", "SampleEstates", "TemplateEngine"],
      exclude: ["Behaviour", "StandIn", "commands.json", "parse.py"], swiftSettings: strict),
    .testTarget(
      name: "ReferenceTests",
      dependencies: [
        "ConnectExport", "Diagnostics", "Input", "Model", "Output", "Plan", "SampleEstates", "SyncshiftCLI", "TemplateEngine",
        "Vocabulary",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ReviewTests",
      dependencies: ["Artifacts", "Diagnostics", "Model", "Output", "Plan", "Review", "SampleEstates"], swiftSettings: strict),
    .target(
      name: "SampleEstates", dependencies: ["ConnectExport", "Diagnostics", "Input", "Model", "Plan", "Templates"],
      path: "Tests/SampleEstates",
      swiftSettings: strict),
    .testTarget(name: "TemplateEngineTests", dependencies: ["Diagnostics", "TemplateEngine"], swiftSettings: strict),
    .testTarget(name: "TemplatesTests", dependencies: ["Templates"], swiftSettings: strict),
    .testTarget(name: "VocabularyTests", dependencies: ["Vocabulary"], swiftSettings: strict),

    // Says templates and their values for Jinja2, which the benchmark measures beside our engine.
    .executableTarget(
      name: "JinjaPort",
      dependencies: ["Artifacts", "ConnectExport", "Diagnostics", "Input", "JSON", "Model", "Plan", "TemplateEngine"],
      path: "Benchmarks/JinjaPort", swiftSettings: quick),

    // Writes Templates/ into the binary.
    .executableTarget(name: "EmbedTemplatesTool", swiftSettings: strict),
    .plugin(name: "EmbedTemplates", capability: .buildTool(), dependencies: ["EmbedTemplatesTool"]),
  ],
  swiftLanguageModes: [.v6]
)

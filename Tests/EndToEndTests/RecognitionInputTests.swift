import Artifacts
import Diagnostics
import Foundation
import Input
import Output
import SampleEstates
import Testing

@testable import SyncshiftCLI

/// An environment that rests on many files is known as long as all of them hold the same bytes, and is made anew as soon as one does not.
@Suite struct RecognitionInputTests {
  /// A fleet whose base extends another file, in another folder, which names an export with the wizard's policy and a run folder; and a kit of its
  /// first row that is known.
  private struct Estate {
    let fleet: SmallFleet
    private let recognition: Recognition

    init() throws {
      fleet = try SmallFleet(["north,60", "south,61"])
      let folder = fleet.folder
      let export = "      role: active\n      export: exports/sync01\n"
      let yaml = SampleEstate.yaml(
        "contoso", replacing: [("      role: active\n", export), ("forests:\n", "inventory: run\nforests:\n")])
      try folder.write(yaml, to: "estate/base.yaml")
      try folder.write("# the region\nextends: estate/base.yaml\nowners:\n  approver: Region 1\n", to: "base.yaml")
      try folder.write("extends: base.yaml\nnote: Stores 1\nfleet:\n  rows: table.csv\n", to: "fleet.yaml")
      var sample = SampleExport()
      sample.policy = "{ \"azureDirectoryPolicy\": {} }\n"
      for file in sample.texts { try folder.write(file.text, to: "estate/exports/sync01/\(file.path)") }
      for file in SampleInventory().texts { try folder.write(file.text, to: "estate/run/evidence/\(file.path)") }
      recognition = try #require(Recognition(templates: "", output: folder.path + "made", isStrict: false))
      try generate()
      // A kit that is younger than a step of the clock is remembered by the next run only.
      Thread.sleep(forTimeInterval: 0.05)
      try generate()
    }

    private func read() throws -> (input: OverlaidInput, diagnostics: DiagnosticList) {
      var sources = EnvironmentSources([fleet.folder.path + "fleet.yaml"], EnvironmentSelection(only: [], except: []))
      var diagnostics = DiagnosticList()
      guard let source = sources.take() else { throw CocoaError(.fileNoSuchFile) }
      return (try source.read(into: &diagnostics), diagnostics)
    }

    /// As the command does.
    private func generate() throws {
      let (input, diagnostics) = try read()
      let trail = ReadTrail()
      let pipeline = Pipeline(templates: try KitTemplates(), output: fleet.folder.path + "made", isStrict: false)
      let outcome = try pipeline.run(
        SiteInput(input, diagnostics, trail: trail), sharing: nil, digest: Recognition.digest(input, diagnostics), trail: trail)
      let ready = try #require(outcome.ready, "\(outcome.diagnostics.all.map(\.message))")
      let kit = try KitWriter(isStamping: true).prepare(ready.kit, to: ready.location, force: false, marked: ready.forcedKit)
      let report = try #require(KitWriter().publish([kit]).first).get()
      #expect(report.messages.isEmpty)
      guard let evidence = report.evidence else { return }
      recognition.remember(try #require(recognition.memory(of: ready, outcome.diagnostics.sorted)), kit.location, evidence)
    }

    func isKnown() throws -> Bool {
      let (input, diagnostics) = try read()
      guard let digest = Recognition.digest(input, diagnostics) else { return false }
      return recognition.known(input, digest: digest) != nil
    }

    func edit(_ shell: String) throws {
      let run = try Tool.run("sh", ["-euc", shell], in: fleet.folder.path)
      #expect(run.status == 0, "\(shell): \(run.errorText)")
    }
  }

  /// Replaces text by text of the same length and puts the time of the file back.
  private static func hidden(_ file: String, _ old: String, _ new: String) -> String {
    "f=$(echo \(file)); grep -q '\(old)' \"$f\"; touch -r \"$f\" t; sed -i 's/\(old)/\(new)/' \"$f\"; touch -r t \"$f\"; rm t"
  }

  private static let export = "estate/exports/sync01"
  private static let evidence = "estate/run/evidence"
  private static let rule = "SynchronizationRule_{10000000-0000-4000-8000-000000000001}.xml"

  /// What is done, and what takes it back.
  static let changes: [(does: String, undoes: String)] =
    [
      ("fleet.yaml", "Stores 1", "Stores 2"),
      ("table.csv", "north,60", "north,62"),
      ("base.yaml", "Region 1", "Region 2"),
      ("estate/base.yaml", "connect-health: yes", "connect-health:  no"),
      ("\(export)/GlobalSettings/MV.xml", "2026-10-01", "2026-10-02"),
      ("\(export)/Connectors/*ae4db4cc*.xml", "<attribute>cn<", "<attribute>sn<"),
      ("\(export)/SynchronizationRules/*0001}.xml", "User Join", "User Joyn"),
      ("\(export)/Applied-*.JSON", "azureDirectoryPolicy", "azureDirectoryPolice"),
      ("\(evidence)/contoso.com/inventory.json", "4200", "4201"),
      ("\(evidence)/attributes.json", "13:30", "13:31"),
    ].map { (hidden($0, $1, $2), hidden($0, $2, $1)) } + [
      ("cd \(export)/SynchronizationRules; cp *0001}.xml new.xml", "rm \(export)/SynchronizationRules/new.xml"),
      ("cd \(export)/SynchronizationRules; mv *0001}.xml ../kept", "cd \(export); mv kept 'SynchronizationRules/\(rule)'"),
      ("touch \(export)/Connectors/notes.txt", "rm \(export)/Connectors/notes.txt"),
      ("mv \(export)/Applied-*.JSON kept", "mv kept \(export)/Applied-SynchronizationPolicy-20261001-080000.JSON"),
      ("mkdir \(evidence)/later.com; touch \(evidence)/later.com/notes.txt", "rm -r \(evidence)/later.com"),
      ("mv \(evidence)/attributes.json \(evidence)/kept.json", "mv \(evidence)/kept.json \(evidence)/attributes.json"),
      ("mv estate/run kept", "mv kept estate/run"),
      ("mv \(evidence)/contoso.com kept", "mv kept \(evidence)/contoso.com"),
      ("mv \(evidence)/contoso.com/inventory.json kept", "mv kept \(evidence)/contoso.com/inventory.json"),
    ]

  @Test func `A byte, a file more or a file less in anything that it rests on makes an environment new`() throws {
    let estate = try Estate()
    #expect(try estate.isKnown(), "it is never known")
    for change in Self.changes {
      try estate.edit(change.does)
      #expect(try !estate.isKnown(), "\(change.does)")
      try estate.edit(change.undoes)
      #expect(try estate.isKnown(), "\(change.undoes)")
    }
  }

  /// Bytes and names count, not times, and not what other rows say.
  static let untouched = [
    "find estate -name '*.xml' -exec touch {} +; touch *.yaml table.csv estate/base.yaml \(evidence)/*.json",
    "cp base.yaml t; mv t base.yaml",
    "sed -i 's/south,61/south,69/' table.csv",
    "echo 'west,70' >>table.csv",
    "touch estate/notes.txt",
  ]

  @Test func `What leaves the bytes of one environment alone leaves it known`() throws {
    let estate = try Estate()
    #expect(try estate.isKnown())
    for change in Self.untouched {
      try estate.edit(change)
      #expect(try estate.isKnown(), "\(change)")
    }
  }
}

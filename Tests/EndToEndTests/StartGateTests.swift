import Foundation
import Testing

/// Nothing is started but behind its gate, and no job gets a wider scope while it runs.
@Suite struct StartGateTests {
  /// Folders of starts, with wave and domain.
  private func starts(_ kit: GeneratedKit, _ expected: ExpectedScope) -> [(
    wave: ExpectedScope.Wave, domain: String, folder: String
  )] {
    expected.waves.flatMap { wave in
      kit.names(in: "\(wave.folder)/60-start").map { (wave, $0, "\(wave.folder)/60-start/\($0)") }
    }
  }

  @Test(arguments: ExampleKits.names) func everyStartBeginsWithItsGate(_ example: String) throws {
    let (kit, expected) = (try ExampleKits.kit(example), try ExpectedScope(example))
    let starts = starts(kit, expected)
    #expect(!starts.isEmpty)
    for start in starts {
      let scripts = kit.names(in: start.folder).filter { $0.hasSuffix(".sh") }
      #expect(scripts.first == "10-check-gate.sh", "\(start.folder)")
      for script in scripts where !script.hasSuffix("watch-jobs.sh") {
        let path = "\(start.folder)/\(script)"
        let text = try kit.text(path)
        #expect(
          text.contains("\nreadonly WAVE='\(start.wave.name)'\n")
            && text.contains("\nreadonly REVISION=\(start.wave.revision)\n"), "\(path)")
        #expect(text.contains("\nreadonly DOMAIN='\(start.domain)'\n"), "\(path)")
        #expect(text.contains("\nreadonly SCOPE='\(start.wave.folder)/50-scope/\(start.domain)/scope.json'\n"), "\(path)")
        let wanted = expected.servers.flatMap { server in
          ["rules.verify", "preview.prove-rules", "preview.pending-exports"].map { "waves.\(start.wave.name).\($0).\(server)" }
        }
        let baseline = "waves.\(start.wave.name).baseline.cloud.\(start.domain)"
        #expect(gateResults(text) == wanted + [baseline], "\(path) asks for \(gateResults(text))")
        let gate = try #require(call("gate", in: text), "\(path) asks no gate")
        #expect(
          text.contains(
            "gate \"${kit_root}/${SCOPE}\" \"${kit_root}/${BODIES}\" \"$WANTS_HASHES\" \"$BASELINE_STEP\" \"${GATE_RESULTS[@]}\""),
          "\(path)")
        #expect(text.contains("\nreadonly BASELINE_STEP='\(baseline)'\n"), "\(path)")
        for action in ["confirm", "start_job", "create_job", "provision"] {
          if let place = call(action, in: text) { #expect(gate < place, "\(path) calls \(action) before the gate") }
        }
        if script.contains("-start-") {
          let confirm = try #require(call("confirm", in: text), "\(path) starts without asking")
          let startJob = try #require(call("start_job", in: text), "\(path) starts nothing")
          #expect(confirm < startJob, "\(path) asks too late")
        }
      }
    }
  }

  @Test(arguments: ExampleKits.names) func nothingIsStartedElsewhere(_ example: String) throws {
    let kit = try ExampleKits.kit(example)
    for path in kit.paths(ending: ".sh") where !path.hasPrefix("lib/") && !path.contains("/60-start/") {
      let text = try kit.text(path)
      #expect(call("start_job", in: text) == nil, "\(path) starts a job")
      #expect(!text.contains("/start\"") && !text.contains("/restart\""), "\(path) starts a job")
    }
  }

  @Test(arguments: ExampleKits.names) func aJobThatMayRunIsPausedBeforeItsScopeGrows(_ example: String) throws {
    let (kit, expected) = (try ExampleKits.kit(example), try ExpectedScope(example))
    for start in starts(kit, expected) {
      let wasScoped = !expected.units(expected.previous(start.wave)?.units ?? [], in: start.domain).isEmpty
      let scripts = kit.names(in: "\(start.wave.folder)/50-scope/\(start.domain)").filter { $0.hasSuffix(".sh") }
      let put = try #require(scripts.firstIndex { $0.contains("put-scope") })
      let check = try #require(scripts.firstIndex { $0.contains("check-scope") })
      #expect(put < check, "the scope is read back after it was set")
      if wasScoped {
        let pause = try #require(scripts.firstIndex { $0.contains("pause-jobs") }, "\(start.folder) has no pause")
        #expect(pause < put)
      }
      let text = try kit.text("\(start.folder)/30-start-provisioning.sh")
      #expect(
        text.contains("\nreadonly SCOPED_BEFORE=\(wasScoped)\n"), "\(start.folder): a wider scope is read only after a restart")
    }
  }

  /// Where a function is called for the first time: at the start of a line, not in a remark.
  private func call(_ name: String, in script: String) -> Int? {
    script.split(separator: "\n").firstIndex { line in
      let line = line.drop { $0 == " " }
      return line == name || line.hasPrefix("\(name) ") || line.contains("if \(name) ") || line.contains("(\(name) ")
    }
  }

  private func gateResults(_ script: String) -> [String] {
    script.split(separator: "\n").drop { !$0.hasPrefix("readonly GATE_RESULTS=(") }.dropFirst().prefix { $0 != ")" }
      .map { String($0.drop { $0 == " " }.dropFirst().dropLast()) }
  }
}

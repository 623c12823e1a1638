import Plan
import Vocabulary

/// Two files for the registry editor: one sets the keys that the check of agent servers asks for, one takes its values out again.
///
/// Eight-bit text with CRLF and the header of version 5: Microsoft's prerequisites tell people to copy the lines into a file and to merge it, and what an
/// editor saves is such a text. The registry editor itself exports UTF-16, which reviewers' tools take for binary; the content is ASCII, so both import alike.
enum RegistryFiles: ArtifactKind {
  static let name = "registry-file"
  static let purpose = "Sets the TLS 1.2 keys of an agent server for the registry editor, or takes the values out again."

  static let templates: [TemplateUse] = []

  static func artifacts(for pages: PagePlan, _ templates: KitTemplates) -> [Artifact] {
    let plan = pages.plan
    guard let step = plan.allSteps.first(where: { $0.id.utf8.elementsEqual(StepID.agents("tls").utf8) }), !plan.withholds(step)
    else { return [] }
    let folder = plan.layout.agents
    return [
      (path: "\(folder)/\(KitLayout.enableTLS)", text: enabling), (path: "\(folder)/\(KitLayout.undoTLS)", text: undoing),
    ].map { file in
      Artifact(
        path: file.path, bytes: Array(file.text.joined(separator: "\r\n").utf8), kind: name, steps: [step.id],
        keyPaths: step.keyPaths)
    }
  }

  private static let header = "Windows Registry Editor Version 5.00"

  static var enabling: [String] {
    [
      header, "",
      "; TLS 1.2 for the provisioning agent, as Microsoft's prerequisites of Cloud Sync spell it (\(Citation.prerequisites2025.date)).",
      "; For servers on which 10-check-agent-server.ps1 found one of these missing. Concerns every program of the server.",
      "; Import it elevated, restart the server, and run the check again. \(KitLayout.undoTLS) takes the values out again.",
    ] + sections { "\"\($0.name)\"=dword:\(hexadecimal($0.data))" }
  }

  static var undoing: [String] {
    [
      header, "", "; Takes out the values that \(KitLayout.enableTLS) sets, so that Windows' own defaults hold again.",
      "; It cannot bring back other values that stood there before: those are in the result of 10-check-agent-server.ps1, and in the",
      "; files that were exported before the import. Empty keys stay; they mean nothing. Import it elevated and restart the server.",
    ] + sections { "\"\($0.name)\"=-" }
  }

  /// One section a key, in the order of the list.
  private static func sections(_ line: (RegistryNumber) -> String) -> [String] {
    var lines: [String] = []
    var key: String?
    for value in AgentTransportSecurity.values {
      if key.map({ !$0.utf8.elementsEqual(value.key.utf8) }) ?? true {
        lines += ["", "[HKEY_LOCAL_MACHINE\\\(value.key)]"]
        key = value.key
      }
      lines.append(line(value))
    }
    return lines + [""]
  }

  /// Eight digits, as a DWORD is written.
  private static func hexadecimal(_ number: Int) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 8 - digits.utf8.count) + digits
  }
}

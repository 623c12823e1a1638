import Diagnostics
import Model
import Plan
import SampleEstates
import Vocabulary

@testable import Artifacts

/// The pages of a kit, without its scripts.
struct PageKit {
  let plan: MigrationPlan
  let pages: [Artifact]

  static let kinds: [any ArtifactKind.Type] = [
    ExceptionPage.self, KitReadme.self, PhasePages.self, PortalPages.self, ReadinessReport.self, RollbackPages.self,
    RunbookFiles.self,
    ValidationPage.self, WaveRunbooks.self,
  ]

  private static let templates = Result { try KitTemplates(for: kinds) }

  init(_ yaml: String, findings: [Finding] = []) throws {
    plan = try SampleEstate.plan(yaml, findings: findings)
    let (plan, templates) = (PagePlan(plan), try Self.templates.get())
    pages = Self.kinds.flatMap { $0.artifacts(for: plan, templates) }
  }

  /// Every path of the kit that a page may link to.
  var paths: Set<[UInt8]> {
    let steps = plan.phases.flatMap(\.steps) + plan.rollbacks.flatMap(\.steps)
    let scripts = steps.filter { !plan.withholds($0) }.compactMap { $0.script?.path }
    let all = pages.map(\.path) + scripts + ["manifest.json", "SHA256SUMS"]
    var paths = Set(all.map { Array($0.utf8) })
    for path in all {
      let parts = path.split(separator: "/")
      for count in 1..<max(parts.count, 1) { paths.insert(Array((parts.prefix(count).joined(separator: "/") + "/").utf8)) }
    }
    return paths
  }

  func text(_ path: String) throws -> String {
    guard let page = pages.first(where: { $0.path.utf8.elementsEqual(path.utf8) }) else { throw Missing(path: path) }
    return String(decoding: page.bytes, as: UTF8.self)
  }

  struct Missing: Error { let path: String }

  /// Findings of every severity; the blocker is in the way unless it is waived.
  static let findings: [Finding] = {
    let place = SourceRange(
      file: "sample.yaml", start: SourcePosition(line: 1, column: 1), end: SourcePosition(line: 1, column: 2))
    func finding(_ name: String, _ severity: Finding.Severity, waived: Bool = false) -> Finding {
      let code = FindingCode(name, limit: "the limit of \(name)", citations: [.decisionGuide, .inference])
      var finding = Finding(
        code, severity, fact: "The fact of <\(name)>", remedy: "Do & undo | \(name)", at: place, keyPath: "forests[\(name)]")
      if waived {
        finding.waiver = Waiver(
          finding: Located(name, at: place, keyPath: "waivers"), reason: Located("a *reason*", at: place, keyPath: "waivers"),
          who: Located("Somebody", at: place, keyPath: "waivers"))
      }
      return finding
    }
    return [
      finding("first-blocker", .blocker), finding("waived-blocker", .blocker, waived: true), finding("a-condition", .partial),
      finding("a-question", .question), finding("a-remark", .information),
    ]
  }()
}

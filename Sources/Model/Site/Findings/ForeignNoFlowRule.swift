import ConnectExport
import Diagnostics
import Vocabulary

/// Rules of somebody else's that stop objects from flowing.
enum ForeignNoFlowRule {
  static let code = FindingCode(
    "foreign-no-flow-rule",
    limit:
      "A migration by hand, another tool or the kit of another estate has left rules that mark objects with cloudNoFlow or join them with "
      + "JoinNoFlow. Two sets of such rules undo each other's work, and no rollback of this kit removes the other one.",
    citations: [.tutorial, .inference])

  static let rule = SiteRule.onEachServer(code) { site, server in
    RuleSorting(server.export, site.environment).custom.filter { rule in
      rule.linkType == .joinNoFlow
        || rule.mappings.contains { foldedASCII($0.destination.text) == Array("cloudnoflow".utf8) }
    }.map { rule in
      let what = rule.linkType == .joinNoFlow ? "joins with JoinNoFlow" : "writes cloudNoFlow"
      return server.finding(
        code, .blocker, "The rule \(MessageText.quote(rule.name.text)), which is not ours, \(what)",
        remedy: "Find out whose it is; finish or take back that migration first.", at: rule.name.place)
    }
  }
}

/// The names of steps. They are stable, and results in the run folder are kept under them, so they are spelled in one place.
package enum StepID {
  package static func assess(_ what: String) -> String { "assess.\(what)" }
  package static func backup(_ server: String) -> String { "backup.connect.\(server)" }
  package static func agents(_ what: String) -> String { "agents.\(what)" }
  package static func graph(_ domain: String, _ what: String) -> String { "graph.\(domain).\(what)" }
  package static func wave(_ wave: String, _ what: String) -> String { "waves.\(wave).\(what)" }
  package static func wave(_ wave: String, _ what: String, _ subject: String) -> String { "waves.\(wave).\(what).\(subject)" }
  package static func rollback(_ what: String, _ subject: String) -> String { "rollback.\(what).\(subject)" }

  /// What the start gate asks for, of every Connect server: rules as planned, proof that they bite, no new delete pending.
  package static func gateResults(wave name: String, servers: [String]) -> [String] {
    servers.flatMap { server in
      ["rules.verify", "preview.prove-rules", "preview.pending-exports"].map { wave(name, $0, server) }
    }
  }

  /// What the cloud holds of a domain's objects, recorded before the wave's first change.
  package static func baseline(wave name: String, domain: String) -> String { wave(name, "baseline.cloud", domain) }

  /// The same for one domain, and what the cloud held before the wave; where units are expanded, also that nothing new lies beside what stands in their place.
  package static func gateResults(wave name: String, domain: ScopeRevision.DomainScope, servers: [String]) -> [String] {
    gateResults(wave: name, servers: servers) + [baseline(wave: name, domain: domain.domain)]
      + (domain.expandedParents.isEmpty ? [] : [wave(name, "start.siblings", domain.domain)])
  }
}

import ConnectExport
import Diagnostics
import Input
import Vocabulary

/// An environment file to begin with, written from the exports of Connect servers. What no export can say is marked CHECK; the places that
/// decide most, the tenant's identifier and the units, are such that the file is refused until somebody has filled them in.
package struct StarterFile {
  /// One export, and the path that the file will name it by.
  package struct Source {
    package let path: String
    package let export: ServerExport

    package init(path: String, export: ServerExport) {
      self.path = path
      self.export = export
    }
  }

  private let sources: [Source]

  /// - Precondition: there is a source. The first active server leads.
  package init(_ sources: [Source]) {
    precondition(!sources.isEmpty, "a starter needs an export")
    self.sources = sources
  }

  private var leading: ServerExport {
    (sources.first { $0.export.metaverse?[.stagingMode]?.bool != true } ?? sources[0]).export
  }

  package var yaml: String {
    var out = StarterText()
    head(&out)
    tenant(&out)
    connect(&out)
    forests(&out)
    waves(&out)
    return out.text
  }

  private func head(_ out: inout StarterText) {
    out.comment(
      0, "Begun from configuration exports by 'syncshift init'. Lines with \(StarterText.check) hold what no export can say.")
    for source in sources {
      let metaverse = source.export.metaverse
      out.comment(
        0,
        "\(source.path): \(metaverse?.server ?? "a server without a name"), exported \(metaverse?.exportDate ?? "at an unknown time")"
      )
    }
    let name = tenantName.flatMap {
      $0.unicodeScalars.split(separator: ".").first.map { String(String.UnicodeScalarView($0)).lowercased() }
    }
    out.line(0, "version: 1")
    out.line(
      0, "environment: \(name.flatMap { accepted($0, by: .pathName(longest: 40)) } ?? "estate")",
      note: "\(StarterText.check): name of the output folder")
    out.line(0, "goal: full", note: "\(StarterText.check): full or partial")
    out.comment(
      0,
      "inventory: \(StarterText.check): the run folder of the first kit, once its inventory scripts have run; it answers counts and more"
    )
  }

  private func tenant(_ out: inout StarterText) {
    out.gap()
    out.line(0, "tenant:")
    if let name = tenantName {
      out.line(1, "name: \(name)")
    } else {
      out.line(1, "name: \(StarterText.check)", note: "\(StarterText.check): such as contoso.onmicrosoft.com")
    }
    out.line(
      1, "id: 00000000-0000-0000-0000-000000000000",
      note: "\(StarterText.check): copy it from the Entra admin center; refused until then")
    out.line(1, "cloud: global", note: "\(StarterText.check): global, us-gov, us-gov-dod or china")
    out.gap()
    out.line(0, "sign-in:")
    out.line(1, "method: certificate", note: "\(StarterText.check): how the Graph scripts will sign in")
  }

  /// The Entra connector is called after the tenant, and its account ends with it.
  private var tenantName: String? {
    guard let entra = leading.entraConnector else { return nil }
    let account = entra.userName?.text.unicodeScalars.split(separator: "@").last.map { String(String.UnicodeScalarView($0)) }
    let first = entra.name.text.unicodeScalars.split(separator: " ").first.map { String(String.UnicodeScalarView($0)) }
    return [first, account].compactMap { $0 }.lazy.compactMap { accepted($0, by: .dnsName) }.first
  }

  private func connect(_ out: inout StarterText) {
    let metaverse = leading.metaverse
    out.gap()
    out.line(0, "connect:")
    let build = metaverse?[.build].flatMap { DottedVersion($0.text)?.text }
    out.line(
      1, "build: \(build ?? StarterText.check)",
      note: build == nil ? "\(StarterText.check): as Programs and Features shows it" : nil)
    out.line(1, "servers:")
    for (index, source) in sources.enumerated() { server(index, source, &out) }
    let anchor = metaverse?[.anchorAttribute].flatMap { accepted($0.text, by: .attributeName) }
    out.line(
      1, "source-anchor: \(anchor ?? StarterText.check)", note: anchor == nil ? "\(StarterText.check): never guess it" : nil)
    StarterAnswers(leading).write(&out)
    out.line(1, "precedence:")
    out.line(2, "from: 50", note: "numbers of the site's own rules are skipped")
  }

  private func server(_ index: Int, _ source: Source, _ out: inout StarterText) {
    let metaverse = source.export.metaverse
    let name = metaverse?.server.flatMap { accepted($0, by: .serverName) }
    out.line(
      2, "- name: \(name ?? "\(StarterText.check)\(index + 1)")",
      note: name == nil ? "\(StarterText.check): the export does not say" : nil)
    out.line(
      3, "role: \(metaverse?[.stagingMode]?.bool == true ? "staging" : "active")",
      note: metaverse?[.stagingMode] == nil ? StarterText.check : nil)
    if let path = accepted(source.path, by: .relativePath) {
      out.line(3, "export: \(path)")
    } else {
      out.comment(3, "export: \(StarterText.check): copy the folder beside this file and name it here, relative to this file")
    }
  }

  private func forests(_ out: inout StarterText) {
    out.gap()
    out.line(0, "forests:")
    for connector in leading.activeDirectoryConnectors {
      let name = connector.forest.flatMap { accepted($0.text, by: .dnsName) }
      out.line(1, "- name: \(name ?? StarterText.check)", note: name == nil ? "\(StarterText.check): the forest's DNS name" : nil)
      connectorName(connector.name.text, &out)
      let domains = connector.partitions.filter { $0.isSelected && $0.isDomain != false }
      let classes = domains.flatMap(\.objectClasses)
      let types = [ObjectType.user, .group, .contact].filter { type in classes.contains { $0.isWord(type.connectorSpaceType) } }
      out.line(2, "object-types: [\(types.map(\.rawValue).joined(separator: ", "))]", note: typesNote(classes))
      out.line(2, "domains:")
      for domain in domains { self.domain(domain, connector, &out) }
    }
  }

  /// A name that the input refuses, since parts of it cannot be seen, is left to whoever completes the file.
  private func connectorName(_ name: String, _ out: inout StarterText) {
    guard name.unicodeScalars.allSatisfy(MessageText.isVisible),
      accepted(name, by: .text("a connector name", longest: 256)) != nil
    else {
      return out.comment(2, "connector: \(StarterText.check): its name holds characters that cannot be seen: \(name)")
    }
    out.line(2, "connector:")
    out.line(3, "name: \(StarterText.quoted(name))")
  }

  private func typesNote(_ classes: [ExportText]) -> String? {
    classes.contains { $0.isWord("inetOrgPerson") } ? "\(StarterText.check): add inetOrgPerson if there are any" : nil
  }

  private func domain(_ partition: ExportConnector.Partition, _ connector: ExportConnector, _ out: inout StarterText) {
    let name = (try? DistinguishedName(parsing: partition.name.text)).flatMap { accepted($0.domainName, by: .dnsName) }
    out.line(3, "- name: \(name ?? StarterText.check)", note: name == nil ? "\(StarterText.check): the domain's DNS name" : nil)
    out.comment(
      4,
      "counts: \(StarterText.check): run the kit's inventory script and name its run folder at 'inventory', or write its numbers here"
    )
    out.comment(4, "agents: \(StarterText.check): the servers with a provisioning agent; Microsoft recommends three")
    out.comment(
      4,
      "connect-scope comes from the export: \(partition.inclusions.count) included, \(partition.exclusions.count) excluded containers"
    )
    out.line(4, "cloud-sync:")
    let hashes = connector.passwordHashSync?.bool
    out.line(
      5, "password-hash-sync: \(hashes == false ? "no" : "yes")",
      note: hashes == nil ? StarterText.check : "as Connect Sync does today")
  }

  private func waves(_ out: inout StarterText) {
    out.gap()
    out.line(0, "waves:")
    out.line(1, "- name: pilot")
    out.line(
      2, "units: []", note: "\(StarterText.check): the first units to hand over; refused until there is one. Included today:")
    let names = leading.activeDirectoryConnectors.flatMap(\.partitions).filter(\.isSelected).flatMap(\.inclusions)
    for name in names.prefix(30) { out.comment(3, "- \(StarterText.quoted(name.text))") }
    if names.count > 30 { out.comment(3, "and \(names.count - 30) more") }
  }

  /// The text if the input's own rule takes it as it is.
  private func accepted(_ text: String, by rule: ScalarRule<String>) -> String? {
    let top = SourcePosition(line: 1, column: 1)
    let place = SourceRange(file: "", start: top, end: top)
    return try? rule.parse(Node.Scalar(text: text, style: .plain, range: place))
  }
}

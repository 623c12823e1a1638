import Input
import Output

/// Which environments a command works on, and which of their files it shows.
///
/// A kit is approved as a whole, so `generate` writes whole kits or none: there every term chooses environments. Commands that only look take the terms
/// about domains, waves and artifacts for what they show as well.
struct EnvironmentSelection: Sendable {
  let only: [EnvironmentTerm]
  let except: [EnvironmentTerm]

  /// Whether a term speaks of single files of a kit.
  var namesArtifacts: Bool { (only + except).contains { $0.kind == .artifact } }
  private var namesParts: Bool { (only + except).contains { $0.kind != .environment } }

  /// By the name alone, before anything else is known.
  func takes(environment name: String) -> Bool {
    let wanted = only.filter { $0.kind == .environment }
    guard wanted.isEmpty || wanted.contains(where: { $0.matches(name) }) else { return false }
    return !except.contains { $0.kind == .environment && $0.matches(name) }
  }

  /// - Parameter hidingOnly: what is excepted is only hidden, and its environment is looked at.
  func takes(_ node: Node, hidingOnly: Bool) -> Bool {
    if let name = node.text("environment"), !takes(environment: name) { return false }
    for (kind, names) in [(EnvironmentTerm.Kind.domain, node.domainNames), (.wave, node.waveNames)] {
      let wanted = only.filter { $0.kind == kind }
      guard wanted.isEmpty || names.contains(where: { name in wanted.contains { $0.matches(name) } }) else { return false }
      if !hidingOnly, except.contains(where: { term in term.kind == kind && names.contains(where: term.matches) }) {
        return false
      }
    }
    return true
  }

  /// What is shown of a comparison. What no manifest knows is always shown.
  func part(of comparison: KitComparison, _ manifests: [Manifest?]) -> KitComparison {
    guard namesParts else { return comparison }
    var files: [[UInt8]: ManifestFile] = [:]
    for file in manifests.compactMap({ $0 }).flatMap(\.files) { files[Array(file.path.utf8)] = file }
    return comparison.part { item in
      // The two that list the others differ whenever anything does.
      if KitPathRule.reserved.contains(where: { $0.utf8.elementsEqual(item.path.utf8) }) { return false }
      guard let file = files[Array(item.path.utf8)] else { return true }
      for kind in [EnvironmentTerm.Kind.domain, .wave, .artifact] {
        let wanted = only.filter { $0.kind == kind }
        guard wanted.isEmpty || wanted.contains(where: { Self.concerns($0, file) }) else { return false }
        if except.contains(where: { $0.kind == kind && Self.concerns($0, file) }) { return false }
      }
      return true
    }
  }

  private static func concerns(_ term: EnvironmentTerm, _ file: ManifestFile) -> Bool {
    switch term.kind {
    case .environment: true
    case .artifact: term.matches(file.kind)
    case .domain: file.keyPaths.contains { names(in: $0, of: "domains").contains(where: term.matches) }
    case .wave: file.keyPaths.contains { names(in: $0, of: "waves").contains(where: term.matches) }
    }
  }

  /// The name behind a list's key in a key path, as in `waves[pilot].units`.
  private static func names(in keyPath: String, of list: String) -> [String] {
    let parts = Array(keyPath.utf8).split(separator: UInt8(ascii: "["), maxSplits: Int.max)
    return zip(parts, parts.dropFirst()).compactMap { before, after in
      guard before.suffix(list.utf8.count).elementsEqual(list.utf8), let close = after.firstIndex(of: UInt8(ascii: "]")) else {
        return nil
      }
      return String(decoding: after[..<close], as: UTF8.self)
    }
  }
}

extension Node {
  /// The text of a scalar below a key; nil when there is none.
  func text(_ key: String) -> String? {
    guard case .mapping(let mapping) = self, case .scalar(let scalar)? = mapping[key], !scalar.isNull else { return nil }
    return scalar.text
  }

  private func entries(_ key: String) -> [Node] {
    guard case .mapping(let mapping) = self, case .sequence(let list)? = mapping[key] else { return [] }
    return list.items
  }

  /// What terms may be about.
  var names: [EnvironmentTerm.Kind: [String]] {
    [.environment: text("environment").map { [$0] } ?? [], .domain: domainNames, .wave: waveNames]
  }

  fileprivate var domainNames: [String] { entries("forests").flatMap { $0.entries("domains") }.compactMap(NodePath.name) }
  fileprivate var waveNames: [String] { entries("waves").compactMap(NodePath.name) }
}

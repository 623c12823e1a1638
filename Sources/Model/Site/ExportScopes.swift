import ConnectExport
import Diagnostics
import Vocabulary

/// The containers that Connect Sync includes and excludes, taken from its connectors.
enum ExportScopes {
  /// Fills in what the input does not state.
  static func answer(_ environment: inout Environment, from server: SiteExports.Server) -> [ExportAnswer] {
    var answers: [ExportAnswer] = []
    for forest in environment.forests.indices {
      for domain in environment.forests[forest].domains.indices {
        let name = environment.forests[forest].domains[domain].name
        guard environment.forests[forest].domains[domain].connectScope == nil,
          let partition = partition(of: name.value, in: server.export), partition.isSelected
        else { continue }
        let keyPath = "\(name.keyPath.dropLast(".name".utf8.count)).connect-scope"
        let scope = scope(of: partition, keyPath: keyPath)
        environment.forests[forest].domains[domain].connectScope = scope
        answers.append(
          ExportAnswer(
            keyPath: keyPath, value: "\(scope.included.count) included and \(scope.excluded.count) excluded containers",
            server: server, place: partition.name.place))
      }
    }
    return answers
  }

  /// The partition of a domain, by the domain's name.
  static func partition(of domain: String, in export: ServerExport) -> ExportConnector.Partition? {
    let wanted = DistinguishedName(domain: domain)
    return export.activeDirectoryConnectors.flatMap(\.partitions).first {
      (try? DistinguishedName(parsing: $0.name.text)) == wanted
    }
  }

  /// The wizard writes "only these units" as the domain's root excluded and the units included. An exclusion that no inclusion reaches into
  /// says nothing more, and is left out where there are inclusions.
  static func scope(of partition: ExportConnector.Partition, keyPath: String) -> ConnectScope {
    func names(_ texts: [ExportText], _ key: String) -> [Located<DistinguishedName>] {
      texts.enumerated().compactMap { index, text in
        (try? DistinguishedName(parsing: text.text)).map {
          Located($0, at: text.place, keyPath: "\(keyPath).\(key)[\(index)]")
        }
      }
    }
    let included = names(partition.inclusions, "include")
    let excluded = names(partition.exclusions, "exclude").filter { exclusion in
      included.isEmpty || included.contains { exclusion.value.isInside($0.value) && exclusion.value != $0.value }
    }
    return ConnectScope(included: included, excluded: excluded)
  }
}

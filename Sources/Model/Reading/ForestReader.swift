import Diagnostics
import Vocabulary

/// Reads one element of the key `forests`.
enum ForestReader {
  static func forest(_ reader: ObjectReader) -> Forest? {
    let name = reader.required(ForestShape.name)
    let types = reader.list(ForestShape.objectTypes)
    let domains = reader.objects(ForestShape.domains, DomainReader.domain)
    let connector = reader.objectOrDefaults(ForestShape.connector)
    let connectorName = connector.optional(ConnectorShape.name)
    let ids = connector.map(ConnectorShape.ids).map { Connector.ConnectorID(server: $0.key, id: $0.value) }
    guard let name else { return nil }
    return Forest(
      name: name,
      connector: Connector(
        name: connectorName
          ?? Located(name.value, at: connector.place, keyPath: connector.childPath(ConnectorShape.name.name)),
        ids: ids),
      objectTypes: types ?? defaultTypes(reader),
      domains: domains)
  }

  private static func defaultTypes(_ reader: ObjectReader) -> [Located<ObjectType>] {
    let path = reader.childPath(ForestShape.objectTypes.name)
    return [ObjectType.user, .group, .contact].enumerated().map { index, type in
      Located(type, at: reader.place, keyPath: "\(path)[\(index)]")
    }
  }
}

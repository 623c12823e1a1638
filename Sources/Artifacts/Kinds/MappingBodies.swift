import JSON
import Model
import Vocabulary

/// Attribute mappings as a job's schema holds them: the text of an expression beside its tree, which must agree.
///
/// Source: attributeMappingSource in the Microsoft Graph metadata; forms as in published job schemas.
enum MappingBodies {
  static func list(_ mappings: [AttributeMapping]) -> JSONValue { .array(mappings.map(entry)) }

  private static func entry(_ mapping: AttributeMapping) -> JSONValue {
    .object([
      ("sourceObjectName", .text(mapping.objectType.value.connectorSpaceType)),
      ("targetObjectName", .text(targetObject(mapping.objectType.value))),
      ("targetAttributeName", .text(mapping.target.value)),
      ("source", source(mapping.source)),
    ])
  }

  /// The object in the schema's target directory.
  private static func targetObject(_ type: ObjectType) -> String {
    switch type {
    case .user, .inetOrgPerson: "User"
    case .group: "Group"
    case .contact: "Contact"
    case .device: "Device"
    }
  }

  private static func source(_ source: MappingSource) -> JSONValue {
    switch source {
    case .attribute(let name): tree(.attribute(name.value))
    case .constant(let text): tree(.constant(text.value))
    case .expression(_, let expression): tree(expression)
    }
  }

  private static func tree(_ expression: MappingExpression) -> JSONValue {
    let (type, name, parameters): (String, String, [MappingExpression.Parameter]) =
      switch expression {
      case .attribute(let name): ("Attribute", name, [])
      case .constant(let text): ("Constant", text, [])
      case .function(let name, let parameters): ("Function", name, parameters)
      }
    return .object([
      ("expression", .text(ExpressionText.text(of: expression))), ("name", .text(name)), ("type", .text(type)),
      ("parameters", .array(parameters.map { .object([("key", .text($0.key)), ("value", tree($0.value))]) })),
    ])
  }
}

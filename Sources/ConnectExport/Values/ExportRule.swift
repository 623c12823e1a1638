import Diagnostics
import Vocabulary

/// One synchronization rule as an export has it.
package struct ExportRule: Sendable {
  package let id: GUID
  package let name: ExportText
  package let description: String
  /// Begins with `Microsoft.` for Microsoft's own rules and is empty for others. Source: RULE-XML.
  package let immutableTag: String
  package let direction: Direction
  package let isDisabled: Bool
  package let connector: GUID
  package let sourceObjectType: String
  package let targetObjectType: String
  package let linkType: LinkType
  package let precedence: Int
  package let precedencePlace: SourceRange
  /// Nil when the file does not say.
  package let synchronizesPasswords: Bool?
  package let mappings: [Mapping]
  /// Groups are tried one after another, the conditions of one all hold together.
  package let joins: [[JoinCondition]]
  /// One group is enough, the clauses of one all hold together; empty means every object.
  package let scope: [[ScopeClause]]
  package let place: SourceRange

  package enum Direction: String, Sendable, Hashable, CaseIterable {
    case inbound = "Inbound"
    case outbound = "Outbound"
  }

  package enum LinkType: Sendable, Hashable {
    case join, provision, stickyJoin, joinNoFlow
    case other(String)

    package var spelling: String {
      switch self {
      case .join: "Join"
      case .provision: "Provision"
      case .stickyJoin: "StickyJoin"
      case .joinNoFlow: "JoinNoFlow"
      case .other(let text): text
      }
    }

    init(_ text: String) {
      self =
        [LinkType.join, .provision, .stickyJoin, .joinNoFlow].first { $0.spelling.utf8.elementsEqual(text.utf8) } ?? .other(text)
    }
  }

  package struct Mapping: Sendable {
    package let destination: ExportText
    package let source: Source
    /// `Update`, `Merge`, `MergeCaseInsensitive`, `Replace`.
    package let mergeType: String
    package let isExecutedOnce: Bool

    package enum Source: Sendable, Hashable {
      case direct(String)
      case constant(String)
      /// The expression, and the attributes that the file lists as its sources; they may be fewer than the expression reads, or none.
      case expression(String, sources: [String])
    }
  }

  package struct JoinCondition: Sendable {
    package let connectorSpaceAttribute: String
    package let metaverseAttribute: String
  }

  package struct ScopeClause: Sendable {
    /// Of the connector space in an inbound rule, of the metaverse in an outbound one; empty for `ISMEMBEROF`.
    package let attribute: String
    package let `operator`: String
    package let value: ExportText
  }
}

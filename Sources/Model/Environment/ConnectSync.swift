import Diagnostics
import Vocabulary

/// The Connect Sync installation that is to hand over.
package struct ConnectSync: Sendable {
  /// Build of the active server, such as 2.6.92.0.
  package var build: Located<DottedVersion>
  package var servers: [ConnectServer]
  package var sourceAnchor: Located<SourceAnchor>
  package var install: Located<InstallKind>
  package var precedence: Precedence
  /// Rules that are not Microsoft's own, by class; nil when nobody counted them.
  package var customRules: CustomRules?

  package init(
    build: Located<DottedVersion>, servers: [ConnectServer], sourceAnchor: Located<SourceAnchor>, install: Located<InstallKind>,
    precedence: Precedence, customRules: CustomRules?
  ) {
    self.build = build
    self.servers = servers
    self.sourceAnchor = sourceAnchor
    self.install = install
    self.precedence = precedence
    self.customRules = customRules
  }

  package var activeServer: ConnectServer? { servers.first { $0.role.value == .active } }
}

package struct ConnectServer: Sendable {
  package var name: Located<String>
  package var role: Located<ServerRole>
  /// Folder with the server's configuration export, relative to the input file.
  package var export: Located<String>?

  package init(name: Located<String>, role: Located<ServerRole>, export: Located<String>?) {
    self.name = name
    self.role = role
    self.export = export
  }
}

package enum ServerRole: String, Sendable, Hashable, CaseIterable { case active, staging }

/// The attribute that ties an AD object to its cloud twin (`sourceAnchor`).
package enum SourceAnchor: Sendable, Hashable {
  case consistencyGuid
  case objectGUID
  /// Any other attribute. Cloud Sync supports the two above only.
  case other(String)

  package init(attribute: String) {
    let folded = attribute.lowercased().utf8
    if folded.elementsEqual("ms-ds-consistencyguid".utf8) {
      self = .consistencyGuid
    } else if folded.elementsEqual("objectguid".utf8) {
      self = .objectGUID
    } else {
      self = .other(attribute)
    }
  }

  /// The attribute as Active Directory's schema spells it.
  package var attribute: String {
    switch self {
    case .consistencyGuid: "mS-DS-ConsistencyGuid"
    case .objectGUID: "objectGUID"
    case .other(let attribute): attribute
    }
  }
}

package enum InstallKind: String, Sendable, Hashable, CaseIterable { case express, custom, unknown }

/// Which numbers our rules may take.
package struct Precedence: Sendable {
  /// The first number to try.
  package var from: Located<Int>
  /// Numbers that the site's own rules already have.
  package var inUse: [Located<Int>]
  /// The lowest rule of the site's that would win over ours; all of ours come before it. Nil when no export names one.
  package var ceiling: Ceiling?

  /// An enabled outbound rule to Entra for a class that is handed over.
  package struct Ceiling: Sendable {
    package let number: Int
    package let rule: String
    package let server: String
    package let place: SourceRange

    package init(number: Int, rule: String, server: String, place: SourceRange) {
      self.number = number
      self.rule = rule
      self.server = server
      self.place = place
    }
  }

  package init(from: Located<Int>, inUse: [Located<Int>]) {
    self.from = from
    self.inUse = inUse
  }
}

/// Counts of rules that are not Microsoft's own, by what they do.
package struct CustomRules: Sendable {
  package var simpleExpression: Located<Int>
  package var join: Located<Int>
  package var multiSource: Located<Int>
  package var filter: Located<Int>

  package init(simpleExpression: Located<Int>, join: Located<Int>, multiSource: Located<Int>, filter: Located<Int>) {
    self.simpleExpression = simpleExpression
    self.join = join
    self.multiSource = multiSource
    self.filter = filter
  }

  package var all: [Located<Int>] { [simpleExpression, join, multiSource, filter] }
  package var total: Int { all.reduce(0) { $0 + $1.value } }
}

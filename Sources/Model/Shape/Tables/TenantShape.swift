import Vocabulary

enum TenantShape {
  static let name = Field<String>.required(
    "name", .dnsName, "Initial domain of the tenant, such as contoso.onmicrosoft.com.")
  static let id = Field<GUID>.required("id", .guid, "Identifier of the tenant.")
  static let cloud = Field.defaulted(
    "cloud", ScalarRule<Cloud>.choice("a cloud") { $0.title }, to: .global, written: "global",
    "The national cloud that the tenant is in. For china no Graph files are written: they are unverified there.",
    from: [.prerequisites2025])

  static let shape = ObjectShape(title: "tenant", fields: [name.description, id.description, cloud.description])
}

enum SignInShape {
  static let method = Field.defaulted(
    "method",
    ScalarRule<SignInMethod>.choice("a sign-in method") { method in
      switch method {
      case .certificate: "an application with a certificate; its key stays in a file that is named at run time"
      case .clientSecret: "an application with a secret that is read from a file at run time"
      case .deviceCode: "a person signs in at another screen with a code"
      case .token: "an access token that is read from a file at run time"
      }
    }, to: .certificate, written: "certificate", "How the Graph scripts get their token. A secret never stands in this file.")

  static let shape = ObjectShape(title: "sign-in", fields: [method.description])
}

enum KitShape {
  static let scopeOperator = Field.defaulted(
    "scope-operator",
    ScalarRule<KitSettings.ScopeOperator>.choice("a scope operator") { scopeOperator in
      scopeOperator == .endsWith
        ? "ENDSWITH with the unit's whole distinguished name" : "CONTAINS, which also matches other units with the same beginning"
    }, to: .endsWith, written: "ends-with",
    "Operator of the inbound rules' scope. contains is the literal form of older instructions and needs an extra check.",
    from: [.tutorial])
  static let graphVersion = Field.defaulted(
    "graph-version",
    ScalarRule<KitSettings.GraphVersion>.choice("a Graph version") { version in
      version == .v1 ? "the supported version" : "subject to change without notice"
    }, to: .v1, written: "v1.0", "Version of Microsoft Graph that the scripts call.", from: [.graphMetadata])

  static let shape = ObjectShape(title: "kit", fields: [scopeOperator.description, graphVersion.description])
}

enum OwnersShape {
  private static func owner(_ name: String, _ what: String) -> Field<String> {
    .optional(name, .text("an owner", longest: 200), what)
  }
  static let connectAdministrator = owner("connect-administrator", "Works on the Connect servers.")
  static let directoryAdministrator = owner("directory-administrator", "Works in Active Directory and installs agents.")
  static let entraAdministrator = owner("entra-administrator", "Works in the tenant and runs the Graph scripts.")
  static let approver = owner("approver", "Gives the go for each wave.")

  static let shape = ObjectShape(
    title: "owners",
    fields: [
      connectAdministrator.description, directoryAdministrator.description, entraAdministrator.description, approver.description,
    ])
}

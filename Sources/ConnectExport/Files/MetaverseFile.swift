import Diagnostics

/// `MV.xml`.
enum MetaverseFile {
  typealias Rule = ElementRule<MetaverseDraft>

  /// The namespace of schemas. Prefixes differ from file to file. Source: RULE-XML.
  static let schemaNamespace = "http://www.dsml.org/DSML"

  private static let (server, exportDate, id, ref) = (
    cString("server"), cString("export-date"), cString("id"), cString("ref")
  )

  static let root: Rule = .element(
    "saved-mv-configuration",
    [
      .element("mv-data", [schema, .element("parameter-values", [parameters])])
    ]
  ) { draft, element in
    draft.place = element.place
    draft.server = element[attribute: server]
    draft.exportDate = element[attribute: exportDate]
  }

  private static let parameters: Rule = .parameters(Metaverse.Setting.allCases.map(\.rawValue)) { draft, name, text in
    if let first = draft.settings.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) {
      draft.diagnostics.report(
        .exportElementRepeated, "the parameter '\(name)' stands here a second time", at: text.place,
        hint: "export the configuration again", notes: [.init("the first one", at: first.value.place)])
    } else {
      draft.settings.append((name, text))
    }
  }

  private static let schema: Rule = .element(
    "schema",
    [
      .element(
        "dsml", in: schemaNamespace,
        [
          .element(
            "directory-schema", in: schemaNamespace,
            [
              .element(
                "class", in: schemaNamespace,
                [
                  .element("attribute", in: schemaNamespace) { draft, element in
                    guard let reference = element[attribute: ref], !draft.classes.isEmpty else { return }
                    draft.classes[draft.classes.count - 1].attributes.append(withoutHash(reference))
                  }
                ]
              ) { draft, element in draft.classes.append((element[attribute: id] ?? "", [])) },
              .element("attribute-type", in: schemaNamespace) { draft, element in
                if let id = element[attribute: id] { draft.attributeTypes.append(id) }
              },
            ])
        ])
    ])

  /// References look like `#cloudNoFlow`.
  private static func withoutHash(_ reference: String) -> String {
    reference.utf8.first == UInt8(ascii: "#") ? String(reference.unicodeScalars.dropFirst()) : reference
  }
}

/// The metaverse file as far as it was read.
struct MetaverseDraft: ReportingDraft, ParameterDraft {
  var diagnostics = DiagnosticList()
  var place: SourceRange?
  var parameterName: String?
  var server: String?
  var exportDate: String?
  var classes: [(name: String, attributes: [String])] = []
  var attributeTypes: [String] = []
  var settings: [(name: String, value: ExportText)] = []

  mutating func finish() -> Metaverse? {
    guard let place, !diagnostics.hasErrors else { return nil }
    return Metaverse(
      server: server, exportDate: exportDate, place: place,
      classes: classes.map { Metaverse.MetaverseClass(name: $0.name, attributes: $0.attributes) }, attributeTypes: attributeTypes,
      settings: settings)
  }
}

/// What a template is rendered with. Plain values only: a template quotes them for the place where they stand.
package enum TemplateValue: Sendable {
  case text(String)
  case integer(Int)
  case flag(Bool)
  case list([TemplateValue])
  case object([String: TemplateValue])
  /// An object whose members are made when a template asks for them, since it asks for few of many.
  case record(any TemplateRecord)
  /// Code of a language, made by that language's own literal type. The only way in for text that is not quoted.
  case code(TemplateLanguage, String)
}

/// An object that makes its members on demand. The same place gives the same value each time.
///
/// Members are known by their places in the shape, which a template looks up once, when it is compiled. So a record belongs to one shape, and a
/// template that was compiled against another one cannot be rendered with it.
package protocol TemplateRecord: AnyObject, Sendable {
  /// The members of the shape it was made for.
  var members: TemplateMembers { get }
  /// Which object that is.
  var owner: ObjectIdentifier { get }
  /// Nil when the member is optional and absent.
  ///
  /// - Parameter place: index into the names of `members`.
  func member(at place: Int) -> TemplateValue?
}

extension TemplateRecord {
  package var owner: ObjectIdentifier { ObjectIdentifier(members) }
}

extension TemplateValue {
  /// The member of an object; nil when it is absent.
  ///
  /// - Precondition: the value is an object.
  package func member(_ name: TemplateMembers.Name) -> TemplateValue? { member(name.place, name.text) }

  /// - Parameter name: asked for only where it is needed: a text costs more than the rest.
  func member(_ place: TemplateMembers.Place, _ name: @autoclosure () -> String) -> TemplateValue? {
    switch self {
    case .object(let members): return members[name()]
    case .record(let record):
      // The place would be another member's.
      precondition(record.owner == place.owner, "'\(name())' is asked of a record of another shape")
      return record.member(at: place.index)
    default: preconditionFailure("'\(name())' is asked of what is no object")
    }
  }
}

/// What a template may ask for: the names and types that a value of this shape has. Templates are compiled against it,
/// so a misspelt name is an error at load, in branches never taken too.
package indirect enum TemplateShape: Sendable {
  case text
  case integer
  case flag
  case list(TemplateShape)
  case object(TemplateMembers)
  case code(TemplateLanguage)
  /// May be absent: usable only inside `{{#if name}}`. Absent values are left out of the object.
  case optional(TemplateShape)
}

/// The language that a template makes; decides how `{{name}}` is spelled.
package enum TemplateLanguage: String, Sendable, Hashable, CaseIterable {
  case powershell, bash, jq, json, markdown, html, plain

  /// By the ending of the template's file name.
  package init?(fileName: String) {
    let endings: [(String, TemplateLanguage)] = [
      (".ps1", .powershell), (".psm1", .powershell), (".psd1", .powershell), (".sh", .bash), (".jq", .jq), (".json", .json),
      (".md", .markdown),
      (".html", .html), (".svg", .html), (".txt", .plain),
    ]
    guard let match = endings.first(where: { fileName.utf8.reversed().starts(with: $0.0.utf8.reversed()) }) else { return nil }
    self = match.1
  }
}

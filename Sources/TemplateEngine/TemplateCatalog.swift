import Diagnostics

/// Everything that can be wrong with a template.
package enum TemplateCatalog {
  package static let allCodes: [DiagnosticCode] = [
    block, branches, context, include, language, name, place, shadow, tag, type, unknownTemplate, unused,
  ]

  static let block = DiagnosticCode(
    "template-block", .error,
    "Blocks ({{#if}}, {{#each}}, {{#separator}}) nest: each is closed by its own tag, in the file that opened it.")
  static let branches = DiagnosticCode(
    "template-branches", .error,
    """
    What follows a block must stand in the same place of the language (code, text in quotes, comment) however the block was taken, or \
    a value could be quoted for the wrong place. A template must also end where it began.
    """)
  static let context = DiagnosticCode(
    "template-context", .error,
    """
    A slot says how its value is spelled: as a whole literal when it says nothing, or by a context after '|'. Each language has its own \
    contexts; there is none that leaves text unquoted.
    """)
  static let include = DiagnosticCode(
    "template-include", .error,
    "An included file is a template of the same language, known by its name, and does not include itself by any way.")
  static let language = DiagnosticCode(
    "template-language", .error,
    "The ending of a template's name decides how values are spelled. Without a known ending no value could be quoted.")
  static let name = DiagnosticCode(
    "template-name", .error,
    "A template may only name what its shape declares, in branches that are never taken too: a misspelt name would leave a hole in a script."
  )
  static let place = DiagnosticCode(
    "template-place", .error,
    """
    A value is quoted for the place where it stands. Inside quotes that the template wrote itself, after an escape, or in a comment, a \
    whole literal would not be one: the value could change, or become code.
    """)
  static let shadow = DiagnosticCode(
    "template-shadow", .error,
    "The name of an {{#each}} item must be new, so that a name means one thing wherever it is read.")
  static let tag = DiagnosticCode(
    "template-tag", .error,
    """
    A tag is {{name}}, {{name|context}}, {{#if name}}, {{else}}, {{/if}}, {{#each list as item}}, {{#separator}}, {{> folder/name.ext}} \
    or {{! comment }}. To write two opening braces, write {{"{{"}}.
    """)
  static let type = DiagnosticCode(
    "template-type", .error,
    """
    A slot takes a text, a number, a yes-or-no or code of its own language; {{#each}} takes a list; {{#if}} takes a yes-or-no, a list or \
    what may be absent. What may be absent is used inside its {{#if}} only.
    """)
  static let unknownTemplate = DiagnosticCode(
    "template-unknown", .error, "Templates are replaced by name; a name that is not in use would never be read.")
  static let unused = DiagnosticCode(
    "template-unused", .error, "A list whose items are not used writes the same text over and over, which is seldom meant.")
}

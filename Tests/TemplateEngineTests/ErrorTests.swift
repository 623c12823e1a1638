import Diagnostics
import TemplateEngine
import Testing

@Suite struct ErrorTests {
  /// A template that is wrong in one way, and its message.
  struct Wrong: Sendable, CustomTestStringConvertible {
    var name: String
    var template: String
    var message: String
    init(_ name: String, _ template: String, _ message: String) {
      (self.name, self.template, self.message) = (name, template, message)
    }
    var testDescription: String { template }
  }

  @Test(
    "What is wrong with a template is told when it is compiled",
    arguments: [
      // Names and types.
      Wrong("a.txt", "ab {{nam}}", "1:6-9 template-name: 'nam' is not known here"),
      Wrong("a.txt", "{{#if no}}\n{{server.prt}}{{/if}}", "2:10-13 template-name: 'server' has no member 'prt'"),
      Wrong("a.txt", "{{name.x}}", "1:8-9 template-type: 'name' is a text and has no members"),
      Wrong("a.txt", "{{units}}", "1:3-8 template-type: 'units' is a list"),
      Wrong("a.txt", "{{server}}", "1:3-9 template-type: 'server' is an object"),
      Wrong("a.txt", "{{present}}", "1:3-10 template-type: 'present' may be absent"),
      Wrong("a.txt", "{{#if not present}}{{present}}{{/if}}", "1:22-29 template-type: 'present' may be absent"),
      Wrong("a.txt", "{{#if present}}{{/if}}{{present}}", "1:25-32 template-type: 'present' may be absent"),
      Wrong("a.txt", "{{absent.name}}", "1:3-9 template-type: 'absent' may be absent"),
      Wrong("a.txt", "{{#if name}}x{{/if}}", "1:7-11 template-type: 'name' is a text that is always there"),
      Wrong("a.txt", "{{#each name as x}}{{x}}{{/each}}", "1:9-13 template-type: 'name' is a text and no list"),
      Wrong("a.txt", "{{#each units as name}}{{name}}{{/each}}", "1:18-22 template-shadow: 'name' already has a meaning here"),
      Wrong("a.txt", "{{#each units as u}}x{{/each}}", "1:18-19 template-unused: 'u' is not used in its list"),
      Wrong("a.txt", "{{#each units as u}}{{u}}{{/each}}{{u}}", "1:37-38 template-name: 'u' is not known here"),
      Wrong("a.sh", "{{script}}", "1:3-9 template-type: 'script' is PowerShell code; this is bash"),
      Wrong("a.txt", "é\u{301}\u{1F600}{{yes}}", "1:4-11 template-place: a yes-or-no has no spelling here"),
      // Tags and blocks.
      Wrong("a.txt", "a {{name\n}}", "1:3-5 template-tag: '{{' is not closed by '}}' on its line"),
      Wrong("a.txt", "{{}}", "1:1-5 template-tag: '' is not a tag"),
      Wrong("a.txt", "{{{name}}}", "1:1-10 template-tag: a slot is a name, such as {{server.name}}"),
      Wrong("a.txt", "{{#with x}}", "1:1-12 template-tag: '#with x' is not a tag"),
      Wrong("a.txt", "{{&name}}", "1:1-10 template-tag: a slot is a name, such as {{server.name}}"),
      Wrong("a.txt", "{{name|raw}}", "1:8-11 template-context: 'raw' is not a context of plain text"),
      Wrong("a.ps1", "{{name|cell}}", "1:8-12 template-context: 'cell' is not a context of PowerShell"),
      Wrong("a.txt", "{{#if yes}}x", "1:1-12 template-block: {{#if}} is never closed"),
      Wrong("a.txt", "x{{/if}}", "1:2-9 template-block: {{/if}} closes nothing"),
      Wrong("a.txt", "{{else}}", "1:1-9 template-block: {{else}} stands outside {{#if}}"),
      Wrong("a.txt", "{{#if yes}}{{else}}{{else}}{{/if}}", "1:20-28 template-block: {{#if}} has one {{else}}"),
      Wrong(
        "a.txt", "{{#separator}},{{/separator}}",
        "1:1-15 template-block: {{#separator}} stands inside {{#each}}, not inside another separator"),
      Wrong(
        "a.txt", "{{#if yes}}{{#each units as u}}{{u}}{{/if}}", "1:12-32 template-block: {{#each}} is not closed before {{/if}}"),
      Wrong("a.txt", "{{> b.txt}}", "1:5-10 template-include: there is no template 'b.txt'"),
      Wrong("a.txt", "{{> a.txt}}", "1:5-10 template-include: 'a.txt' includes itself"),
      // Places: PowerShell.
      Wrong(
        "a.ps1", "$x = '{{name}}'",
        "1:7-15 template-place: a value is a whole literal, quotes included, and stands inside quotes here"),
      Wrong(
        "a.ps1", "$x = \u{201C}{{name}}\"",
        "1:7-15 template-place: a value is a whole literal, quotes included, and stands inside quotes here"),
      Wrong(
        "a.ps1", "$x = @'\n'{{name}}\n'@",
        "2:2-10 template-place: a value is a whole literal, quotes included, and stands inside quotes here"),
      Wrong("a.ps1", "# {{name}}", "1:3-11 template-place: a value inside a comment is spelled as one"),
      Wrong("a.ps1", "{{name|comment}}", "1:1-17 template-place: '|comment' stands outside a comment here"),
      Wrong("a.ps1", "`{{name}}", "1:2-10 template-place: a value directly after a backtick would not be a whole literal"),
      Wrong("a.ps1", "@{{name}}", "1:2-10 template-place: a value directly after '@' would not be a whole literal"),
      Wrong("a.ps1", "'a'{{name}}", "1:4-12 template-place: a value directly after quotes would not be a whole literal"),
      Wrong(
        "a.ps1", "{{name}}{{name}}", "1:9-17 template-place: a value directly after another value would not be a whole literal"),
      Wrong("a.ps1", "{{name}}'a'", "1:9-10 template-place: quotes directly after a value would become part of it"),
      Wrong(
        "a.ps1", "{{#each units as u}}{{u}}{{/each}}",
        "1:21-26 template-place: a value directly after another value would not be a whole literal"),
      Wrong(
        "a.ps1", "{{#if yes}}'a'{{/if}}{{name}}",
        "1:22-30 template-place: a value directly after quotes would not be a whole literal"),
      Wrong("a.ps1", "{{#if yes}}\"{{/if}}", "1:1-12 template-branches: {{#if}} and what it leaves out end in different places"),
      Wrong(
        "a.ps1", "{{#each units as u}}{{u}} # {{/each}}", "1:1-21 template-branches: an item ends in another place than it began"),
      Wrong("a.ps1", "'abc", "1:5-5 template-branches: the template ends inside text in single quotes"),
      Wrong("a.ps1", "$a#b", "1:3-4 template-place: '#' directly after a word may or may not begin a comment"),
      Wrong(
        "a.ps1", "\"$x{{count}}\"",
        "1:4-13 template-place: a value is a whole literal, quotes included, and stands inside quotes here"),
      Wrong("a.ps1", "x --% {{name}}", "1:5-6 template-place: after '--%' quotes mean nothing, so no value can follow"),
      // Bash.
      Wrong(
        "a.sh", "x='{{name}}'",
        "1:4-12 template-place: a value is a whole literal, quotes included, and stands inside quotes here"),
      Wrong(
        "a.sh", "\"{{name}}\"",
        "1:2-10 template-place: a value is a whole literal, quotes included, and stands inside quotes here"),
      Wrong("a.sh", "\\{{name}}", "1:2-10 template-place: a value directly after a backslash would not be a whole literal"),
      Wrong("a.sh", "${{name}}", "1:2-10 template-place: a value directly after '$' would not be a whole literal"),
      Wrong("a.sh", "cat <<E\n{{name}}\nE\n", "2:1-9 template-place: a value cannot stand inside a here-document"),
      Wrong("a.sh", "\"${x:-{{name}}}\"", "1:7-15 template-place: a value cannot stand inside '${…}'"),
      Wrong("a.sh", "(( x > {{name}} ))", "1:8-16 template-place: bash evaluates text inside '((…))'"),
      Wrong("a.sh", "x=`f", "1:3-4 template-place: a command in backticks is hard to follow"),
      Wrong("a.sh", "# {{name}}", "1:3-11 template-place: a value inside a comment is spelled as one"),
      // The others.
      Wrong("a.html", "<a href=\"javascript:{{name|url}}\">", "1:21-33 template-place: this attribute holds code"),
      Wrong(
        "a.md", "[a](javascript:{{name|url}})",
        "1:16-28 template-place: what stands before the value makes this no link to a page"),
      Wrong(
        "a.json", "{\"a\": \"{{name}}\"}",
        "1:8-16 template-place: a value is a whole literal, quotes included, and stands inside quotes here"),
      Wrong(
        "a.jq", "\"\\({{name}}) {{name}}\"",
        "1:14-22 template-place: a value is a whole literal, quotes included, and stands inside quotes here"),
      Wrong("a.md", "`{{name}}`", "1:2-10 template-place: this stands between backticks"),
      Wrong("a.md", "| {{name}} |", "1:3-11 template-place: this is a row of a table"),
      Wrong("a.md", "```\n{{name}}\n```\n", "2:1-9 template-place: this is a fenced block"),
      Wrong("a.md", "[a]({{name}})", "1:5-13 template-place: this is a link's destination"),
      Wrong("a.md", "<a b={{name}}>", "1:6-14 template-place: only a link can stand inside a tag, in quotes"),
      Wrong("a.html", "<a href={{link|attribute}}>", "1:9-27 template-place: this attribute holds a link"),
      Wrong("a.html", "<a onclick={{name|attribute}}>", "1:12-30 template-place: this attribute holds code"),
      Wrong(
        "a.html", "<a title=\"{{name}}\">",
        "1:11-19 template-place: only a number or a link can stand inside an attribute's quotes"),
      Wrong("a.html", "<script>{{name}}</script>", "1:9-17 template-place: a value cannot stand in a script or a style sheet"),
      Wrong(
        "a.html", "<{{name}}>", "1:2-10 template-place: a value cannot stand inside a tag, other than as an attribute's value"),
      Wrong("a.html", "<!-- {{name}} -->", "1:6-14 template-place: a value inside a comment is spelled as one"),
    ])
  func isTold(_ wrong: Wrong) {
    #expect(Snippet.errors(wrong.name, wrong.template) == ["\(wrong.name):\(wrong.message)"])
  }

  @Test func everythingWrongIsToldAtOnceInReadingOrder() {
    let messages = Snippet.errors("a.ps1", "{{a}}\n{{#if no}}\n'{{name}}'\n{{b}}\n{{/if}}\n{{/each}}\n")
    #expect(
      messages == [
        "a.ps1:1:3-4 template-name: 'a' is not known here",
        "a.ps1:3:2-10 template-place: a value is a whole literal, quotes included, and stands inside quotes here",
        "a.ps1:4:3-4 template-name: 'b' is not known here",
        "a.ps1:6:1-10 template-block: {{/each}} closes nothing",
      ])
  }

  @Test func aTemplateWithoutAKnownEndingIsRefused() {
    #expect(
      Snippet.errors("a.yaml", "x") == [
        "template-language: the ending of 'a.yaml' names no language that templates are written in"
      ])
  }

  @Test func anUnknownNameGetsTheNearestOneAsAHint() throws {
    let library = TemplateLibrary([TemplateSource(name: "a.txt", text: "{{servr.name}}")])
    let errors = #expect(throws: TemplateErrors.self) { try library.compile("a.txt", against: Snippet.shape) }
    #expect(errors?.diagnostics.first?.hint == "did you mean 'server'?")
  }

  @Test func codesAreSortedAndUsedOnce() {
    let names = TemplateCatalog.allCodes.map(\.name)
    #expect(names == names.sorted())
    #expect(Set(names).count == names.count)
  }
}

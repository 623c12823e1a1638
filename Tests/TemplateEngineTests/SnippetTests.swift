import TemplateEngine
import Testing

@Suite struct SnippetTests {
  @Test(
    "A template renders as the text beside it",
    arguments: [
      // Values as whole literals.
      Snippet("a.ps1", "$n = {{name}}", "$n = 'O''Brien'"),
      Snippet("a.ps1", "$n = {{ count }}; $y = {{yes}}; $x = {{no}}", "$n = 7; $y = $true; $x = $false"),
      Snippet("a.ps1", "& {{server.name}} -Port {{server.port}}", "& 'SYNC01' -Port 443"),
      Snippet("a.ps1", "{{script}} | Out-Null", "Get-Date | Out-Null"),
      Snippet("a.ps1", "\"x $(Get-Item {{name}}) y\"", "\"x $(Get-Item 'O''Brien') y\""),
      Snippet("a.ps1", "# it is {{name|comment}}\n$x = {{name}}", "# it is O'Brien\n$x = 'O''Brien'"),
      Snippet("a.ps1", "<# {{name|comment}} #> {{name}}", "<# O'Brien #> 'O''Brien'"),
      Snippet("a.ps1", "\"Wave {{count}} of\" + '{{count}}'", "\"Wave 7 of\" + '7'"),
      Snippet("a.ps1", "@'\n'x {{!c}}\n'@ + {{name}}", "@'\n'x \n'@ + 'O''Brien'"),
      Snippet("a.sh", "name={{name}}", "name='O'\\''Brien'"),
      Snippet("a.sh", "f --x={{name}} \"$a\"/{{name}} {{yes}}", "f --x='O'\\''Brien' \"$a\"/'O'\\''Brien' true"),
      Snippet("a.sh", "x=\"$(f {{name}})\" # {{name|comment}}", "x=\"$(f 'O'\\''Brien')\" # O'Brien"),
      Snippet("a.sh", "cat <<'E'\nit's\nE\nf {{name}}", "cat <<'E'\nit's\nE\nf 'O'\\''Brien'"),
      Snippet(
        "a.sh", "a=\"${x%$'\\r'}\" b=${#c} d=$((1 << 3)) e={{name}}", "a=\"${x%$'\\r'}\" b=${#c} d=$((1 << 3)) e='O'\\''Brien'"),
      Snippet(
        "a.sh", "case $1 in\na) f ;;\nesac\nwhile read -r x; do :; done < <(f {{name}})",
        "case $1 in\na) f ;;\nesac\nwhile read -r x; do :; done < <(f 'O'\\''Brien')"),
      Snippet(
        "a.json", "{\"n\": {{quote}}, \"c\": {{count}}, \"y\": {{yes}}}",
        #"{"n": "a \"b\" `c` $d <e> & |f| \\ *g*", "c": 7, "y": true}"#),
      Snippet(
        "a.jq", "# {{quote|comment}}\n.x = {{name}} | \"\\(.y | f({{name}}))\"",
        "# a \"b\" `c` $d <e> & |f| / *g*\n.x = \"O'Brien\" | \"\\(.y | f(\"O'Brien\"))\""),
      Snippet("a.md", "Is {{quote}}!", #"Is a "b" \`c\` \$d &lt;e&gt; &amp; &#124;f&#124; \\ \*g\*!"#),
      Snippet("a.md", "| {{name|cell}} | {{quote|code}} |", #"| O'Brien | ``a "b" `c` $d <e> & \|f\| \ *g*`` |"#),
      Snippet("a.md", "```powershell\n{{quote|fence}}\n```\n", "```powershell\na \"b\" `c` $d <e> & |f| \\ *g*\n```\n"),
      Snippet(
        "a.md", "```mermaid\nflowchart TD\n  s{{count}}[{{name|mermaid}}]\n```\n",
        "```mermaid\nflowchart TD\n  s7[\"O'Brien\"]\n```\n"),
      Snippet(
        "a.md", "[{{name}}]({{name|url}}) <{{link|weblink}}>",
        "[O'Brien](O%27Brien) <https://learn.microsoft.com/en-us/a?b=c&amp;d=e>"),
      Snippet(
        "a.html", "<p title={{quote|attribute}}>{{quote}}</p>",
        "<p title=\"a &quot;b&quot; `c` $d &lt;e&gt; &amp; |f| \\ *g*\">a &quot;b&quot; `c` $d &lt;e&gt; &amp; |f| \\ *g*</p>"),
      Snippet("a.html", "<a href=\"#{{name|url}}\"><rect x=\"{{count}}\"/></a>", "<a href=\"#O%27Brien\"><rect x=\"7\"/></a>"),
      Snippet("a.txt", "{{quote}}", "a \"b\" `c` $d <e> & |f| \\ *g*"),
      // Blocks.
      Snippet("a.txt", "{{#if yes}}a{{else}}b{{/if}}{{#if no}}a{{else}}b{{/if}}", "ab"),
      Snippet("a.txt", "{{#if not yes}}a{{else}}b{{/if}}{{#if not no}}a{{/if}}", "ba"),
      Snippet("a.txt", "{{#if units}}some{{/if}}{{#if none}}some{{else}}none{{/if}}", "somenone"),
      Snippet("a.txt", "{{#if present}}{{present}}{{/if}}{{#if absent}}{{absent.name}}{{else}}-{{/if}}", "here-"),
      Snippet("a.txt", "{{#if not absent}}-{{else}}{{absent.name}}{{/if}}{{#if server.note}}{{server.note}}{{/if}}", "-n"),
      Snippet("a.ps1", "@({{#each units as unit}}{{unit}}{{#separator}}, {{/separator}}{{/each}})", "@('OU=A', 'OU=B', 'OU=C')"),
      Snippet("a.ps1", "@({{#each none as unit}}{{unit}}{{#separator}}, {{/separator}}{{/each}})", "@()"),
      Snippet(
        "a.txt",
        "{{#each waves as wave}}{{wave.name}}({{#each wave.units as u}}{{u}}{{#separator}},{{/separator}}{{/each}}){{#separator}};{{/separator}}{{/each}}",
        "one(x,y);two()"),
      // Lines.
      Snippet("a.txt", "a\n  {{#if yes}}\nb\n  {{else}}\nc\n{{/if}}\nd\n", "a\nb\nd\n"),
      Snippet("a.txt", "{{! a\ncomment }}\na {{! not alone }}\n", "a \n"),
      Snippet("a.txt", "- {{#each units as u}}\n  {{u}}\n{{/each}}\n", "- \n  OU=A\n\n  OU=B\n\n  OU=C\n"),
      Snippet("a.txt", "{{#each units as u}}\n  {{u}}\n{{/each}}", "  OU=A\n  OU=B\n  OU=C\n"),
      Snippet("a.txt", "{{name}}\n{{\"{{\"}}x}}", "O'Brien\n{{x}}"),
    ])
  func rendersAsBeside(_ snippet: Snippet) throws {
    #expect(try snippet.render() == snippet.output)
  }
}

# Steps that rest on what this one changes: their results no longer count once it has changed something.
$Outdates = @(
{{#each script.outdates as outdated}}
    {{outdated}}
{{/each}}
)

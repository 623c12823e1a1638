<#
    Part of the migration kit of {{kit.environment|comment}}; step {{step.id|comment}}, file {{script.path|comment}}.

    Who:       {{step.actor|comment}}
    Where:     {{step.place|comment}}
    Expected:  {{step.expected|comment}}
    Go on or stop:  {{step.goNoGo|comment}}
    Undo:      {{step.undo|comment}}
{{#if step.needs}}
    Comes after:
{{#each step.needs as need}}
        {{need|comment}}
{{/each}}
{{/if}}
{{#if step.sources}}
    Sources:
{{#each step.sources as source}}
        {{source.key|comment}}: {{source.title|comment}} ({{source.date|comment}})
{{/each}}
{{/if}}
{{#if kit.waivers}}
    Waivers that stand for this kit:
{{#each kit.waivers as waiver}}
        {{waiver.finding|comment}}, signed off by {{waiver.who|comment}}: {{waiver.reason|comment}}
{{/each}}
{{/if}}
    Exit codes: see lib\Kit.ps1.
#>

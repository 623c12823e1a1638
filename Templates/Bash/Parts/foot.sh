#
# Options:
#   --run DIR        folder for state, results and transcripts (default: beside the kit, {{kit.runFolderName|comment}})
#   --sign-in WAY    certificate, client-secret, device-code or token (default: {{kit.signInMethod|comment}}); lib/graph.sh says what each needs
#   --offline        prints the requests in order and sends nothing at all
#   --help           prints this text
# Exit codes: the table is in lib/kit.sh; 0 is the only success.
{{#if step.sources}}
# Sources:
{{#each step.sources as source}}
#   {{source.key|comment}}: {{source.title|comment}}, {{source.date|comment}}
{{/each}}
{{/if}}
{{#if kit.waivers}}
# Waivers that were signed off for this kit:
{{#each kit.waivers as waiver}}
#   {{waiver.finding|comment}}, by {{waiver.who|comment}}: {{waiver.reason|comment}}
{{/each}}
{{/if}}

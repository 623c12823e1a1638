#
# {{step.title|comment}}
#
# Purpose: {{step.purpose|comment}}
# Who:     {{step.actor|comment}}
# Where:   {{step.place|comment}}
# Step:    {{step.id|comment}}
{{#if step.needs}}
# Needs:
{{#each step.needs as need}}
#   {{need|comment}}
{{/each}}
{{/if}}
# Expected: {{step.expected|comment}}
# Go on or stop: {{step.goNoGo|comment}}
{{#if step.undoScripts}}
# Undo, in this order:
{{#each step.undoScripts as path}}
#   {{path|comment}}
{{/each}}
{{else}}
# Undo:    {{step.undo|comment}}
{{/if}}

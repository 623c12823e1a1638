readonly STEP={{step.id}}
readonly DOMAIN={{domain.name}}
readonly DISPLAY_NAME={{domain.displayName}}
readonly WAVE={{wave.name}}
readonly REVISION={{wave.revision}}
readonly SCOPE={{scope.scopeFile}}
readonly BODIES={{domain.bodies}}
readonly WANTS_HASHES={{domain.passwordHashSync}}
# What every Connect server has to have proved.
readonly GATE_RESULTS=(
{{#each wave.gateResults as result}}
  {{result}}
{{/each}}
)

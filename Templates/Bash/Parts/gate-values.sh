readonly STEP={{step.id}}
readonly DOMAIN={{domain.name}}
readonly DISPLAY_NAME={{domain.displayName}}
readonly WAVE={{wave.name}}
readonly REVISION={{wave.revision}}
readonly SCOPE={{scope.scopeFile}}
readonly BODIES={{domain.bodies}}
readonly WANTS_HASHES={{domain.passwordHashSync}}
readonly BASELINE_STEP={{scope.baselineStep}}
# The results that have to be there, of every Connect server first of all.
readonly GATE_RESULTS=(
{{#each scope.gateResults as result}}
  {{result}}
{{/each}}
)

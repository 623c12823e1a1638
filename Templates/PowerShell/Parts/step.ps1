$StepId = {{step.id}}
# Empty and 0 for steps that belong to no wave.
$Wave = {{script.waveName}}
$Revision = {{script.revision}}
# Steps whose results have to be there, passed, with this very kit and revision.
$Gates = @(
{{#each script.gates as gate}}
    @{ Step = {{gate.step}}; Wave = {{gate.waveName}}; Revision = {{gate.revision}} }
{{/each}}
)

# Starts one script of a kit among the fakes. What to start stands in the JSON file that SYNCSHIFT_SETTINGS names:
#   script       the path of the script
#   parameters   its parameters by name
# Ends with the exit code of the script; 96 when the script could not be started or let an error out.
$settings = Get-Content -LiteralPath $env:SYNCSHIFT_SETTINGS -Raw -Encoding UTF8 | ConvertFrom-Json
. (Join-Path -Path $PSScriptRoot -ChildPath 'Memory.ps1')
. (Join-Path -Path $PSScriptRoot -ChildPath 'Windows.ps1')
. (Join-Path -Path $PSScriptRoot -ChildPath 'Signing.ps1')
$global:FakeClock = [int](Read-FakeFile -Name 'clock').seconds
# The types of the products: the stand-in knows them, a real engine has to be taught.
if ($env:SYNCSHIFT_TYPES) { . (Join-Path -Path $PSScriptRoot -ChildPath 'Types.ps1') }
$parameters = @{}
foreach ($property in @($settings.parameters.PSObject.Properties)) { $parameters[$property.Name] = $property.Value }
# The fakes keep the full language, because they are read before; what is read from here on has the language that the scenario wants.
$language = Get-FakeFault -Name 'language'
if ($null -ne $language) {
    Import-Module -Name 'ADSync'
    Import-Module -Name 'ActiveDirectory'
    Import-Module -Name 'Microsoft.Graph.Authentication'
    $ExecutionContext.SessionState.LanguageMode = $language
}
try {
    & $settings.script @parameters
}
catch {
    Write-Warning -Message ('{0}: {1}' -f $settings.script, $_)
    exit 96
}
exit $LASTEXITCODE

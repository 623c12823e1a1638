"""Parameters, common parameters, ShouldProcess, modules."""
import os
import tempfile
import unittest

from table import UNKNOWN, Error, TableTest

from StandIn.session import Session


class Parameters(TableTest):
    """about_Functions, about_Functions_Advanced_Parameters, about_Parameters, about_Splatting"""

    cases = [
        ("by name, by place, by the beginning of a name", "function f { param($First, $Second) \"$First-$Second\" }; f 1 2; f -Second 2 -First 1; f -F 1 -S 2", ["1-2", "1-2", "1-2"]),
        ("a beginning that fits two is an error", "function f { param($Name1, $Name2) }; f -Name 1", Error("AmbiguousParameter")),
        ("a default", "function f { param($a = 5) $a }; f", ["5"]),
        ("a default sees the parameters before it", "function f { param($a, $b = $a + 1) $b }; f 1", ["2"]),
        ("a type converts", "function f { param([int]$n) $n + 1 }; f '5'", ["6"]),
        ("and refuses", "function f { param([int]$n) $n }; f 'x'", Error("ParameterArgumentTransformationError")),
        ("text that was not given is empty", "function f { param([string]$s) $s -eq '' }; f; f $null", ["True", "True"]),
        ("a number that was not given is 0", "function f { param([int]$n, [bool]$b) $n; $b }; f", ["0", "False"]),
        ("an array of one", "function f { param([string[]]$s) $s.Count }; f 'a'; f 'a', 'b'", ["1", "2"]),
        ("an array is no text", "function f { param([string]$s) $s }; f @('a', 'b')", Error("ParameterArgumentTransformationError")),
        ("[bool] takes no text", "function f { param([bool]$b) $b }; f 'x'", Error("ParameterArgumentTransformationError")),
        ("a switch", "function f { param([switch]$On) $On.IsPresent }; f; f -On; f -On:$false", ["False", "True", "False"]),
        ("a mandatory one that is missing", "function f { param([Parameter(Mandatory = $true)]$a) $a }; f", Error("MissingMandatoryParameter")),
        ("a mandatory one takes no empty text", "function f { param([Parameter(Mandatory = $true)][string]$a) $a }; f ''", Error("ParameterArgumentValidationErrorEmptyStringNotAllowed")),
        ("nor $null", "function f { param([Parameter(Mandatory = $true)][object]$a) $a }; f $null", Error("ParameterArgumentValidationErrorNullNotAllowed")),
        ("nor an empty array", "function f { param([Parameter(Mandatory = $true)][object[]]$a) $a }; f @()", Error("ParameterArgumentValidationErrorEmptyArrayNotAllowed")),
        ("unless it says so", "function f { param([Parameter(Mandatory = $true)][AllowEmptyCollection()][AllowEmptyString()][string[]]$a) 'ok' }; f @(); f @('')", ["ok", "ok"]),
        ("$null as text is empty text", "function f { param([Parameter(Mandatory = $true)][string]$a) $a }; f $null", Error("ParameterArgumentValidationErrorEmptyStringNotAllowed")),
        ("ValidateSet", "function f { param([ValidateSet('a', 'b')]$x) $x }; f 'B'; f 'c'", Error("ParameterArgumentValidationError")),
        ("ValidateRange", "function f { param([ValidateRange(1, 5)][int]$x) $x }; f 6", Error("ParameterArgumentValidationError")),
        ("ValidatePattern", "function f { param([ValidatePattern('^a')]$x) $x }; f 'ab'; f 'b'", Error("ParameterArgumentValidationError")),
        ("ValidateNotNullOrEmpty", "function f { param([ValidateNotNullOrEmpty()]$x) $x }; f ''", Error("ParameterArgumentValidationError")),
        ("a check holds for later assignments too", "function f { param([ValidateSet('a')]$x) $x = 'q' }; f 'a'", Error("ValidateSetFailure")),
        ("an unknown name is an error in an advanced function", "function f { [CmdletBinding()] param($a) }; f -Nope 1", Error("NamedParameterNotFound")),
        ("and one value too many", "function f { [CmdletBinding()] param($a) }; f 1 2", Error("PositionalParameterNotFound")),
        ("a plain function puts them into $args", "function f { param($a) $args.Count }; f 1 2 -Nope 3", ["3"]),
        ("splatting by name", "function f { param($a, $b) \"$a$b\" }; $p = @{ b = 2; a = 1 }; f @p", ["12"]),
        ("splatting by place", "function f { param($a, $b) \"$a$b\" }; $p = 1, 2; f @p", ["12"]),
        ("$PSBoundParameters", "function f { param($a, $b = 2) $PSBoundParameters.ContainsKey('a'); $PSBoundParameters.ContainsKey('b') }; f 1", ["True", "False"]),
        ("from the pipeline", "function f { param([Parameter(ValueFromPipeline = $true)]$x) begin { 'b' } process { $x * 2 } end { 'e' } }; 1, 2 | f", ["b", "2", "4", "e"]),
        ("without process only the last one is left", "function f { param([Parameter(ValueFromPipeline = $true)]$x) $x }; 1, 2, 3 | f", ["3"]),
        ("by the name of a property", "function f { param([Parameter(ValueFromPipelineByPropertyName = $true)]$Name) process { $Name } }; [pscustomobject]@{ name = 'n' } | f", ["n"]),
        ("a plain function gets $input", "function f { @($input).Count }; 1, 2, 3 | f", ["3"]),
        ("an alias", "function f { param([Alias('Dn')]$Name) $Name }; f -Dn 1", ["1"]),
        ("an argument is read as text where text is wanted", "function f { param([string]$s) $s }; f 007; f 1.50", ["007", "1.50"]),
        ("words need no quotes", "function f { param($a) $a }; f abc-d.e", ["abc-d.e"]),
        ("a comma makes a list", "function f { param($a) $a.Count }; f a, b, c", ["3"]),
        ("brackets make an expression", "function f { param($a) $a }; f (1 + 2)", ["3"]),
        ("parameter sets", "function f { [CmdletBinding(DefaultParameterSetName = 'A')] param([Parameter(ParameterSetName = 'A')]$x, [Parameter(ParameterSetName = 'B')]$y) $PSCmdlet.ParameterSetName }; f -x 1; f -y 1; f", ["a", "b", "a"]),
        ("two sets at once are an error", "function f { [CmdletBinding()] param([Parameter(ParameterSetName = 'A')]$x, [Parameter(ParameterSetName = 'B')]$y) }; f -x 1 -y 2", Error("AmbiguousParameterSet")),
        ("a dynamic parameter is not known", "function f { [CmdletBinding()] param() dynamicparam { } process { } }; f", UNKNOWN),
    ]


STEP = """
function Step { [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')] param() if ($PSCmdlet.ShouldProcess('it', 'Change')) { 'done' } else { 'left' } }
function Small { [CmdletBinding(SupportsShouldProcess = $true)] param() if ($PSCmdlet.ShouldProcess('it')) { 'done' } else { 'left' } }
"""


class ShouldProcess(TableTest):
    """about_Functions_CmdletBindingAttribute, about_Preference_Variables (ConfirmPreference, WhatIfPreference)"""

    prologue = "$ErrorActionPreference = 'Stop'\n" + STEP
    answers = ("y",)
    cases = [
        ("-WhatIf does nothing", "Step -WhatIf", ["left"]),
        ("a high impact asks", "Step", ["done"]),
        ("-Confirm:$false does not ask", "Step -Confirm:$false; Step -Confirm:$false", ["done", "done"]),
        ("a second question has no answer", "Step; Step", UNKNOWN),
        ("a medium impact does not ask", "Small; Small", ["done", "done"]),
        ("unless -Confirm wants it", "Small -Confirm", ["done"]),
        ("-WhatIf holds in what is called", "function Outer { [CmdletBinding(SupportsShouldProcess = $true)] param() Step }; Outer -WhatIf", ["left"]),
        ("and in cmdlets", "function Outer { [CmdletBinding(SupportsShouldProcess = $true)] param() [void](New-Item -Path 'C:\\x' -ItemType File); Test-Path -LiteralPath 'C:\\x' }; Outer -WhatIf", ["False"]),
        ("which -WhatIf:$false lifts", "function Outer { [CmdletBinding(SupportsShouldProcess = $true)] param() [void](New-Item -Path 'C:\\x' -ItemType File -WhatIf:$false); Test-Path -LiteralPath 'C:\\x' }; Outer -WhatIf", ["True"]),
        ("$WhatIfPreference tells", "function Outer { [CmdletBinding(SupportsShouldProcess = $true)] param() [bool]$WhatIfPreference }; Outer; Outer -WhatIf", ["False", "True"]),
        ("a function that does not support it takes no -WhatIf", "function f { [CmdletBinding()] param() }; f -WhatIf", Error("NamedParameterNotFound")),
        ("-Confirm:$false holds in what is called", "function Outer { [CmdletBinding(SupportsShouldProcess = $true)] param() Step; Step }; Outer -Confirm:$false", ["done", "done"]),
    ]


MODULE = """
$script:count = 0
$secret = 'inner'
function Get-Next { $script:count += 1; $script:count }
function Get-Secret { $secret }
function Get-Preference { [CmdletBinding(SupportsShouldProcess = $true)] param() [bool]$WhatIfPreference; [bool]$PSCmdlet.SessionState.PSVariable.GetValue('WhatIfPreference') }
function Get-Hidden { 'hidden' }
function Invoke-It { param([scriptblock]$Block) $secret2 = 'module'; & $Block }
Export-ModuleMember -Function 'Get-Next', 'Get-Secret', 'Get-Preference', 'Invoke-It'
"""


class ModuleTests(unittest.TestCase):
    """about_Modules, about_Scopes (modules), about_Requires"""

    CASES = [
        ("a module remembers", "Import-Module Thing; Get-Next; Get-Next", ["1", "2"]),
        ("its variables are its own", "$secret = 'outer'; Import-Module Thing; Get-Secret; $secret", ["inner", "outer"]),
        ("what it does not export is not there", "Import-Module Thing; Get-Command -Name 'Get-Hidden' -ErrorAction SilentlyContinue; 'none'", ["none"]),
        ("a command of a module that is not imported imports it", "Get-Next", ["1"]),
        ("a preference of the caller's scope does not reach a module, its session state tells", "function f { $WhatIfPreference = $true; Get-Preference }; f", ["False", "True"]),
        ("a script block runs where it was written", "$secret2 = 'caller'; Invoke-It -Block { $secret2 }", ["caller"]),
        ("-Force reads it anew", "Import-Module Thing; [void](Get-Next); Import-Module Thing -Force; Get-Next", ["1"]),
        ("a module that is not there", "try { Import-Module Nowhere -ErrorAction Stop } catch { 'missing' }", ["missing"]),
        ("a function of the script comes first", "function Get-Next { 'mine' }; Import-Module Thing -Force; function Get-Next { 'mine' }; Get-Next", ["mine"]),
        ("Get-Module lists it", "Import-Module Thing; (Get-Module -Name 'Thing').Name", ["Thing"]),
    ]

    def test_modules_have_a_session_state_of_their_own(self):
        with tempfile.TemporaryDirectory() as folder:
            with open(os.path.join(folder, "Thing.psm1"), "w", encoding="utf-8") as file:
                file.write(MODULE)
            for title, snippet, expected in self.CASES:
                with self.subTest(title):
                    session = Session(root=folder, modules=[folder])
                    self.assertEqual([str(item) for item in session.invoke(snippet)], expected)


if __name__ == "__main__":
    unittest.main()

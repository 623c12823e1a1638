"""The session: scopes, streams, errors, and how a command is found (about_Command_Precedence)."""
import contextlib
import re

from . import language, parser, regex
from .cmdlets import registry
from .expressions import collected
from .faults import ExitFlow, ReturnFlow, StandInLimit, TerminatingError, fail
from .functions import Call, ScriptCall
from .host import Host
from .modules import Modules
from .scopes import SessionState, Var
from .text import to_text
from .values import NO_INPUT, ArrayList, Hashtable

QUALIFIED = re.compile(r"microsoft\.powershell\.(?:utility|management|core|security|host)\\([a-z]+-[a-z]+)$")
PREFERENCES = {"erroractionpreference": "Continue", "warningpreference": "Continue", "informationpreference": "SilentlyContinue", "verbosepreference": "SilentlyContinue",
               "debugpreference": "SilentlyContinue", "progresspreference": "Continue", "confirmpreference": "High", "whatifpreference": False}


class Engine:
    def __init__(self, host=None):
        self.host = host or Host()
        self.environment = self.host.environment
        self.state = SessionState("global")
        self.scope = self.state.top
        for name, value in PREFERENCES.items():
            self.scope.vars[name] = Var(name, value)
        self.modules = Modules(self)
        self.ok = True
        self.node = None
        self.call = None
        self.depth = 0
        self.try_depth = 0
        self.errors = ArrayList()
        self.errors_in_statement = False
        self.muted = frozenset()
        self.steps = 0
        self.last_exit_code = None
        self.confirmed_all = None
        self.fake_types = {}

    # ----- scopes -----

    def enter(self, scope):
        back = (self.scope, scope.state, scope.state.current)
        self.scope = scope
        scope.state.current = scope
        return back

    def leave(self, back):
        self.scope, state, state.current = back

    @contextlib.contextmanager
    def underscore(self):
        """$_ for the length of a block; what it was before comes back."""
        scope = self.scope
        old = scope.vars.get("_")
        before = None if old is None else old.value
        try:
            yield
        finally:
            if old is None:
                scope.vars.pop("_", None)
            else:
                scope.vars["_"] = old
                old.value = before

    def run_with_underscore(self, block, item, *arguments):
        """A script block with $_ set, in the scope that it is in: what it gives, as a list."""
        scope = block.state.current
        back = self.enter(scope)
        try:
            with self.underscore():
                scope.vars["_"] = Var("_", item)
                return collected(self.block_output(block))
        finally:
            self.leave(back)

    def block_output(self, block):
        found = []
        self.run_body(block, found.append)
        return found

    def run_body(self, block, out):
        """A script block without parameters, in the present scope."""
        body = block.body
        if body.parameters:
            raise StandInLimit("a script block with parameters here", body)
        if set(body.blocks) != {"end"}:
            raise StandInLimit("a script block with named blocks here", body)
        try:
            body.blocks["end"].run(self, out)
        except ReturnFlow:
            pass

    def run_block_here(self, block):
        return collected(self.block_output(block))

    def invoke_block(self, block, values, out=None):
        """block.Invoke(…) and its like: in a scope of its own, with arguments by position."""
        from .commands import Argument
        found = []
        call = Call(self, "", block.body, block.state, [Argument(None, value, True) for value in values], out or found.append)
        call.begin()
        call.process(NO_INPUT)
        call.end()
        return found

    def call_script_method(self, target, method, arguments):
        return method(target, arguments)

    def count_step(self):
        """A loop of a test that never ends is an error of the test, not a night's work."""
        self.steps += 1
        if self.steps > 5_000_000:
            raise StandInLimit("loops of more than five million steps")

    # ----- automatic variables -----

    def automatic(self, key):
        found = AUTOMATIC.get(key)
        return NotImplemented if found is None else found(self)

    def preference(self, name):
        found = self.scope.find(name)
        return to_text(found.value).lower() if found is not None else ""

    def set_matches(self, found):
        table = Hashtable()
        names = {index: name for name, index in found.re.groupindex.items()}
        number = 0
        for index in regex.numbering(found.re):
            # A group with a name goes by it alone; groups that took no part are not in the table.
            key = names.get(index)
            if key is None:
                key, number = number, number + 1
            if found.group(index) is not None:
                table[key] = found.group(index)
        self.scope.put("Matches", table)

    def check_variable(self, var, value):
        from . import parameters
        spec, command = var.checks
        for name, values, node in spec.checks:
            try:
                parameters.check(self, name, values, node, spec, command, value)
            except TerminatingError:
                fail(f"The variable cannot be validated because the value {to_text(value)} is not a valid value for the {spec.name} variable.", "ValidateSetFailure",
                     "System.Management.Automation.ValidationMetadataException")

    # ----- errors -----

    def located(self, error, node):
        record = error.record
        if record.node is None and node is not None and getattr(node, "source", None) is not None:
            record.node = node
        return error

    def note_error(self, record):
        if not self.errors or self.errors[0] is not record:
            self.errors.insert(0, record)

    def survives(self, error, out):
        """Whether a script goes on behind an error that ended a statement: only outside of try, and not where errors stop."""
        if error.hard or self.try_depth > 0:
            return False
        action = self.preference("erroractionpreference")
        if action == "stop":
            return False
        if action == "inquire":
            raise StandInLimit("$ErrorActionPreference = 'Inquire'")
        self.note_error(error.record)
        if action == "continue":
            self.host.stream("error", error_text(error.record), self)
        return True

    def write_error(self, record, action=None):
        """An error that ends nothing unless it is asked to (about_CommonParameters: -ErrorAction)."""
        action = action or self.preference("erroractionpreference")
        self.ok = False
        self.errors_in_statement = True
        if record.node is None:
            record.node = self.node
        if action == "stop":
            raise TerminatingError(record, hard=True)
        if action == "ignore":
            return
        self.note_error(record)
        if action == "continue" and "2" not in self.muted:
            self.host.stream("error", error_text(record), self)
        elif action not in ("continue", "silentlycontinue"):
            raise StandInLimit(f"the error action {action}")

    def stream(self, name, value, action):
        """Warnings, verbose and information messages, as their preference says."""
        if action == "stop":
            fail(f"The running command stopped because the preference variable \"{name.title()}Preference\" or common parameter is set to Stop: {to_text(value)}", "ActionPreferenceStop",
                 "System.Management.Automation.ActionPreferenceStopException", hard=True)
        number = {"warning": "3", "verbose": "4", "debug": "5", "information": "6"}[name]
        if action == "continue" and number not in self.muted:
            self.host.stream(name, to_text(value), self)
        elif action not in ("continue", "silentlycontinue", "ignore"):
            raise StandInLimit(f"the action {action} for the stream {name}")

    # ----- commands -----

    def command_processor(self, name, invoke, arguments, out, node):
        key = name.lower()
        language.check_command(key, arguments, node)
        qualified = QUALIFIED.match(key)
        if qualified:
            return self.core_processor(qualified.group(1), name, arguments, out, node)
        alias = self.scope.find_alias(key) or self.state.top.aliases.get(key)
        if alias is not None:
            key = alias.lower()
            name = alias
        function = self.find_function(key)
        if function is not None:
            return Call(self, function.name, function.body, function.state, arguments, out, function=function)
        cmdlet = registry.find(key)
        if cmdlet is not None:
            return registry.processor(self, cmdlet, arguments, out)
        if "\\" in name or "/" in name or key.endswith((".ps1", ".exe", ".cmd")):
            return self.file_processor(name, invoke, arguments, out)
        if self.modules.autoload(key):
            function = self.find_function(key)
            return Call(self, function.name, function.body, function.state, arguments, out, function=function)
        if registry.is_known_elsewhere(key):
            raise StandInLimit(f"the command {name}", node)
        fail(f"The term '{name}' is not recognized as the name of a cmdlet, function, script file, or operable program. Check the spelling of the name, or if a path was included, verify that the path is correct and try again.",
             "CommandNotFoundException", "System.Management.Automation.CommandNotFoundException", target=name, category="ObjectNotFound")

    def core_processor(self, key, name, arguments, out, node):
        """A name with its module, such as Microsoft.PowerShell.Utility\\Get-Date, means the cmdlet, whatever function has its name."""
        cmdlet = registry.find(key)
        if cmdlet is None:
            raise StandInLimit(f"the command {name}", node)
        return registry.processor(self, cmdlet, arguments, out)

    def find_function(self, key):
        if "\\" in key and not key.startswith(("\\", ".")) and ":" not in key and key.count("\\") == 1:
            module, name = key.split("\\")
            state = self.modules.loaded.get(module)
            if state is not None:
                return state.exported.get(name)
        return self.scope.find_function(key)

    def named_processor(self, function, arguments, out, node):
        from .scopes import Function
        if isinstance(function, Function):
            return Call(self, function.name, function.body, function.state, arguments, out, function=function)
        return registry.processor(self, function, arguments, out)

    def block_processor(self, block, arguments, out, new_scope):
        return Call(self, "", block.body, block.state, arguments, out, new_scope=new_scope)

    def file_processor(self, path, invoke, arguments, out):
        full = self.host.files.absolute(path)
        if not self.host.files.is_file(full):
            fail(f"The term '{path}' is not recognized as the name of a cmdlet, function, script file, or operable program. Check the spelling of the name, or if a path was included, verify that the path is correct and try again.",
                 "CommandNotFoundException", "System.Management.Automation.CommandNotFoundException", target=path, category="ObjectNotFound")
        if full.lower().endswith(".ps1"):
            body = self.read_script(full)
            self.meet_requirements(body)
            return ScriptCall(self, full, body, arguments, out, dotted=invoke == ".")
        return ProgramCall(self, full, arguments, out)

    def read_script(self, full):
        body = parser.parse(self.host.files.read_text(full), full)
        body.source.is_constrained = self.host.language == "ConstrainedLanguage"
        return body

    def meet_requirements(self, body):
        """#Requires: what is not met keeps the script from starting (about_Requires)."""
        for name, value in body.requires:
            if name == "version":
                if [int(part) for part in value.split(".")] > [5, 1]:
                    fail(f"The script cannot be run because it contained a \"#requires\" statement for Windows PowerShell {value}.", "ScriptRequiresUnmatchedPSVersion")
            elif name == "psedition":
                if value.lower() != "desktop":
                    fail(f"The script cannot be run because it contained a \"#requires\" statement for edition {value}.", "ScriptRequiresUnmatchedPSEdition")
            elif name == "runasadministrator":
                if not self.host.is_elevated:
                    fail("The script cannot be run because it contains a \"#requires\" statement for running as Administrator. The current Windows PowerShell session is not running as Administrator.",
                         "ScriptRequiresElevation")
            elif name == "modules":
                for module in value.split(","):
                    if not self.modules.require(module.strip().strip("'\"")):
                        fail(f"The script cannot be run because the following modules that are specified by the \"#requires\" statements of the script are missing: {module.strip()}.",
                             "ScriptRequiresMissingModules", "System.Management.Automation.ScriptRequiresException")
            else:
                raise StandInLimit(f"#Requires -{name}")

    # ----- whole scripts -----

    def run_script(self, path, arguments, out):
        """Runs a script as `powershell -File` does and gives its exit code."""
        from .commands import Argument
        try:
            call = self.file_processor(path, "&", arguments, out)
            call.is_main = True
            call.begin()
            call.process(NO_INPUT)
            call.end()
        except ExitFlow as flow:
            return flow.code
        except TerminatingError as error:
            self.note_error(error.record)
            self.host.stream("error", error_text(error.record), self)
            return 1
        return 0

    def run_text(self, script, out, name="test"):
        """Runs statements in the global scope; for tests."""
        body = parser.parse(script, name)
        try:
            body.blocks["end"].run(self, out)
        except ReturnFlow:
            pass


class ProgramCall:
    """A program outside PowerShell: its stand-in is a PowerShell script in the file itself, run in a scope of its own.

    Output comes as lines of text, the exit code as $LASTEXITCODE (about_Automatic_Variables).
    """

    def __init__(self, e, path, arguments, out):
        self.e, self.path, self.out = e, path, out
        self.values = []
        for argument in arguments:
            if argument.name is not None:
                raise StandInLimit(f"the argument -{argument.name} of a program")
            values = argument.value if isinstance(argument.value, list) else [argument.value]
            self.values += [to_text(value) for value in values]

    def begin(self):
        pass

    def process(self, item):
        if item is not NO_INPUT:
            raise StandInLimit("input for a program")

    def end(self):
        from .commands import Argument
        e = self.e
        body = parser.parse(e.host.files.read_text(self.path), self.path)
        scope = e.state.top

        def line(item):
            for part in to_text(item).splitlines():
                self.out(part)
        back = e.enter(scope)
        code = 0
        try:
            call = ScriptCall(e, self.path, body, [Argument(None, value, True) for value in self.values], line, dotted=False)
            call.is_main = True
            call.begin()
            call.process(NO_INPUT)
            call.end()
        except ExitFlow as flow:
            code = flow.code
        finally:
            e.leave(back)
        e.last_exit_code = code
        if code != 0:
            e.ok = False
            e.errors_in_statement = True


def error_text(record):
    place = record.position
    return record.exception.message + ("\n" + place if place else "")


def _script_root(e):
    file = e.scope.file
    folder = file.rsplit("\\", 1)[0] if "\\" in file else ""
    return folder + "\\" if folder.endswith(":") else folder


AUTOMATIC = {
    "?": lambda e: e.ok,
    "error": lambda e: e.errors,
    "psscriptroot": _script_root,
    "pscommandpath": lambda e: e.scope.file,
    "pid": lambda e: 4711,
    "home": lambda e: e.host.environment.get("USERPROFILE", "C:\\Users\\operator"),
    "pshome": lambda e: "C:\\Windows\\System32\\WindowsPowerShell\\v1.0",
    "pwd": lambda e: e.host.files.location_object(),
    "host": lambda e: e.host.host_object(e),
    "psversiontable": lambda e: e.host.version_table(),
    "executioncontext": lambda e: e.host.execution_context(e),
    "psculture": lambda e: "en-US",
    "psuiculture": lambda e: "en-US",
    "lastexitcode": lambda e: e.last_exit_code,
    "true": lambda e: True, "false": lambda e: False, "null": lambda e: None,
    "shellid": lambda e: "Microsoft.PowerShell",
}

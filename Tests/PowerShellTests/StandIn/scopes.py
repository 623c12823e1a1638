"""Variables and functions by scope (about_Scopes): reading looks upwards through the callers, writing stays where one is."""
from .faults import fail


class Var:
    __slots__ = ("name", "value", "kind", "constant", "checks")

    def __init__(self, name, value, kind=None, constant=False):
        self.name = name
        self.value = value
        # The type that later assignments are converted to.
        self.kind = kind
        self.constant = constant
        self.checks = None


class Scope:
    __slots__ = ("vars", "functions", "aliases", "parent", "state", "is_script", "strict", "file", "traps")

    def __init__(self, parent, state, is_script=False):
        self.vars = {}
        self.functions = {}
        self.aliases = {}
        self.parent = parent
        self.state = state
        # A scope that `script:` means: that of a script file, a module, or the global one.
        self.is_script = is_script
        self.strict = None
        self.file = parent.file if parent is not None else ""
        self.traps = None

    def find(self, key):
        scope = self
        while scope is not None:
            found = scope.vars.get(key)
            if found is not None:
                return found
            scope = scope.parent
        return None

    def script(self):
        scope = self
        while not scope.is_script and scope.parent is not None:
            scope = scope.parent
        return scope

    def top(self):
        scope = self
        while scope.parent is not None:
            scope = scope.parent
        return scope

    def named(self, name):
        if name in ("local", "private"):
            return self
        if name == "script":
            return self.script()
        if name == "global":
            return self.top()
        return None

    def put(self, name, value, kind=None):
        """Sets a variable in this very scope."""
        key = name.lower()
        old = self.vars.get(key)
        if old is None:
            self.vars[key] = Var(name, value, kind)
            return
        if old.constant:
            fail(f"Cannot overwrite variable {name} because it is read-only or constant.", "VariableNotWritable", "System.Management.Automation.SessionStateUnauthorizedAccessException")
        old.value = value
        if kind is not None:
            old.kind = kind

    def find_function(self, key):
        scope = self
        while scope is not None:
            found = scope.functions.get(key)
            if found is not None:
                return found
            scope = scope.parent
        return None

    def find_alias(self, key):
        scope = self
        while scope is not None:
            found = scope.aliases.get(key)
            if found is not None:
                return found
            scope = scope.parent
        return None

    def strict_version(self):
        """Set-StrictMode holds in the scope that it was called in and those below (about Set-StrictMode)."""
        scope = self
        while scope is not None:
            if scope.strict is not None:
                return scope.strict
            scope = scope.parent
        return 0


class SessionState:
    """What a module, or the session itself, has of its own: its outermost scope and the scope it is in now."""

    def __init__(self, name, parent_scope=None):
        self.name = name
        self.top = Scope(parent_scope, self, is_script=True)
        self.current = self.top
        self.module = None


class Function:
    """A function, with the session state that it was defined in."""

    def __init__(self, name, body, state):
        self.name = name
        self.body = body
        self.state = state
        self.module = state.module if state is not None else None

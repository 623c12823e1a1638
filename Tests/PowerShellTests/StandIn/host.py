"""The made-up machine: its files, clock, environment, registry, answers of the operator, and the streams that a test reads."""
import datetime as dt
import hashlib
import tempfile

from .dates import DateTime
from .faults import StandInLimit
from .files import Files
from .text import to_text
from .values import EnumValue, Hashtable, NetObject, Version

ENVIRONMENT = {"COMPUTERNAME": "SYNC01", "USERNAME": "operator", "USERDOMAIN": "CONTOSO", "USERPROFILE": "C:\\Users\\operator", "PROGRAMFILES": "C:\\Program Files",
               "PROGRAMDATA": "C:\\ProgramData", "TEMP": "C:\\Windows\\Temp", "SYSTEMROOT": "C:\\Windows", "WINDIR": "C:\\Windows", "PROCESSOR_ARCHITECTURE": "AMD64"}


class Host:
    def __init__(self, root=None, clock="2026-11-24T13:00:00Z", answers=(), environment=None, elevated=True, language="FullLanguage"):
        self.files = Files(root or tempfile.mkdtemp(prefix="standin-"))
        self.environment = dict(ENVIRONMENT)
        self.environment.update({name.upper(): value for name, value in (environment or {}).items()})
        self.now = dt.datetime.strptime(clock, "%Y-%m-%dT%H:%M:%SZ")
        self.answers = list(answers)
        # Asked for a line when the answers are used up; gives "" when there is none.
        self.more_answers = None
        self.is_elevated = elevated
        self.language = language
        # (stream, text) in the order of appearance: error, warning, information, verbose, debug, host, whatif, confirm.
        self.messages = []
        self.listener = None
        self.transcript = None
        self.guids = 0
        # HKLM:\… in small letters, to a table of names and values.
        self.registry = {}
        # Paths of programs in small letters, to the version that their files state.
        self.file_versions = {}
        # Called with the seconds of each Start-Sleep, so that a fake can let time pass.
        self.on_sleep = None

    def stream(self, name, text, e):
        self.messages.append((name, text))
        if self.transcript is not None:
            self.transcript.append(text)
        if self.listener is not None:
            self.listener(name, text)

    def texts(self, name):
        return [text for stream, text in self.messages if stream == name]

    def utc_now(self):
        return DateTime(self.now, "utc")

    def sleep(self, seconds):
        self.now += dt.timedelta(seconds=seconds)
        if self.on_sleep is not None:
            self.on_sleep(seconds)

    def answer(self, e, question):
        """What the operator types. A question that the test has no answer for is an error of the test."""
        self.stream("confirm", question, e)
        if not self.answers and self.more_answers is not None:
            line = self.more_answers()
            if line:
                return line.rstrip("\r\n")
        if not self.answers:
            raise StandInLimit(f"the answer to: {question}")
        return self.answers.pop(0)

    def confirm(self, e, question):
        """Yes, Yes to All, No or No to All."""
        if e.confirmed_all is not None:
            return e.confirmed_all
        answer = self.answer(e, question).lower()
        if answer in ("a", "l"):
            e.confirmed_all = answer == "a"
        if answer in ("y", "a"):
            return True
        if answer in ("n", "l"):
            return False
        raise StandInLimit(f"the answer {answer} to a question for Y, A, N or L")

    def new_guid(self):
        self.guids += 1
        text = hashlib.md5(f"guid {self.guids}".encode()).hexdigest()
        return f"{text[:8]}-{text[8:12]}-4{text[13:16]}-a{text[17:20]}-{text[20:]}"

    def version_table(self):
        return Hashtable([("PSVersion", Version((5, 1, 20348, 2849))), ("PSEdition", "Desktop"), ("CLRVersion", Version((4, 0, 30319, 42000)))])

    def language_mode(self):
        return EnumValue("System.Management.Automation.PSLanguageMode", self.language, {"FullLanguage": 0, "RestrictedLanguage": 1, "NoLanguage": 2, "ConstrainedLanguage": 3}[self.language])

    def set_language(self, name):
        if self.language != "FullLanguage" or name not in ("FullLanguage", "ConstrainedLanguage"):
            raise StandInLimit(f"the language mode {name} after {self.language}")
        self.language = name

    def execution_context(self, e):
        return ExecutionContext()

    def host_object(self, e):
        return HostObject()


class ExecutionContext(NetObject):
    type_name = "System.Management.Automation.EngineIntrinsics"


class SessionStateView(NetObject):
    type_name = "System.Management.Automation.SessionState"


class HostObject(NetObject):
    type_name = "System.Management.Automation.Internal.Host.InternalHost"


ExecutionContext.properties = {"sessionstate": lambda o, e: SessionStateView()}
SessionStateView.properties = {"languagemode": lambda o, e: e.host.language_mode()}
SessionStateView.settable = {"languagemode": lambda o, value, e: e.host.set_language(to_text(value))}
HostObject.properties = {"name": lambda o, e: "ConsoleHost"}

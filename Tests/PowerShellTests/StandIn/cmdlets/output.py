"""The Write cmdlets, Out-Null, transcripts and questions to the operator."""
from ..credentials import Credential, SecureString
from ..conversions import enumerate_value
from ..faults import ErrorRecord, NetException, StandInLimit, fail
from ..parameters import Spec
from ..text import to_text
from .registry import Base, cmdlet


@cmdlet("Write-Output", Spec("InputObject", "object", position=0, mandatory=True, pipeline=True, allow=("null", "emptystring", "emptycollection")), Spec("NoEnumerate", "switch"))
class WriteOutput(Base):
    def process(self):
        value = self.get("InputObject")
        if self.flag("NoEnumerate"):
            self.out(value)
        else:
            for item in enumerate_value(value):
                self.out(item)


@cmdlet("Out-Null", Spec("InputObject", "object", pipeline=True))
class OutNull(Base):
    pass


@cmdlet("Write-Host", Spec("Object", "object", position=0, pipeline=True), Spec("NoNewline", "switch"), Spec("ForegroundColor", "string"), Spec("BackgroundColor", "string"), Spec("Separator", "object"))
class WriteHost(Base):
    def process(self):
        self.e.host.stream("host", " ".join(to_text(one) for one in enumerate_value(self.get("Object"))), self.e)


class Message(Base):
    name, preference, common = "", "", ""

    def process(self):
        e = self.e
        action = self.bound.common.get(self.common) if self.common else None
        if self.name == "verbose" and "verbose" in self.bound.common:
            action = "continue" if self.bound.common["verbose"] else "silentlycontinue"
        e.stream(self.name, self.get("Message"), action or e.preference(self.preference))


@cmdlet("Write-Warning", Spec("Message", "string", position=0, mandatory=True, pipeline=True, allow=("emptystring",)))
class WriteWarning(Message):
    name, preference, common = "warning", "warningpreference", "warningaction"


@cmdlet("Write-Verbose", Spec("Message", "string", position=0, mandatory=True, pipeline=True, allow=("emptystring",)))
class WriteVerbose(Message):
    name, preference, common = "verbose", "verbosepreference", ""


@cmdlet("Write-Debug", Spec("Message", "string", position=0, mandatory=True, pipeline=True, allow=("emptystring",)))
class WriteDebug(Message):
    name, preference, common = "debug", "debugpreference", ""


@cmdlet("Write-Information", Spec("MessageData", "object", position=0, mandatory=True, pipeline=True, allow=("emptystring",)), Spec("Tags", "string[]", position=1))
class WriteInformation(Base):
    def process(self):
        e = self.e
        e.stream("information", to_text(self.get("MessageData")), self.bound.common.get("informationaction") or e.preference("informationpreference"))


@cmdlet("Write-Progress", Spec("Activity", "string", position=0, mandatory=True), Spec("Status", "string", position=1), Spec("PercentComplete", "int"), Spec("Completed", "switch"), Spec("Id", "int", position=2),
        Spec("CurrentOperation", "string"), Spec("SecondsRemaining", "int"))
class WriteProgress(Base):
    pass


@cmdlet("Write-Error", Spec("Message", "string", position=0, pipeline=True, allow=("emptystring",)), Spec("ErrorRecord", "errorrecord"), Spec("Exception", "object"), Spec("ErrorId", "string"),
        Spec("Category", "string"), Spec("TargetObject", "object"))
class WriteError(Base):
    def process(self):
        record = self.get("ErrorRecord")
        if record is None:
            exception = self.get("Exception") or NetException(self.get("Message") or "", "Microsoft.PowerShell.Commands.WriteErrorException")
            record = ErrorRecord(exception, self.get("ErrorId") or "Microsoft.PowerShell.Commands.WriteErrorException", self.get("TargetObject"))
            record.node = self.e.node
        self.e.write_error(record, self.action)


@cmdlet("Start-Transcript", Spec("Path", "string", position=0), Spec("LiteralPath", "string"), Spec("Append", "switch"), Spec("Force", "switch"), Spec("NoClobber", "switch"),
        Spec("IncludeInvocationHeader", "switch"), should_process=True)
class StartTranscript(Base):
    def process(self):
        e = self.e
        path = self.get("LiteralPath") or self.get("Path")
        if not path:
            raise StandInLimit("Start-Transcript without a path")
        if not self.should(path, "Start-Transcript"):
            return
        if e.host.transcript is not None:
            raise StandInLimit("a transcript inside a transcript")
        full = e.host.files.absolute(path)
        if self.flag("NoClobber") and e.host.files.exists(full):
            fail(f"File {full} already exists and NoClobber was specified.", "NoClobber", "System.Management.Automation.PSInvalidOperationException")
        e.host.files.write_bytes(full, b"", append=self.flag("Append"))
        e.host.transcript = []
        e.host.transcript_path = full
        self.out(f"Transcript started, output file is {full}")


@cmdlet("Stop-Transcript")
class StopTranscript(Base):
    def process(self):
        host = self.e.host
        if host.transcript is None:
            fail("An error occurred stopping transcription: The host is not currently transcribing.", "InvalidOperation", "System.Management.Automation.PSInvalidOperationException")
        host.files.write_bytes(host.transcript_path, ("\r\n".join(host.transcript) + "\r\n").encode(), append=True)
        host.transcript = None
        self.out(f"Transcript stopped, output file is {host.transcript_path}")


@cmdlet("Read-Host", Spec("Prompt", "object", position=0), Spec("AsSecureString", "switch"))
class ReadHost(Base):
    def process(self):
        answer = self.e.host.answer(self.e, to_text(self.get("Prompt")))
        self.out(SecureString(answer) if self.flag("AsSecureString") else answer)


@cmdlet("Get-Credential", Spec("Credential", "object", position=0), Spec("UserName", "string"), Spec("Message", "string"))
class GetCredential(Base):
    def process(self):
        if isinstance(self.get("Credential"), Credential):
            self.out(self.get("Credential"))
            return
        name = self.get("UserName") or (to_text(self.get("Credential")) if self.has("Credential") else self.e.host.answer(self.e, f"{self.get('Message') or 'Credential'}: user name"))
        self.out(Credential(name, SecureString(self.e.host.answer(self.e, f"{self.get('Message') or 'Credential'}: password"))))


@cmdlet("ConvertTo-SecureString", Spec("String", "string", position=0, mandatory=True, pipeline=True), Spec("AsPlainText", "switch"), Spec("Force", "switch"))
class ConvertToSecureString(Base):
    def process(self):
        if not self.flag("AsPlainText"):
            raise StandInLimit("ConvertTo-SecureString of an encrypted text")
        if not self.flag("Force"):
            fail("The system cannot protect plain text input. To suppress this warning and convert the plain text to a SecureString, reissue the command specifying the Force parameter.", "ImportSecureString_ForceRequired",
                 "System.ArgumentException")
        self.out(SecureString(self.get("String")))

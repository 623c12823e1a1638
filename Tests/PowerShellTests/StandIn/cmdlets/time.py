"""Get-Date, Start-Sleep and New-TimeSpan on the clock of the test."""
from ..dates import DateTime, TimeSpan
from ..faults import StandInLimit
from ..parameters import Spec
from .registry import Base, cmdlet


@cmdlet("Get-Date", Spec("Date", "datetime", position=0, pipeline=True), Spec("Format", "string"), Spec("UFormat", "string"), Spec("Year", "int"), Spec("Month", "int"), Spec("Day", "int"),
        Spec("Hour", "int"), Spec("Minute", "int"), Spec("Second", "int"))
class GetDate(Base):
    def process(self):
        date = self.get("Date") or self.e.host.utc_now().to_local()
        parts = {name: self.get(name) for name in ("Year", "Month", "Day", "Hour", "Minute", "Second") if self.has(name)}
        if parts:
            date = DateTime(date.value.replace(**{name.lower(): value for name, value in parts.items()}), date.kind)
        if self.has("UFormat"):
            raise StandInLimit("Get-Date -UFormat")
        self.out(date.formatted(self.get("Format")) if self.has("Format") else date)


@cmdlet("Start-Sleep", Spec("Seconds", "int", position=0, sets={"seconds"}), Spec("Milliseconds", "int", sets={"milliseconds"}), default_set="seconds")
class StartSleep(Base):
    def process(self):
        self.e.host.sleep(self.get("Seconds") if self.has("Seconds") else (self.get("Milliseconds") or 0) / 1000)


@cmdlet("New-TimeSpan", Spec("Start", "datetime", position=0), Spec("End", "datetime", position=1), Spec("Days", "int"), Spec("Hours", "int"), Spec("Minutes", "int"), Spec("Seconds", "int"))
class NewTimeSpan(Base):
    def process(self):
        if self.has("Start") or self.has("End"):
            now = self.e.host.utc_now().to_local()
            self.out((self.get("End") or now).subtract(self.get("Start") or now))
            return
        seconds = (((self.get("Days") or 0) * 24 + (self.get("Hours") or 0)) * 60 + (self.get("Minutes") or 0)) * 60 + (self.get("Seconds") or 0)
        self.out(TimeSpan(seconds * 10_000_000))

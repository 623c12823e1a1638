"""[datetime] and [timespan], with a machine whose time zone is not UTC, so that a forgotten conversion shows."""
import datetime as dt
import re

from .conversions import to_double
from .faults import StandInLimit, fail
from .text import to_text
from .values import EnumValue, Long, NetObject

# Minutes that local time is before UTC on the made-up machine.
LOCAL_OFFSET = 60
KINDS = {"utc": EnumValue("System.DateTimeKind", "Utc", 1), "local": EnumValue("System.DateTimeKind", "Local", 2), "": EnumValue("System.DateTimeKind", "Unspecified", 0)}
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
TOKENS = re.compile(r"yyyy|yy|MMMM|MMM|MM|M|dddd|ddd|dd|d|HH|H|hh|h|mm|m|ss|s|fffffff|ffffff|fff|ff|f|tt|zzz|zz|K|'[^']*'|\\.|.", re.S)


class Culture(NetObject):
    type_name = "System.Globalization.CultureInfo"
    culture = True

    def to_text(self):
        return ""


INVARIANT = Culture()


class DateTime(NetObject):
    type_name = "System.DateTime"

    def __init__(self, value, kind=""):
        self.value = value
        self.kind = kind

    def to_text(self):
        return self.value.strftime("%m/%d/%Y %H:%M:%S")

    def local_text(self):
        return self.formatted("G")

    def formatted(self, form):
        value = self.value
        if form == "o" or form == "O":
            return value.strftime("%Y-%m-%dT%H:%M:%S.") + f"{value.microsecond:06d}0" + self.zone()
        if form == "s":
            return value.strftime("%Y-%m-%dT%H:%M:%S")
        if form == "u":
            return value.strftime("%Y-%m-%d %H:%M:%SZ")
        if form == "G":
            hour = value.hour % 12 or 12
            return f"{value.month}/{value.day}/{value.year} {hour}:{value.minute:02d}:{value.second:02d} {'AM' if value.hour < 12 else 'PM'}"
        if len(form) == 1:
            raise StandInLimit(f"the date format {form}")
        return "".join(self.part(token) for token in TOKENS.findall(form))

    def zone(self):
        if self.kind == "utc":
            return "Z"
        if self.kind == "":
            return ""
        return "{}{:02d}:{:02d}".format("+" if LOCAL_OFFSET >= 0 else "-", *divmod(abs(LOCAL_OFFSET), 60))

    def part(self, token):
        v = self.value
        table = {"yyyy": f"{v.year:04d}", "yy": f"{v.year % 100:02d}", "MMMM": MONTHS[v.month - 1], "MMM": MONTHS[v.month - 1][:3], "MM": f"{v.month:02d}", "M": str(v.month),
                 "dddd": DAYS[v.weekday()], "ddd": DAYS[v.weekday()][:3], "dd": f"{v.day:02d}", "d": str(v.day), "HH": f"{v.hour:02d}", "H": str(v.hour),
                 "hh": f"{v.hour % 12 or 12:02d}", "h": str(v.hour % 12 or 12), "mm": f"{v.minute:02d}", "m": str(v.minute), "ss": f"{v.second:02d}", "s": str(v.second),
                 "fffffff": f"{v.microsecond:06d}0", "ffffff": f"{v.microsecond:06d}", "fff": f"{v.microsecond // 1000:03d}", "ff": f"{v.microsecond // 10000:02d}",
                 "f": str(v.microsecond // 100000), "tt": "AM" if v.hour < 12 else "PM", "K": self.zone()}
        if token in table:
            return table[token]
        if token in ("zzz", "zz"):
            raise StandInLimit("zzz in a date format")
        if token.startswith("'"):
            return token[1:-1]
        if token.startswith("\\"):
            return token[1:]
        return token

    def to_utc(self):
        # A time of no kind is taken for local (DateTime.ToUniversalTime).
        return self if self.kind == "utc" else DateTime(self.value - dt.timedelta(minutes=LOCAL_OFFSET), "utc")

    def to_local(self):
        return self if self.kind == "local" else DateTime(self.value + dt.timedelta(minutes=LOCAL_OFFSET), "local")

    def shifted(self, **delta):
        return DateTime(self.value + dt.timedelta(**delta), self.kind)

    def other(self, right):
        return cast_date(right)

    def equals(self, right):
        # DateTime compares ticks and ignores the kind.
        return isinstance(right, DateTime) and self.value == right.value or (isinstance(right, str) and self.value == cast_date(right).value)

    def order(self, right):
        other = cast_date(right).value
        return (self.value > other) - (self.value < other)

    def add(self, right):
        return DateTime(self.value + cast_span(right).delta(), self.kind)

    def subtract(self, right):
        if isinstance(right, TimeSpan):
            return DateTime(self.value - right.delta(), self.kind)
        return TimeSpan.of(self.value - cast_date(right).value)

    def ticks(self):
        delta = self.value - dt.datetime(1, 1, 1)
        return Long((delta.days * 86400 + delta.seconds) * 10_000_000 + delta.microseconds * 10)


class TimeSpan(NetObject):
    """Kept in ticks of 100 ns."""
    type_name = "System.TimeSpan"

    def __init__(self, ticks):
        self.count = ticks

    @staticmethod
    def of(delta):
        return TimeSpan((delta.days * 86400 + delta.seconds) * 10_000_000 + delta.microseconds * 10)

    def delta(self):
        return dt.timedelta(microseconds=self.count // 10)

    def to_text(self):
        ticks = abs(self.count)
        days, ticks = divmod(ticks, 864_000_000_000)
        hours, ticks = divmod(ticks, 36_000_000_000)
        minutes, ticks = divmod(ticks, 600_000_000)
        seconds, rest = divmod(ticks, 10_000_000)
        text = f"{hours:02d}:{minutes:02d}:{seconds:02d}"
        return ("-" if self.count < 0 else "") + (f"{days}." if days else "") + text + (f".{rest:07d}" if rest else "")

    def local_text(self):
        return self.to_text()

    def equals(self, right):
        return isinstance(right, (TimeSpan, str)) and self.count == cast_span(right).count

    def order(self, right):
        other = cast_span(right).count
        return (self.count > other) - (self.count < other)

    def add(self, right):
        return TimeSpan(self.count + cast_span(right).count)

    def subtract(self, right):
        return TimeSpan(self.count - cast_span(right).count)


FORMS = ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S.%f", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d", "%m/%d/%Y %H:%M:%S", "%m/%d/%Y", "%Y-%m-%dT%H:%M"]


def cast_date(value):
    if value is None:
        fail('Cannot convert null to type "System.DateTime".', "NullToValueType", "System.Management.Automation.PSInvalidCastException")
    if isinstance(value, DateTime):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return DateTime(dt.datetime(1, 1, 1) + dt.timedelta(microseconds=value // 10))
    text = to_text(value).strip()
    found = re.fullmatch(r"(.*?)(?:Z|([+-])(\d\d):(\d\d))", text)
    base = found.group(1) if found else text
    base = re.sub(r"(\.\d{6})\d+$", r"\1", base)
    for form in FORMS:
        try:
            parsed = dt.datetime.strptime(base, form)
        except ValueError:
            continue
        if not found:
            return DateTime(parsed)
        # A time with a zone becomes local time (DateTime.Parse).
        if found.group(2):
            shift = int(found.group(3)) * 60 + int(found.group(4))
            parsed -= dt.timedelta(minutes=shift if found.group(2) == "+" else -shift)
        return DateTime(parsed + dt.timedelta(minutes=LOCAL_OFFSET), "local")
    fail(f'Cannot convert value "{text}" to type "System.DateTime". Error: "String was not recognized as a valid DateTime."', "InvalidCastParseTargetInvocation",
         "System.Management.Automation.PSInvalidCastException")


def cast_span(value):
    if isinstance(value, TimeSpan):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return TimeSpan(value)
    found = re.fullmatch(r"(-)?(?:(\d+)\.)?(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,7}))?)?", to_text(value).strip())
    if not found:
        fail(f'Cannot convert value "{to_text(value)}" to type "System.TimeSpan".', "InvalidCast", "System.Management.Automation.PSInvalidCastException")
    sign, days, hours, minutes, seconds, rest = found.groups()
    total = ((int(days or 0) * 24 + int(hours)) * 60 + int(minutes)) * 60 + int(seconds or 0)
    ticks = total * 10_000_000 + int((rest or "0").ljust(7, "0"))
    return TimeSpan(-ticks if sign else ticks)


def adder(unit):
    return lambda e, o, a: o.shifted(**{unit: to_double(a[0])})


def date_to_string(e, o, a):
    form = next((to_text(one) for one in a if not isinstance(one, Culture)), "")
    return o.formatted(form) if form else (o.to_text() if a else o.local_text())


DateTime.methods = {"touniversaltime": lambda e, o, a: o.to_utc(), "tolocaltime": lambda e, o, a: o.to_local(), "tostring": date_to_string,
                    "adddays": adder("days"), "addhours": adder("hours"), "addminutes": adder("minutes"), "addseconds": adder("seconds"),
                    "addmilliseconds": adder("milliseconds"), "subtract": lambda e, o, a: o.subtract(a[0]), "add": lambda e, o, a: o.add(a[0]),
                    "compareto": lambda e, o, a: o.order(a[0]), "equals": lambda e, o, a: o.equals(a[0]),
                    "tofiletimeutc": lambda e, o, a: Long(o.to_utc().ticks() - 504911232000000000), "tofiletime": lambda e, o, a: Long(o.to_utc().ticks() - 504911232000000000)}
DateTime.properties = {"year": lambda o, e: o.value.year, "month": lambda o, e: o.value.month, "day": lambda o, e: o.value.day, "hour": lambda o, e: o.value.hour,
                       "minute": lambda o, e: o.value.minute, "second": lambda o, e: o.value.second, "ticks": lambda o, e: o.ticks(), "kind": lambda o, e: KINDS[o.kind],
                       "date": lambda o, e: DateTime(o.value.replace(hour=0, minute=0, second=0, microsecond=0), o.kind),
                       "dayofweek": lambda o, e: EnumValue("System.DayOfWeek", DAYS[o.value.weekday()], (o.value.weekday() + 1) % 7)}


def total(ticks):
    return lambda o, e: o.count / ticks


def unit(ticks, size):
    return lambda o, e: int(abs(o.count) // ticks % size) * (-1 if o.count < 0 else 1)


TimeSpan.properties = {"totaldays": total(864_000_000_000), "totalhours": total(36_000_000_000), "totalminutes": total(600_000_000), "totalseconds": total(10_000_000),
                       "totalmilliseconds": total(10_000), "days": unit(864_000_000_000, 10**9), "hours": unit(36_000_000_000, 24), "minutes": unit(600_000_000, 60),
                       "seconds": unit(10_000_000, 60), "milliseconds": unit(10_000, 1000), "ticks": lambda o, e: Long(o.count)}
TimeSpan.methods = {"tostring": lambda e, o, a: o.to_text(), "add": lambda e, o, a: o.add(a[0])}


def parse_exact(e, a):
    """ParseExact(text, format, culture[, styles]) for formats of digits."""
    form = to_text(a[1])
    python = form
    for net, py in (("yyyy", "%Y"), ("MM", "%m"), ("dd", "%d"), ("HH", "%H"), ("mm", "%M"), ("ss", "%S")):
        python = python.replace(net, py)
    python = re.sub(r"'([^']*)'", r"\1", python)
    try:
        return DateTime(dt.datetime.strptime(to_text(a[0]), python))
    except ValueError:
        fail('Exception calling "ParseExact" with "3" argument(s): "String was not recognized as a valid DateTime."', "FormatException", "System.Management.Automation.MethodInvocationException")


STATIC_CALLS = {"parse": lambda e, a: cast_date(a[0]), "parseexact": parse_exact,
                "fromfiletimeutc": lambda e, a: DateTime(dt.datetime(1601, 1, 1) + dt.timedelta(microseconds=int(a[0]) // 10), "utc"),
                "fromfiletime": lambda e, a: DateTime(dt.datetime(1601, 1, 1) + dt.timedelta(microseconds=int(a[0]) // 10), "utc").to_local()}
STATIC_PROPERTIES = {"utcnow": lambda e: e.host.utc_now(), "now": lambda e: e.host.utc_now().to_local(), "minvalue": lambda e: DateTime(dt.datetime(1, 1, 1)),
                     "maxvalue": lambda e: DateTime(dt.datetime(9999, 12, 31, 23, 59, 59, 999999))}


def span_from(ticks):
    return lambda e, a: TimeSpan(int(to_double(a[0]) * ticks))


SPAN_CALLS = {"fromseconds": span_from(10_000_000), "fromminutes": span_from(600_000_000), "fromhours": span_from(36_000_000_000), "fromdays": span_from(864_000_000_000)}

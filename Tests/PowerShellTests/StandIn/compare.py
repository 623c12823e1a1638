"""The comparison operators (about_Comparison_Operators): the left side decides how the right one is read."""
import functools
import re
import unicodedata
from decimal import Decimal

from .conversions import to_bool, to_number
from .faults import StandInLimit, TerminatingError, fail
from .text import to_text
from .values import AutomationNull, Char, EnumValue, Guid, NetObject, PSObject, Switch, TypeRef, Version

# The order in which Windows puts signs before digits and letters; the hyphen and the apostrophe count last of all ("word sort").
_SIGNS = {sign: place for place, sign in enumerate("_ !\"#$%&()*,./:;?@[\\]^`{|}~+<=>")}


def culture_key(text, fold=True):
    """A key that sorts texts as -lt and Sort-Object do, for text whose order is beyond doubt."""
    primary, accents, cases, hyphens = [], [], [], []
    for place, char in enumerate(unicodedata.normalize("NFD", text)):
        if char in "-'":
            hyphens.append((place, char))
        elif unicodedata.combining(char):
            accents.append(char)
        elif char.isdigit() and char.isascii():
            primary.append((1, int(char), ""))
        elif char.isalpha():
            primary.append((2, 0, char.lower()))
            # Small letters stand before capital ones.
            cases.append(char.isupper())
        elif char in _SIGNS:
            primary.append((0, _SIGNS[char], ""))
        else:
            primary.append((0, 100 + ord(char), ""))
    return (primary, accents, [] if fold else cases, hyphens)


def upper(text):
    """Capital letters one by one, as in .NET: the German sharp s stays."""
    capital = text.upper()
    return capital if len(capital) == len(text) else "".join(u if len(u := c.upper()) == 1 else c for c in text)


def _loose(text):
    """What two texts may share that the invariant culture takes for equal."""
    text = unicodedata.normalize("NFKD", text).replace("\u00df", "ss")
    return "".join(c for c in text if c.isprintable() and not unicodedata.combining(c)).casefold()


def same_text(left, right, exact):
    """-eq on texts compares by the invariant culture, which differs from ordinal outside ASCII; where it might, this stops."""
    if left == right:
        return True
    if not exact and upper(left) == upper(right):
        return True
    if left.isascii() and right.isascii() and left.isprintable() and right.isprintable():
        return False
    if _loose(left) != _loose(right):
        return False
    a, b = unicodedata.normalize("NFC", left), unicodedata.normalize("NFC", right)
    if a == b or (not exact and upper(a) == upper(b)):
        return True
    if exact and upper(a) == upper(b) or _accents(left) != _accents(right):
        # Case and accents tell letters apart in every culture.
        return False
    raise StandInLimit(f"whether the invariant culture takes {left!r} and {right!r} for the same")


def _accents(text):
    return [c for c in unicodedata.normalize("NFD", text) if unicodedata.combining(c)]


def equal(left, right, exact=False):
    kind = type(left)
    if kind is str:
        # An empty text is not $null.
        if right is None or right is AutomationNull:
            return False
        return same_text(left, right if type(right) is str else to_text(right), exact)
    if left is None or left is AutomationNull:
        return right is None or right is AutomationNull
    if right is None or right is AutomationNull:
        return False
    if kind is bool:
        return left == to_bool(right)
    if kind is Switch:
        return left.present == to_bool(right)
    if isinstance(left, (int, float, Decimal)):
        try:
            return left == to_number(right)
        except TerminatingError:
            return False
    if kind is EnumValue:
        if isinstance(right, EnumValue):
            return left == right
        if isinstance(right, str):
            return left.name.lower() == right.lower()
        return left.number == to_number(right)
    if kind is Char:
        if isinstance(right, str) and len(right) != 1:
            return False
        other = right.text if isinstance(right, Char) else (right if isinstance(right, str) else chr(to_number(right)))
        return left.text == other or (not exact and left.text.lower() == other.lower())
    if kind in (Guid, Version):
        from .types import cast
        try:
            return left == cast("guid" if kind is Guid else "version", right)
        except TerminatingError:
            return False
    if kind is TypeRef:
        return isinstance(right, TypeRef) and left == right
    if isinstance(left, NetObject):
        return left.equals(right)
    if isinstance(right, str) and kind is PSObject and not left.types[0].endswith("PSCustomObject"):
        return same_text(to_text(left), right, exact)
    return left is right


def order(left, right, exact=False):
    """Below 0, 0 or above 0, as -lt and its kin see it."""
    kind = type(left)
    if kind is str:
        if right is None or right is AutomationNull:
            return 1
        right = to_text(right)
        a, b = culture_key(left, not exact), culture_key(right, not exact)
        return (a > b) - (a < b)
    if left is None or left is AutomationNull:
        if right is None or right is AutomationNull:
            return 0
        # $null is below everything but negative numbers.
        return 1 if isinstance(right, (int, float, Decimal)) and right < 0 else -1
    if isinstance(left, (bool, int, float, Decimal)):
        if right is None or right is AutomationNull:
            return 1 if to_number(left) >= 0 else -1
        a, b = to_number(left), to_number(right)
        return (a > b) - (a < b)
    if kind is Version:
        from .types import cast
        a, b = left.key(), cast("version", right).key()
        return (a > b) - (a < b)
    if kind is EnumValue:
        if isinstance(right, str):
            raise StandInLimit("the order of an enumeration and a text")
        a, b = left.number, to_number(right)
        return (a > b) - (a < b)
    if kind is Char:
        raise StandInLimit("the order of characters")
    if isinstance(left, NetObject):
        return left.order(right)
    fail(f'Cannot compare "{to_text(left)}" to "{to_text(right)}" because the objects are not the same type or the object "{to_text(left)}" does not implement "IComparable".', "PSNotIComparable")


def sort_key_order(left, right, exact=False):
    """As Sort-Object compares: $null first, numbers among themselves, mixed kinds as text."""
    if left is None or right is None:
        return (left is not None) - (right is not None)
    number = (int, float, Decimal)
    if isinstance(left, number) and isinstance(right, number):
        return (left > right) - (left < right)
    if isinstance(left, str) and isinstance(right, str):
        return order(left, right, exact)
    if type(left) is type(right):
        return order(left, right, exact)
    return order(to_text(left), to_text(right), exact)


def wildcard(pattern):
    """A wildcard pattern as a regular expression (about_Wildcards)."""
    out = []
    index = 0
    while index < len(pattern):
        char = pattern[index]
        if char == "*":
            out.append(".*")
        elif char == "?":
            out.append(".")
        elif char == "`" and index + 1 < len(pattern):
            index += 1
            out.append(re.escape(pattern[index]))
        elif char == "[":
            end = pattern.find("]", index + 2)
            if end < 0:
                fail(f"The specified wildcard character pattern is not valid: {pattern}", "RuntimeException", "System.Management.Automation.WildcardPatternException")
            inner = pattern[index + 1:end].replace("\\", "\\\\").replace("^", "\\^").replace("[", "\\[")
            out.append("[" + inner + "]")
            index = end
        else:
            out.append(re.escape(char))
        index += 1
    return "".join(out)


@functools.lru_cache(maxsize=4096)
def _compiled(pattern, exact):
    return re.compile(wildcard(pattern), re.S | (0 if exact else re.I))


def like(text, pattern, exact=False):
    return _compiled(pattern, exact).fullmatch(text) is not None

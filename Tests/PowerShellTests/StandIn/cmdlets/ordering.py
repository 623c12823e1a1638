"""Sort-Object, Group-Object, Measure-Object and Compare-Object."""
import functools

from .. import compare, members
from ..conversions import to_bool, to_number
from ..faults import StandInLimit, fail
from ..parameters import Spec
from ..text import to_text
from ..values import Hashtable, ArrayList, PSObject
from .objects import columns
from .registry import Base, cmdlet


class Collector(Base):
    def begin(self):
        self.items = []

    def process(self):
        if self.has("InputObject"):
            self.items.append(self.get("InputObject"))


@cmdlet("Sort-Object", Spec("Property", "object[]", position=0), Spec("Descending", "switch"), Spec("Unique", "switch"), Spec("CaseSensitive", "switch"),
        Spec("InputObject", "object", pipeline=True))
class SortObject(Collector):
    """Stable, without regard to case. (Windows PowerShell promises no stable order; -Unique and ties in the scripts must not rest on it.)"""

    def end(self):
        shown = columns(self.get("Property"))
        exact = self.flag("CaseSensitive")
        descending = self.flag("Descending")

        def keys(item):
            return [one.value(self.e, item) for one in shown] if shown else [item]

        turned = [to_bool(one.extra.get("descending", descending)) and "ascending" not in one.extra for one in shown] or [descending]
        for one in shown:
            if set(one.extra) - {"descending", "ascending"}:
                raise StandInLimit(f"a sort key with {sorted(one.extra)}")

        def order(left, right):
            for a, b, down in zip(left[0], right[0], turned):
                found = compare.sort_key_order(a, b, exact)
                if found:
                    return -found if down else found
            return 0

        # $null as a whole object is dropped by Sort-Object only when there is a property to look at; here it stays first.
        rows = sorted(((keys(item), item) for item in self.items), key=functools.cmp_to_key(order))
        last = None
        for row in rows:
            if self.flag("Unique") and last is not None and self.alike(last[0], row[0], exact):
                continue
            last = row
            self.out(row[1])

    def alike(self, left, right, exact):
        return all(compare.sort_key_order(a, b, exact) == 0 and (not isinstance(a, str) or not isinstance(b, str) or compare.same_text(a, b, exact)) for a, b in zip(left, right))


@cmdlet("Group-Object", Spec("Property", "object[]", position=0), Spec("NoElement", "switch"), Spec("AsHashTable", "switch"), Spec("AsString", "switch"), Spec("CaseSensitive", "switch"),
        Spec("InputObject", "object", pipeline=True))
class GroupObject(Collector):
    def end(self):
        shown = columns(self.get("Property"))
        groups = []
        for item in self.items:
            values = [one.value(self.e, item) for one in shown] if shown else [item]
            for known, members_found in groups:
                if all(compare.sort_key_order(a, b, self.flag("CaseSensitive")) == 0 and (a is None) == (b is None) for a, b in zip(known, values)):
                    members_found.append(item)
                    break
            else:
                groups.append((values, [item]))
        if self.flag("AsHashTable"):
            table = Hashtable()
            for values, found in groups:
                key = to_text(values[0]) if self.flag("AsString") else values[0]
                table[key] = found
            self.out(table)
            return
        for values, found in groups:
            pairs = [("Values", ArrayList(values)), ("Count", len(found)), ("Group", ArrayList(found)), ("Name", ", ".join(to_text(v) for v in values))]
            if self.flag("NoElement"):
                pairs = [pair for pair in pairs if pair[0] != "Group"]
            self.out(PSObject(pairs, ("Microsoft.PowerShell.Commands.GroupInfo", "System.Object")))


@cmdlet("Measure-Object", Spec("Property", "string[]", position=0), Spec("Sum", "switch"), Spec("Average", "switch"), Spec("Maximum", "switch"), Spec("Minimum", "switch"),
        Spec("InputObject", "object", pipeline=True))
class MeasureObject(Collector):
    def end(self):
        names = self.get("Property")
        if names is not None and len(names) != 1:
            raise StandInLimit("Measure-Object with several properties")
        values = []
        for item in self.items:
            if names:
                found = members.own_property(self.e, item, names[0].lower())
                if found is members.MISSING:
                    continue
                values.append(found)
            else:
                values.append(item)
        # Without -Sum and its like the properties are there and $null.
        numbers = [to_number(value) for value in values] if any(map(self.flag, ("Sum", "Average"))) else []
        extremes = any(map(self.flag, ("Maximum", "Minimum")))
        if names and not values and self.items:
            fail(f'Measure-Object : The property "{names[0]}" cannot be found in the input for any objects.', "GenericMeasurePropertyNotFound")
        if not self.items and (numbers or extremes or any(map(self.flag, ("Sum", "Average")))):
            # Nothing in gives a result in 5.1 all the same: Count 0 and no sum.
            pass
        order = functools.cmp_to_key(compare.sort_key_order)
        self.out(PSObject([
            ("Count", len(values)), ("Average", sum(numbers) / len(numbers) if self.flag("Average") and numbers else None),
            ("Sum", float(sum(numbers)) if self.flag("Sum") and numbers else None),
            ("Maximum", self.extreme(max, values, order) if self.flag("Maximum") and values else None),
            ("Minimum", self.extreme(min, values, order) if self.flag("Minimum") and values else None),
            ("Property", names[0] if names else None)], ("Microsoft.PowerShell.Commands.GenericMeasureInfo", "System.Object")))

    def extreme(self, function, values, order):
        found = function(values, key=order)
        # Numbers come back as [double] in 5.1.
        return float(found) if isinstance(found, int) and not isinstance(found, bool) else found


@cmdlet("Compare-Object", Spec("ReferenceObject", "object[]", position=0, mandatory=True, allow=("emptycollection",)), Spec("DifferenceObject", "object[]", position=1, mandatory=True, allow=("emptycollection",)),
        Spec("Property", "object[]"), Spec("IncludeEqual", "switch"), Spec("ExcludeDifferent", "switch"), Spec("PassThru", "switch"), Spec("CaseSensitive", "switch"), Spec("SyncWindow", "int"))
class CompareObject(Base):
    def process(self):
        shown = columns(self.get("Property"))
        exact = self.flag("CaseSensitive")

        def keys(item):
            return [one.value(self.e, item) for one in shown] if shown else [item]

        rest = [(keys(item), item) for item in self.get("DifferenceObject")]
        equal, left = [], []
        for item in self.get("ReferenceObject"):
            mine = keys(item)
            hit = next((row for row in rest if all(same_key(a, b, exact) for a, b in zip(mine, row[0]))), None)
            if hit is None:
                left.append((mine, item))
            else:
                rest.remove(hit)
                equal.append((mine, item))
        if self.flag("IncludeEqual"):
            for row in equal:
                self.give(row, "==", shown)
        if not self.flag("ExcludeDifferent"):
            for row in rest:
                self.give(row, "=>", shown)
            for row in left:
                self.give(row, "<=", shown)

    def give(self, row, side, shown):
        if self.flag("PassThru"):
            raise StandInLimit("Compare-Object -PassThru")
        if shown:
            pairs = [(one.name, value) for one, value in zip(shown, row[0])]
        else:
            pairs = [("InputObject", row[1])]
        self.out(PSObject(pairs + [("SideIndicator", side)]))


def same_key(left, right, exact):
    if isinstance(left, str) and isinstance(right, str):
        return compare.same_text(left, right, exact)
    return compare.sort_key_order(left, right, exact) == 0

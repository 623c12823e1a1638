"""Which scenarios come to which functions of a script, so that only those are run that can notice a change in it."""
import io
import os
import re
import time
import unittest

import engines  # noqa: F401  (puts the stand-in on the path)


def loaded(names):
    """The single scenarios that the names stand for."""
    found = []

    def walk(item):
        if isinstance(item, unittest.TestSuite):
            for part in item:
                walk(part)
        else:
            found.append(item.id())
    walk(unittest.defaultTestLoader.loadTestsFromNames(names))
    return list(dict.fromkeys(found))


def run(scenarios):
    suite = unittest.defaultTestLoader.loadTestsFromNames(scenarios)
    return unittest.TextTestRunner(stream=io.StringIO(), failfast=True).run(suite)


class Reached:
    """Each scenario, run once on the script as it is: what it entered there, and how long it took."""

    def __init__(self, scenarios, kit, path):
        with open(os.path.join(kit.folder, path), encoding="utf-8-sig") as file:
            self.lines = file.read().split("\n")
        self.entered, self.seconds = {}, {}
        for scenario in scenarios:
            begin = time.monotonic()
            with Watch(path) as watch:
                if not run([scenario]).wasSuccessful():
                    raise SystemExit(f"{path}: {scenario} fails without a change")
            self.entered[scenario], self.seconds[scenario] = watch.names, time.monotonic() - begin

    def of_line(self, line):
        """The scenarios that enter the function around a line, the quickest first. Outside of functions that is everything that runs the script."""
        name = self.function(line)
        return sorted((scenario for scenario, names in self.entered.items() if name in names), key=self.seconds.get)

    def function(self, line):
        name = ""
        for text in self.lines[:line]:
            begins = re.match(r"function (\S+)", text)
            name = begins.group(1).lower() if begins else "" if text.startswith("}") else name
        return name


class Watch:
    """Writes down which functions of a kit's file the stand-in calls; the whole script is called by its empty name. Some scenarios run a copy of the kit."""

    def __init__(self, path):
        self.ending, self.names = "\\" + path.lower().replace("/", "\\"), set()

    def __enter__(self):
        from StandIn import functions
        self.place, self.prepare = functions.Call, functions.Call.prepare

        def prepare(call):
            source = getattr(call.body, "source", None)
            if source is not None and source.name.lower().endswith(self.ending):
                self.names.add(call.name.lower() if call.function else "")
            self.prepare(call)
        functions.Call.prepare = prepare
        return self

    def __exit__(self, *_):
        self.place.prepare = self.prepare

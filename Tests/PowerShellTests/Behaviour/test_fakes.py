"""The fakes themselves: they take the parameters of the real commands, and there is one for every command of a product that a script calls."""
import json
import os
import re
import unittest

import engines
import kits

# What belongs to PowerShell itself and runs for real, or in the stand-in.
OWN_MODULES = ("Microsoft.PowerShell.", "CimCmdlets", "NetTCPIP", "NetSecurity")
TABLE = os.path.join(engines.HERE, "..", "commands.json")


def declared():
    """Every function of the fakes with its parameters, read off their text."""
    found = {}
    for folder, _, files in os.walk(engines.FAKES):
        for file in files:
            if not file.endswith((".ps1", ".psm1")):
                continue
            with open(os.path.join(folder, file), encoding="utf-8") as source:
                text = source.read()
            for match in re.finditer(r"(?m)^function (?:global:)?([A-Z][\w]*-[\w]+) \{\n((?:    \[CmdletBinding.*\n)?)    param\(", text):
                depth, at = 1, match.end()
                while depth:
                    depth += {"(": 1, ")": -1}.get(text[at], 0)
                    at += 1
                block = re.sub(r"(?m)#.*$", "", text[match.end():at])
                names = set(re.findall(r"\$(\w+)(?=\s*(?:=|,|\)|\n))", block)) - {"true", "false", "null"}
                aliases = set(re.findall(r"\[Alias\('(\w+)'\)\]", block))
                found[match.group(1)] = names | aliases | ({"WhatIf", "Confirm"} if "SupportsShouldProcess" in match.group(2) else set()) | (
                    {"ErrorAction", "WarningAction"} if match.group(2) or "[Parameter(" in block else set())
    return found


class Fakes(unittest.TestCase):
    def test_every_command_of_a_product_has_a_fake_that_takes_what_scripts_give(self):
        with open(TABLE, encoding="utf-8") as file:
            table = json.load(file)
        fakes = declared()
        for entry in table:
            if entry["module"].startswith(OWN_MODULES) and entry["name"] not in fakes:
                continue
            with self.subTest(entry["name"]):
                self.assertIn(entry["name"], fakes)
                missing = set(entry["parameters"]) - fakes[entry["name"]]
                self.assertFalse(missing)

    def test_no_fake_takes_a_parameter_that_the_real_command_does_not_have(self):
        with open(os.path.join(engines.FAKES, "parameters.json"), encoding="utf-8") as file:
            real = json.load(file)["commands"]
        for name, parameters in declared().items():
            if name in real:
                with self.subTest(name):
                    extra = parameters - set(real[name]) - {"WhatIf", "Confirm", "ErrorAction", "WarningAction"}
                    self.assertFalse(extra)

    def test_every_fake_of_a_product_is_in_the_table_of_real_parameters(self):
        with open(os.path.join(engines.FAKES, "parameters.json"), encoding="utf-8") as file:
            real = json.load(file)["commands"]
        with open(TABLE, encoding="utf-8") as file:
            names = {entry["name"] for entry in json.load(file)}
        self.assertFalse({name for name in declared() if name in names and name not in real})


class Kits(unittest.TestCase):
    def test_every_gate_is_a_step_of_the_kit_or_of_its_other_half(self):
        for name in ("contoso", "fabrikam"):
            kit = kits.kit(name)
            other = set()
            for path in kit.paths(".sh"):
                with open(os.path.join(kit.folder, path), encoding="utf-8") as file:
                    other |= set(re.findall(r"(?m)^(?:readonly )?STEP='([^']+)'", file.read()))
            for script in kit.scripts:
                for step, _, _ in script.gates:
                    self.assertTrue(step in kit.powershell_steps or step in other, f"{script}: {step}")


if __name__ == "__main__":
    unittest.main()

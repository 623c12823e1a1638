#!/usr/bin/env python3
"""Renders five files of every environment with Jinja2 from the same YAML files, to the bytes that syncshift wrote.

    jinja.py FLEET TREE FOLDER

The templates are made of the first environment's files, with what differs between environments as expressions. So Jinja2 has less to do than
syncshift, which quotes each value for its language and computes the whole plan. A file that differs by one byte ends the run.
"""

import pathlib
import sys

import jinja2
import yaml

FILES = [
    "waves/01-w001/20-connect-stop/10-stop-scheduler-sync01.ps1",
    "30-graph/{domain}/30-find-or-create-jobs.sh",
    "waves/01-w001/50-scope/{domain}/scope.json",
    "lib/kit.sh",
    "runbook.md",
]


def paths(domain, tree):
    """The five files; where a path of the list is not in the kit, the first of its folder that is."""
    for pattern in FILES:
        path = pattern.format(domain=domain)
        if not (tree / path).exists():
            parent = pathlib.Path(path).parent
            path = str(parent / sorted(entry.name for entry in (tree / parent).iterdir() if entry.is_file())[0])
        yield path


def template(text, values):
    for value, expression in values:
        text = text.replace(value, f"[%={expression}=%]")
    return text


def main():
    fleet, tree, out = map(pathlib.Path, sys.argv[1:4])
    inputs = sorted(fleet.glob("*.yaml"))
    settings = dict(
        variable_start_string="[%=", variable_end_string="=%]", block_start_string="[%%", block_end_string="%%]", comment_start_string="[%#",
        comment_end_string="#%]", keep_trailing_newline=True, undefined=jinja2.StrictUndefined, autoescape=False)
    engines = {True: jinja2.Environment(newline_sequence="\r\n", **settings), False: jinja2.Environment(**settings)}
    templates = None
    for file in inputs:
        with open(file, "rb") as stream:
            environment = yaml.load(stream, Loader=yaml.CSafeLoader)
        name = environment["environment"]
        domain = environment["forests"][0]["domains"][0]["name"]
        kit = tree / name
        if templates is None:
            values = [
                (environment["tenant"]["id"], "tenant.id"), (environment["forests"][0]["connector"]["ids"]["SYNC01"], "connector.ids.SYNC01"),
                (name, "environment"),
            ]
            templates = []
            for path in paths(domain, kit):
                text = (kit / path).read_bytes().decode("utf-8")
                engine = engines["\r\n" in text]
                templates.append((path.replace(name, "{name}"), engine.from_string(template(text, values))))
        context = {"environment": name, "tenant": environment["tenant"], "connector": environment["forests"][0]["connector"]}
        for path, compiled in templates:
            path = path.format(name=name)
            data = compiled.render(context).encode("utf-8")
            if data != (kit / path).read_bytes():
                sys.exit(f"{name}/{path} is not what syncshift wrote")
            target = out / name / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)


if __name__ == "__main__":
    main()

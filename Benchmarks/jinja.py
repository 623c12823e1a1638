#!/usr/bin/env python3
"""Renders five files of every environment with Jinja2, to the bytes that syncshift wrote.

    jinja.py PORT TREE FOLDER

PORT holds the templates and their values as JinjaPort wrote them: the same loops, conditions and spellings as ours, included parts already in their
places, and values that are ready, so that nothing is planned here. Values are read by PyYAML's CSafeLoader. A file that differs by one byte ends
the run. Prints a line of JSON: the bytes, and the CPU seconds that reading, rendering and writing took.
"""

import json
import pathlib
import sys
import time

import jinja2
import yaml

from filters import FILTERS


def main():
    port, tree, out = map(pathlib.Path, sys.argv[1:4])
    engine = jinja2.Environment(
        variable_start_string="[%=", variable_end_string="=%]", block_start_string="[%%", block_end_string="%%]", comment_start_string="[%#",
        comment_end_string="#%]", keep_trailing_newline=True, undefined=jinja2.StrictUndefined, autoescape=False)
    engine.filters.update(FILTERS)
    templates = [
        engine.from_string(path.read_text(encoding="utf-8"))
        for path in sorted((port / "templates").iterdir(), key=lambda path: int(path.stem))]
    seconds = dict.fromkeys(("read", "render", "write"), 0.0)
    total = 0
    for source in sorted((port / "values").iterdir()):
        start = time.process_time()
        with open(source, "rb") as stream:
            files = yaml.load(stream, Loader=yaml.CSafeLoader)
        read = time.process_time()
        texts = []
        for file in files:
            text = templates[file["template"]].render(file["values"])
            if file["path"].endswith(".ps1"):
                text = "\ufeff" + text.replace("\n", "\r\n")
            texts.append(text.encode("utf-8"))
        rendered = time.process_time()
        for file, data in zip(files, texts):
            target = out / source.stem / file["path"]
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        written = time.process_time()
        seconds["read"] += read - start
        seconds["render"] += rendered - read
        seconds["write"] += written - rendered
        for file, data in zip(files, texts):
            if data != (tree / source.stem / file["path"]).read_bytes():
                sys.exit(f"{source.stem}/{file['path']} is not what syncshift wrote")
            total += len(data)
    print(json.dumps({"bytes": total, **seconds}))


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Measures whole runs of syncshift on made-up fleets, and beside each, in the same run, what else could have made or moved the same bytes.

    bench.py [--sizes 100,1000] [--jobs 1,2] [--folder DIR] [--write Docs/Performance.md] [--build DIR]

Every run writes into a folder of its own, and nothing is deleted before the last measurement: a deletion goes on in the file system while the
next run is measured. What a run left in memory to be written is written before the next one begins, and runs that are not counted warm the machine up.
Needs room for about four trees of the largest fleet and eight of 1,000, and for two more of the largest to measure tar. With --write, the table replaces the one between the two marks.
"""

import argparse
import datetime
import hashlib
import json
import multiprocessing
import os
import pathlib
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
MARKS = ("<!-- bench: begin -->", "<!-- bench: end -->")


class Run:
    """One process, from its start to its end."""

    def __init__(self, command, expected=0):
        os.sync()
        with tempfile.TemporaryFile() as output:
            start = time.monotonic()
            process = subprocess.Popen([str(part) for part in command], stdout=output, stderr=subprocess.PIPE)
            errors = process.stderr.read()
            _, status, usage = os.wait4(process.pid, 0)
            self.seconds = time.monotonic() - start
            output.seek(0)
            self.output = output.read()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != expected:
            sys.exit(f"{' '.join(map(str, command[:3]))} …: exit code {process.returncode}\n{errors.decode(errors='replace')[:2000]}")
        self.cpu = usage.ru_utime + usage.ru_stime
        self.system = usage.ru_stime
        # A process begins as a copy of this one, and Linux counts that too: what is not above it is only known to be no more.
        floor = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        self.memory = f"{'' if usage.ru_maxrss > floor else '≤ '}{usage.ru_maxrss * 1024 / 1e6:.0f}"


def size(tree):
    """What stands in a tree of kits, without what runs remember beside them."""
    files = total = 0
    for folder, inner, names in os.walk(tree):
        inner[:] = [name for name in inner if name != ".syncshift"]
        files += len(names)
        total += sum(os.lstat(os.path.join(folder, name)).st_size for name in names)
    return files, total


def digests(tree):
    """One digest of what every kit says about its files, which stands for the bytes."""
    whole = hashlib.sha256()
    for path in sorted(tree.glob("*/SHA256SUMS")):
        whole.update(path.parent.name.encode() + path.read_bytes())
    return whole.digest()


def warm_up(build, work):
    """Writes fleets that are not counted until the kernel's part of it is smaller than ours, and says how many that were.

    What a virtual machine never used, or has set free in large pieces, its host has to find anew page by page: what writes first takes several times as
    long then, nearly all of it in the kernel. A file that is one large hole takes no room on the disk, and reading it fills the memory for files all the same;
    later runs get that back without the host.
    """
    hole = work / "hole"
    with hole.open("wb") as file:
        file.truncate(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"))
    Run(["dd", f"if={hole}", "of=/dev/null", "bs=1M", "status=none"])
    Run([sys.executable, HERE / "fleet.py", work / "warm", "--environments", 1000])
    inputs = sorted((work / "warm").glob("*.yaml"))
    for number in range(1, 9):
        run = Run([build / "syncshift", "generate", *inputs, "--output", work / f"warm-{number}", "--jobs", 1])
        print(f"  not counted: CPU {run.cpu:.2f} s, {run.system:.2f} s of it in the kernel", file=sys.stderr)
        if run.system < run.cpu / 2:
            break
    else:
        print("  NOT WARM: the kernel still takes more than half, so the first rows say too much", file=sys.stderr)
    return number


def measure(count, jobs, build, work):
    """The rows of runs, and those of the two template engines."""
    fleet, rows, syncshift = work / "fleet", [], build / "syncshift"
    Run([sys.executable, HERE / "fleet.py", fleet, "--environments", count])
    inputs = sorted(fleet.glob("*.yaml"))

    def add(name, run, files, total):
        rows.append((name, run, files, total))
        print(f"  {name}: {run.seconds:.2f} s, CPU {run.cpu:.2f} s, {run.memory} MB", file=sys.stderr)

    trees = []
    for number in jobs:
        tree = work / f"jobs-{number}"
        run = Run([syncshift, "generate", *inputs, "--output", tree, "--jobs", number])
        trees.append(tree)
        files, total = size(tree)
        add(f"generate, {number} job{'s' if number > 1 else ''}", run, files, total)
        # While what it looks at or copies is still in memory, as far as that fits there.
        if number == jobs[0]:
            again = [syncshift, "generate", *inputs, "--output", tree, "--jobs", number]
            add(f"generate again, nothing changed, {number} job", Run(again), 0, 0)
            add("cp -r", Run(["cp", "-r", tree, work / "copy"]), files, total)
    if any(digests(tree) != digests(trees[0]) for tree in trees):
        sys.exit("the trees of one job and of several differ")
    tree = trees[0]
    # Now that others have been written: what a large tree holds has to be read from the disk in part.
    add(f"generate again, nothing changed, later, {jobs[0]} job", Run(again), 0, 0)
    changed = inputs[count // 2]
    original = changed.read_text(encoding="utf-8")
    changed.write_text(original.replace("    from: 50\n", "    from: 60\n"), encoding="utf-8")
    add(f"generate again, one environment changed, {jobs[0]} job", Run(again), 0, 0)
    add(f"plan, nothing changed, {jobs[0]} job", Run([syncshift, "plan", *again[2:]]), 0, 0)
    # As it was, for the others.
    changed.write_text(original, encoding="utf-8")
    Run(again)
    files, total = size(tree)
    if subprocess.run([sys.executable, "-c", "import jinja2, yaml; yaml.CSafeLoader"], stderr=subprocess.DEVNULL).returncode != 0:
        print("  Jinja2: NOT MEASURED, jinja2 or yaml with libyaml is not installed", file=sys.stderr)
        engine_rows = []
    else:
        engine_rows = compare_engines(inputs[:1000], tree, build, work, add)
    archive = work / "tree.tar"
    # The archive, and what is unpacked of it; small files take a third more than their bytes.
    if shutil.disk_usage(work).free > 3 * total:
        Run(["tar", "cf", archive, "-C", work, tree.name])
        unpacked = work / "unpacked"
        unpacked.mkdir()
        add("tar x", Run(["tar", "xf", archive, "-C", unpacked]), files, total)
    else:
        print("  tar x: NOT MEASURED, the disk has no room for it", file=sys.stderr)
    return rows, engine_rows


def compare_engines(inputs, tree, build, work, add):
    """What five templates take Jinja2 and us."""
    port, rendered = work / "port", work / "rendered"
    # Reading the values takes Jinja2's side most of its time; per byte it is the same for any number.
    ours = json.loads(Run([build / "JinjaPort", port, 20, *inputs]).output)
    run = Run([sys.executable, HERE / "jinja.py", port, tree, rendered])
    theirs = json.loads(run.output)
    add(f"Jinja2, five files of {len(inputs)} environments", run, *size(rendered))
    return [
        ("Jinja2, reading the values with CSafeLoader", theirs["read"] / theirs["bytes"] * 1e9),
        ("Jinja2, rendering, the values in memory", theirs["render"] / theirs["bytes"] * 1e9),
        ("Jinja2, writing the files", theirs["write"] / theirs["bytes"] * 1e9),
        ("syncshift, rendering, the values in memory", ours["readyNanoseconds"] / ours["bytes"]),
        ("syncshift, rendering, and making the values of the plan", ours["nanoseconds"] / ours["bytes"]),
    ]


def table(count, rows):
    base = next(run for name, run, _, _ in rows if name == "cp -r")
    lines = [
        f"{count} environments of one domain, one wave and one server:", "",
        "| run | seconds | CPU seconds | peak MB | files | MB written | seconds to `cp -r` | CPU ns a byte |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for name, run, files, total in rows:
        a_byte = f"{run.cpu / total * 1e9:.1f}" if total else ""
        lines.append(
            f"| {name} | {run.seconds:.2f} | {run.cpu:.2f} | {run.memory} | {files or ''} | {f'{total / 1e6:.1f}' if total else ''} "
            f"| {run.seconds / base.seconds:.2f} | {a_byte} |")
    return lines


def engines(rows):
    if not rows:
        return []
    base = dict(rows)["syncshift, rendering, the values in memory"]
    lines = [
        "", "Five templates, the same values and bytes, one thread:", "", "| | CPU ns a byte | to our rendering |", "|---|---:|---:|",
    ]
    return lines + [f"| {name} | {nanoseconds:.1f} | {nanoseconds / base:.1f} |" for name, nanoseconds in rows]


def starts(build, work):
    """How long the smallest runs take: the least of several, in milliseconds from start to end, each into a folder of its own."""
    Run([sys.executable, HERE / "fleet.py", work / "one"])
    one = next((work / "one").glob("*.yaml"))
    commands = [
        ("`--version`", lambda number: ["--version"]),
        ("`generate` of one environment", lambda number: ["generate", one, "--output", work / f"one-{number}"]),
        ("the same again, nothing changed", lambda number: ["generate", one, "--output", work / "one-0"]),
    ]
    times = 25
    lines = [f"Small runs, the least of {times}, from start to end:", "", "| run | ms |", "|---|---:|"]
    for name, arguments in commands:
        least = min(Run([build / "syncshift", *arguments(number)]).seconds for number in range(times))
        lines.append(f"| {name} | {least * 1000:.1f} |")
    return lines


def machine():
    model = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), platform.machine())
    memory = next(int(line.split()[1]) for line in open("/proc/meminfo") if line.startswith("MemTotal")) / 1e6
    load = os.getloadavg()[0]
    return (f"{datetime.date.today()}, {multiprocessing.cpu_count()} cores ({model}), {memory:.0f} GB, Linux {platform.release()}, "
            f"load {load:.1f} before the first run.")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="100,1000")
    parser.add_argument("--jobs", default=",".join(map(str, sorted({1, multiprocessing.cpu_count()}))))
    parser.add_argument("--folder", type=pathlib.Path)
    parser.add_argument("--write", type=pathlib.Path)
    parser.add_argument("--build", type=pathlib.Path, default=HERE.parent / ".build/release", help="folder with syncshift and JinjaPort")
    wanted = parser.parse_args()
    jobs = [int(number) for number in wanted.jobs.split(",")]
    place = Place(wanted.write, MARKS)
    with tempfile.TemporaryDirectory(prefix="syncshift-bench-", dir=wanted.folder) as work:
        lines = [f"{machine()} Runs before it that are not counted: {warm_up(wanted.build, pathlib.Path(work))}.", ""]
        lines += starts(wanted.build, pathlib.Path(work)) + [""]
        for count in map(int, wanted.sizes.split(",")):
            print(f"{count} environments", file=sys.stderr)
            folder = pathlib.Path(work, str(count))
            folder.mkdir()
            runs, engine_rows = measure(count, jobs, wanted.build, folder)
            lines += table(count, runs) + engines(engine_rows) + [""]
        place.show("\n".join(lines))


class Place:
    """Where a result goes: between two marks of a page, or on the screen. Asks for the marks before anything is measured."""

    def __init__(self, page, marks):
        self.page, self.marks = page, marks
        if page is not None:
            self.parts()

    def parts(self):
        text = self.page.read_text(encoding="utf-8")
        if any(text.count(mark) != 1 for mark in self.marks):
            sys.exit(f"{self.page} has not each of {' and '.join(self.marks)} once, so there is no place for the result")
        before, rest = text.split(self.marks[0])
        return before, rest.split(self.marks[1])[1]

    def show(self, text):
        if self.page is None:
            print(text)
            return
        before, after = self.parts()
        self.page.write_text(f"{before}{self.marks[0]}\n{text}{self.marks[1]}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Measures how long syncshift takes to read the configuration export of a Connect server, beside `xmllint --noout` of the same files.

    exports.py [--megabytes 2,100] [--export DIR] [--write Docs/Performance.md] [--syncshift FILE]

The exports are made here: connector files of the given size, with a schema like that of Active Directory, and rules. --export takes a real one as
well; without it the one in ../shared/fixtures is taken when it is there. Reading is what `assess` takes longer for an input that names the export
than for the same input without it, so it holds the findings too.
"""

import argparse
import multiprocessing
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

from bench import HERE, Place, Run, machine

MARKS = ("<!-- exports: begin -->", "<!-- exports: end -->")
REAL = HERE.parent.parent / "shared/fixtures/connect-sync-export/pilot"
DIRECTORY = "ae4db4cc-b16b-4eb2-acf5-837ca84e4d7d"
ENTRA = "b891884f-051e-4a83-95af-2544101c9083"


def connector(size):
    """A connector file of about so many bytes: nearly all of it is schema, on one line, as the product writes it."""
    attributes = []
    total = number = 0
    while total < size:
        text = (f'<attribute-type id="A{number:x}" single-value="true" m:range-upper="{number % 4096}"><name>attribute{number}</name>'
                "<syntax>1.3.6.1.4.1.1466.115.121.1.15</syntax></attribute-type>")
        attributes.append(text)
        total += len(text)
        number += 1
    return f"""<ma-data>
  <id>{{{DIRECTORY.upper()}}}</id>
  <name>contoso.com</name>
  <category>AD</category>
  <subtype /><schema><dsml xmlns="http://www.dsml.org/DSML" xmlns:m="http://www.microsoft.com/MMS/DSML"><directory-schema>{''.join(attributes)}</directory-schema></dsml></schema>
  <private-configuration><adma-configuration><forest-name>contoso.com</forest-name><password-hash-sync-config><enabled>1</enabled></password-hash-sync-config>
  </adma-configuration></private-configuration>
  <attribute-inclusion>{''.join(f'<attribute>attribute{n}</attribute>' for n in range(300))}</attribute-inclusion>
  <ma-partition-data><partition><name>DC=contoso,DC=com</name><selected>1</selected><filter><object-classes><object-class>user</object-class></object-classes>
  <containers><exclusions /><inclusions><inclusion>DC=contoso,DC=com</inclusion></inclusions></containers></filter></partition></ma-partition-data>
</ma-data>"""


def rule(number):
    inbound = number % 2 == 0
    mappings = "".join(
        f"<mapping><dest>attribute{n}</dest><src><attr>attribute{n}</attr></src><expression>IIF(IsPresent([attribute{n}]), Trim([attribute{n}]), NULL)</expression>"
        "<valueMergeType>Update</valueMergeType></mapping>" for n in range(40))
    return f"""<synchronizationRule>
  <id>{{10000000-0000-4000-8000-{number:012x}}}</id>
  <internal-id>{{10000000-0000-4000-8000-{number:012x}}}</internal-id>
  <version>1</version>
  <name>Rule {number}</name>
  <description />
  <immutable-tag>Microsoft.Rule{number}.001</immutable-tag>
  <direction>{'Inbound' if inbound else 'Outbound'}</direction>
  <disabled>False</disabled>
  <connector>{{{DIRECTORY if inbound else ENTRA}}}</connector>
  <sourceObjectType>{'user' if inbound else 'person'}</sourceObjectType>
  <targetObjectType>{'person' if inbound else 'user'}</targetObjectType>
  <linkType>Join</linkType>
  <precedence>{100 + number}</precedence>
  <EnablePasswordSync>false</EnablePasswordSync>
  <attribute-mappings>{mappings}</attribute-mappings>
  <relationshipCriteria />
  <synchronizationCriteria><conditions><scope><csAttribute>isCriticalSystemObject</csAttribute><csOperator>NOTEQUAL</csOperator><csValue>True</csValue></scope></conditions></synchronizationCriteria>
</synchronizationRule>"""


def make(folder, megabytes):
    files = {
        f"Connectors/Connector_{{{DIRECTORY}}}.xml": connector(megabytes * 1_000_000),
        f"Connectors/Connector_{{{ENTRA}}}.xml": f"<ma-data><id>{{{ENTRA.upper()}}}</id><name>contoso.onmicrosoft.com - AAD</name><category>Extensible2</category>"
                                                 "<subtype>Windows Azure Active Directory (Microsoft)</subtype></ma-data>",
        "GlobalSettings/MV.xml": "<saved-mv-configuration server='SYNC01' export-date='2026-10-01'><mv-data><schema><dsml:dsml xmlns:dsml='http://www.dsml.org/DSML'>"
                                 "<dsml:directory-schema>" + "".join(f'<dsml:class id="{name}"><dsml:attribute ref="#cloudNoFlow" /></dsml:class>'
                                                                     for name in ("person", "group")) +
                                 '<dsml:attribute-type id="cloudNoFlow" /></dsml:directory-schema></dsml:dsml></schema><parameter-values>'
                                 '<parameter name="Microsoft.Synchronize.ServerConfigurationVersion">2.6.92.0</parameter></parameter-values></mv-data></saved-mv-configuration>',
    }
    files |= {f"SynchronizationRules/SynchronizationRule_{{10000000-0000-4000-8000-{n:012x}}}.xml": rule(n) for n in range(80)}
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def environment(folder, export):
    """Contoso's example, with or without the export."""
    text = (HERE.parent / "Templates/Environments/contoso.yaml").read_text(encoding="utf-8")
    role = "      role: active\n"
    path = folder / ("with.yaml" if export else "without.yaml")
    path.write_text(text.replace(role, f"{role}      export: {export}\n", 1) if export else text, encoding="utf-8")
    return path


def median(runs):
    return statistics.median(run.cpu for run in runs)


def measure(name, work, export, syncshift, times):
    files = sorted(export.rglob("*.xml"))
    size = sum(file.stat().st_size for file in files)
    given, plain = environment(work, export.relative_to(work)), environment(work, None)
    # Blockers and conditions have exit codes of their own; the first run says which.
    expected = [exit_code(syncshift, path) for path in (given, plain)]
    xmllint, whole, base = [], [], []
    # Turn by turn, so that all three see the same machine.
    for _ in range(times):
        xmllint.append(Run(["xmllint", "--noout", *files]))
        whole.append(Run([syncshift, "assess", given], expected[0]))
        base.append(Run([syncshift, "assess", plain], expected[1]))
    reading = median(whole) - median(base)
    print(f"  {name}: reading {reading * 1000:.1f} ms, xmllint {median(xmllint) * 1000:.1f} ms", file=sys.stderr)
    return (f"| {name} | {len(files)} | {size / 1e6:.1f} | {median(xmllint) * 1000:.1f} | {median(whole) * 1000:.1f} | {reading * 1000:.1f} "
            f"| {median(whole) / median(xmllint):.2f} | {reading / median(xmllint):.2f} | {whole[-1].memory} | {xmllint[-1].memory} |")


def exit_code(syncshift, path):
    run = subprocess.run([syncshift, "assess", path], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    if run.returncode not in (0, 1, 2):
        sys.exit(f"{path}: exit code {run.returncode}\n{run.stderr.decode(errors='replace')}")
    return run.returncode


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", default="2,100")
    parser.add_argument("--times", type=int, default=9)
    parser.add_argument("--export", type=pathlib.Path, default=REAL)
    parser.add_argument("--write", type=pathlib.Path)
    parser.add_argument("--syncshift", type=pathlib.Path, default=HERE.parent / ".build/release/syncshift")
    wanted = parser.parse_args()
    place = Place(wanted.write, MARKS)
    lines = [
        machine(), "", f"CPU milliseconds, the median of {wanted.times} runs taken in turn.", "",
        "| export | files | MB | xmllint | assess, whole | of that reading | whole to xmllint | reading to xmllint | peak MB | peak MB of xmllint |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    with tempfile.TemporaryDirectory(prefix="syncshift-exports-") as folder:
        if wanted.export.is_dir():
            work = pathlib.Path(folder, "real")
            shutil.copytree(wanted.export, work / "export")
            lines.append(measure("a real one, build 1.1.130.0", work, work / "export", wanted.syncshift, wanted.times))
        else:
            print(f"  no real export at {wanted.export}; only made ones are measured", file=sys.stderr)
        for megabytes in map(int, wanted.megabytes.split(",")):
            work = pathlib.Path(folder, str(megabytes))
            # In a process of its own, so that its memory is not taken for that of the programs measured later.
            maker = multiprocessing.Process(target=make, args=(work / "export", megabytes))
            maker.start()
            maker.join()
            lines.append(measure(f"made, connector of {megabytes} MB", work, work / "export", wanted.syncshift, wanted.times))
    place.show("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()

"""What the fake answers with, and how it writes times and compares names."""
import json
import os
import time

HERE = os.path.dirname(os.path.abspath(__file__))
TEMPLATE = "1a4721b3-e57f-4451-ae87-ef078703ec94"
NEVER = "0001-01-01T00:00:00Z"


def sample(name):
    with open(os.path.join(HERE, "samples", name + ".json"), encoding="utf-8") as file:
        return json.load(file)


def spelled(moment=None):
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(moment)) + ".1234567Z"


def components(name):
    """Components of a distinguished name, unescaped and without case; from the object to the root."""
    parts, current, index = [], "", 0
    while index < len(name):
        if name[index] == "\\":
            current += name[index + 1]
            index += 2
        elif name[index] == ",":
            parts.append(current)
            current = ""
            index += 1
        else:
            current += name[index]
            index += 1
    return [part.casefold() for part in parts + [current]]


def lies_in(name, container):
    one, other = components(name), components(container)
    return len(one) >= len(other) and one[len(one) - len(other):] == other

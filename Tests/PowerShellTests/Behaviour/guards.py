"""The guards of a script, as its text shows them, each with what the text is without it."""
import re


def closing(text, at):
    """The place behind the bracket that closes the one at a place; brackets in literals do not count."""
    depth = 0
    while at < len(text):
        if text[at] == "'":
            at = text.index("'", at + 1)
        elif text[at] == "(":
            depth += 1
        elif text[at] == ")":
            depth -= 1
            if depth == 0:
                return at + 1
        at += 1
    raise ValueError("no closing bracket")


def conditions(text):
    """Each condition: where it begins and ends, and what the block behind it begins with."""
    for found in re.finditer(r"\b(?:if|elseif|while) (?=\()", text):
        end = closing(text, found.end())
        block = re.match(r" \{\s*", text[end:])
        if block:
            yield found.end(), end, text[end + block.end():]


STOPS = re.compile(r"Deny-KitStep|throw\b|exit \$ExitCode|Write-(?:Output|Problem)\b[^\n]*\n\s*exit \$ExitCode|\$problems? \+?= |\$failures \+= ")


def found_in(text):
    """(what it is, the text without it), for every guard behind the help text."""
    begin = text.index("#>")

    def without(start, end, instead):
        line = text.count("\n", 0, start) + 1
        return f"line {line}: {' '.join(text[start:end].split())[:110]}", text[:start] + instead + text[end:]

    for found in re.finditer(r"-Passed ", text):
        if found.start() < begin:
            continue
        start = found.end()
        end = closing(text, start) if text[start] == "(" else start + len(re.match(r"\S+", text[start:]).group())
        # -Passed of the function that everything ends in is a parameter.
        yield without(start, end, "$true")
    for start, end, block in conditions(text):
        if start > begin and STOPS.match(block):
            yield without(start, end, "($false)")
    for found in re.finditer(r"(?m)^ +Assert-[^\r\n]*", text):
        if found.start() > begin:
            yield without(found.start(), found.end(), "")
    for found in re.finditer(r"'(?:failed|notVerified)'(?= -|\r?\n|$)", text):
        if found.start() > begin:
            yield without(found.start(), found.end(), "'passed'")
    # The one function whose answer is the guard.
    gate = re.search(r"(?s)function Get-KitGateProblem \{.*?\n\}", text)
    for start, end, block in conditions(text):
        if gate and gate.start() < start < gate.end() and block.startswith("return "):
            yield without(start, end, "($false)")

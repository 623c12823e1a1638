"""Spellings of values as Jinja2 filters: the same that the product's encoders of these names give, as a Python programmer would write them."""

import re
import urllib.parse

BREAK = re.compile(r"\r\n|[\t\n-\r\x85\u2028\u2029]")
HIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
PLAIN = re.compile(r"[ -~]*")


def prose(value):
    text = str(value)
    return text if PLAIN.fullmatch(text) else HIDDEN.sub("\ufffd", BREAK.sub(" ", text))


def flag(value):
    return "true" if value else "false"


def powershell_flag(value):
    return "$true" if value else "$false"


UNWRITABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
SINGLE_QUOTE = re.compile("['\u2018\u2019\u201a\u201b]")


def powershell_literal(text):
    text = SINGLE_QUOTE.sub(r"\g<0>\g<0>", text)
    if not UNWRITABLE.search(text):
        return f"'{text}'"
    return "('" + UNWRITABLE.sub(lambda match: f"' + [char]{ord(match[0])} + '", text) + "')"


COMMENT_MARK = re.compile(r"(?<=#)(?=[>rR])|(?<=<)(?=#)")
COMMENT_START = re.compile(r">|#|requires", re.IGNORECASE)


def powershell_comment(value):
    text = prose(value)
    start = " " if COMMENT_START.match(text) else ""
    return start + COMMENT_MARK.sub(" ", text) + (" " if text.endswith(("#", "<")) else "")


CONTROL = re.compile("[\x01-\x1f\x7f-\x9f\u2028\u2029]")


def bash_literal(text):
    text = text.replace("'", "'\\''")
    return "'" + CONTROL.sub(lambda match: "'$'" + "".join(f"\\x{byte:02x}" for byte in match[0].encode()) + "''", text) + "'"


HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})


def html_text(value):
    return prose(value).translate(HTML)


def html_attribute(value):
    return f'"{html_text(value)}"'


def url(text):
    return urllib.parse.quote(text, safe="/" if not text.startswith("/") else "")


MARKDOWN = re.compile(r"[<>&|\\`*_\[\]~$]|[!#]\Z|:(?=//)|(?<=[wW]{3})\.")
ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;", "|": "&#124;"}
INTRODUCTION = re.compile(r"( *)([0-9]*)([#\-+=:.)])")


def markdown_text(value):
    return MARKDOWN.sub(lambda match: ENTITIES.get(match[0]) or "\\" + match[0], prose(value))


def markdown_start(value):
    text = prose(value)
    begin = "&#32;" if text.startswith(" ") else ""
    rest = text[1:] if begin else text
    match = INTRODUCTION.match(rest)
    if match and (not match[2] or match[3] in ".)"):
        return begin + match[1] + match[2] + "\\" + match[3] + markdown_text(rest[match.end():])
    return begin + markdown_text(rest)


BACKTICKS = re.compile("`+")


def markdown_code(value):
    text = prose(value)
    fence = "`" * (max((len(run) for run in BACKTICKS.findall(text)), default=0) + 1)
    blank = " " if not text or text.strip(" ") and (text[0] in " `" or text[-1] in " `") else ""
    return f"{fence}{blank}{text}{blank if text else ''}{fence}"


def markdown_code_cell(value):
    return markdown_text(value) if "\\|" in prose(value) else markdown_code(value).replace("|", "\\|")


FENCE = re.compile(r"(``|~~)(?=[`~])")


def markdown_fence(value):
    return FENCE.sub(r"\1 ", prose(value))


MERMAID = re.compile(r"[^0-9A-Za-z\x80-\U0010ffff .,\-=/+()'@]")


def mermaid_label(value):
    return '"' + MERMAID.sub(lambda match: f"#{ord(match[0])};", prose(value)) + '"'


FILTERS = {
    "bashLiteral": bash_literal, "comment": prose, "digits": str, "flag": flag, "htmlAttribute": html_attribute, "htmlText": html_text,
    "markdownCell": markdown_text, "markdownCode": markdown_code, "markdownCodeCell": markdown_code_cell, "markdownFence": markdown_fence,
    "markdownStart": markdown_start, "markdownText": markdown_text, "mermaidLabel": mermaid_label, "powershellComment": powershell_comment,
    "powershellFlag": powershell_flag, "powershellLiteral": powershell_literal, "url": url,
}

#!/usr/bin/env python3
"""Sorts the summary page of a fleet in Chromium, with the mouse and with the keyboard, and says what is wrong: check_sorting.py SYNCSHIFT

SYNCSHIFT is the program; it makes the page from a table of a thousand environments. Then the script in the page is broken in one place after the other,
and each of these pages has to be found wrong: a check that takes them for right is none. Exit code 0: nothing is wrong, 1: something is, 2: no Chromium.
"""
import pathlib, re, statistics, subprocess, sys, tempfile, unicodedata

import browser
import check_pages

ROWS = 1000
# Enough to notice what is broken.
FEW = 120
COLUMNS = ["Environment", "State", "Kit", "Because of", "From"]
# The gravest first, as an operator looks for it.
STATES = ["failed", "refused", "blocked", "warned", "ready"]
# A press is answered before somebody wonders whether it was one, on a busy machine too.
SLOWEST = 1000
# As the Unicode collation orders them, before digits and letters.
MARKS = "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$"

TABLE = "(document.querySelector('table.sorted'))"
# From a press to the picture that answers it, in milliseconds.
CLOCK = """document.addEventListener('click', () => {
  const start = performance.now();
  window.taken = new Promise(done => requestAnimationFrame(() => setTimeout(() => done(performance.now() - start))));
}, { once: true, capture: true })"""
# Places in the script and what they are broken into.
BROKEN = [
    ("numeric: true", "numeric: false"),
    ("isUp ? result : -result", "result"),
    ('!== "ascending"', '=== "ascending"'),
    ('other.removeAttribute("aria-sort")', "other"),
    ('isUp ? "ascending" : "descending"', '"ascending"'),
    ("rows.forEach(function (row) { body.appendChild(row); });", "body.replaceChildren(...rows.slice(1));"),
    ('document.createElement("button")', 'document.createElement("span")'),
    ("head.appendChild(button);", 'head.appendChild(button); button.tabIndex = -1;'),
    ("button.textContent = head.textContent;", ""),
    ("order.indexOf(a) - order.indexOf(b)", "compare(a, b)"),
    ("order ? order", 'table.tHead.rows[0].cells[1].getAttribute("data-order").split(" ").includes(a) ? order'),
    ("var rows = Array.prototype.slice.call(body.rows);", "var rows = Array.prototype.slice.call(body.rows).reverse();"),
    ('<th scope="col">Environment</th>', '<th scope="col"></th>'),
    ('content: " \\25BC"', 'content: " \\25B2"'),
]


def make_page(program, folder, count):
    """Environments of all kinds, in an order that no column has. Returns the page and the names in the order of the run."""
    base = pathlib.Path(__file__).resolve().parents[2] / "Templates/Environments/contoso.yaml"
    names = ["Ärzte 10", "Ärzte 9", "zürich", "Zug", "北京", "éclair", "ready", "failed", "warned", "10", "9"]
    names += [f"site{(n * 379) % 997 + 1}" for n in range(count - 1 - len(names))]
    answers = {0: "no", 1: "yes"}
    rows = [f"{name},{answers.get(n % 50, 'maybe')}\n" for n, name in enumerate(names)]
    (folder / "fleet.yaml").write_text(f"extends: {base}\nfleet: {{ rows: Läden.csv }}\n", encoding="utf-8")
    (folder / "Läden.csv").write_text("environment,connect.estate.matching-across-forests\n" + "".join(rows), encoding="utf-8")
    page = folder / f"{count}.html"
    run = subprocess.run([program, "assess", "fleet.yaml", "gone.yaml", "--summary", page.name], cwd=folder, capture_output=True, text=True)
    if not page.exists():
        sys.exit(f"the program made no page: {run.stderr[-2000:]}")
    return page, names + ["gone.yaml"]


def key(text):
    """Letters without their accents and case, numbers by their value: what comes before what where more than an accent is different."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)).casefold()
    parts = []
    for part in re.findall(r"\d+|\D", plain):
        parts.append((2, int(part)) if part.isdigit() else (0, -1) if part == " " else (1, MARKS.index(part)) if part in MARKS else (3, ord(part)))
    return parts


class Page:
    """A page in the browser, and what is wrong with it."""

    def __init__(self, tab, path, names, scripts=True):
        self.tab, self.names, self.problems, self.times = tab, names, [], []
        tab.open(path, scripts)

    def expect(self, condition, text):
        if not condition:
            self.problems.append(text)
        return condition

    def table(self):
        return self.tab.value(f"Array.from({TABLE}.tBodies[0].rows, r => Array.from(r.cells, c => c.textContent))")

    def sorts(self):
        return self.tab.value(f"Array.from({TABLE}.tHead.rows[0].cells, c => c.getAttribute('aria-sort'))")

    def expect_sorted(self, column, is_up, before, how):
        """The table after a press, compared with what it was before."""
        place = f"{COLUMNS[column]}, {'ascending' if is_up else 'descending'}, {how}"
        after = self.table()
        if not self.expect(sorted(after) == sorted(before), f"{place}: rows came or went"):
            return
        said = [None] * len(COLUMNS)
        said[column] = "ascending" if is_up else "descending"
        self.expect(self.sorts() == said, f"{place}: aria-sort says {self.sorts()}")
        rank = (lambda text: STATES.index(text)) if COLUMNS[column] == "State" else key
        keys = [rank(row[column]) for row in after]
        for one, other, low, high in zip(after, after[1:], keys, keys[1:]):
            if not self.expect(low <= high if is_up else low >= high, f"{place}: '{one[column]}' stands before '{other[column]}'"):
                break
        seen = {}
        for row in before:
            seen.setdefault(row[column], []).append(row)
        now = {}
        for row in after:
            now.setdefault(row[column], []).append(row)
        self.expect(seen == now, f"{place}: what is equal did not keep its order")

    def check_sorting(self):
        tab = self.tab
        self.expect([row[0] for row in self.table()] == self.names, "before a press, the rows are not those of the run")
        self.expect(self.sorts() == [None] * len(COLUMNS), "before a press, a column says that it is sorted")
        named = [name for role, name in tab.headers() if role == "button"]
        self.expect(named == COLUMNS, f"the buttons are called {named}")
        # No environment of a test can be without any question, so one is called so here.
        tab.value(f"{TABLE}.tBodies[0].rows[3].cells[1].textContent = 'ready'")
        button = lambda column: f"{TABLE}.tHead.rows[0].cells[{column}].firstElementChild"
        arrows = []
        for column in range(len(COLUMNS)):
            for is_up in (True, False):
                before = self.table()
                tab.value(CLOCK)
                tab.click(button(column))
                self.times.append(tab.value("window.taken"))
                self.expect_sorted(column, is_up, before, "by the mouse")
                arrows.append(tab.value(f"getComputedStyle({button(column)}, '::after').content"))
        self.expect(arrows == arrows[:2] * len(COLUMNS) and arrows[0] != arrows[1], f"the arrows are {arrows}")
        self.expect(statistics.median(self.times) < SLOWEST, f"presses took {[round(t) for t in self.times]} ms")
        self.check_keyboard(button)
        self.expect(not tab.complaints(), f"the script stopped: {tab.complaints()}")
        return self.problems

    def check_keyboard(self, button):
        """Tab reaches each heading in order; Enter and the space bar press it, and it stays where the keyboard is."""
        tab = self.tab
        tab.value("document.activeElement.blur(); window.scrollTo(0, 0)")
        tab.ask("Page.bringToFront")
        tab.value("document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex')")
        for _ in range(20):
            tab.press("Tab")
            if tab.value(f"document.activeElement === {button(0)}"):
                break
        for column in range(len(COLUMNS)):
            if column:
                tab.press("Tab")
            for name, is_up in (("Enter", True), ("Space", False)):
                before = self.table()
                if not self.expect(tab.value(f"document.activeElement === {button(column)}"), f"the keyboard does not get to {COLUMNS[column]}"):
                    return
                tab.press(name)
                self.expect_sorted(column, is_up, before, f"by {name}")
        self.expect(tab.value(f"getComputedStyle(document.activeElement).outlineStyle !== 'none'"), "nothing shows where the keyboard is")

    def check_without_scripts(self):
        self.expect([row[0] for row in self.table()] == self.names, "without scripts, the rows are not those of the run")
        self.expect(self.tab.value(f"Array.from({TABLE}.tHead.rows[0].cells, c => c.textContent)") == COLUMNS, "without scripts, the headings are others")
        self.expect(self.tab.value("document.querySelectorAll('button').length") == 0, "without scripts, there are buttons that do nothing")
        return self.problems


def main():
    path = browser.find()
    if not path:
        print("SKIPPED: the summary page in a browser: there is no Chromium")
        return 2
    failed = 0

    def say(text):
        nonlocal failed
        print(f"the summary page: WRONG: {text}")
        failed = 1

    with tempfile.TemporaryDirectory(prefix="check-sorting-") as name, browser.Browser(path) as tab:
        folder, program = pathlib.Path(name), pathlib.Path(sys.argv[1]).resolve()
        page, names = make_page(program, folder, ROWS)
        for problem in Page(tab, page, names, scripts=False).check_without_scripts():
            say(problem)
        whole = Page(tab, page, names)
        for problem in whole.check_sorting():
            say(problem)
        print(f"the summary page: {len(names)} rows, sorted {4 * len(COLUMNS)} times, {statistics.median(whole.times):.0f} ms for a press of the mouse")
        page, names = make_page(program, folder, FEW)
        for problem in check_pages.check(page, path, None, has_script=True):
            say(problem)
        text = page.read_text(encoding="utf-8")
        for old, new in BROKEN:
            broken = folder / "broken.html"
            if text.count(old) != 1:
                say(f"'{old}' is to be broken, and is not in the page once")
                continue
            broken.write_text(text.replace(old, new), encoding="utf-8")
            if not Page(tab, broken, names).check_sorting():
                say(f"the checks do not notice '{new}' in the place of '{old}'")
        print(f"the summary page: broken in {len(BROKEN)} ways")
    return failed


if __name__ == "__main__":
    sys.exit(main())

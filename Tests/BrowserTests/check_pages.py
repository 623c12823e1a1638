#!/usr/bin/env python3
"""Opens HTML pages in Chromium and says what is wrong with them: check_pages.py [--shots DIR] PAGE...

For each page, light and dark: no message on the console, no request but for the page itself, one level-1 heading and no level left out, a language, a
title, a main part, a caption or label for each table and scrolling region, links that lead somewhere, and a contrast of text of at least 4.5 (3.0 where it is large):
WCAG 2.2, 1.4.3. Then it prints the page on A4 and on Letter and looks whether anything is wider than the paper. --shots keeps pictures and printouts.
The pages of the audit are copies with a script added; the pages themselves have none. Exit code 0: nothing is wrong, 1: something is, 2: no Chromium.
"""
import argparse, html, json, os, pathlib, re, shutil, subprocess, sys, tempfile

AUDIT = """
const problems = [];
const say = (what, node) => problems.push(what + (node ? ': ' + (node.outerHTML || node.textContent).slice(0, 90) : ''));
const levels = [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => +h.tagName[1]);
if (levels.filter(l => l === 1).length !== 1) say('there is not one h1');
levels.forEach((l, i) => { if (i && l > levels[i - 1] + 1) say('a heading of level ' + l + ' follows one of level ' + levels[i - 1]); });
if (!document.documentElement.lang) say('the page has no language');
if (!document.title) say('the page has no title');
if (!document.querySelector('main')) say('the page has no main part');
const labelled = n => n.getAttribute('aria-label') || (n.getAttribute('aria-labelledby') || '').split(' ').some(i => document.getElementById(i));
document.querySelectorAll('table').forEach(t => {
  if (!t.querySelector('caption') && !labelled(t) && !(t.closest('[role=group],[role=region],section,figure') && labelled(t.closest('[role=group],[role=region],section,figure'))))
    say('a table has no caption and no label', t);
  if (!t.querySelector('th')) say('a table has no header cell', t);
});
document.querySelectorAll('section,nav,[role=group],[role=region]').forEach(n => { if (!labelled(n)) say('a region has no label', n); });
document.querySelectorAll('svg').forEach(n => { if (!n.closest('[aria-hidden=true]') && !labelled(n) && !n.querySelector('title')) say('a picture has no text', n); });
document.querySelectorAll('input,select,textarea').forEach(n => { if (!n.labels || !n.labels.length) say('a field has no label', n); });
const ids = [...document.querySelectorAll('[id]')].map(n => n.id);
ids.filter((id, i) => ids.indexOf(id) !== i).forEach(id => say('the identifier ' + id + ' stands twice'));
document.querySelectorAll('a[href^="#"]').forEach(a => { if (!document.getElementById(decodeURIComponent(a.getAttribute('href').slice(1)))) say('a link leads nowhere', a); });
if (!mayHaveScript) document.querySelectorAll('script:not([data-audit])').forEach(s => say('the page has a script', s));
document.querySelectorAll('details').forEach(d => d.open = true);
const channel = v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
const numbers = c => { const m = c.match(/[\\d.]+/g).map(Number); return m.length < 4 ? [...m.slice(0, 3), 1] : m; };
const over = (top, below) => [0, 1, 2].map(i => top[i] * top[3] + below[i] * (1 - top[3]));
const light = c => 0.2126 * channel(c[0]) + 0.7152 * channel(c[1]) + 0.0722 * channel(c[2]);
const isDark = matchMedia('(prefers-color-scheme: dark)').matches;
const canvas = isDark && /dark/.test(getComputedStyle(document.documentElement).colorScheme) ? [18, 18, 18] : [255, 255, 255];
const ground = n => { const all = []; for (let e = n; e; e = e.parentElement) all.unshift(numbers(getComputedStyle(e).backgroundColor)); return all.reduce((below, top) => over(top, below), canvas); };
let lowest = 99, where = '';
const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walk.nextNode()) {
  const node = walk.currentNode, e = node.parentElement, style = getComputedStyle(e);
  if (!node.textContent.trim() || !e.getClientRects().length || style.visibility === 'hidden' || e.closest('script,style')) continue;
  const back = e.closest('svg') ? ground(e.closest('svg').parentElement) : ground(e);
  const colour = e.closest('svg') && style.fill !== 'none' ? style.fill : style.color;
  if (e.closest('svg')) continue; // what a shape stands on is for the eye
  const text = over(numbers(colour), back), [a, b] = [light(text), light(back)].sort((x, y) => y - x);
  const ratio = (a + 0.05) / (b + 0.05), size = parseFloat(style.fontSize), bold = +style.fontWeight >= 700;
  const needed = size >= 24 || (size >= 18.66 && bold) ? 3 : 4.5;
  if (ratio < needed) say('the contrast is ' + ratio.toFixed(2) + ', not ' + needed, e);
  if (ratio < lowest) { lowest = ratio; where = node.textContent.trim().slice(0, 40); }
}
const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
if (wide > 1) [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && !e.closest('.scroll')).slice(0, 2).forEach(e => say('too wide', e));
if (wide > 1) say('the page is ' + wide + ' pixels wider than its window');
document.body.innerHTML = ''; document.body.dataset.audit = JSON.stringify({ dark: isDark, problems: [...new Set(problems)], lowest: +lowest.toFixed(2), where });
"""


def chromium(browser, folder, *arguments):
    common = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars", "--host-resolver-rules=MAP * ~NOTFOUND",
              f"--user-data-dir={folder}/profile", "--enable-logging=stderr", "--disable-background-networking", "--disable-component-update"]
    return subprocess.run([browser, *common, *arguments], capture_output=True, text=True, timeout=180)


def scheme(dark):
    return f"--blink-settings=preferredColorScheme={0 if dark else 1}"


def requests(log):
    """Addresses that the page asked for; what Chromium wants for itself begins with its own hosts and finds nothing."""
    text = pathlib.Path(log).read_text(errors="replace")
    found = set(re.findall(r'"url":"((?:https?|ftp|wss?):[^"]*)"', text))
    return sorted(u for u in found if not re.search(r"//[^/]*(google|gstatic|googleapis|gvt1|chromium)\.[a-z.]+/", u))


def check(page, browser, shots, has_script=False):
    problems = []
    text = page.read_text(encoding="utf-8")
    name = re.sub(r"[^A-Za-z0-9]+", "-", str(page)).strip("-")
    with tempfile.TemporaryDirectory(prefix="check-pages-") as folder:
        copy = pathlib.Path(folder, "page.html")
        audited = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
        copy.write_text(audited.replace("</body>", f"<script data-audit>const mayHaveScript = {json.dumps(has_script)};{AUDIT}</script></body>"), encoding="utf-8")
        for dark in (False, True):
            word = "dark" if dark else "light"
            log = f"{folder}/net.json"
            plain = chromium(browser, folder, scheme(dark), f"--log-net-log={log}", "--window-size=1280,1800",
                             f"--screenshot={folder}/{word}.png", page.resolve().as_uri())
            problems += [f"{word}: on the console: {line}" for line in plain.stderr.splitlines() if "CONSOLE" in line]
            problems += [f"{word}: asks for {url}" for url in requests(log)]
            for width in (1280, 360):
                dom = chromium(browser, folder, scheme(dark), f"--window-size={width},1800", "--virtual-time-budget=5000", "--dump-dom", copy.as_uri()).stdout
                found = re.search(r'<body[^>]* data-audit="([^"]*)"', dom)
                if not found:
                    problems.append(f"{word}: the audit did not run")
                    continue
                audit = json.loads(html.unescape(found.group(1)))
                if audit["dark"] != dark:
                    problems.append(f"{word}: Chromium did not show the page so")
                problems += [f"{word}, {width} pixels wide: {p}" for p in audit["problems"]]
            print(f"{page}: {word}: lowest contrast {audit['lowest']} at '{audit['where']}'")
        for size in ("A4", "Letter"):
            copy.write_text(text.replace("</head>", f"<style>@page {{ size: {size} }}</style></head>"), encoding="utf-8")
            chromium(browser, folder, "--no-pdf-header-footer", f"--print-to-pdf={folder}/{size}.pdf", copy.as_uri())
            pdf = pathlib.Path(folder, f"{size}.pdf").read_bytes()
            boxes = {tuple(round(float(n)) for n in box) for box in re.findall(rb"/MediaBox\s*\[([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+)\]", pdf)}
            wanted = {"A4": (595, 842), "Letter": (612, 792)}[size]
            if not boxes or any(abs(b[2] - wanted[0]) > 1 or abs(b[3] - wanted[1]) > 1 for b in boxes):
                problems.append(f"printed on {size}, a page has another size: {boxes}")
            print(f"{page}: printed on {size}: {len(re.findall(rb'/Type /Page[^s]', pdf))} pages")
        if shots:
            for made in ("light.png", "dark.png", "A4.pdf", "Letter.pdf"):
                shutil.copy(f"{folder}/{made}", f"{shots}/{name}-{made}")
    return problems


def main():
    options = argparse.ArgumentParser()
    options.add_argument("pages", nargs="+", type=pathlib.Path)
    options.add_argument("--shots")
    given = options.parse_args()
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not browser:
        print("SKIPPED: the pages in a browser: there is no Chromium")
        return 2
    if given.shots:
        os.makedirs(given.shots, exist_ok=True)
    failed = 0
    for page in given.pages:
        for problem in check(page, browser, given.shots):
            print(f"{page}: WRONG: {problem}")
            failed = 1
    return failed


if __name__ == "__main__":
    sys.exit(main())

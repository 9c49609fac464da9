"""What must be true of every page, whoever looks and however wide the window is."""
import hashlib
import os
import re

from person import WIDTHS

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# One page is often the same for several people: what was found fine once is not looked at again.
_fine = set()

# What the server sent, for the validator, which reads all pages in one go at the end: {name: html}.
collected = {}

STRUCTURE = r"""(() => {
  const faults = [], all = s => [...document.querySelectorAll(s)];
  const headings = all('h1');
  if (headings.length !== 1) faults.push(`${headings.length} h1`);
  if (!document.documentElement.lang) faults.push('no lang');
  const title = document.title.trim();
  if (!title || /^[-–| ]|[-–| ]$/.test(title)) faults.push(`title “${title}” has an empty part`);
  const plain = t => t.replace(/\s+/g, ' ').trim().toLowerCase(), named = plain(title.replace(/^Error: /, '').split(' - Granville')[0]);
  // A page for somebody who may be watched says nothing in its title.
  if (headings.length && !document.querySelector('body.gv-quiet') && !plain(headings[0].textContent).includes(named) && !named.includes(plain(headings[0].textContent)))
    faults.push(`title “${title}” does not name the page “${plain(headings[0].textContent)}”`);
  if (all('.gv-error-summary').length && !title.startsWith('Error: ')) faults.push('a page with errors whose title does not say so');
  const first = document.querySelector('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]');
  if (!first || first.getAttribute('href') !== '#main') faults.push('the skip link is not first');
  if (!document.querySelector('main#main')) faults.push('no main#main');
  const ids = all('[id]').map(e => e.id), twice = ids.filter((id, i) => ids.indexOf(id) !== i);
  if (twice.length) faults.push(`ids twice: ${twice.slice(0, 5)}`);
  for (const e of all('[required]')) faults.push(`required on ${e.name}: the server checks, in words`);
  for (const e of all('form:not([novalidate])')) if (e.method === 'post' && e.querySelector('input:not([type=hidden]), select, textarea')) faults.push(`form to ${e.action} lets the browser validate`);
  for (const e of all('[style], style, script:not([src])')) faults.push(`inline ${e.outerHTML.slice(0, 80)}`);
  for (const e of all('input:not([type=hidden]), select, textarea'))
    if (!(e.labels && e.labels.length) && !e.getAttribute('aria-label') && !e.getAttribute('aria-labelledby')) faults.push(`no label: ${e.name}`);
  for (const e of all('table')) if (!e.caption && !e.getAttribute('aria-labelledby') && !e.getAttribute('aria-label')) faults.push('a table without a caption');
  return faults;
})()"""

SIDEWAYS = r"""(() => {
  const wide = document.documentElement.scrollWidth;
  if (wide <= innerWidth) return [];
  const inside = e => { for (let p = e.parentElement; p; p = p.parentElement) { const o = getComputedStyle(p).overflowX; if (o === 'auto' || o === 'scroll' || o === 'hidden') return true; } return false; };
  const out = [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 0.5 && !inside(e))
    .map(e => `${e.tagName.toLowerCase()}.${e.className && e.className.baseVal === undefined ? e.className : ''} to ${Math.round(e.getBoundingClientRect().right)}: ${(e.textContent || '').trim().slice(0, 40)}`);
  return [`${wide} wide in a window of ${innerWidth}: ` + out.slice(-4).join(' | ')];
})()"""


def check(person, name, widths=WIDTHS, axe=True):
    """Every fault of the page that the person sees, as sentences; none is what is wanted."""
    html = person.html()
    if html not in collected.values() and widths:
        collected.setdefault(f"{name} at {person.path}", html)
    faults = person.js(STRUCTURE)
    for width in widths:
        person.wide(width)
        faults += [f"at {width}: {fault}" for fault in person.js(SIDEWAYS)]
        seen = hashlib.sha256(f"{width} {_without_ids(html)}".encode()).digest()
        if axe and seen not in _fine:
            found = person.axe(TAGS)
            faults += [f"at {width}: {fault}" for fault in found]
            if not found:
                _fine.add(seen)
        if faults or os.environ.get("GRANVILLE_SCREENSHOTS"):
            person.screenshot(f"{name} {width}")
    person.wide(1280)
    return [f"{name} ({person.path}) {fault}" for fault in faults]


def _without_ids(html):
    return re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "id", html)


def assert_fine(person, name, **options):
    faults = check(person, name, **options)
    assert not faults, "\n" + "\n".join(faults)

"""Every page that a link leads to, so that a new one is looked at without being listed."""
import re

import page

# As many pages of one pattern as are looked at for one person: the first may be empty where the second is full.
OF_ONE_PATTERN = 2
MOST_PAGES = 160
# Not pages: files, and what ends the session.
NOT_PAGES = re.compile(
    r"\.(csv|css|js|svg|png|ico|txt|json|docx|xlsx|odt|ods|py)$|^/static/|^/files/|^/concerns/[^/]+/files/|^/(health|ready|metrics|leave)$|^/sign-out")
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def pattern(path):
    """/plans/0192…/actions/0193…?show=late becomes /plans/{}/actions/{}?show."""
    base, _, query = path.partition("?")
    base = re.sub(r"/\d+(?=/|$)", "/{}", ID.sub("{}", base))
    names = sorted(re.sub(r"=.*", "", part) for part in query.split("&") if part)
    return base + ("?" + "&".join(names) if names else "")


def crawl(person, start, who, **options):
    """The faults of every page that links lead to from `start`, and an address of each pattern."""
    seen, queue, faults, counts, addresses = set(), list(start), [], {}, {}
    while queue and len(seen) < MOST_PAGES:
        path = queue.pop(0)
        kind = pattern(path)
        if path in seen or counts.get(kind, 0) >= OF_ONE_PATTERN:
            continue
        seen.add(path)
        person.open(path)
        if person.js("document.contentType") != "text/html":
            continue
        landed = person.path.split("#")[0]
        counts[kind] = counts.get(kind, 0) + 1
        if landed != path:
            # Led elsewhere: that page is looked at under its own address.
            queue.append(landed)
            continue
        addresses.setdefault(kind, path)
        if person.js("performance.getEntriesByType('navigation')[0].responseStatus") >= 400:
            faults.append(f"{path} answers “{person.heading}”, and a link leads there")
        faults += page.check(person, f"{who} {kind} {counts[kind]}", **options)
        # A record about people asks why it is opened; what lies behind the question is a page too.
        if open_record(person):
            faults += page.check(person, f"{who} {kind} {counts[kind]} opened", **options)
        for link in person.js("[...document.querySelectorAll('a[href]')].map(a => a.href)"):
            if link.startswith(person.address + "/"):
                path = link[len(person.address):].split("#")[0]
                if not NOT_PAGES.search(path.split("?")[0]):
                    queue.append(path)
    return faults, addresses


def open_record(person):
    """Says why, where a page asks for it; whether it did."""
    buttons = person.find("main form[action*='/open'] button")
    if not buttons:
        return False
    for radio in person.find("input[name='purpose'][value='working']"):
        radio.click()
    for box in person.find("main form[action*='/open'] textarea[name='words']"):
        box.send_keys("Somebody rang and is in danger")
    person.press(buttons[0].text)
    return True


def demonstration_people(person):
    """One person of each role: people of one role see the same pages. {role: the words of their button}"""
    person.sign_out().open("/sign-in")
    everyone = {}
    for button in person.find("form[action='/sign-in/demonstration'] button"):
        words = " ".join(button.text.split())
        everyone.setdefault(words.split(",", 1)[-1].strip(), words)
    return everyone

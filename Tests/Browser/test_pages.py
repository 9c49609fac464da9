"""Every page that a link leads to, for everyone who can see it."""
import re

import page

# As many pages of one pattern as are looked at for one person: the first may be empty where the second is full.
OF_ONE_PATTERN = 2
MOST_PAGES = 120
# Not pages: files, and what ends the session.
NOT_PAGES = re.compile(r"\.(csv|css|js|svg|png|ico|txt|json|docx|xlsx|ods)$|^/static/|^/files/|^/health$|^/sign-out")
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def pattern(path):
    """/plans/0192…/actions/0193…?show=late becomes /plans/{}/actions/{}?show=late: the values of filters stay when few."""
    base, _, query = path.partition("?")
    base = re.sub(r"/\d+(?=/|$)", "/{}", ID.sub("{}", base))
    names = sorted(re.sub(r"=.*", "", part) for part in query.split("&") if part)
    return base + ("?" + "&".join(names) if names else "")


def crawl(person, start):
    """The faults of every page that links lead to from `start`, and the patterns seen."""
    seen, queue, faults, counts = set(), list(start), [], {}
    while queue and len(seen) < MOST_PAGES:
        path = queue.pop(0)
        kind = pattern(path)
        if path in seen or counts.get(kind, 0) >= OF_ONE_PATTERN:
            continue
        seen.add(path)
        person.open(path)
        content = person.js("document.contentType")
        if content != "text/html":
            continue
        landed = person.path.split("#")[0]
        counts[kind] = counts.get(kind, 0) + 1
        if landed != path:
            # Led elsewhere: that page is looked at under its own address.
            queue.append(landed)
            continue
        if person.js("performance.getEntriesByType('navigation')[0].responseStatus") >= 400:
            faults.append(f"{path} answers “{person.heading}”, and a link leads there")
        faults += page.check(person, f"{person.who} {kind} {counts[kind]}")
        for link in person.js("[...document.querySelectorAll('a[href]')].map(a => a.href)"):
            if link.startswith(person.address + "/"):
                path = link[len(person.address):].split("#")[0]
                if not NOT_PAGES.search(path.split("?")[0]):
                    queue.append(path)
    return faults, set(counts)


def demonstration_people(person):
    person.sign_out().open("/sign-in")
    return [" ".join(button.text.split()) for button in person.find("form[action='/sign-in/demonstration'] button")]


def test_every_page_is_fine_for_a_stranger(person):
    person.who = "nobody"
    faults, seen = crawl(person, ["/", "/components", "/no-such-page"])
    faults = [fault for fault in faults if "/no-such-page answers" not in fault]
    assert not faults, "\n" + "\n".join(faults)
    assert {"/sign-in", "/components"} & seen


def test_every_page_is_fine_for_everyone_who_can_sign_in(person):
    everyone = demonstration_people(person)
    assert everyone, "the sign-in page offers nobody to look around as"
    faults, seen = [], set()
    done = set()
    for words in everyone:
        # People of one role see the same pages; one of each is enough.
        role = words.split(",", 1)[-1].strip()
        if role in done:
            continue
        done.add(role)
        person.sign_in_as(words).who = role
        found, patterns = crawl(person, ["/"])
        faults += found
        seen |= patterns
    assert not faults, f"{len(faults)} faults\n" + "\n".join(faults)
    print(f"{len(seen)} patterns for {len(done)} roles")


def test_no_two_pages_share_a_title():
    titles = {}
    for name, html in page.collected.items():
        address = pattern(name.rsplit(" at ", 1)[1]).split("?")[0]
        title = re.search(r"<title>(.*?)</title>", html, re.S).group(1)
        if "not found" not in title:
            titles.setdefault(title, set()).add(address)
    shared = {title: addresses for title, addresses in titles.items() if len(addresses) > 1}
    assert not shared, shared

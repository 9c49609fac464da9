"""Every page, for everyone who can see it."""
import re

import page
from crawl import crawl, demonstration_people, pattern


def test_every_page_is_fine_for_a_stranger(person):
    faults, seen = crawl(person, ["/", "/components", "/tell-us", "/tell-us?lang=cy", "/no-such-page"], "nobody")
    faults = [fault for fault in faults if not fault.startswith("/no-such-page answers")]
    assert not faults, "\n" + "\n".join(faults)
    assert "/components" in seen


def test_every_page_is_fine_for_everyone_who_can_sign_in(person):
    everyone = demonstration_people(person)
    assert len(everyone) >= 4, f"the sign-in page offers only {list(everyone)}"
    faults, seen = [], set()
    for role, words in everyone.items():
        person.sign_in_as(words)
        found, addresses = crawl(person, ["/"], role)
        faults += found
        seen |= set(addresses)
    assert not faults, f"{len(faults)} faults\n" + "\n".join(faults)
    for pattern_of_the_work in (
        "/plans/{}", "/plans/{}/objectives/{}", "/plans/{}/actions/{}", "/plans/{}/document", "/plans/{}/checks", "/plans/{}/packs",
        "/plans/{}/versions", "/plans/{}/export", "/plans/{}/actions/{}/rhythm", "/calendar", "/me/calendar", "/accounts", "/ledger",
        "/me/second-factor",
    ):
        assert pattern_of_the_work in seen, f"no link led to {pattern_of_the_work}, only to {sorted(seen)}"


def test_no_two_pages_share_a_title():
    titles = {}
    for name, html in page.collected.items():
        address = pattern(name.rsplit(" at ", 1)[1]).split("?")[0]
        title = re.search(r"<title>(.*?)</title>", html, re.S).group(1)
        # The question why somebody opens a record stands at whichever of its addresses was asked for.
        if re.search(r'action="/(cases|concerns)/[^"/]+/open', html):
            continue
        if "not found" not in title and not title.endswith(("Council form", "Ffurflen y cyngor")):
            titles.setdefault(title, set()).add(address)
    shared = {title: addresses for title, addresses in titles.items() if len(addresses) > 1}
    assert not shared, shared

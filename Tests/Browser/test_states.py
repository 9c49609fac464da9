"""The states that a crawl of a tidy council does not meet: mistakes in forms, words without an end, and nothing at all."""
import pytest

import page
from crawl import crawl, demonstration_people
from program import Program

# A form that would do harm, or do nothing worth seeing, when it is sent with nothing in it.
NOT_SENT = ("sign-out", "/undo", "/bring-back", "/suggestion", "/work/update/", "/steps/", "/sign-in/demonstration", "/stay")

SENDABLE = """[...document.querySelectorAll("main form[method=post]")].map((form, place) => ({place, action: form.getAttribute('action'),
  fields: [...form.querySelectorAll("input:not([type=hidden]):not([type=checkbox]):not([type=radio]), textarea")].length}))"""


def test_a_form_sent_with_nothing_in_it_says_what_to_mend(person):
    faults, sent = [], set()
    for role, words in demonstration_people(person).items():
        person.sign_in_as(words)
        _, addresses = crawl(person, ["/"], role, widths=(), axe=False)
        for kind, path in addresses.items():
            if kind in sent or "?" in kind:
                continue
            for form in person.open(path).js(SENDABLE):
                if not form["fields"] or any(part in form["action"] for part in NOT_SENT):
                    continue
                sent.add(kind)
                person.open(path)
                person.driver.execute_script(
                    "const f = document.querySelectorAll('main form[method=post]')[arguments[0]];"
                    "f.querySelectorAll('input:not([type=hidden]):not([type=checkbox]):not([type=radio]), textarea')"
                    ".forEach(e => e.value = '')", form["place"])
                person.send(person.find("main form[method=post]")[form["place"]])
                name = f"mistakes {kind}"
                faults += page.check(person, name)
                if person.find(".gv-error-summary") and not person.title.startswith("Error: "):
                    faults.append(f"{name}: the title does not say that there is an error")
                for link in person.find(".gv-error-summary a"):
                    target = link.get_attribute("href").split("#")[-1]
                    if not person.js(f"!!document.getElementById({target!r})"):
                        faults.append(f"{name}: “{link.text}” leads to no field")
    assert not faults, "\n" + "\n".join(faults)
    assert len(sent) >= 4, f"only {sent} could be sent"


def test_words_without_an_end_fit_a_narrow_window(person):
    endless = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 4
    words = "\n".join("\t".join(row) for row in [
        ["A plan with long words"],
        ["Key objective", "Current level", "Improvement planned", "Actions required", "Lead officer", "Deadline", "Progress update"],
        [endless, "Red 03/26", endless, endless, endless[:80], "when " + endless, endless],
        ["Second " + endless, "Amber 03/26, Green 04/26, Red 05/26, Amber 06/26, Green 07/26, Red 08/26, Amber 09/26", "x", "Short", "LEM",
         "", "a " * 2000],
    ])
    person.sign_in_as("Dilys Okafor-Wren").open("/plans/import").fill("Or paste the text", words).press("Read the plan")
    page.assert_fine(person, "long words, preview")
    person.press("Save this plan")
    board = person.path.split("?")[0]
    page.assert_fine(person, "long words, board")
    for name, way in [("objective", endless[:40]), ("document", "Document")]:
        person.open(board).follow(way)
        page.assert_fine(person, f"long words, {name}")
    person.open(board).follow(endless[:40])
    person.open(person.js("document.querySelector('main table a').getAttribute('href')"))
    page.assert_fine(person, "long words, action")


@pytest.fixture(scope="module")
def empty():
    """A council on its first day, set up as for real use."""
    program = Program(empty=True)
    yield program
    program.stop()


def test_a_council_on_its_first_day_is_told_what_to_do_next(empty, people):
    person = people(True).at(empty).sign_out().open("/sign-in")
    assert not person.find("form[action='/sign-in/demonstration']"), "a real council offers demonstration accounts"
    person.fill("Email address", Program.LOGIN).fill("Password", Program.PASSWORD).press("Sign in")
    faults, seen = crawl(person, ["/"], "first day")
    assert not faults, "\n" + "\n".join(faults)
    assert {"/plans", "/accounts"} <= set(seen), seen
    assert "There is no plan yet" in person.open("/plans").words

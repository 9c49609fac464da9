"""A council's first week: a plan is brought in, worked, judged, printed, and taken back."""
import base64

import pytest

import page

HEAD = "Dilys Okafor-Wren"
LEAD = "Kasimir Wetherell"

TITLE = "Licensing plan against slavery"
FIRST = "Car washes and nail bars are visited by people who know the signs"
DONE = "Brief all licensing officers on the signs"
LEFT = "Visit each car wash twice a year with the police"
WORDS = "\n".join("\t".join(row) for row in [
    [TITLE],
    ["Key objective", "Current level", "Improvement planned", "Actions required", "Lead officer", "Deadline", "Remarks"],
    [FIRST, "Red 03/26", "Visits with a purpose", DONE, "LEM", "07/04/2020", "Slides are ready"],
    ["", "", "", LEFT, "LEM/HCS", "31/09/2026", "Police agree"],
    ["Landlords are checked", "Amber 03/26", "A list of homes", "Compare the register with council tax", "HCS", "Ongoing", ""],
    [], ["LEM - Licensing and Environmental Health Manager"], ["HCS - Head of Community Safety"],
])


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_a_plan_is_brought_in_worked_judged_printed_and_taken_back(programs, people, engine, script):
    person = people(script).at(programs(engine))
    look = lambda name: page.assert_fine(person, f"story, {name}, {'script' if script else 'no script'}", axe=engine == "sqlite")

    # The head pastes the table as the PDF gives it, and sees how it was understood.
    person.sign_in_as(HEAD).open("/plans").follow("Bring in a plan").fill("Or paste the text", WORDS).press("Read the plan")
    assert person.heading == "Check the plan before it is saved"
    assert "31 September" in person.words or "31/09/2026" in person.words
    look("preview")

    # One column is not what the program took it for.
    person.fill("What “Remarks” holds", "Progress update").press("Read it with these choices")
    assert "read again with your choices" in person.words
    chosen = person.field("What “Remarks” holds").get_property("selectedOptions")
    assert [option.text for option in chosen] == ["Progress update"]
    person.fill("Title of the plan", TITLE)
    look("preview with a corrected column")
    person.press("Save this plan")
    plan = person.path.split("?")[0]
    assert TITLE in person.heading and FIRST in person.words
    look("board")

    # A lead reports in one line.
    person.sign_in_as(LEAD).open("/work/update")
    look("lines to update")
    line = line_of(person, DONE)
    person.fill("What changed", "All nine officers were briefed on Monday", within=line)
    person.fill("Status", "Done", within=line)
    person.press("Save", within=line)
    assert person.path.startswith("/work/update") and "status=" not in person.path
    assert DONE not in person.words, "what is done is still asked for"
    person.press("Nothing changed", within=line_of(person, LEFT))
    person.open(plan).follow(FIRST).follow(DONE)
    assert "All nine officers were briefed on Monday" in person.words and "Slides are ready" in person.words
    look("action after the report")

    # The head is shown a level with its reason, and accepts it.
    person.sign_in_as(HEAD).open(plan).follow(FIRST)
    assert "Suggested level: Amber" in person.words and "1 of 2 actions is done" in person.words
    look("objective with a suggested level")
    person.press("Accept Amber")
    assert "Suggested level" not in person.words and "decided by a person" in person.words
    look("objective after the decision")

    # Printed as a council prints it: the document, without what belongs to a screen.
    person.open(plan).follow("Document")
    assert "31/09/2026" in person.words, "the words of the deadline are lost"
    look("document")
    sheets = base64.b64decode(person.driver.print_page())
    assert sheets.startswith(b"%PDF") and len(sheets) > 8000
    person.print_media(True)
    try:
        assert not person.find_seen("nav, .gv-navigation, button, input"), "the print shows what only a screen can use"
        assert person.js("[...document.querySelectorAll('thead')].every(e => getComputedStyle(e).display === 'table-header-group')")
    finally:
        person.print_media(False)

    # And taken back, with what it is told about it first.
    person.open("/plans/imports").follow("Undo this import")
    assert "People have worked on it since" in person.words
    look("before an import is undone")
    person.press("Undo this import")
    assert TITLE not in person.open("/plans").words
    person.open("/plans/imports")
    assert "Undone" in person.words
    look("imports")


def line_of(person, title):
    """The line of the update page that is about an action; it may stand on a later page."""
    for number in range(1, 8):
        for line in person.find("section.gv-beside"):
            if title in line.text:
                return line
        person.open(f"/work/update?page={number + 1}")
    raise AssertionError(f"no line for “{title}”")


def test_a_line_that_somebody_changed_meanwhile_shows_both_and_loses_nothing(programs, people):
    """Two people have the same line open; the second sees what the first did, and their own words."""
    first, second = people(True).at(programs("sqlite")), people(False).at(programs("sqlite"))
    for person in (first, second):
        person.sign_in_as(LEAD).open("/work/update")
    title = first.find("section.gv-beside h2")[0].text
    one, other = line_of(first, title), line_of(second, title)
    first.fill("Status", "At risk", within=one)
    first.fill("What changed", "The first says: the police cannot come", within=one).press("Save", within=one)
    second.fill("Status", "On track", within=other)
    second.fill("What changed", "The second says: all is well", within=other).press("Save", within=other)
    assert "The second says: all is well" in (second.words + " ".join(e.get_property("value") for e in second.find("textarea")))
    assert "The first says: the police cannot come" in second.words
    page.assert_fine(second, "story, changed meanwhile")


def test_mistakes_in_an_import_are_said_in_words_and_leave_nothing_behind(person, tmp_path):
    picture = tmp_path / "plan.docx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(2000))
    person.sign_in_as(HEAD).open("/plans/import").press("Read the plan")
    assert person.title.startswith("Error: ")
    page.assert_fine(person, "story, import of nothing")
    person.fill("Choose a file", picture).press("Read the plan")
    assert person.title.startswith("Error: "), person.words
    page.assert_fine(person, "story, import of a picture")
    person.open("/plans/imports")
    assert "plan.docx" not in person.words

"""The plan leaves the program: through its bodies, to the public page, to the board, and as a file."""
import hashlib
import urllib.request

import pytest

import page

HEAD = "Dilys Okafor-Wren"


def answer(person, path):
    with urllib.request.urlopen(person.address + path) as reply:
        return reply.headers, reply.read()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_a_plan_goes_through_two_bodies_and_is_published(programs, people, engine, script):
    person = people(script).at(programs(engine))
    look = lambda name: page.assert_fine(person, f"publishing, {name}, {'script' if script else 'no script'}", axe=engine == "sqlite")
    condition = f"Cost the training, {'first' if script else 'second'} round"
    person.sign_in_as(HEAD).open("/plans")
    board = person.js("document.querySelector('main table a').getAttribute('href')")

    person.open(board).follow("Versions").follow("Send the plan round")
    look("sending round")
    person.fill("Bodies, in the order in which they see it", "").press("Freeze the text and send it round")
    assert person.title.startswith("Error: ") and "Enter at least one body" in person.words
    person.fill("Bodies, in the order in which they see it", "Management team\nCabinet; Community safety partnership")
    person.press("Freeze the text and send it round")
    assert "The text is frozen" in person.words and "Not its turn yet" in person.words
    version = person.path.split("?")[0]
    look("version going round")

    decide(person, "Management team", "Agreed", paper="MT/11")
    person.open(version)
    assert "Not its turn yet" not in person.words
    decide(person, "Cabinet", "Agreed with conditions", paper="CAB/26/114", minute="52", conditions=condition)
    assert condition in person.words
    look("version with a condition")
    decide(person, "Community safety partnership", "Noted")
    assert "Agreed" in person.words
    # The condition is an action now, so the plan differs from what was agreed, and says so.
    assert "differs from what was agreed" in person.words and condition in person.words
    person.follow("Read the text of this version")
    look("text of a version")
    person.open(version).follow("Publish this version")
    look("before publishing")
    person.press("Publish version")
    assert "on the public page" in person.words

    # Anyone reads it, without signing in, and takes its files; the fingerprint is of the frozen file.
    public = person.js("[...document.querySelectorAll('main a')].map(a => a.getAttribute('href')).find(h => h.startsWith('/published/'))")
    person.sign_out().open(public)
    assert "CAB/26/114" in person.words and condition not in person.words
    look("public page")
    headers, body = answer(person, public)
    assert headers["Cache-Control"] == "public, max-age=300" and "Set-Cookie" not in headers
    assert HEAD not in body.decode()
    _, frozen = answer(person, public + "/frozen.json")
    assert hashlib.sha256(frozen).hexdigest() in body.decode()
    for name in ["objectives.odt", "objectives.xlsx", "actions.docx", "objectives.csv"]:
        headers, file = answer(person, f"{public}/{name}")
        assert len(file) > 500, name

    person.sign_in_as(HEAD).open(version).follow("Withdraw this version")
    look("before withdrawing")
    person.fill("Why is it withdrawn?", "A mistake in it").press("Withdraw version")
    assert "is withdrawn" in person.words
    with pytest.raises(urllib.error.HTTPError):
        answer(person, public)


def decide(person, body, decision, paper="", minute="", conditions=""):
    person.open(person.path.split("?")[0]).follow(f"Record the decision of {body}")
    page.assert_fine(person, f"publishing, decision of {body}", axe=False)
    person.fill("Day", "2").fill("Month", "11").fill("Year", "2026")
    person.fill("Reference of the paper", paper).fill("Reference of the minute", minute).fill("Conditions", conditions)
    person.choose(decision).press("Record the decision")
    assert "The decision is recorded" in person.words, person.words


def test_a_finding_is_accepted_because_and_a_board_pack_is_frozen(programs, people):
    person = people(True).at(programs("sqlite"))
    person.sign_in_as(HEAD).open("/plans")
    for board in person.js("[...document.querySelectorAll('main table a')].map(a => a.getAttribute('href'))"):
        person.open(board).follow("Checks")
        page.assert_fine(person, "checks")
        if "that a careful reader would ask about" in person.words:
            break
    person.open(person.js("[...document.querySelectorAll('main a')].find(a => a.textContent.startsWith('Accept it')).getAttribute('href')"))
    page.assert_fine(person, "accepting a finding")
    person.press("Accept it")
    assert person.title.startswith("Error: ")
    person.fill("Because", "The board knows and will appoint in January").press("Accept it")
    assert "accepted, because" in person.words and "Accepted: 1" in person.words

    person.open(board).follow("Board pack")
    page.assert_fine(person, "board pack")
    person.fill("A note to the board", "Read the second figure first.").press("Freeze the figures of")
    assert "The pack is frozen" in person.words and "Read the second figure first." in person.words
    page.assert_fine(person, "frozen board pack")
    numbers = person.js("[...document.querySelectorAll('main a')].map(a => a.getAttribute('href')).filter(h => h.endsWith('.csv'))")
    assert len(numbers) == 5

"""A stranger's concern, through the single point of contact and a case, to four people and the path that the law gives each."""
import datetime
import re

import pytest

import page

DECIDES, READS = "Oluwaseun Barraclough", "Tamsin Delacroix"
PEOPLE = [
    # first, last, in the case; then the answers that lead to the path, and what it is called
    ("Ruta", "Alderholt", "Adult", {"age": "adult", "consent": "given"}),
    ("Jonas", "Bexwick", "Adult", {"age": "adult", "consent": "declined"}),
    ("Mirela", "Cawthorne", "Child", {"age": "child", "consent": "notAsked"}),
    ("Petru", "Dunmarrow", "Not sure", {"age": "notSure", "consent": "notAsked"}),
]
# Words for boxes of which any will do; no name, number or day is in them.
PLAIN = "The work began at dawn and ended after dark, without a day off, and the pay was kept back each week."
# Answers that keep a sheet short, by the national form's own names; the first choice stands for all others.
CHOSEN = {
    "potential-victim-exploitative-situation-multiple": "no", "were-they-taken-somewhere-by-their-exploiter": "no",
    "still-in-exploitative-situation": "no", "is-this-the-first-chance-to-report": "no", "modern-slavery-indicators": "yes",
    "evidence-of-dishonesty": "no", "are-others-involved": "no", "where-exploitation-happened": "uk", "exploiters-location": "no",
    "any-other-pvs": "no", "future-exploitation-concerns": "no", "reported-to-police": "no", "authorities-cooperation": "no",
    "does-pv-need-support": "no", "does-pv-have-children": "no", "pv-interpreter-requirements": "no",
    "pv-other-help-with-communication": "no", "pv-ho-reference": "no", "who-contact": "potential-victim",
}


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_a_concern_without_a_name_becomes_four_sheets(programs, people, engine):
    program = programs(engine)
    # One database without script, the other with.
    person = people(engine == "postgres").at(program).sign_out()

    code = tell(person)
    person.sign_in_as(DECIDES).open("/concerns").press("Take")
    person.open("/concerns?show=mine")
    concern = person.find("tbody a")[0].get_attribute("href")
    person.open(concern[len(person.address):]).choose("I am deciding what becomes of it").press("Open it")
    assert "Four people sleep behind the wash" in person.words
    fill_in(person, "form[action$='/write'] textarea", "On which days is the van there?", 0)
    assert "Sent" in person.words

    # The two-way channel, by the code alone.
    person.sign_out().open("/tell-us/follow-up").fill("Type your code", code.lower().replace("-", " ")).press("Show how far it is")
    assert "Someone is reading it" in person.words and "On which days is the van there?" in person.words
    person.fill("Your reply", "Every Tuesday and Friday").press("Send my reply")
    person.sign_in_as(DECIDES).open("/concerns?show=news")
    assert person.find("tbody a"), "the reply is no news"

    # A case, with everyone in it.
    person.open(concern[len(person.address):])
    if person.find("input[name='purpose']"):
        person.choose("I am deciding what becomes of it").press("Open it")
    assert "Every Tuesday and Friday" in person.words
    person.choose("Open a case").fill("Why", "Four people at risk, one a child").press("Record the decision")
    case = person.path.split("?")[0]
    enter(person, case)
    whom = [add(person, case, *one[:3]) for one in PEOPLE]

    sheets = {}
    for (first, last, _, answers), place in zip(PEOPLE, whom):
        decide(person, place, answers)
        sheets[first] = write_sheet(person, place, first, last)
    assert ["referral" in words.lower() for words in sheets.values()] == [True, False, True, True], sheets

    # The text of the notification names nobody.
    person.open(whom[1] + "/sheet").follow("See what is keyed in")
    for first, last, *_ in PEOPLE:
        assert first not in person.words.split("Key this in")[-1] and last not in person.words.split("Key this in")[-1]
    page.assert_fine(person, f"notification, what is keyed in, {engine}", axe=engine == "sqlite")

    # A second pair of eyes, and then it is keyed in.
    person.sign_in_as(READS)
    enter(person, case)
    for place in whom:
        person.open(place + "/check").press("I have read it: sign it off")
    person.sign_in_as(DECIDES)
    enter(person, case)
    for number, place in enumerate(whom):
        key_in(person, place, f"NAT-{engine}-{number}")
    person.open("/referrals")
    page.assert_fine(person, f"the log of referrals, {engine}", axe=engine == "sqlite")
    for first, last, *_ in PEOPLE:
        assert first not in person.words and last not in person.words


def tell(person):
    person.open("/tell-us").press("Start the form").press("Continue").choose("Yes, someone is in danger now").press("Continue")
    person.press("I have called, go on with the form")
    person.fill("What did you see or hear?", "Four people sleep behind the wash").press("Continue")
    person.fill("Where it was", "Mill Lane").press("Continue")
    person.choose("Today").press("Continue").choose("Both adults and children").press("Continue")
    person.choose("I do not want to be contacted").press("Continue").press("Continue")
    code = person.find(".gv-code")[0].text
    person.fill("Type the last four letters and numbers of your code", code[-4:]).choose("I have saved my code")
    person.press("Send what I told you")
    assert "We have it" in person.heading
    return code


def fill_in(person, selector, words, at):
    box = person.find(selector)[at]
    form = person.driver.execute_script(
        "for (let e = arguments[0]; e; e = e.parentElement) if (e.tagName === 'DETAILS') e.open = true; return arguments[0].form", box)
    box.send_keys(words)
    person.send(form)


def enter(person, case):
    person.open(case)
    if person.find("input[name='purpose']"):
        person.choose("I am working on it").press("Open it")


def add(person, case, first, last, age):
    person.open(case + "/people").follow("Add a person")
    person.fill("First name", first).fill("Last name", last)
    person.driver.find_element("css selector", f"input[name='age'][value='{ {'Adult': 'adult', 'Child': 'child'}.get(age, 'notSure') }']").click()
    person.send(person.find("main form")[-1])
    person.open(case + "/people")
    href = next(a.get_attribute("href") for a in person.find("main a") if first in a.text)
    return re.sub(r"[?#].*", "", href[len(person.address):])


def decide(person, place, answers):
    person.open(place + "/path")
    for name, value in {"can-be-asked": "yes", **answers}.items():
        pick(person, name, value)
    before = datetime.date.today() - datetime.timedelta(days=1)
    person.fill("Who explained it to the person", "The first responder")
    person.fill("Day", str(before.day)).fill("Month", str(before.month)).fill("Year", str(before.year)).fill("Time", "10:30")
    pick(person, "interpreter", "no")
    person.choose("Given and explained").press("Save and see the path")


def pick(person, name, value):
    found = person.find(f"input[name='{name}'][value='{value}']")
    assert found, f"no answer {value} to {name} on {person.path}"
    person.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", found[0])
    found[0].click()


def write_sheet(person, place, first, last):
    person.open(place + "/sheet").press("Begin the sheet")
    title = person.find("main dd")[0].text
    # An answer may bring further questions into a section: what still lacks something is filled in again.
    for turn in range(5):
        person.open(place + "/sheet")
        rows = [row for row in person.find("main li") if row.find_elements("css selector", "a[href*='/sheet/part/']")]
        parts = [
            row.find_element("css selector", "a").get_attribute("href")[len(person.address):]
            for row in rows if turn == 0 or "Missing:" in row.text]
        for part in parts:
            person.open(part)
            if person.find("main form"):
                fill_section(person, first, last)
                assert not person.find(".gv-errors"), f"{part}: {person.words[:600]}"
    person.open(place + "/sheet")
    assert "Missing:" not in person.words, person.words[:2500]
    if "otification" in title:
        person.open(place + "/findings")
        assert not person.find("main form"), f"open findings: {person.words[:800]}"
    person.open(place + "/check")
    assert "It cannot be marked ready yet" not in person.words, person.words.split("It cannot be marked ready yet")[-1][:900]
    person.press("Mark it ready to be read")
    return title


def fill_section(person, first, last):
    for name in {e.get_attribute("name") for e in person.find("main form input[type=radio]")}:
        if not person.find(f"main form input[name='{name}']:checked"):
            pick(person, name, CHOSEN.get(name) or person.find(f"input[name='{name}']")[0].get_attribute("value"))
    for box in person.find("main form textarea"):
        if not box.get_attribute("value") and box.is_displayed():
            box.send_keys(PLAIN)
    for box in person.find("main form select"):
        if not box.get_attribute("value"):
            options = box.find_elements("css selector", "option")
            options[min(2, len(options) - 1)].click()
    for tick in person.find("main form input[type=checkbox]"):
        name = tick.get_attribute("name")
        if name in ("types-of-exploitation-forced-to-work", "someone-else-permission-check") or (
                tick.get_attribute("value") in ("email", "true") and ("contact-details" in name or name.endswith("-check"))
                and tick.is_displayed()):
            if not tick.is_selected():
                tick.click()
    words = {"pv-name-first-name": first, "pv-name-last-name": last, "fr-details-first-name": "Oluwaseun",
             "fr-details-last-name": "Barraclough", "fr-details-role": "Single point of contact", "fr-details-phone": "01632 960 001",
             "fr-alternative-contact": "team@wexcombe.example", "birthplace": "A village in the hills", "reference": "Our own"}
    for box in person.find("main form input[type=text], main form input:not([type])"):
        name = box.get_attribute("name")
        if box.get_attribute("value") or not box.is_displayed() or name.endswith(("-day", "-month", "-year")):
            continue
        if name in words:
            box.send_keys(words[name])
        elif box.get_attribute("inputmode") == "email":
            box.send_keys("safe@wexcombe.example")
        elif box.get_attribute("inputmode") == "tel":
            box.send_keys("01632 960 002")
        elif "city" in name:
            if name.endswith(("city-1", "uk-city")):
                box.send_keys("Bedford")
        elif "country" not in name and not re.search(r"-\d+$", name) and "second" not in name and "nickname" not in name:
            box.send_keys("Bedford Borough Council" if "organisation" in name or "authority-name" in name else "Not known")
    person.press("Save this section")


def key_in(person, place, reference):
    person.open(place + "/keyed-in")
    person.fill("Reference of the national form", reference)
    today = datetime.date.today()
    person.fill("Day", str(today.day)).fill("Month", str(today.month)).fill("Year", str(today.year))
    person.choose("Not yet").press("Record it")
    assert not person.find(".gv-errors"), person.words[:600]
    person.open(place + "/sheet")
    assert "Keyed in" in person.words

"""Working without a mouse."""
import pytest

FOCUSED = """(() => {
  const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect();
  const mark = (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2) || s.boxShadow !== 'none';
  return {name: (e.textContent || e.name || '').trim().slice(0, 40), tag: e.tagName, mark, top: r.top, bottom: r.bottom,
          seen: r.bottom > 0 && r.top < innerHeight && r.width > 0, height: innerHeight, place: [...document.querySelectorAll('*')].indexOf(e)};
})()"""


def tab(person):
    person.key("Tab", 9)
    return person.js(FOCUSED)


@pytest.mark.parametrize("path", ["/sign-in", "/components"])
def test_each_stop_of_the_tab_key_is_seen_and_in_reading_order(person, path):
    person.open(path)
    faults, places = [], []
    for stop in range(25):
        focus = tab(person)
        if focus["tag"] == "BODY":
            break
        places.append(focus["place"])
        if not focus["mark"]:
            faults.append(f"no mark of focus on {focus['tag']} “{focus['name']}”")
        if not focus["seen"]:
            faults.append(f"focus out of sight on {focus['tag']} “{focus['name']}”")
    assert not faults, faults
    assert len(places) >= 4
    assert places == sorted(places), "the tab key jumps back"


def test_the_skip_link_leads_past_the_navigation(person):
    person.open("/sign-in")
    assert tab(person)["name"] == "Skip to main content"
    person.key("Enter", 13)
    assert person.js("document.activeElement.id") == "main"


@pytest.mark.parametrize("script", [True, False])
def test_a_form_with_mistakes_says_what_to_mend_and_leads_there(programs, people, script):
    person = people(script).at(programs("sqlite")).sign_out()
    person.open("/sign-in").fill("Email address", "somebody").press("Sign in")
    assert person.title.startswith("Error: ")
    links = person.find("[role=alert] a, .gv-error-summary a")
    assert links, person.words
    if script:
        assert person.js("!!document.activeElement.closest('[role=alert], .gv-error-summary')"), "focus is not on the summary"
    target = links[0].get_attribute("href").split("#")[1]
    person.driver.execute_script("arguments[0].click()", links[0]) if script else links[0].click()
    assert person.js(f"document.activeElement.id") == target
    assert person.field("Email address").get_attribute("value") == "somebody", "what was typed is lost"

"""A second factor, as a person with a phone meets it. The phone is two strangers: zxing reads the picture off the
screen, pyotp computes the codes."""
import io
import time
import urllib.parse

import PIL.Image
import pyotp
import pytest
import zxingcpp

import page
from crawl import crawl
from program import Program


@pytest.fixture(scope="module", params=[True, False], ids=["script", "no-script"])
def council(request, people):
    """A council of its own, because a factor stays. Gives the program and a person before its sign-in page."""
    program = Program(empty=True)
    yield people(request.param).at(program)
    program.stop()


class Phone:
    def __init__(self, link):
        parts = urllib.parse.urlparse(link)
        query = urllib.parse.parse_qs(parts.query)
        assert (parts.scheme, parts.netloc, query["issuer"]) == ("otpauth", "totp", ["Granville"]), link
        assert urllib.parse.unquote(parts.path) == "/Granville:" + Program.LOGIN
        self.totp = pyotp.parse_uri(link)
        self.shown = 0

    def code(self):
        """A code that was not used: waits for the next step where the present one was."""
        step = int(time.time()) // 30
        # One step ahead is taken, as of a clock that is fast.
        while step + 1 <= self.shown:
            time.sleep(1)
            step = int(time.time()) // 30
        self.shown = max(step, self.shown + 1)
        return self.totp.at(self.shown * 30)


def picture(person):
    """What a camera sees of the QR code on the page."""
    image = PIL.Image.open(io.BytesIO(person.find("main svg[role=img]")[0].screenshot_as_png))
    found = zxingcpp.read_barcodes(image)
    assert len(found) == 1, "no QR code can be read"
    return found[0].text


def sign_in(person):
    person.sign_out().open("/sign-in")
    person.fill("Email address", Program.LOGIN).fill("Password", Program.PASSWORD).press("Sign in")


def test_a_factor_is_set_up_used_lost_and_taken_off(council):
    person = council
    look = lambda name: page.assert_fine(person, f"second factor, {name}", axe=True)
    sign_in(person)
    person.open("/me").follow("Set it up")
    look("none yet")
    person.press("Set up a second factor")
    look("set-up")
    link = picture(person)
    key = person.find("main strong.gv-words")[0].text.replace(" ", "")
    assert f"secret={key}&" in link and link == person.js("document.querySelector('a[href^=otpauth]').getAttribute('href')")
    phone = Phone(link)

    person.fill("Code", "000000").press("Turn it on")
    assert person.title.startswith("Error: ")
    look("set-up with a wrong code")
    person.fill("Code", phone.code()).press("Turn it on")
    assert person.heading == "Your recovery codes"
    look("recovery codes")
    codes = [element.text for element in person.find("main code")]
    assert len(set(codes)) == 10
    person.print_media(True)
    try:
        assert person.find_seen("main code") and not person.find_seen("nav, button")
    finally:
        person.print_media(False)

    # Signing in takes two steps now, and the first of them opens nothing.
    sign_in(person)
    assert person.heading == "Enter your code" and not person.find("nav.gv-navigation")
    look("code page")
    person.press("Sign in")
    assert person.title.startswith("Error: ")
    look("code page without a code")
    person.fill("Code", phone.code()).press("Sign in")
    assert not person.path.startswith("/sign-in"), person.words

    # The phone is lost: a code from paper.
    sign_in(person)
    person.press("If you do not have your app")
    person.fill("Recovery code", codes[0].lower()).press("Sign in")
    person.open("/me")
    assert "9 recovery codes left" in person.words
    look("own page")
    person.follow("Change it")
    look("on")
    person.follow("Make new ones")
    look("before new codes")
    person.press("Make new codes")
    assert codes[1] not in person.words and len(person.find("main code")) == 10

    # Asked again before what matters.
    person.open("/me/confirm?to=%2Faccounts%2Fnew")
    look("confirm with a code")
    person.press("Confirm")
    look("confirm without a code")
    person.fill("Code", phone.code()).press("Confirm")
    assert person.heading == "Add an account"

    # Who needs one; and it is taken off.
    person.open("/accounts").follow("Say who needs a second factor")
    look("roles")
    person.choose("Auditor").press("Save")
    assert "Needed by: Auditor" in person.words
    person.open("/me/second-factor").follow("Take your second factor off")
    look("before it is taken off")
    person.press("Take it off")
    assert "is taken off" in person.find(".gv-banner")[0].text
    sign_in(person)
    assert not person.path.startswith("/sign-in")
    person.open("/me/confirm?to=%2Faccounts%2Fnew")
    look("confirm with the password")
    person.fill("Your password", Program.PASSWORD).press("Confirm")
    assert person.heading == "Add an account"


def test_sessions_are_seen_and_ended(council):
    person = council
    sign_in(person)
    sign_in(person)
    person.open("/me").follow("See where")
    assert "Chrome on Linux" in person.words and "This one" in person.words
    page.assert_fine(person, "sessions")
    person.press("End all others")
    assert person.words.count("Chrome on Linux") == 1
    page.assert_fine(person, "sessions, one left")


def test_a_reset_is_told_to_its_owner_first(council):
    """Set up by one person, reset by another, read by the first."""
    person = council
    sign_in(person)
    person.open("/accounts/new").fill("Name", "Lee Ash").fill("Sign-in name", "lee@sallowby.example")
    person.choose("Auditor").press("Add account")
    first = person.find("main strong")[0].text
    account = person.js("document.querySelector('.gv-back').getAttribute('href')")
    own = "heron walks under seven bridges"
    person.sign_out().open("/sign-in").fill("Email address", "lee@sallowby.example").fill("Password", first).press("Sign in")
    person.fill("Present password", first).fill("New password", own).press("Change password")
    # The role needs a factor, as the first story left it.
    person.open("/plans")
    assert "Your role asks for a second factor" in person.words
    page.assert_fine(person, "second factor, asked for by the role")
    person.press("Set up a second factor")
    phone = Phone.__new__(Phone)
    phone.totp, phone.shown = pyotp.parse_uri(picture(person)), 0
    person.fill("Code", phone.code()).press("Turn it on").follow("I have kept them")
    assert person.path.startswith("/plans")

    sign_in(person)
    person.open(account).follow("Reset")
    page.assert_fine(person, "second factor, before a reset")
    person.press("Reset second factor")
    assert person.title.startswith("Error: ")
    page.assert_fine(person, "second factor, reset without a reason")
    person.fill("Why", "Phone lost; seen at the front desk").press("Reset second factor")
    person.sign_out().open("/sign-in").fill("Email address", "lee@sallowby.example").fill("Password", own).press("Sign in")
    assert person.heading == "Your second factor was taken off" and "Phone lost" in person.words
    page.assert_fine(person, "second factor, told of a reset")
    person.press("I have read this")
    assert "Your role asks for a second factor" in person.words
    faults, _ = crawl(person, ["/me/second-factor"], "led to a second factor")
    assert not faults, "\n" + "\n".join(faults)

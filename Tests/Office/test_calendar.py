"""A stranger's reader of calendars opens the feed of a lead of the demonstration."""
import datetime
import html
import http.cookiejar
import pathlib
import re
import sys
import urllib.error
import urllib.parse
import urllib.request

import icalendar
import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "Browser"))
from program import Program


class Person:
    """Forms pressed without a browser."""

    def __init__(self, program):
        self.program = program
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def open(self, path, fields=None):
        data = None if fields is None else urllib.parse.urlencode(fields).encode()
        request = urllib.request.Request(self.program.address + path, data, {"Sec-Fetch-Site": "same-origin"})
        with self.opener.open(request) as answer:
            return answer.read().decode()

    @staticmethod
    def hidden(page, path):
        form = page.split(f'action="{path}"', 1)[1].split("</form>", 1)[0]
        return [tuple(map(html.unescape, pair)) for pair in re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', form)]


@pytest.fixture(scope="module")
def program():
    program = Program()
    yield program
    program.stop()


@pytest.fixture(scope="module")
def feeds(program):
    """The feed of everyone who can sign in: {name: bytes}"""
    start = Person(program).open("/sign-in")
    forms = start.split('action="/sign-in/demonstration"')[1:]
    feeds = {}
    for form in forms:
        form = form.split("</form>")[0]
        fields = re.findall(r'name="([^"]*)" value="([^"]*)"', form)
        for name, value in [pair for pair in fields if pair[0] == "account"] or fields[-1:]:
            person = Person(program)
            person.open("/sign-in/demonstration", [(name, value)])
            page = person.open("/me/calendar", person.hidden(person.open("/me/calendar"), "/me/calendar"))
            address = html.unescape(re.search(r'name="address" value="([^"]*)"', page).group(1))
            assert address.startswith(program.address + "/calendar/") and address.endswith(".ics")
            with urllib.request.urlopen(address) as answer:
                assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
                feeds[value] = answer.read()
    assert feeds
    return feeds


def test_icalendar_reads_every_feed(feeds):
    events = 0
    for raw in feeds.values():
        assert raw.endswith(b"END:VCALENDAR\r\n") and b"\n" not in raw.replace(b"\r\n", b"")
        assert max(len(line) for line in raw.split(b"\r\n")) <= 75
        calendar = icalendar.Calendar.from_ical(raw)
        assert not calendar.errors
        assert calendar["VERSION"] == "2.0" and calendar["X-PUBLISHED-TTL"] == "PT6H"
        interval = calendar["REFRESH-INTERVAL"]
        assert interval.params["VALUE"] == "DURATION" and icalendar.vDuration.from_ical(str(interval)) == datetime.timedelta(hours=6)
        names = [str(event["UID"]) for event in calendar.walk("VEVENT")]
        assert len(names) == len(set(names))
        for event in calendar.walk("VEVENT"):
            events += 1
            assert not event.errors
            start, end = event["DTSTART"].dt, event["DTEND"].dt
            assert type(start) is datetime.date and end - start == datetime.timedelta(days=1)
            assert event["DTSTAMP"].dt.tzinfo is not None and int(event["SEQUENCE"]) >= 1
            assert re.match(r"Action( \S+)? (due|to check again): .", str(event["SUMMARY"]))
    assert events > 5


def test_what_comes_round_is_said_as_a_rule_or_day_by_day(feeds):
    round_and_round = 0
    for raw in feeds.values():
        events = icalendar.Calendar.from_ical(raw).walk("VEVENT")
        for event in events:
            if "Comes round every" not in str(event.get("DESCRIPTION", "")):
                continue
            round_and_round += 1
            if "RRULE" in event:
                assert event["RRULE"]["FREQ"][0] in ("YEARLY", "MONTHLY", "WEEKLY") and event["RRULE"]["INTERVAL"][0] >= 1
            else:
                same = [other for other in events if other["SUMMARY"] == event["SUMMARY"]]
                assert len(same) > 1 and len({other["DTSTART"].dt for other in same}) == len(same)
    assert round_and_round


def test_a_wrong_address_finds_nothing(program):
    for wrong in ("x.ics", "1." + "A" * 43 + ".ics", "1." + "A" * 43, "%2e%2e.ics"):
        with pytest.raises(urllib.error.HTTPError) as found:
            urllib.request.urlopen(program.address + "/calendar/" + wrong)
        assert found.value.code == 404

import os
import pathlib
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from person import Person
from program import POSTGRES, Program

ENGINES = ["sqlite", "postgres"]


@pytest.fixture(scope="session")
def programs():
    """One program a database, started when first asked for."""
    running = {}

    def get(engine):
        if engine == "postgres" and not POSTGRES:
            pytest.fail("GRANVILLE_TEST_POSTGRES names no server: run bin/test")
        if engine not in running:
            running[engine] = Program(engine)
        return running[engine]

    yield get
    for program in running.values():
        program.stop()


@pytest.fixture(scope="session")
def people():
    """One browser with script and one without; starting one takes a second."""
    present = {}

    def get(script=True):
        if script not in present:
            present[script] = Person(script)
        return present[script]

    yield get
    for person in present.values():
        person.leave()


@pytest.fixture
def person(programs, people):
    """Somebody with script, not signed in, before the program on SQLite."""
    return people(True).at(programs("sqlite")).sign_out()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    report = (yield).get_result()
    if report.when == "call" and report.failed:
        for value in getattr(item, "funcargs", {}).values():
            if isinstance(value, Person):
                try:
                    report.sections.append(("screenshot", str(value.screenshot("failed " + item.name))))
                except Exception:  # A browser that died shows nothing.
                    pass


def pytest_collection_modifyitems(items):
    """The validator reads what the other tests collected: it comes last."""
    items.sort(key=lambda item: item.fspath.basename == "test_markup.py")

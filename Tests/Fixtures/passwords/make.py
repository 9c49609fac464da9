"""Writes Sources/Accounts/Data/guessed-passwords.txt from the frequency list of the PyPI package zxcvbn.

    pip install zxcvbn==4.5.0 && python3 Tests/Fixtures/passwords/make.py

Takes every password of the list that is long enough for our rule, and the words at the heart of the commonest others:
what is left when digits and signs are taken from both ends.
"""
import importlib.metadata
import pathlib
import re

from zxcvbn.frequency_lists import FREQUENCY_LISTS

SHORTEST = 12
STEMS = 5000
words = FREQUENCY_LISTS["passwords"]
long = [word for word in words if len(word) >= SHORTEST]
stems = []
for word in words:
    stem = re.sub(r"^[^a-z]+|[^a-z]+$", "", word)
    if len(stem) >= 4 and len(set(stem)) > 1 and stem not in stems and len(stems) < STEMS:
        stems.append(stem)
licence = next(f for f in importlib.metadata.files("zxcvbn") if f.name.startswith("LICENSE")).read_text().strip()
head = f"""Common passwords, commonest first: {len(long)} of {SHORTEST} characters or more, and {len(stems)} words that others are made of.
Source: the password list of zxcvbn {importlib.metadata.version("zxcvbn")} (PyPI), under this licence:

{licence}"""
lines = [f"# {line}".rstrip() for line in head.splitlines()] + long + stems
file = pathlib.Path(__file__).resolve().parents[3] / "Sources/Accounts/Data/guessed-passwords.txt"
file.write_text("\n".join(lines) + "\n")
print(file, len(lines), file.stat().st_size)

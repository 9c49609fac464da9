"""A council's table, from Word into the program, through its bodies, to everyone, into LibreOffice and back; and the proof of it."""
import shutil
import subprocess
import sys
import urllib.request

import docx
import pytest

import page
from program import BINARY

HEAD = "Dilys Okafor-Wren"
TITLE = "Housing plan against slavery"
ROWS = [
    ["Key objective", "Current level", "Improvement planned", "Actions required", "Lead officer", "Deadline", "Progress update"],
    ["Housing officers know the signs", "Red 03/26", "A short course", "Train the housing team", "HOM", "31/03/2027", "Rooms are booked"],
    ["Homes in multiple occupation are visited", "Amber 06/26", "Joint visits", "Agree a day each month with the fire service", "HOM", "Ongoing", ""],
]


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_a_table_from_word_is_worked_agreed_published_changed_elsewhere_and_proved(programs, people, tmp_path, engine):
    program = programs(engine)
    person = people(True).at(program)

    # In, from Word.
    person.sign_in_as(HEAD).open("/plans/import").fill("Choose a file", table_in_word(tmp_path)).press("Read the plan")
    person.fill("Title of the plan", TITLE).press("Save this plan")
    board = person.path.split("?")[0]

    # Worked.
    person.follow("Housing officers know the signs").follow("Train the housing team")
    person.fill("Note", "The course was held on Monday").press("Save update")
    assert "The course was held on Monday" in person.words

    # Agreed by two bodies, and published.
    person.open(board).follow("Versions").follow("Send the plan round")
    person.fill("Bodies, in the order in which they see it", "Management team\nCabinet").press("Freeze the text and send it round")
    version = person.path.split("?")[0]
    for body in ["Management team", "Cabinet"]:
        person.open(version).follow(f"Record the decision of {body}")
        person.fill("Day", "2").fill("Month", "11").fill("Year", "2026").choose("Agreed").press("Record the decision")
    person.open(version).follow("Publish this version").press("Publish version")
    public = next(link for link in links(person).values() if link.startswith("/published/"))
    assert "The course was held" not in read(program.address + public).decode()

    # Out as ODT, changed and saved by LibreOffice, and back: just what was changed is proposed.
    plan = tmp_path / "plan.odt"
    plan.write_bytes(read(f"{program.address}{board}/export/objectives.odt", person))
    person.open("/plans/import").fill("Choose a file", changed_in_libreoffice(plan, tmp_path)).press("Read the plan")
    assert "31/03/2027" in person.words and "30/06/2027" in person.words
    page.assert_fine(person, f"whole life, what was changed elsewhere, {engine}", axe=engine == "sqlite")
    person.press("Save with all proposals")
    assert "30 Jun 2027" in person.open(board).words or "30 June 2027" in person.words

    # The proof, checked by a stranger's Python and nothing of ours but the script that came with it.
    folder = tmp_path / "export"
    data = ["--data", str(program.folder / "data")]
    database = ["--database", program.database] if program.database else []
    for command in ["checkpoint"], ["export", str(folder)]:
        subprocess.run([BINARY, "audit", *command, *data, *database], check=True, capture_output=True, stdin=subprocess.DEVNULL)
    alone = shutil.copytree(folder, tmp_path / "elsewhere")
    done = subprocess.run(
        [sys.executable, "verify.py"], cwd=alone, capture_output=True, text=True,
        env={"PATH": "/usr/bin:/bin"})
    assert done.returncode == 0, done.stdout + done.stderr


def links(person):
    return {text: href for text, href in person.js("[...document.querySelectorAll('main a')].map(a => [a.textContent.trim(), a.getAttribute('href')])")}


def read(address, person=None):
    cookies = "; ".join(f"{c['name']}={c['value']}" for c in person.driver.get_cookies()) if person else ""
    with urllib.request.urlopen(urllib.request.Request(address, headers={"Cookie": cookies} if cookies else {})) as answer:
        return answer.read()


def table_in_word(folder):
    document = docx.Document()
    document.add_heading(TITLE, 0)
    table = document.add_table(len(ROWS), len(ROWS[0]))
    for row, cells in zip(ROWS, table.rows):
        for words, cell in zip(row, cells.cells):
            cell.text = words
    document.save(folder / "table.docx")
    return folder / "table.docx"


def changed_in_libreoffice(path, folder):
    """The same file with one deadline changed, as LibreOffice writes it."""
    office = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to"]
    subprocess.run([*office, "docx", "--outdir", folder, path], check=True, capture_output=True)
    middle = folder / (path.stem + ".docx")
    document = docx.Document(middle)
    changed = 0
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                if cell.text.strip() == "31/03/2027":
                    cell.text = "30/06/2027"
                    changed += 1
    assert changed == 1
    document.save(middle)
    (folder / "back").mkdir()
    subprocess.run([*office, "odt", "--outdir", folder / "back", middle], check=True, capture_output=True)
    return folder / "back" / path.name

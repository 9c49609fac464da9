#!/usr/bin/env python3
"""Plants thousands of words that nobody else would write wherever people type what is sealed, and looks for them in every
file that the program ever wrote: the database with its write-ahead log, the keys, temporary files, what it printed, its
backups and exports, and on PostgreSQL the server's dump of all tables. None may be found.

    Tests/Sealed/canaries.py                         on SQLite, with 10,000
    Tests/Sealed/canaries.py --database postgresql://granville@127.0.0.1:54329/sealed     (an empty database)
    GRANVILLE_CANARIES=1000000 Tests/Sealed/canaries.py

The pages are those of the real program, `granville demo`, filled in over HTTP. At the end one canary goes where nothing is
sealed, a note on a plan: it must be found, in the database and in an export, or this test could not fail.
Prints a line for each claim, ✔ or ✘, and "sealed done". Exit codes: 0 nothing found, 1 something was.

A new page that takes words about people: add a step to `plant`, and plant by `Plant.words`.
"""
import argparse
import gzip
import html
import html.parser
import http.client
import os
import pathlib
import random
import re
import shutil
import signal
import socket
import string
import subprocess
import sys
import tempfile
import time
import urllib.parse
import uuid
import zipfile

LETTERS = string.ascii_letters + string.digits
LIMIT = 15_000  # characters that a box takes
FINDER = pathlib.Path(__file__).with_name("find.c")
# Who does what in the demonstration.
REPORTER, POINT, SAFEGUARDING, OWNER = "Aurelio", "Oluwaseun", "Cosima", "Dilys"

failed = 0


def claim(words, holds, why=""):
    global failed
    failed += not holds
    print(("✔ " if holds else "✘ ") + words + (f": {why}" if why and not holds else ""), flush=True)


class Plant:
    """Makes canaries and remembers where each was written."""

    def __init__(self, count, seed):
        self.dice = random.Random(seed)
        self.left = count
        self.planted = []

    def one(self, place):
        word = "".join(self.dice.choices(LETTERS, k=16))
        self.planted.append((place, word))
        self.left -= 1
        return word

    def words(self, place, most=LIMIT, few=None):
        """As many as fit into so many characters, between other words."""
        count = min(few or most, (most - 20) // 17)
        return "Seen there: " + " ".join(self.one(place) for _ in range(count))


class Browser:
    """A person without script: keeps the cookie, and reads hidden fields out of pages."""

    def __init__(self, port, account=None):
        self.port, self.cookie = port, None
        if account:
            self.post("/sign-in/demonstration", {"account": account, "to": "/"}, expect=303)
            assert self.cookie, "no session"

    def _ask(self, method, path, body=None, kind=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Sec-Fetch-Site": "same-origin"}
        if kind:
            headers["Content-Type"] = kind
        if self.cookie:
            headers["Cookie"] = self.cookie
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        content = answer.read()
        found = answer.getheader("Set-Cookie")
        if found:
            self.cookie = found.split(";")[0]
        self.status, self.location, self.bytes = answer.status, answer.getheader("Location") or "", content
        self.text, self.kind = content.decode("utf-8", "replace"), answer.getheader("Content-Type") or ""
        connection.close()
        return self

    def get(self, path, expect=200):
        self._ask("GET", path)
        assert self.status == expect, f"GET {path}: {self.status} {self.errors}"
        return self

    def post(self, path, fields, file=None, expect=303):
        pairs = [(name, one) for name, value in fields.items() for one in (value if isinstance(value, list) else [value])]
        if file:
            cut = uuid.uuid4().hex
            body = b"".join(
                f'--{cut}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode() for name, value in pairs)
            name, content = file
            body += (f'--{cut}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
                     "Content-Type: application/octet-stream\r\n\r\n").encode() + content + f"\r\n--{cut}--\r\n".encode()
            self._ask("POST", path, body, f"multipart/form-data; boundary={cut}")
        else:
            self._ask("POST", path, urllib.parse.urlencode(pairs), "application/x-www-form-urlencoded")
        assert self.status == expect, f"POST {path}: {self.status} {self.errors}"
        return self

    @property
    def errors(self):
        found = re.findall(r'<p class="gv-error".*?</p>', self.text, re.S)
        return " ".join(re.sub(r"<[^>]+>", "", one) for one in found)[:500] or self.text[:300]

    def hidden(self, name):
        """The first hidden field of that name."""
        found = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)"', self.text)
        assert found, f"no hidden {name}"
        return html.unescape(found.group(1))

    def all_hidden(self):
        fields = {}
        form = self.text[self.text.index('<form class="gv-form"'):].split("</form>")[0]
        for name, value in re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', form):
            fields.setdefault(name, []).append(html.unescape(value))
        return fields

    def follow(self):
        return self.get(self.location)


def accounts(port):
    """First names, and the accounts of the demonstration that have them."""
    found = {}
    for form in Browser(port).get("/sign-in").text.split("<form")[1:]:
        account = re.search(r'name="account" value="([^"]+)"', form)
        for name in (REPORTER, POINT, SAFEGUARDING, OWNER):
            if account and name in form:
                found[name] = account.group(1)
    return found


# Where words about people are typed

def pdf(words):
    """The smallest PDF that passes for one, with words in it."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>",
               b"<< /Length %d >>\nstream\n%s\nendstream" % (len(words), words)]
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"xref\n0 4\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + table + b"trailer << /Size 4 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(out)


def public_form(port, plant):
    """One question a page, and back with the code: returns the code."""
    someone = Browser(port)
    page = someone.get("/tell-us").post("/tell-us", {"lang": "en"}, expect=200)
    steps = [
        {}, {"danger": "no"}, {"what": plant.words("public form, what")}, {"where": plant.words("public form, where")},
        {"when": "today", "still": plant.words("public form, still")},
        {"who": "adult", "more": plant.words("public form, more")},
        {"contact": "telephone", "telephone": "01632 960" + "".join(random.choices(string.digits, k=3)) + " " + plant.one("public form, telephone"),
         "callYou": plant.one("public form, what to call them"), "message": "no"},
        {},
    ]
    for step in steps:
        page = page.post("/tell-us", {**page.all_hidden(), **step, "press": "continue"}, expect=200)
    fields = page.all_hidden()
    code = fields["code"][0]
    page.post("/tell-us", {**fields, "ending": re.sub(r"\W", "", code)[-4:], "saved": "yes", "press": "continue"})
    return code


def follow_up(port, plant, code):
    Browser(port).post(
        "/tell-us/follow-up", {"code": code, "press": "reply", "form": uuid.uuid4().hex, "reply": plant.words("follow-up, reply"),
                               "fileWords": plant.one("follow-up, words of a file")},
        file=(plant.one("follow-up, name of a file") + ".txt", plant.words("follow-up, a text file").encode()), expect=200)


def staff_form(port, plant, account):
    """A draft saved in steps with files, thrown away once and sent once. Returns the concern's address."""
    person = Browser(port, account)
    for end in "discard", "check":
        token = person.get("/concerns/new").hidden("form")
        answers = {
            "danger": "no", "who": "adult", "when": "yesterday", "whenDate": plant.one("staff form, date"),
            "contact": "email", "email": plant.one("staff form, address") + "@example.org",
            "telephone": plant.one("staff form, telephone"), "callYou": plant.one("staff form, what to call them"),
            "howMany": plant.one("staff form, how many"),
        }
        for box in "what", "where", "names", "vehicle", "more", "still", "knows":
            answers[box] = plant.words(f"staff form, {box}", most=1_000)
        person.post(
            "/concerns/new", {**answers, "form": token, "press": "attach", "fileWords": plant.one("draft, words of a file")},
            file=(plant.one("draft, name of a file") + ".pdf", pdf(plant.words("draft, a PDF").encode())))
        draft = person.location.split("?")[0]
        token = person.get(draft).hidden("form")
        # A second version of the draft, and a file that is refused: what was refused is kept nowhere either.
        answers["what"] = plant.words("draft, changed words")
        person.post(draft, {**answers, "form": token, "press": "attach"},
                    file=("page.html", f"<html>{plant.words('draft, a refused file')}".encode()), expect=422)
        token = person.get(f"{draft}/check").hidden("form")
        person.post(f"{draft}/{end}", {"form": token + ("-discard" if end == "discard" else "")})
    own = person.location.split("?")[0]
    token = person.get(own).hidden("form")
    person.post(own, {"form": token, "reply": plant.words("own concern, reply"), "fileWords": plant.one("own concern, words of a file")},
                file=("a.txt", plant.words("own concern, a text file").encode()))
    # Words that are too long come back to be shortened, and are kept nowhere.
    person.post(own, {"form": token + "2", "reply": plant.words("own concern, too long", most=16_000)}, expect=422)
    return own.replace("/my/concerns/", "/concerns/")


def telephone(port, plant, account):
    person = Browser(port, account)
    token = person.get("/concerns/call").hidden("form")
    person.post("/concerns/call", {"form": token, "what": plant.words("telephone, what the caller says")})


def triage(port, plant, account, place):
    """Opens, writes on both rails, shields, decides, opens again, reads what was attached."""
    person = Browser(port, account)
    person.post(f"{place}/open", {"purpose": "other", "words": plant.words("opening, reason", most=1_000)}).follow()
    def send(to, **fields):
        token = uuid.uuid4().hex
        return person.post(place + to, {"form": token, **fields})
    for rail in "inside", "reporter":
        send("/write", rail=rail, words=plant.words(f"written, {rail}"))
    person.post(f"{place}/files", {"form": uuid.uuid4().hex, "fileWords": plant.one("concern, words of a file")},
                file=(plant.one("concern, name of a file") + ".txt", plant.words("concern, a text file").encode()))
    person.get(place)
    for file in sorted(set(re.findall(rf'href="({place}/files/[^"]+)"', person.text))):
        person.get(file)
        assert len(person.bytes) > 100, file
    version = person.get(place).hidden("version")
    send("/decide", decision="notSlavery", reason=plant.words("decision, reason"), feedback=plant.words("decision, feedback"),
         version=version)
    person.get(place)
    send("/reopen", words=plant.words("opened again, reason"))
    shields(person, plant, place, send)
    # Found in no file means something only if it was kept.
    shown = person.get(place).text
    for kept in "staff form, where", "own concern, reply", "written, inside", "decision, feedback", "concern, words of a file":
        claim(f"“{kept}” is read by who opened the concern", any(word in shown for was, word in plant.planted if was == kept))
    person.get(f"{place}/looks")


def shields(person, plant, place, send):
    person.get(place)
    options = re.search(r'<select[^>]*name="account".*?</select>', person.text, re.S)
    account = re.findall(r'<option value="([^"]+)"', options.group(0))[-1] if options else None
    assert account, "nobody to keep from it"
    send("/shields", account=account, why=plant.words("shield, reason", most=400))


def emergency(port, plant, overseer, place):
    """Opened by who oversees, without being given it; reviewed by another."""
    person = Browser(port, overseer)
    person.post(f"{place}/open", {"words": plant.words("emergency, what has happened", most=1_000)})
    person.get(place)


def review(port, plant, account):
    person = Browser(port, account).get("/looks")
    look = re.search(r'href="(/looks/[^"]+)"', person.text)
    assert look, "no emergency to review"
    token = person.get(look.group(1)).hidden("form")
    person.post(look.group(1), {"form": token, "words": plant.words("review of an emergency", most=1_000)})


class Forms(html.parser.HTMLParser):
    """The forms of a page, as a person without script would fill them in: every box with canaries, the last of every
    choice, days and numbers with a number."""

    def __init__(self, text, words):
        super().__init__()
        self.forms, self.words, self.select, self.button = [], words, None, None
        self.feed(text)

    def handle_starttag(self, tag, pairs):
        facts = dict(pairs)
        if tag == "form" and facts.get("method") == "post":
            self.forms.append((facts["action"], {}))
        if not self.forms:
            return
        fields = self.forms[-1][1]
        name, kind = facts.get("name"), facts.get("type", "text")
        if tag == "select":
            self.select = name
        elif tag == "option" and self.select and facts.get("value"):
            fields[self.select] = facts["value"]
        elif not name or kind == "file":
            return
        elif tag == "textarea":
            fields[name] = self.words(name, 1_500)
        elif tag == "button":
            fields.setdefault(name, facts.get("value", ""))
        elif tag == "input" and kind in ("hidden", "radio", "checkbox"):
            fields[name] = facts.get("value", "")
        elif tag == "input" and (facts.get("inputmode") == "numeric" or re.search("-(day|month|year)$", name)):
            fields[name] = "2020" if name.endswith("year") else "3"
        elif tag == "input":
            fields[name] = self.words(name, 50)

    def handle_endtag(self, tag):
        self.select = None if tag == "select" else self.select


def cases(port, plant, account):
    """Every form of a case, whatever it asks: what is refused must be kept nowhere either."""
    person = Browser(port, account)
    place = re.search(r'href="(/cases/[0-9a-f-]{36})"', person.get("/cases").text).group(1)
    person.post(f"{place}/open", {"purpose": "other", "words": plant.words("case, reason of opening", most=900)}).follow()
    long = plant.words("case, a long text file", few=300).encode() + b"\n" + b"And nothing more was seen. " * 10_000
    person.post(f"{place}/files", {"form": uuid.uuid4().hex, "fileWords": plant.one("case, words of a file")},
                file=(plant.one("case, name of a file") + ".txt", long))
    newest = re.findall(rf'href="({place}/files/[0-9a-f-]{{36}})"', person.get(f"{place}/files").text)[-1]
    claim("a file of a case comes back as it was", person.get(newest).bytes == long)
    seen, waiting, kept = set(), [place], 0
    while waiting:
        path = waiting.pop(0)
        seen.add(path)
        person._ask("GET", path)
        if person.status != 200 or "text/html" not in person.kind:
            continue
        links = re.findall(rf'href="({place}[/a-zA-Z0-9-]*)["?#]', person.text)
        waiting += [link for link in dict.fromkeys(links) if link not in seen and link not in waiting][:200 - len(seen)]
        def words(name, most):
            return plant.words(f"case, {re.sub('[0-9a-f-]{36}', '', path[len(place):]) or '/'}, {name}", most=most)
        for action, fields in Forms(person.text, words).forms:
            # What ends the case, or keeps this person from it, would end the planting.
            if not action.startswith(place) or re.search("/(close|shield|remove|open)$", action):
                continue
            person._ask("POST", action, urllib.parse.urlencode(fields), "application/x-www-form-urlencoded")
            assert person.status in (200, 303, 400, 409, 422), f"POST {action}: {person.status} {person.text[:300]}"
            kept += person.status == 303
    claim(f"forms of a case were filled in: {kept} saved, {len(seen)} pages", kept >= 5)


def under_way(program, plant):
    """A file half sent: what the program has put aside of it by then is sealed, and has no name."""
    words = (plant.words("a file half sent", few=300) + "\n").encode() * 40
    with socket.create_connection(("127.0.0.1", program.port)) as sender:
        sender.sendall(
            b"POST /tell-us/follow-up HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\nContent-Length: 9000000\r\n"
            b"Content-Type: multipart/form-data; boundary=cut\r\n\r\n"
            b'--cut\r\nContent-Disposition: form-data; name="file"; filename="x.txt"\r\n\r\n' + words)
        aside, end = b"", time.monotonic() + 20
        while len(aside) < 100_000 and time.monotonic() < end:
            for link in pathlib.Path(f"/proc/{program.process.pid}/fd").iterdir():
                try:
                    if "/.spool" in os.readlink(link):
                        aside = link.read_bytes()
                except OSError:
                    pass
            time.sleep(0.05)
        named = [path for path in files_below(program.folder) if ".spool" in path.name]
    claim("a file half sent is put aside, without a name", len(aside) >= 100_000 and not named, f"{len(aside)} bytes, {named}")
    found = [word for _, word in plant.planted if word.encode() in aside]
    claim("and no word of it is in what is put aside", b"Seen there" not in aside and not found, f"{len(found)} words")


def plant_all(port, plant, who):
    code = public_form(port, plant)
    follow_up(port, plant, code)
    place = staff_form(port, plant, who[REPORTER])
    telephone(port, plant, who[REPORTER])
    emergency(port, plant, who[SAFEGUARDING], place)
    review(port, plant, who[POINT])
    triage(port, plant, who[POINT], place)
    cases(port, plant, who[POINT])
    # The rest goes into further replies, whatever was asked for.
    while plant.left > 0:
        Browser(port).post("/tell-us/follow-up", {
            "code": code, "press": "reply", "form": uuid.uuid4().hex,
            "reply": plant.words("follow-up, further reply", few=plant.left)}, expect=200)


# Everything that was written

def files_below(folder):
    return sorted(path for path in pathlib.Path(folder).rglob("*") if path.is_file() and not path.is_symlink())


def unpacked(paths, into):
    """What stands in compressed files, as files."""
    for number, path in enumerate(paths):
        start = path.open("rb").read(5)
        target = into / f"{number}-{path.name}"
        if start[:2] == b"\x1f\x8b":
            target.write_bytes(gzip.decompress(path.read_bytes()))
        elif start[:4] == b"PK\x03\x04":
            with zipfile.ZipFile(path) as archive:
                target.mkdir()
                archive.extractall(target)
        elif start == b"PGDMP":
            target.write_bytes(subprocess.run(["pg_restore", "-f", "-", path], check=True, capture_output=True).stdout)
    return files_below(into)


def find(finder, canaries, paths, folder):
    """(whether something was found, what the finder printed)."""
    listed = folder / "canaries"
    listed.write_text("".join(f"{place}\t{word}\n" for place, word in canaries))
    listed.chmod(0o600)
    done = subprocess.run([finder, listed], input="".join(f"{path}\n" for path in paths), capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr
    return done.returncode == 1, done.stdout.strip()


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Program:
    def __init__(self, binary, folder, database):
        self.binary, self.folder = binary, folder
        for name in "data", "tmp", "printed", "backups", "export":
            (folder / name).mkdir()
        self.data = ["--data", str(folder / "data")] + (["--database", database] if database else [])
        self.environment = {**os.environ, "TMPDIR": str(folder / "tmp"), "HOME": str(folder / "tmp")}
        self.port = free_port()
        self.process = subprocess.Popen(
            [binary, "demo", *self.data, "--port", str(self.port), "--requests-per-second", "0", "--log-format", "json"],
            stdin=subprocess.DEVNULL, stdout=(folder / "printed/out").open("wb"), stderr=(folder / "printed/err").open("wb"),
            env=self.environment, cwd=folder / "tmp")
        end = time.monotonic() + 120
        while True:
            try:
                return Browser(self.port).get("/health") and None
            except (OSError, AssertionError):
                if self.process.poll() is not None or time.monotonic() > end:
                    raise SystemExit("the program did not start: " + (folder / "printed/err").read_text()[-2000:])
                time.sleep(0.2)

    def run(self, *arguments):
        number = len(list((self.folder / "printed").iterdir()))
        with (self.folder / f"printed/{number}-{arguments[0]}").open("wb") as out:
            done = subprocess.run([self.binary, *arguments, *self.data], stdin=subprocess.DEVNULL, stdout=out, stderr=out,
                                  env=self.environment, cwd=self.folder / "tmp")
        assert done.returncode in (0, 2), f"{arguments}: {done.returncode}"

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(60)


def looked_at(program, database, work, name):
    """All files of the program as they are now; on PostgreSQL the tables in two forms too."""
    paths = files_below(program.folder)
    if database:
        dump = work / f"{name}.sql"
        with dump.open("wb") as out:
            subprocess.run(["pg_dump", database], check=True, stdout=out)
        tables = work / f"{name}.tables"
        names = psql(database, "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()").split()
        with tables.open("wb") as out:
            for table in names:
                out.write(subprocess.run(
                    ["psql", "-qAtX", database, "-c", f'COPY "{table}" TO STDOUT (FORMAT binary)'], check=True,
                    capture_output=True).stdout)
        paths += [dump, tables]
    into = work / f"{name}-unpacked"
    into.mkdir()
    return paths + unpacked(paths, into)


def psql(database, statement):
    return subprocess.run(["psql", "-qAtX", database, "-c", statement], check=True, capture_output=True, text=True).stdout


def notes_in_the_clear(program, plant, who):
    """A canary where nothing is sealed: on a plan everyone may read it."""
    person = Browser(program.port, who[OWNER])
    board = re.search(r'href="(/plans/[0-9a-f-]{36})"', person.get("/plans").text).group(1)
    objective = re.search(rf'href="({board}/objectives/[^"#?]+)"', person.get(board).text).group(1)
    action = re.search(rf'href="({board}/actions/[0-9a-f-]{{36}})', person.get(objective).text).group(1)
    person.post(f"{action}/notes", {"form": uuid.uuid4().hex, "text": f"In the clear {plant.one('a note on a plan')}."})


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default=".build/debug/granville")
    parser.add_argument("--database", help="an empty PostgreSQL database instead of SQLite")
    parser.add_argument("--canaries", type=int, default=int(os.environ.get("GRANVILLE_CANARIES", "10000")))
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--keep", action="store_true", help="leave the folder there")
    options = parser.parse_args()
    seed = options.seed if options.seed is not None else random.randrange(1 << 30)
    engine = "PostgreSQL" if options.database else "SQLite"
    work = pathlib.Path(tempfile.mkdtemp(prefix="granville-sealed-"))
    finder = work / "find"
    subprocess.run(["clang", "-O2", "-o", finder, FINDER], check=True)
    (work / "program").mkdir()
    program = Program(str(pathlib.Path(options.binary).resolve()), work / "program", options.database)
    try:
        plant = Plant(options.canaries, seed)
        who = accounts(program.port)
        assert len(who) == 4, f"the demonstration lacks somebody: {who}"
        plant_all(program.port, plant, who)
        under_way(program, plant)
        # Once while it serves, so that the write-ahead log is there, and once when it has ended.
        program.run("audit", "checkpoint")
        program.run("backup", str(program.folder / "backups"), "--with-keys", "--keys-to", str(program.folder / "backups/keys"))
        program.run("audit", "export", str(program.folder / "export/ledger"))
        places = len({place for place, _ in plant.planted})
        print(f"{len(plant.planted)} canaries in {places} places, seed {seed}", file=sys.stderr)
        begun = time.monotonic()
        found, printed = find(finder, plant.planted, looked_at(program, options.database, work, "serving"), work)
        claim(f"{len(plant.planted)} canaries from {places} places stand in no file while the program serves, on {engine}", not found, printed)
        print(printed.splitlines()[-1], f"in {time.monotonic() - begun:.0f} s", file=sys.stderr)
        clear = Plant(1, seed + 1)
        notes_in_the_clear(program, clear, who)
        program.run("backup", str(program.folder / "backups"))
        program.stop()
        paths = looked_at(program, options.database, work, "ended")
        found, printed = find(finder, plant.planted, paths, work)
        claim(f"nor when it has ended, on {engine}", not found, printed)
        found, printed = find(finder, clear.planted, paths, work)
        claim(f"one that was written where nothing is sealed is found, on {engine}", found)
        in_backup = any("/backups/" in line or "unpacked" in line for line in printed.splitlines())
        claim(f"and in the backup too, on {engine}", in_backup, printed)
    finally:
        program.stop()
        if options.keep:
            print(work, file=sys.stderr)
        else:
            shutil.rmtree(work, ignore_errors=True)
    print("sealed done")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()

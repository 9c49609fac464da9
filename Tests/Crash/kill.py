#!/usr/bin/env python3
"""Kills the real server at a random moment, again and again, while clients write, and looks for what is lost.

Each cycle: start `granville demo` on the same folder, let four clients write and keep a journal of what was
acknowledged, kill -9 after 1 to 100 ms of writing. At the next start each client sends again what was not answered, and
then every acknowledged write must be there and none doubled. Every tenth time, and at the end, `granville audit verify`
must find nothing.

A write is a note on an action of the demonstration, a concern through the public form, or a reason for opening a case, sent
with a key of its own. A note and a concern must stand there once, however often they were sent, and the concern's code must
open it; an opening must stand in the list of who looked. With --sign-ins a write is a sign-in, whose answer is a session
that either holds or does not.

    Tests/Crash/kill.py                    20 cycles on SQLite; bin/test makes 200, and 100 on PostgreSQL
    Tests/Crash/kill.py --cycles 10000 --seed 7
    Tests/Crash/kill.py --database postgresql://granville@127.0.0.1:54329/crash    (an empty database)

Exit codes: 0 nothing lost, 1 something was.
"""
import argparse
import collections
import hashlib
import http.client
import json
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

CLIENTS = 4
# What is written, in turns.
KINDS = ["note", "concern", "note", "concern", "note", "concern", "note", "opening"]
# Cycles on one council.
A_TURN = 150


class Server:
    """One run of the program, in a process of its own."""

    def __init__(self, arguments, port, folder):
        self.port = port
        self.log = open(os.path.join(folder, "server.log"), "ab")
        self.process = subprocess.Popen(
            arguments + ["--port", str(port), "--requests-per-second", "0", "--public-concerns", "0"],
            stdout=self.log, stderr=self.log, start_new_session=True)

    def wait_until_ready(self, seconds=30):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise SystemExit(f"the server did not start: exit code {self.process.returncode}")
            try:
                status, _, _ = ask(self.port, "GET", "/health")
                if status == 200:
                    return
            except OSError:
                time.sleep(0.005)
        raise SystemExit("the server did not answer in time")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.log.close()


def ask(port, method, path, fields=None, cookie=None, connection=None):
    own = connection or http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    headers = {"Sec-Fetch-Site": "same-origin"}
    body = None
    if fields is not None:
        body = urllib.parse.urlencode(fields)
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    if cookie:
        headers["Cookie"] = cookie
    own.request(method, path, body, headers)
    answer = own.getresponse()
    text = answer.read().decode("utf-8", "replace")
    found = answer.getheader("Set-Cookie")
    if connection is None:
        own.close()
    return answer.status, text, found.split(";")[0] if found else None


def code_of(key):
    """A receipt code that nobody else has, 28 letters of its alphabet."""
    return hashlib.sha256(key.encode()).hexdigest()[:28].upper()


def filing(key, words=""):
    """The last step of the public form, which brings along what was answered on the others."""
    code = code_of(key)
    return {
        "step": "code", "lang": "en", "press": "continue", "form": key, "code": code, "ending": code[-4:], "saved": "yes",
        "seen": "yes", "danger": "no", "what": f"concern {key}.{words}", "where": "Mill Lane", "when": "today", "who": "adult",
        "contact": "none"}


class Client:
    """Writes in a row, and remembers what was acknowledged. The journal outlives the server, not this script."""

    def __init__(self, number, port):
        self.number, self.port = number, port
        self.note = None  # the address that takes notes; none for sign-ins
        self.case = None  # the address of a case
        self.sent = 0
        self.acknowledged = []  # sessions, or keys of notes, concerns and openings
        self.unanswered = None  # a key to be sent again
        self.in_doubt = 0  # without an answer: notes are sent again; a sign-in may be kept or not
        self.cookie = None
        self.accounts = []
        self.wrong = []

    def run(self, stop):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        while not stop.is_set():
            try:
                self.write(connection)
            except (OSError, http.client.HTTPException):
                self.in_doubt += 1 if self.note else 0
                return

    def write(self, connection):
        self.sent += 1
        if self.note:
            key = self.unanswered or f"{KINDS[self.sent % len(KINDS)]}-{self.number}-{self.sent}"
            self.unanswered = key
            path, fields, cookie = self.write_of(key)
            status, _, _ = ask(self.port, "POST", path, fields, cookie, connection)
            if status == 303:
                self.acknowledged.append(key)
                self.unanswered = None
            else:
                self.wrong.append(f"{path} answered {status}")
                raise OSError
            return
        self.in_doubt += 1
        account = random.choice(self.accounts)
        status, _, session = ask(
            self.port, "POST", "/sign-in/demonstration", {"account": account, "to": "/"}, None, connection)
        if status == 303 and session:
            self.acknowledged.append(session)
            self.in_doubt -= 1
        else:
            self.wrong.append(f"a sign-in answered {status}")
            raise OSError


    def write_of(self, key):
        if key.startswith("concern"):
            return "/tell-us", filing(key), None
        if key.startswith("opening"):
            return f"{self.case}/open", {"purpose": "other", "words": f"opening {key}."}, self.contact
        return self.note, {"form": key, "text": f"note {key}."}, self.cookie


def accounts(port):
    _, text, _ = ask(port, "GET", "/sign-in")
    found = re.findall(r'name="account"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="account"', text)
    return sorted({one or other for one, other in found})


def sign_in(port, account):
    return ask(port, "POST", "/sign-in/demonstration", {"account": account, "to": "/"})[2]


def verify(binary, data):
    done = subprocess.run([binary, "audit", "verify", "--json"] + data, capture_output=True, text=True)
    if done.returncode not in (0, 2):
        raise SystemExit(f"audit verify failed: {done.stderr}")
    return json.loads(done.stdout)


def lost_sessions(port, sample):
    """Every session of this cycle, and some of the earlier ones."""
    lost = []
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    for session in sample:
        status, _, _ = ask(port, "GET", "/me", cookie=session, connection=connection)
        if status != 200:
            lost.append(f"an acknowledged session is gone: /me answers {status}")
    return lost


def wrong_notes(port, clients):
    """Each acknowledged note stands once; one that was sent and not answered, once at most."""
    _, text, _ = ask(port, "GET", clients[0].note.rsplit("/", 1)[0], cookie=clients[0].cookie)
    counts = collections.Counter(re.findall(r"note (note-[0-9]+-[0-9]+)[.]", text))
    wrong = []
    for client in clients:
        wrong += [f"note {key} stands {counts[key]} times" for key in of_kind("note", client.acknowledged) if counts[key] != 1]
        if counts[client.unanswered] > 1:
            wrong.append(f"note {client.unanswered} stands {counts[client.unanswered]} times")
    return wrong


def of_kind(kind, keys):
    return [key for key in keys if key and key.startswith(kind)]


def wrong_concerns(port, clients, sample):
    """The code of each concern of the sample opens it, and no concern was filed twice."""
    wrong = []
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    for key in sample:
        status, text, _ = ask(port, "POST", "/tell-us/follow-up", {"code": code_of(key)}, connection=connection)
        if status != 200 or "We have what you told us" not in text:
            wrong.append(f"concern {key} does not open by its code: status {status}")
    least = sum(len(of_kind("concern", client.acknowledged)) for client in clients)
    most = least + sum(len(of_kind("concern", [client.unanswered])) for client in clients)
    found = count_concerns(port, clients[0].contact) - clients[0].concerns_before
    if not least <= found <= most:
        wrong.append(f"{found} concerns stand there, and {least} to {most} were filed")
    return wrong


def count_concerns(port, cookie):
    # A page so far on that there is none: the queue counts no further than some pages after the one asked for.
    _, text, _ = ask(port, "GET", "/concerns?show=waiting&page=9999", cookie=cookie)
    found = re.search(r"of ([0-9,]+) concerns", text)
    return int(found.group(1).replace(",", "")) if found else 0


def wrong_openings(port, clients):
    """Each reason stands in the list of who looked, and concerns open for whoever decides about them."""
    contact, case = clients[0].contact, clients[0].case
    wrong = []
    ask(port, "POST", f"{case}/open", {"purpose": "working"}, contact)
    status, text, _ = ask(port, "GET", f"{case}/looks", cookie=contact)
    for client in clients:
        # The page shows the last five hundred.
        wrong += [f"{key} is not among the looks (status {status})" for key in of_kind("opening", client.acknowledged)[-25:]
                  if f"opening {key}." not in text]
    for concern in links(port, "/concerns?show=waiting", r"/concerns/[0-9a-f-]{36}", contact)[:3]:
        ask(port, "POST", f"{concern}/open", {"purpose": "triage"}, contact)
        status, text, _ = ask(port, "GET", concern, cookie=contact)
        if status != 200 or "Why are you opening it?" in text:
            wrong.append(f"{concern} does not open: status {status}")
    return wrong


def prepare_concerns(port, clients, found):
    """Who decides about concerns, and a case."""
    for account in found:
        cookie = sign_in(port, account)
        cases = links(port, "/cases?show=all", r"/cases/[0-9a-f-]{36}", cookie)
        if "/concerns/cover" in ask(port, "GET", "/concerns", cookie=cookie)[1] and cases:
            before = count_concerns(port, cookie)
            for client in clients:
                client.contact, client.case, client.concerns_before = cookie, cases[0], before
            return
    raise SystemExit("nobody in the demonstration decides about concerns")


def prepare(port, clients, sign_ins):
    """Whom to be, and the action that takes the notes: the first that somebody may write to."""
    found = accounts(port)
    if not found:
        raise SystemExit("the demonstration offers nobody to sign in as")
    for client in clients:
        client.accounts = found
    if sign_ins:
        return
    prepare_concerns(port, clients, found)
    for account in found:
        cookie = sign_in(port, account)
        for action in links(port, "/work/update", r"/plans/[0-9a-f-]{36}/actions/[0-9a-f-]{36}", cookie):
            _, text, _ = ask(port, "GET", action, cookie=cookie)
            if f'action="{action}/notes"' in text:
                for client in clients:
                    client.note, client.cookie = f"{action}/notes", cookie
                return
    raise SystemExit("no action of the demonstration takes notes")


def links(port, page, pattern, cookie):
    status, text, _ = ask(port, "GET", page, cookie=cookie)
    return sorted(set(re.findall(f'href="({pattern})["?#]', text))) if status == 200 else []


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cycles", type=int, default=20)
    parser.add_argument("--seed", type=int, default=None, help="of the moments; printed, so that a run can be repeated")
    parser.add_argument("--binary", default=".build/debug/granville")
    parser.add_argument("--database", help="an empty PostgreSQL database instead of SQLite")
    parser.add_argument("--sign-ins", action="store_true", help="write sign-ins instead of notes")
    parser.add_argument("--keep", action="store_true", help="leave the folder there")
    parser.add_argument("--verify-every", type=int, default=10, 
                        help="cycles between checks of the whole ledger; it is always checked at the end")
    options = parser.parse_args()
    seed = options.seed if options.seed is not None else random.randrange(1 << 30)
    random.seed(seed)
    print(f"seed {seed}", file=sys.stderr)
    sums, begun = collections.Counter(), time.monotonic()
    while sums["kills"] < options.cycles:
        found = turn(options, min(A_TURN, options.cycles - sums["kills"]), first=not sums)
        sums.update(found)
        if found["problems"]:
            break
        if options.cycles > A_TURN:
            print(f"{sums['kills']} kills, {sums['kept']} acknowledged writes", file=sys.stderr)
    seconds = time.monotonic() - begun
    print(
        f"{sums['kills']} kills in {seconds:.0f} s, {sums['kept']} acknowledged writes, {sums['doubt']} cut off: "
        + (f"{sums['problems']} problems (seed {seed})" if sums["problems"]
           else "nothing lost, nothing doubled, the ledger is whole"))
    sys.exit(1 if sums["problems"] else 0)


def empty(database):
    subprocess.run(
        ["psql", "-q", database, "-c", "DROP SCHEMA public CASCADE", "-c", "CREATE SCHEMA public"], check=True,
        env={**os.environ, "PGOPTIONS": "-c client_min_messages=warning"})


def turn(options, cycles, first):
    """So many cycles on a fresh council: one action's page would hold too many notes otherwise."""
    folder = tempfile.mkdtemp(prefix="granville-crash-")
    data = ["--data", folder] + (["--database", options.database] if options.database else [])
    if options.database and not first:
        empty(options.database)
    start = [options.binary, "demo"] + data
    subprocess.run(start + ["--make-only"], check=True, stderr=subprocess.DEVNULL)
    before = verify(options.binary, data)["ledgers"][0]["entries"]

    port = free_port()
    clients = [Client(number, port) for number in range(CLIENTS)]
    problems, earlier = [], []
    server = None
    try:
        for cycle in range(cycles + 1):
            server = Server(start, port, folder)
            server.wait_until_ready()
            # What the last cycle acknowledged must be there.
            fresh = [one for client in clients for one in client.acknowledged[getattr(client, "seen", 0):]]
            for client in clients:
                client.seen = len(client.acknowledged)
            if not clients[0].accounts:
                prepare(port, clients, options.sign_ins)
            if options.sign_ins:
                problems += lost_sessions(port, fresh + random.sample(earlier, min(20, len(earlier))))
                earlier = (earlier + fresh)[-2000:]
            else:
                problems += wrong_notes(port, clients)
                new, old = of_kind("concern", fresh), of_kind("concern", earlier)
                problems += wrong_concerns(port, clients, new + random.sample(old, min(2, len(old))))
                if cycle % options.verify_every == 0 or cycle == cycles:
                    problems += wrong_openings(port, clients)
                earlier = (earlier + fresh)[-2000:]
            if problems or cycle == cycles:
                break
            stop = threading.Event()
            threads = [threading.Thread(target=client.run, args=(stop,)) for client in clients]
            for thread in threads:
                thread.start()
            time.sleep(random.uniform(0.001, 0.1))
            server.kill()
            stop.set()
            for thread in threads:
                thread.join()
            problems += [wrong for client in clients for wrong in client.wrong]
            if cycle % options.verify_every == 0 or cycle == cycles - 1:
                problems += wrong_ledger(options, data, clients, before)
            if problems:
                break
    finally:
        if server and server.process.poll() is None:
            server.kill()
        if not (options.keep or problems):
            shutil.rmtree(folder, ignore_errors=True)
    for problem in problems[:20]:
        print(f"  {problem}")
    if problems:
        print(f"  the folder is kept: {folder}")
    return collections.Counter(
        kills=cycle, kept=sum(len(client.acknowledged) for client in clients),
        doubt=sum(client.in_doubt for client in clients), problems=len(problems))


def wrong_ledger(options, data, clients, before):
    report = verify(options.binary, data)
    wrong = [finding["words"] for ledger in report["ledgers"] for finding in ledger["findings"]]
    if options.sign_ins:
        entries = report["ledgers"][0]["entries"] - before
        kept = sum(len(client.acknowledged) for client in clients)
        doubt = sum(client.in_doubt for client in clients)
        if not kept <= entries <= kept + doubt:
            wrong.append(f"{entries} entries for {kept} acknowledged writes and {doubt} in doubt")
    return wrong


if __name__ == "__main__":
    main()

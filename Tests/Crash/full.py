#!/usr/bin/env python3
"""Fills the disk under the real server, and looks for what is lost.

A small disk (tmpfs) holds the invented council. First the room runs low: the program must refuse changes before the disk is
full, say so on every page and at /ready, and take changes again when there is room, without a new start. Then nothing is
kept free and the disk is filled to the last byte under a stream of notes and concerns: what was acknowledged must be there
once, and what was refused must be taken when it is sent again after there is room. The first concern after a start needs
keys that are not made yet: it finds keys.db full where the others find the database full.

Needs root, to mount the disk; else it is left out, and said so. Exit codes: 0 nothing lost, 1 something was.
"""
import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

import kill

MEGABYTES = 48
failures = []


def claim(words, holds, why=""):
    print(f"{'✔' if holds else '✘'} {words}" + (f": {why}" if why and not holds else ""), flush=True)
    if not holds:
        failures.append(words)


def free(folder):
    found = os.statvfs(folder)
    return found.f_bavail * found.f_frsize


class Filler:
    """Takes room away and gives it back."""

    def __init__(self, folder):
        self.folder = folder
        self.path = os.path.join(folder, "filler")

    def leave(self, room):
        with open(self.path, "ab", buffering=0) as file:
            while (left := free(self.folder) - room) > 0:
                try:
                    file.write(b"x" * min(left, 1 << 16))
                except OSError:
                    return

    def remove(self):
        if os.path.exists(self.path):
            os.remove(self.path)


class Writer:
    """Somebody who sends notes to one action, and others who file concerns, each with a key of its own."""

    def __init__(self, port):
        self.port = port
        client = kill.Client(0, port)
        kill.prepare(port, [client], False)
        self.note, self.cookie, self.client = client.note, client.cookie, client
        self.acknowledged, self.refused = [], []

    def send(self, key, size=0):
        more = " and more" * (size // 9)
        if key.startswith("concern"):
            return kill.ask(self.port, "POST", "/tell-us", kill.filing(key, more))
        text = f"note {key}." + more
        return kill.ask(self.port, "POST", self.note, {"form": key, "text": text}, self.cookie)

    def write(self, key, size=0):
        status, page, _ = self.send(key, size)
        (self.acknowledged if status == 303 else self.refused).append(key)
        return status, page

    def counts(self):
        _, text, _ = kill.ask(self.port, "GET", self.note.rsplit("/", 1)[0], cookie=self.cookie)
        return {key: len(re.findall(rf"note {key}[.]", text))
                for key in self.acknowledged + self.refused if not key.startswith("concern")}

    def wrong_concerns(self):
        self.client.acknowledged, self.client.unanswered = self.acknowledged, None
        return kill.wrong_concerns(self.port, [self.client], kill.of_kind("concern", self.acknowledged))


PAGES = ["/plans", "/work", "/me", "/help", "/no-such-page"]


def banners(writer):
    """The pages that do not say that nothing can be saved."""
    return [page for page in PAGES
            if 'role="status"' not in kill.ask(writer.port, "GET", page, cookie=writer.cookie)[1]]


def until(test, seconds=10):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if test():
            return True
        time.sleep(0.2)
    return False


def ready(port):
    return kill.ask(port, "GET", "/ready")[0] == 200


def check_low(start, port, folder, disk):
    server = kill.Server(start, port, folder)
    server.wait_until_ready()
    try:
        writer = Writer(port)
        filler = Filler(disk)
        claim("with room, a note is taken", writer.write("low-1")[0] == 303)
        claim("and no page warns", len(banners(writer)) == len(PAGES))
        filler.leave(MEGABYTES * 1_000_000 // 40)  # A fortieth: the floor of a small disk is a twentieth.
        claim("/ready says when the room runs low", until(lambda: not ready(port)))
        status, page = writer.write("low-2")
        claim("a note is refused before the disk is full", status == 503 and "Not saved" in page, f"status {status}")
        claim("every page says so", banners(writer) == [], str(banners(writer)))
        claim("pages are still shown", kill.ask(port, "GET", "/plans", cookie=writer.cookie)[0] == 200)
        filler.remove()
        claim("with room again it is ready, without a new start", until(lambda: ready(port)))
        claim("what was refused is taken", writer.write("low-2")[0] == 303)
        claim("and stands once", writer.counts() == {"low-1": 1, "low-2": 1}, str(writer.counts()))
        claim("no page warns any more", len(banners(writer)) == len(PAGES))
    finally:
        server.kill()


def check_full(start, port, folder, disk):
    """To the last byte, at several sizes of what is left."""
    server = kill.Server(start + ["--keep-free-megabytes", "0"], port, folder)
    server.wait_until_ready()
    try:
        writer = Writer(port)
        filler = Filler(disk)
        said = False
        filler.leave(0)
        status, page = writer.write("concern-keys")
        claim("a concern is refused in words where its keys do not fit", status == 503 and "not sent" in page.lower(),
              f"status {status}")
        claim("and every page says why", banners(writer) == [], str(banners(writer)))
        filler.remove()
        claim("it is taken when there is room", writer.send("concern-keys")[0] == 303)
        writer.refused.remove("concern-keys")
        writer.acknowledged.append("concern-keys")
        for turn, room in enumerate((0, 4096, 20_000, 100_000, 300_000)):
            filler.leave(room)
            for number in range(60):
                kind = "concern" if number % 3 == 2 else "full"
                status, _ = writer.write(f"{kind}-{turn}-{number}", size=2000)
                if status != 303:
                    said = said or len(banners(writer)) == 0
                    break
            filler.remove()
            for key in list(writer.refused):
                status, page, _ = writer.send(key, size=2000)
                if status == 303:
                    writer.refused.remove(key)
                    writer.acknowledged.append(key)
        claim("on a full disk a change is refused, and every page says why", said)
        claim("what was refused is taken when there is room, without a new start", not writer.refused, str(writer.refused[:5]))
        wrong = {key: count for key, count in writer.counts().items() if count != 1}
        claim(f"each of {len(writer.counts())} acknowledged notes stands once", not wrong, str(wrong)[:300])
        wrong = writer.wrong_concerns()
        claim("and so does each concern, which its code opens", not wrong, str(wrong)[:300])
        claim("and it is ready", ready(port))
    finally:
        server.kill()
    return writer


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default=".build/debug/granville")
    options = parser.parse_args()
    if os.geteuid() != 0:
        print("– a full disk was not tried: mounting a small one needs root")
        return
    if not os.environ.get("GRANVILLE_UNSHARED"):
        os.environ["GRANVILLE_UNSHARED"] = "1"
        os.execvp("unshare", ["unshare", "--mount", "--propagation", "private", sys.executable, *sys.argv])
    folder = tempfile.mkdtemp(prefix="granville-full-")
    disk = os.path.join(folder, "disk")
    os.mkdir(disk)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs", disk], check=True)
    data = ["--data", os.path.join(disk, "data")]
    start = [options.binary, "demo"] + data
    try:
        subprocess.run(start + ["--make-only"], check=True, stderr=subprocess.DEVNULL)
        port = kill.free_port()
        check_low(start, port, folder, disk)
        writer = check_full(start, port, folder, disk)
        server = kill.Server(start, port, folder)
        server.wait_until_ready()
        claim("after a new start all of it is still there",
              all(count == 1 for count in writer.counts().values()) and not writer.wrong_concerns())
        server.kill()
        report = kill.verify(options.binary, data)
        claim("the ledger is whole", report["clean"], str(report)[:400])
    finally:
        subprocess.run(["umount", "-l", disk], capture_output=True)
        shutil.rmtree(folder, ignore_errors=True)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()

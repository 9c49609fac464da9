#!/usr/bin/env python3
"""What the program itself writes, in the hands of others: an invented council's ledger is exported, worked on, exported
again and proved entry by entry; then four verifiers judge these files and a few hundred copies of them with damage.
"""
import argparse
import contextlib
import json
import pathlib
import random
import socket
import subprocess
import sys
import tempfile
import time

import forge
import forgeries

DAMAGE = [*forge.ANY_FILE, "lost_file", "swapped_files"]


class Real:
    """Files that the program wrote."""

    def __init__(self, number, kind, files, notes=(), witnesses=()):
        self.number, self.kind, self.files, self.notes = number, kind, files, list(notes)
        self.witnesses = list(witnesses)

    def line(self, key):
        return {"base": self.number, "kind": self.kind, "key": key, "witnesses": self.witnesses,
                "files": {path: forge.encoded(data) for path, data in self.files.items()},
                "notes": [forge.encoded(note) for note in self.notes]}


def exported(folder):
    paths = [folder / "checkpoint", folder / "ledger.vkey", *(path for path in folder.glob("tile/**/*") if path.is_file())]
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def write_deck(path, bases, key, copies, dice):
    """Each base as it is, with all that is remembered of it, and then damaged copies."""
    forger = object.__new__(forge.Forger)
    forger.dice = dice
    cases = []
    with open(path, "w", encoding="utf-8") as deck:
        for base in bases:
            deck.write(json.dumps(base.line(key)) + "\n")
        for base in bases:
            deck.write(json.dumps({"of": base.number, "edits": [], "notes": list(range(len(base.notes)))}) + "\n")
            cases.append(("sound", True))
        while len(cases) < len(bases) + copies:
            base = dice.choice(bases)
            name = dice.choice(DAMAGE[:7] if base.kind == "proof" else DAMAGE)
            made = getattr(forger, name)(base)
            edits = forge.edits_between(base.files, made[0]) if made else []
            if edits:
                deck.write(json.dumps({"of": base.number, "edits": edits, "notes": []}) + "\n")
                cases.append((name, False))
    return cases


class Program:
    def __init__(self, binary, folder, data="data"):
        self.binary, self.folder, self.data = binary, folder, data

    @contextlib.contextmanager
    def serving(self):
        """Its address while it serves."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        process = subprocess.Popen(
            [self.binary, "serve", "--data", self.folder / self.data, "--port", str(port)], stdin=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        try:
            for _ in range(200):
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                    break
                time.sleep(0.05)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(30)

    def run(self, *words, expect=0):
        data = ["--data", self.folder / self.data]
        result = subprocess.run([self.binary, *words, *data], capture_output=True, stdin=subprocess.DEVNULL)
        if result.returncode != expect:
            sys.exit(f"✘ {' '.join(map(str, words))}: ended with {result.returncode}\n{result.stderr.decode()}")
        return result.stdout


def real_bases(program, folder):
    program.run("demo", "--make-only")
    first = json.loads(program.run("audit", "export", folder / "export", "--json"))
    before = exported(folder / "export")
    for _ in range(5):  # Each look is an entry.
        program.run("audit", "list", "--limit", "1")
    program.run("audit", "export", folder / "export")
    after = exported(folder / "export")
    bases = [Real(0, "export", before), Real(1, "export", after, [before["checkpoint"], after["checkpoint"]])]
    for index in (0, 1, 7, 255, 256, first["entries"] - 1):
        for words in ([], ["--disclose", "--reason", "a test"]):
            bases.append(Real(len(bases), "proof", {"proof": program.run("audit", "prove", str(index), *words)}))
    bases += witnessed_bases(program, folder, len(bases))
    return bases, first["verifierKey"]


def witnessed_bases(program, folder, number):
    """An export and a proof that another council vouched for, over the wire between the two programs."""
    other = Program(program.binary, folder, "other")
    other.run("demo", "--make-only")
    witness = other.run("witness", "key", "--name", "otherby.example/witness").decode().strip()
    ledger_key = json.loads(program.run("audit", "checkpoint", "--json"))["checkpoints"][0]["verifierKey"]
    other.run("witness", "follow", ledger_key)
    with other.serving() as address:
        program.run("witness", "ask", f"{address}/witness", witness)
        program.run("audit", "export", folder / "witnessed")
        proof = program.run("audit", "prove", "3")
    # Away, it is not waited for; what it has said stays.
    program.run("audit", "prove", "4")
    late = program.run("audit", "prove", "3")
    files = exported(folder / "witnessed")
    return [Real(number, "export", files, [files["checkpoint"]], [witness]),
            *(Real(number + at, "proof", {"proof": one}, (), [witness]) for at, one in enumerate((proof, late), 1))]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", type=pathlib.Path, default=forgeries.ROOT / ".build/debug", help="folder of the programs")
    parser.add_argument("--copies", type=int, default=400, help="damaged copies (default 400)")
    options = parser.parse_args()
    failed = False
    with tempfile.TemporaryDirectory(prefix="granville-exports-") as name:
        folder = pathlib.Path(name)
        program = Program(options.build / "granville", folder)
        bases, key = real_bases(program, folder)
        cases = write_deck(folder / "deck.jsonl", bases, key, options.copies, random.Random(1))
        commands = forgeries.verifiers(folder, options.build / "granville-bench")
        for verifier, verdict in forgeries.judge(commands, folder / "deck.jsonl", folder).items():
            wanted = "".join("01"[is_sound] for _, is_sound in cases)
            failed |= verdict != wanted
            mark = "✔" if verdict == wanted else "✘"
            print(f"{mark} {verifier}: {len(bases)} real exports and proofs believed, {options.copies} damaged ones not"
                  if verdict == wanted else f"{mark} {verifier}: judged real exports wrongly: {verdict[:80]}")
        failed |= not shipped_alone(folder, key)
    return 1 if failed else 0


def shipped_alone(folder, key):
    """The folder on a computer without the program: its own script says that it is sound, and that a changed one is not."""
    script = [sys.executable, "-B", folder / "export/verify.py", "--key", key]
    sound = subprocess.run(script, capture_output=True, cwd="/")
    bundle = next(file for file in (folder / "export/tile/entries").rglob("*") if file.is_file())
    bundle.write_bytes(bundle.read_bytes()[:-1] + b"x")
    changed = subprocess.run(script, capture_output=True, cwd="/")
    is_right = sound.returncode == 0 and changed.returncode == 2
    print("✔ the script in the folder: 0 for what was exported, 2 for a changed byte" if is_right else
          f"✘ the script in the folder ended with {sound.returncode} and {changed.returncode}: {sound.stderr.decode()}")
    return is_right


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Forges exports and proofs of a ledger, and lets four verifiers judge each: none may be believed, no sound one refused.

    forgeries.py                          20,000 cases
    forgeries.py --count 1000000 --seed 7 the same with any other number; a seed makes the same cases again
Needs PyPI pymerkle and cryptography (requirements.txt), Debian's golang-go and golang-golang-x-mod-dev, and a build.
"""
import argparse
import collections
import os
import pathlib
import subprocess
import sys
import tempfile
import time

import forge

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
ROUND = 20_000


def go_verifier(folder):
    binary = folder / "stranger"
    environment = os.environ | {"GOPATH": "/usr/share/gocode", "GO111MODULE": "off", "GOCACHE": str(folder / "go")}
    subprocess.run(["go", "build", "-o", binary, HERE / "stranger.go"], check=True, env=environment)
    return binary


def verifiers(folder, bench):
    python = [sys.executable, "-B"]
    return {
        "Granville": [bench, "deck"],
        "the script that ships with an export": [*python, HERE / "shipped.py"],
        "pymerkle and cryptography": [*python, HERE / "stranger.py"],
        "Go's note and tlog": [go_verifier(folder)],
    }


def judge(commands, deck, folder):
    """What each verifier says of the deck's cases; all run at the same time."""
    running = {}
    for number, (name, command) in enumerate(commands.items()):
        out = open(folder / f"verdicts-{number}", "w+", encoding="ascii")
        running[name] = subprocess.Popen([*command, deck], stdout=out), out
    verdicts = {}
    for name, (process, out) in running.items():
        code = process.wait()
        out.seek(0)
        verdicts[name] = out.read().strip() if code == 0 else f"ended with {code}"
        out.close()
    return verdicts


def run(options, folder):
    commands = verifiers(folder, options.build / "granville-bench")
    wrong = {name: [] for name in commands}
    seen = collections.Counter()
    done, number = 0, 0
    while done < options.count:
        seed, count = f"{options.seed}.{number}", min(ROUND, options.count - done)
        deck = folder / "deck.jsonl"
        cases = forge.write_deck(deck, seed, count)
        seen.update(kind for kind, _ in cases)
        for name, verdict in judge(commands, deck, folder).items():
            if len(verdict) != count:
                wrong[name].append(f"deck {seed}: {len(verdict)} verdicts instead of {count}: {verdict[-60:]}")
                continue
            wrong[name] += [
                f"deck {seed}, case {at}: {kind} was {'refused' if is_sound else 'believed'}"
                for at, ((kind, is_sound), said) in enumerate(zip(cases, verdict)) if said != "01"[is_sound]]
        done, number = done + count, number + 1
        if options.count > ROUND:
            print(f"{done:,} of {options.count:,}, {sum(map(len, wrong.values()))} wrong", file=sys.stderr, flush=True)
    return wrong, seen


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=ROUND, help="cases (default 20000)")
    parser.add_argument("--seed", default="1", help="what the cases are made from (default 1)")
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / ".build/debug", help="folder of granville-bench")
    options = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="granville-forgeries-") as folder:
        wrong, seen = run(options, pathlib.Path(folder))
    sound = sum(count for kind, count in seen.items() if kind.startswith("sound"))
    for kind, count in sorted(seen.items()):
        print(f"    {count:8,} {kind}")
    for name, problems in wrong.items():
        mark = "✘" if problems else "✔"
        print(f"{mark} {name}: {options.count - sound:,} forgeries caught and {sound:,} sound ones believed"
              if not problems else f"{mark} {name}: {len(problems)} of {options.count:,} judged wrongly")
        for problem in problems[:10]:
            print(f"    {problem}")
    print(f"seed {options.seed}, {time.monotonic() - began:.0f} seconds")
    return 1 if any(wrong.values()) else 0


if __name__ == "__main__":
    sys.exit(main())

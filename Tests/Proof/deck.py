"""Reads a deck of forged exports and proofs and asks a verifier about each case: 1 for sound, 0 for not."""
import base64
import json
import sys


def edited(files, edits):
    files = dict(files)
    for path, at, cut, put in edits:
        if at < 0:
            files.pop(path, None)
        else:
            data = files.get(path, b"")
            files[path] = data[:at] + base64.b64decode(put) + data[at + cut:]
    return files


def judge(is_sound):
    """`is_sound(files, kind, key, witnesses, notes)` for each case of the deck named on the command line."""
    bases = {}
    with open(sys.argv[1], encoding="utf-8") as deck:
        for line in deck:
            case = json.loads(line)
            if "base" in case:
                case["files"] = {path: base64.b64decode(data) for path, data in case["files"].items()}
                case["notes"] = [base64.b64decode(note) for note in case["notes"]]
                bases[case["base"]] = case
                continue
            base = bases[case["of"]]
            files = edited(base["files"], case["edits"])
            notes = [base["notes"][at] for at in case["notes"]]
            verdict = is_sound(files, base["kind"], base["key"], base["witnesses"], notes)
            sys.stdout.write("1" if verdict else "0")
    sys.stdout.write("\n")

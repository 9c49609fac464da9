"""The verifier that is shipped with each export, on a deck."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "Sources/Log/Export"))
sys.dont_write_bytecode = True

import deck
import verify


def is_sound(files, kind, key, witnesses, notes):
    try:
        if kind == "export":
            verify.check_export(files.get, key, witnesses, notes)
        else:
            verify.check_proof(files.get("proof", b""), key, witnesses)
    except verify.Unsound:
        return False
    return True


deck.judge(is_sound)

"""Checks an exported ledger, or one .tlog-proof file, without the program that wrote it.

    python3 verify.py                               the export in this folder
    python3 verify.py FOLDER --key VKEY             with the ledger's key as you got it from somewhere else
    python3 verify.py FOLDER --remembered FILE      and with a signed checkpoint that you kept: it must be the same ledger
    python3 verify.py entry-7.tlog-proof --key VKEY one entry

Ends with 0 when everything fits, 2 when something does not, 1 when it could not check. The formats are public standards:
RFC 6962 (the tree), c2sp.org/signed-note, /tlog-checkpoint, /tlog-tiles, /tlog-cosignature and /tlog-proof.
"""
import argparse
import base64
import hashlib
import pathlib
import re
import sys

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
except ImportError:
    sys.exit("This needs the Python package “cryptography”. Install it: apt install python3-cryptography, or "
             "python3 -m pip install cryptography")

NUMBER = re.compile(rb"0|[1-9][0-9]{0,18}")
# Four lines: the form, seconds since 1970 at a whole minute, the kind, and a promise about the record that stays sealed.
ENTRY = re.compile(rb"msa-ledger/v1\n(0|[1-9][0-9]{0,18})\n[a-z.]{1,24}\n([A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=)\n")


class Unsound(Exception):
    """Something does not fit; the words say what."""


def need(holds, words):
    if not holds:
        raise Unsound(words)


def unbase64(text):
    """Strict: one spelling for each value, so that no character can be changed unseen."""
    try:
        raw = base64.b64decode(text, validate=True)
    except ValueError:
        raise Unsound("a line is not base64") from None
    need(base64.b64encode(raw) == text, "a line of base64 is not spelt as it has to be")
    return raw


def number(text):
    need(NUMBER.fullmatch(text) and int(text) < 1 << 63, "a number cannot be read")
    return int(text)


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def root_of(hashes):
    """RFC 6962: pairs from the left, an odd one goes up as it is."""
    while len(hashes) > 1:
        pairs = [sha(b"\x01", hashes[at], hashes[at + 1]) for at in range(0, len(hashes) - 1, 2)]
        hashes = pairs + hashes[len(pairs) * 2:]
    return hashes[0] if hashes else sha(b"")


def parts_of(vkey):
    """name+id+key: who signs, and how to check it. Type 1 is a ledger, type 4 a witness who adds the time."""
    name, key_id, key = vkey.strip().encode().split(b"+", 2)
    raw = unbase64(key)
    need(len(raw) == 33 and raw[0] in (1, 4), "the key is not an Ed25519 key")
    need(sha(name, b"\n", raw)[:4].hex().encode() == key_id, "the key's id is not its own")
    return name, bytes.fromhex(key_id.decode()), raw[0], Ed25519PublicKey.from_public_bytes(raw[1:])


def signed(note, vkey, witnesses=()):
    """Size and root of a checkpoint, believed only with the signature of the key and of every witness."""
    text, blank, lines = note.rpartition(b"\n\n")
    text += b"\n"
    need(blank and lines.endswith(b"\n"), "the checkpoint is not a signed note")
    signatures = []
    for line in lines[:-1].split(b"\n"):
        fields = line.split(b" ")
        need(len(fields) == 3 and fields[0] == "—".encode(), "a signature line cannot be read")
        signatures.append((fields[1], unbase64(fields[2])))
    for wanted in [vkey, *witnesses]:
        name, key_id, kind, key = parts_of(wanted)
        own = [raw[4:] for signer, raw in signatures if signer == name and raw[:4] == key_id]
        need(own, f"{name.decode()} has not signed the checkpoint")
        for signature in own:
            message = text
            if kind == 4:
                time, signature = int.from_bytes(signature[:8], "big"), signature[8:]
                need(time < 1 << 63, "the time of a witness cannot be")
                message = b"cosignature/v1\ntime %d\n" % time + text
            try:
                key.verify(signature, message)
            except InvalidSignature:
                raise Unsound(f"the signature of {name.decode()} does not fit the checkpoint") from None
    lines = text.split(b"\n")
    need(len(lines) >= 4 and lines[0] == parts_of(vkey)[0], "the checkpoint is of another ledger")
    root = unbase64(lines[2])
    need(len(root) == 32, "the checkpoint has no root")
    return number(lines[1]), root


def tile_path(level, index, width):
    groups = "%03d" % (index % 1000)
    while index >= 1000:
        index //= 1000
        groups = "x%03d/%s" % (index % 1000, groups)
    return f"tile/{level}/{groups}" + (f".p/{width}" if width < 256 else "")


def entries_of(data, width, path):
    entries, at = [], 0
    while at < len(data):
        length = int.from_bytes(data[at:at + 2], "big")
        entry = data[at + 2:at + 2 + length]
        need(at + 2 <= len(data) and len(entry) == length, f"{path} ends inside an entry")
        entries.append(entry)
        at += 2 + length
    need(len(entries) == width, f"{path} holds {len(entries)} entries instead of {width}")
    return entries


def check_export(read, vkey, witnesses=(), remembered=()):
    """Reads everything and hashes it anew. `read` gives a file's bytes by its path, or None. Returns size and root."""

    def file(path):
        data = read(path)
        need(data is not None, f"{path} is missing")
        return data

    need(read("ledger.vkey") in (None, vkey.encode() + b"\n"), "ledger.vkey is not the key that you trust")
    size, root = signed(file("checkpoint"), vkey, witnesses)
    known = [signed(note, vkey) for note in remembered]
    for old_size, old_root in known:
        need(old_size <= size, f"{old_size} entries were signed before, and this export has {size}: its end is missing")
        need(old_size or old_root == root_of([]), "a remembered checkpoint has another root")

    latest, full, last = 0, [], []
    for index in range((size + 255) // 256):
        start = 256 * index
        width = min(256, size - start)
        path = tile_path("entries", index, width)
        entries = entries_of(file(path), width, path)
        leaves = [sha(b"\x00", entry) for entry in entries]
        for at, entry in enumerate(entries):
            match = ENTRY.fullmatch(entry)
            need(match and number(match[1]) % 60 == 0, f"entry {start + at} cannot be read")
            need(int(match[1]) >= latest, f"entry {start + at} has a time before that of an earlier entry")
            latest = int(match[1])
        need(file(tile_path(0, index, width)) == b"".join(leaves), f"{path} does not match the hashes of its entries")
        for old_size, old_root in known:
            if start < old_size <= start + width:
                old = root_of(full + [root_of(leaves[:old_size - start])])
                need(old == old_root, f"the first {old_size} entries are not those that were signed before")
        if width == 256:
            full.append(root_of(leaves))
        else:
            last = [root_of(leaves)]
    need(root_of(full + last) == root, "the entries do not give the root that was signed")

    level = 1
    while full:
        above = [full[at:at + 256] for at in range(0, len(full), 256)]
        for index, hashes in enumerate(above):
            path = tile_path(level, index, len(hashes))
            need(file(path) == b"".join(hashes), f"{path} is not what the tiles below it give")
        full = [root_of(hashes) for hashes in above if len(hashes) == 256]
        level += 1
    return size, root


def earlier_keys(vkey):
    """Where a name ends in ledger/3, the keys of ledger/1 and ledger/2: the same key under those names."""
    name, _, key = vkey.strip().split("+", 2)
    match = re.fullmatch(r"(.+/ledger/)([1-9][0-9]{0,3})", name)
    last = int(match[2]) if match else 1
    for ledger in range(1, last if last <= 1000 else 1):
        own = f"{match[1]}{ledger}"
        key_id = sha(own.encode(), b"\n", unbase64(key.encode()))[:4].hex()
        yield ledger, f"{own}+{key_id}+{key}"


def check_folder(read, vkey, witnesses=(), remembered=()):
    """As check_export, and each ledger before this one in its folder. Returns size, root, and size and end of each."""
    parts_of(vkey)
    earlier = list(earlier_keys(vkey))
    names = {key.split("+")[0].encode() for _, key in earlier}
    size, root = check_export(read, vkey, witnesses, [note for note in remembered if note.split(b"\n")[0] not in names])
    closed = []
    for ledger, key in earlier:
        name, folder = key.split("+")[0].encode(), f"ledger-{ledger}/"
        own, _ = check_export(
            lambda path: read(folder + path), key, (), [note for note in remembered if note.split(b"\n")[0] == name])
        last = read(folder + "last-signed")
        need(last is not None, f"{folder}last-signed is missing")
        end, _ = signed(last, key)
        need(end > own, f"{folder}last-signed does not speak of more than is there")
        closed.append((own, end))
    return size, root, closed


def check_proof(data, vkey, witnesses=()):
    """One entry, its path to the root, and the record where it is disclosed. Returns index, entry and record."""
    head, blank, note = data.partition(b"\n\n")
    lines = head.split(b"\n")
    need(blank and len(lines) >= 3 and lines[0] == b"c2sp.org/tlog-proof@v1", "this is not a tlog-proof")
    need(lines[1].startswith(b"extra ") and lines[2].startswith(b"index "), "the proof lacks its entry or its index")
    extra, index, path = unbase64(lines[1][6:]), number(lines[2][6:]), [unbase64(line) for line in lines[3:]]
    need(extra.count(b"\n") >= 4 and all(len(step) == 32 for step in path), "the proof cannot be read")
    end = len(extra) - len(extra.split(b"\n", 4)[4])
    entry, opening = extra[:end], extra[end:]
    match = ENTRY.fullmatch(entry)
    need(match and number(match[1]) % 60 == 0, "the entry cannot be read")

    size, root = signed(note, vkey, witnesses)
    need(index < size, "the entry is not among those that were signed")
    found, at, last = sha(b"\x00", entry), index, size - 1
    for step in path:
        need(last > 0, "the path is too long")
        if at % 2 or at == last:
            found = sha(b"\x01", step, found)
            while at % 2 == 0 and at:
                at, last = at // 2, last // 2
        else:
            found = sha(b"\x01", found, step)
        at, last = at // 2, last // 2
    need(last == 0 and found == root, "the entry does not lead to the root that was signed")
    if opening:
        salt, record = opening[:32], opening[32:]
        promise = sha(b"msa-ledger/v1\x00", salt, len(record).to_bytes(8, "big"), record)
        need(len(salt) == 32 and base64.b64encode(promise) == match[2], "the record is not the one that was promised")
    return index, entry, opening[32:] or None


def main():
    parser = argparse.ArgumentParser(description="Checks an exported ledger, or one .tlog-proof file.")
    parser.add_argument("path", nargs="?", default=pathlib.Path(__file__).parent, type=pathlib.Path)
    parser.add_argument("--key", help="the ledger's key, as you got it from somewhere else; otherwise ledger.vkey beside it")
    parser.add_argument("--witness", action="append", default=[], help="the key of a witness who must have signed too")
    parser.add_argument("--remembered", action="append", default=[], type=pathlib.Path, help="a checkpoint that you kept")
    options = parser.parse_args()
    folder = options.path if options.path.is_dir() else options.path.parent
    try:
        key = options.key or (folder / "ledger.vkey").read_text().strip()
        if options.path.is_dir():
            def read(name):
                return (folder / name).read_bytes() if (folder / name).is_file() else None
            notes = [path.read_bytes() for path in options.remembered]
            size, root, closed = check_folder(read, key, options.witness, notes)
            print(f"Sound: {size} entries, nothing missing or changed. Root {root.hex()}")
            for witness in options.witness:
                print(f"{witness.split('+')[0]} vouched for it.")
            for number, (own, end) in enumerate(closed, 1):
                print(f"Ledger {number} ended before: {own} entries are sound; {end - own} more had been signed and are lost.")
        else:
            index, entry, record = check_proof(options.path.read_bytes(), key, options.witness)
            print(f"Sound: entry {index} is in the ledger.\n{entry.decode()}{record.decode() if record else ''}".strip())
    except Unsound as problem:
        print(f"Not sound: {problem}.")
        return 2
    except (OSError, ValueError) as problem:
        print(f"Could not check: {problem}", file=sys.stderr)
        return 1
    if not options.key:
        print(f"The key came with the files: {key}\nCompare it with the one that the council published.")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Other people's code on a deck: the tree and its proofs by PyPI pymerkle, signatures by PyPI cryptography.

Only the reading of files and lines is written here; nothing of it is shared with the program or the verifier it ships.
"""
import base64
import binascii

import deck
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pymerkle import InclusionProof, InmemoryTree, InvalidProof, verify_inclusion
from pymerkle.core import _inclusion_path_layout
from pymerkle.hasher import MerkleHasher

HASHER = MerkleHasher("sha256", True)
LOWER = set(b"abcdefghijklmnopqrstuvwxyz.")


class Refused(Exception):
    pass


def demand(holds):
    if not holds:
        raise Refused


def unbase64(text):
    raw = base64.b64decode(text, validate=True)
    demand(base64.b64encode(raw) == text)
    return raw


def decimal(text):
    demand(text.isdigit() and str(int(text)).encode() == text and int(text) < 2**63)
    return int(text)


def believed(note, vkeys):
    """Size and root of a note that every one of these keys signed."""
    demand(note.endswith(b"\n") and not note.endswith(b"\n\n"))
    text, signatures = note.rsplit(b"\n\n", 1)
    text += b"\n"
    found = []
    for line in signatures.splitlines():
        dash, name, value = line.split(b" ")
        demand(dash == b"\xe2\x80\x94" and name)
        found.append((name, unbase64(value)))
    for vkey in vkeys:
        name, key_id, material = vkey.encode().split(b"+", 2)
        material = unbase64(material)
        public = Ed25519PublicKey.from_public_bytes(material[1:])
        own = [value[4:] for signer, value in found if signer == name and value[:4].hex().encode() == key_id]
        demand(own)
        for signature in own:
            if material[0] == 4:
                time = int.from_bytes(signature[:8], "big")
                demand(time < 2**63)
                public.verify(signature[8:], b"cosignature/v1\ntime " + str(time).encode() + b"\n" + text)
            else:
                public.verify(signature, text)
    lines = text.split(b"\n")
    demand(lines[0].decode() == vkeys[0].split("+")[0])
    return decimal(lines[1]), unbase64(lines[2])


def time_of(entry):
    lines = entry.split(b"\n")
    demand(len(lines) == 5 and lines[0] == b"msa-ledger/v1" and lines[4] == b"")
    demand(0 < len(lines[2]) < 25 and set(lines[2]) <= LOWER and len(unbase64(lines[3])) == 32)
    time = decimal(lines[1])
    demand(time % 60 == 0)
    return time


def entries_of(bundle):
    while bundle:
        length = bundle[0] << 8 | bundle[1]
        demand(len(bundle) >= length + 2)
        yield bundle[2:2 + length]
        bundle = bundle[2 + length:]


def name_of(level, index, width):
    groups = []
    while True:
        groups.insert(0, f"{index % 1000:03d}")
        index //= 1000
        if not index:
            break
    groups = ["x" + group for group in groups[:-1]] + groups[-1:]
    return f"tile/{level}/{'/'.join(groups)}{'' if width == 256 else f'.p/{width}'}"


def tiles(level, count):
    for index in range(-(-count // 256)):
        yield name_of(level, index, min(256, count - 256 * index))


def check_export(files, key, witnesses, notes):
    demand(files["ledger.vkey"] == key.encode() + b"\n")
    size, root = believed(files["checkpoint"], [key, *witnesses])
    kept = [believed(note, [key]) for note in notes]
    demand(size < 10**7 and all(old <= size for old, _ in kept))
    entries = []
    for at, path in enumerate(tiles("entries", size)):
        part = list(entries_of(files[path]))
        demand(len(part) == min(256, size - 256 * at))
        entries += part
    times = [time_of(entry) for entry in entries]
    demand(times == sorted(times))
    tree = InmemoryTree(algorithm="sha256")
    for entry in entries:
        tree.append_entry(entry)
    demand(tree.get_root() == root)
    for old, old_root in kept:
        demand(tree.get_root(old) == old_root)

    hashes = [HASHER.hash_buff(entry) for entry in entries]
    level = 0
    while hashes:
        demand(b"".join(files[path] for path in tiles(level, len(hashes))) == b"".join(hashes))
        for path in tiles(level, len(hashes)):
            demand(len(files[path]) % 32 == 0 and path.endswith(f".p/{len(files[path]) // 32}") != (len(files[path]) == 8192))
        above = []
        for at in range(0, len(hashes) - 255, 256):
            row = hashes[at:at + 256]
            while len(row) > 1:
                row = [HASHER.hash_pair(row[place], row[place + 1]) for place in range(0, len(row), 2)]
            above += row
        hashes = above
        level += 1


def check_proof(data, key, witnesses):
    head, note = data.split(b"\n\n", 1)
    version, extra, index, *path = head.split(b"\n")
    demand(version == b"c2sp.org/tlog-proof@v1" and extra[:6] == b"extra " and index[:6] == b"index ")
    extra, index, path = unbase64(extra[6:]), decimal(index[6:]), [unbase64(step) for step in path]
    size, root = believed(note, [key, *witnesses])
    fields = extra.split(b"\n", 4)
    entry, opening = b"\n".join(fields[:4]) + b"\n", fields[4]
    time_of(entry)
    demand(index < size)
    rule, _ = _inclusion_path_layout(index + 1, size)
    leaf = HASHER.hash_buff(entry)
    verify_inclusion(leaf, root, InclusionProof("sha256", True, size, index + 1, rule, [leaf, *path]), index + 1, size)
    if opening:
        demand(len(opening) >= 32)
        body = opening[32:]
        promised = HASHER.hashfunc(b"msa-ledger/v1\0" + opening[:32] + len(body).to_bytes(8, "big") + body).digest()
        demand(unbase64(fields[3]) == promised)


def is_sound(files, kind, key, witnesses, notes):
    try:
        if kind == "export":
            check_export(files, key, witnesses, notes)
        else:
            check_proof(files.get("proof", b""), key, witnesses)
    except (Refused, InvalidProof, InvalidSignature, KeyError, IndexError, ValueError, binascii.Error):
        return False
    return True


deck.judge(is_sound)

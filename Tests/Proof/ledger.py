"""Makes ledgers, exports and proofs as the public formats describe them: the other side of what the verifiers read.

Shares no code with the verifier that is shipped; the tree follows RFC 6962's own recursion, slowly and plainly.
"""
import base64
import hashlib
import random

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

ORIGIN = "council.example/ledger/1"
WITNESS = "witness.example/w1"
START = 1_795_000_020 // 60 * 60


def sha(data):
    return hashlib.sha256(data).digest()


def root(leaves):
    if len(leaves) < 2:
        return leaves[0] if leaves else sha(b"")
    middle = 1 << (len(leaves) - 1).bit_length() - 1
    return sha(b"\x01" + root(leaves[:middle]) + root(leaves[middle:]))


def inclusion(index, leaves):
    """The path from a leaf to the root, from below."""
    if len(leaves) < 2:
        return []
    middle = 1 << (len(leaves) - 1).bit_length() - 1
    if index < middle:
        return inclusion(index, leaves[:middle]) + [root(leaves[middle:])]
    return inclusion(index - middle, leaves[middle:]) + [root(leaves[:middle])]


class Key:
    """A name and a private key: of a ledger (kind 1) or a witness (kind 4)."""

    def __init__(self, name, kind, seed):
        self.name, self.kind = name, kind
        self.key = Ed25519PrivateKey.from_private_bytes(sha(seed.encode()))
        public = bytes([kind]) + self.key.public_key().public_bytes_raw()
        self.id = sha(name.encode() + b"\n" + public)[:4]
        self.vkey = f"{name}+{self.id.hex()}+{base64.b64encode(public).decode()}"

    def line(self, signature):
        return f"— {self.name} {base64.b64encode(self.id + signature).decode()}\n".encode()

    def sign(self, text, time=START):
        if self.kind == 1:
            return self.line(self.key.sign(text))
        return self.line(time.to_bytes(8, "big") + self.key.sign(b"cosignature/v1\ntime %d\n" % time + text))


def text_of(size, top, origin=ORIGIN):
    return f"{origin}\n{size}\n{base64.b64encode(top).decode()}\n".encode()


def note(text, *lines):
    return text + b"\n" + b"".join(lines)


def commitment(salt, body):
    return sha(b"msa-ledger/v1\x00" + salt + len(body).to_bytes(8, "big") + body)


def entry(time, kind, promise):
    return b"msa-ledger/v1\n%d\n%s\n%s\n" % (time, kind, base64.b64encode(promise))


class Ledger:
    """Entries with their records, all derived from the seed."""

    KINDS = [b"auth.ok", b"plan.write", b"account.write", b"config", b"a", b"x" * 24]

    def __init__(self, seed, size):
        dice = random.Random(f"ledger {seed}")
        self.openings, self.entries = [], []
        time = START
        for index in range(size):
            time += dice.choice([0, 0, 0, 60, 60, 3600])
            opening = dice.randbytes(32) + b'{"did":"thing %d"}' % index
            self.openings.append(opening)
            self.entries.append(entry(time, dice.choice(self.KINDS), commitment(opening[:32], opening[32:])))
        self.leaves = [sha(b"\x00" + one) for one in self.entries]
        self.last_time = time


def tile_path(level, index, width):
    digits = f"{index:03d}" if index < 1000 else f"x{index // 1000:03d}/{index % 1000:03d}"
    return f"tile/{level}/{digits}" + (f".p/{width}" if width < 256 else "")


def files(entries, leaves, checkpoint, vkey):
    """Everything in an export, by path."""
    found = {"checkpoint": checkpoint, "ledger.vkey": vkey.encode() + b"\n"}
    for at in range(0, len(entries), 256):
        part = entries[at:at + 256]
        bundle = b"".join(len(one).to_bytes(2, "big") + one for one in part)
        found[tile_path("entries", at // 256, len(part))] = bundle
    level, hashes = 0, leaves
    while hashes:
        for at in range(0, len(hashes), 256):
            part = hashes[at:at + 256]
            found[tile_path(level, at // 256, len(part))] = b"".join(part)
        hashes = [root(hashes[at:at + 256]) for at in range(0, len(hashes) - 255, 256)]
        level += 1
    return found


def proof(index, one, opening, path, checkpoint):
    lines = [b"c2sp.org/tlog-proof@v1", b"extra " + base64.b64encode(one + opening), b"index %d" % index]
    return b"\n".join(lines + [base64.b64encode(step) for step in path]) + b"\n\n" + checkpoint

"""Makes a deck of sound and forged exports and proofs: what a liar, a careless copy or a failing disk could make of them.

A deck is a file of JSON lines: first the bases (whole exports and proofs, all sound), then the cases, each a base with
edits. What each case has to be found to be is not in the deck.
"""
import base64
import json
import random

from ledger import ORIGIN, START, WITNESS, Key, Ledger, entry, files, inclusion, note, proof, root, sha, text_of

LOG = Key(ORIGIN, 1, "the ledger's key")
SEEN = Key(WITNESS, 4, "the witness's key")
THIEF = Key(ORIGIN, 1, "another key under the ledger's name")
IMPOSTOR = Key(WITNESS, 4, "another key under the witness's name")
STRANGER = Key("stranger.example/w9", 4, "a witness whom nobody asked")
SIZES = [1, 2, 3, 5, 8, 100, 255, 256, 257, 300, 511, 512, 513, 600]
LONGEST = 700
TALL = 65_536 + 37


def encoded(data):
    return base64.b64encode(data).decode()


def edits_between(old, new):
    """What makes one set of files of another: for each path, where to cut, how much, and what to put there."""
    edits = []
    for path in old.keys() | new.keys():
        was, now = old.get(path), new.get(path)
        if was == now:
            continue
        if now is None:
            edits.append([path, -1, 0, ""])
            continue
        if was is None:
            was = b""
        start = next((at for at, (a, b) in enumerate(zip(was, now)) if a != b), min(len(was), len(now)))
        end = 0
        while end < min(len(was), len(now)) - start and was[-1 - end] == now[-1 - end]:
            end += 1
        edits.append([path, start, len(was) - end - start, encoded(now[start:len(now) - end])])
    return edits


class Base:
    """A sound export of the first entries of a ledger."""

    def __init__(self, number, ledger, size):
        self.number, self.ledger, self.size = number, ledger, size
        self.entries, self.leaves = ledger.entries[:size], ledger.leaves[:size]
        self.text = text_of(size, root(self.leaves))
        self.signed = LOG.sign(self.text)
        self.cosigned = SEEN.sign(self.text, ledger.last_time)
        self.files = files(self.entries, self.leaves, note(self.text, self.signed, self.cosigned), LOG.vkey)
        # Checkpoints that somebody kept: one of before, this one, and, where there is more, a later one.
        sizes = [max(1, size // 2), size, min(len(ledger.entries), size + 40)]
        self.kept = [note(text, LOG.sign(text)) for text in (text_of(at, root(ledger.leaves[:at])) for at in sizes)]
        self.has_later = sizes[2] > size

    def line(self):
        return {"base": self.number, "kind": "export", "key": LOG.vkey, "witnesses": [SEEN.vkey],
                "files": {path: encoded(data) for path, data in self.files.items()}, "notes": [encoded(n) for n in self.kept]}


class ProofBase:
    """A sound proof of one entry, its record disclosed or not."""

    def __init__(self, number, ledger, size, index, is_disclosed):
        self.number, self.ledger, self.size, self.index = number, ledger, size, index
        self.text = text_of(size, root(ledger.leaves[:size]))
        self.path = inclusion(index, ledger.leaves[:size])
        self.opening = ledger.openings[index] if is_disclosed else b""
        self.signed, self.cosigned = LOG.sign(self.text), SEEN.sign(self.text)
        self.files = {"proof": self.made()}

    def made(self, index=None, one=None, opening=None, path=None, checkpoint=None):
        return proof(
            self.index if index is None else index, one or self.ledger.entries[self.index],
            self.opening if opening is None else opening, self.path if path is None else path,
            checkpoint or note(self.text, self.signed, self.cosigned))

    def line(self):
        return {"base": self.number, "kind": "proof", "key": LOG.vkey, "witnesses": [SEEN.vkey],
                "files": {path: encoded(data) for path, data in self.files.items()}, "notes": []}


class Forger:
    def __init__(self, seed):
        self.dice = random.Random(f"forger {seed}")
        self.ledger = Ledger(seed, LONGEST)
        sizes = SIZES + [self.dice.randint(1, 320) for _ in range(20)]
        self.exports = [Base(at, self.ledger, size) for at, size in enumerate(sizes)]
        self.tall = Base(len(self.exports), Ledger(f"tall {seed}", TALL), TALL)
        self.proofs = []
        for at in range(60):
            size = self.dice.choice(SIZES + [self.dice.randint(1, LONGEST)])
            base = ProofBase(self.tall.number + 1 + at, self.ledger, size, self.dice.randrange(size), at % 2 == 0)
            self.proofs.append(base)

    def bases(self):
        return [*self.exports, self.tall, *self.proofs]

    def case(self, number):
        """A kind, whether it is sound, and its line in the deck."""
        if number % 2500 == 7:
            return self.tall_case()
        while True:
            base = self.dice.choice(self.proofs)
            if self.dice.random() < 0.8:  # The smaller of two, more often than not: the large ones take the time.
                base = min(self.dice.sample(self.exports, 2), key=lambda one: one.size)
            names = EXPORT_FORGERIES if isinstance(base, Base) else PROOF_FORGERIES
            name = self.dice.choice(names) if self.dice.random() < 0.9 else "sound"
            made = getattr(self, name)(base)
            if made is None:
                continue
            new, notes = made
            edits = edits_between(base.files, new)
            if name == "sound" or edits or notes:
                return name.replace("_", " "), name == "sound", {"of": base.number, "edits": edits, "notes": notes}

    def tall_case(self):
        base, name = self.tall, self.dice.choice(["sound", "flipped_bit", "lost_file", "swapped_files", "flipped_bit"])
        new, notes = getattr(self, name)(base)
        line = {"of": base.number, "edits": edits_between(base.files, new), "notes": notes}
        return f"{name.replace('_', ' ')}, tall", name == "sound", line

    def sound(self, base):
        if isinstance(base, ProofBase):
            return dict(base.files), []
        new = dict(base.files)
        if self.dice.random() < 0.3:  # A signature of somebody whom nobody knows says nothing either way.
            lines = [base.signed, base.cosigned, STRANGER.sign(base.text)]
            self.dice.shuffle(lines)
            new["checkpoint"] = note(base.text, *lines)
        return new, self.dice.choice([[], [0], [1], [0, 1]])

    # What happens to any file.

    def some(self, base):
        path = self.dice.choice(sorted(base.files))
        return path, bytearray(base.files[path])

    def flipped_bit(self, base):
        path, data = self.some(base)
        data[self.dice.randrange(len(data))] ^= 1 << self.dice.randrange(8)
        return base.files | {path: bytes(data)}, []

    def changed_byte(self, base):
        path, data = self.some(base)
        at = self.dice.randrange(len(data))
        data[at] = (data[at] + self.dice.randint(1, 255)) % 256
        return base.files | {path: bytes(data)}, []

    def lost_byte(self, base):
        path, data = self.some(base)
        del data[self.dice.randrange(len(data))]
        return base.files | {path: bytes(data)}, []

    def added_byte(self, base):
        path, data = self.some(base)
        data.insert(self.dice.randint(0, len(data)), self.dice.choice([0, 10, 32, 48, 65, 255]))
        return base.files | {path: bytes(data)}, []

    def truncated_file(self, base):
        path, data = self.some(base)
        return base.files | {path: bytes(data[:self.dice.randrange(len(data))])}, []

    def lost_file(self, base):
        path = self.dice.choice([path for path in sorted(base.files) if path != "ledger.vkey"])
        return {name: data for name, data in base.files.items() if name != path}, []

    def swapped_files(self, base):
        one, other = self.dice.sample(sorted(base.files), 2)
        if base.files[one] == base.files[other]:
            return None
        return base.files | {one: base.files[other], other: base.files[one]}, []

    # What somebody does who can write all files but has no key.

    def rebuilt(self, base, entries, *, checkpoint=None, vkey=None):
        leaves = [sha(b"\x00" + one) for one in entries]
        return files(entries, leaves, checkpoint or base.files["checkpoint"], vkey or LOG.vkey), leaves

    def altered(self, entries, below=None):
        """Another history of the same form: an entry changed, taken out, put in, or two exchanged."""
        entries = list(entries)
        at = self.dice.randrange(below or len(entries))
        time = int(entries[at].split(b"\n")[1])
        way = self.dice.randrange(4)
        if way == 0:
            entries[at] = entry(time, b"nothing", self.dice.randbytes(32))
        elif way == 1 and len(entries) > 1:
            del entries[at]
        elif way == 2:
            entries.insert(at, entry(time, b"invented", self.dice.randbytes(32)))
        else:
            other = self.dice.randrange(len(entries))
            entries[at], entries[other] = entries[other], entries[at]
        return entries

    def unsigned_history(self, base):
        entries = self.altered(base.entries)
        if entries == base.entries:
            return None
        new, leaves = self.rebuilt(base, entries)
        if self.dice.random() < 0.5:
            text = text_of(len(entries), root(leaves))
            new["checkpoint"] = note(text, base.signed, base.cosigned)
        return new, []

    def moved_entry(self, base):
        """Entries exchanged inside their file, the hashes left or exchanged too."""
        if base.size < 2:
            return None
        entries = list(base.entries)
        one, other = self.dice.sample(range(len(entries)), 2)
        entries[one], entries[other] = entries[other], entries[one]
        if entries[one] == entries[other]:
            return None
        new, _ = self.rebuilt(base, entries)
        if self.dice.random() < 0.5:
            new = {path: data if path.startswith("tile/entries") else base.files[path] for path, data in new.items()}
        return new, []

    def cut_off_end(self, base):
        if base.size < 2:
            return None
        new, _ = self.rebuilt(base, base.entries[:self.dice.randrange(1, base.size)])
        return new, []

    # Forks: signed again, with another key or, by a council that betrays, with the right one.

    def other_key(self, base):
        entries = self.dice.choice([list(base.entries), self.altered(base.entries)])
        leaves = [sha(b"\x00" + one) for one in entries]
        text = text_of(len(entries), root(leaves))
        lines = [THIEF.sign(text), self.dice.choice([SEEN, IMPOSTOR]).sign(text)]
        vkey = self.dice.choice([LOG, THIEF]).vkey
        new, _ = self.rebuilt(base, entries, checkpoint=note(text, *lines), vkey=vkey)
        return new, []

    def signed_fork(self, base):
        """With the ledger's own key and an obliging witness: only what somebody remembers shows it."""
        before = max(1, base.size // 2)
        entries = self.altered(base.entries, below=before)
        leaves = [sha(b"\x00" + one) for one in entries]
        if leaves[:before] == base.leaves[:before]:
            return None
        text = text_of(len(entries), root(leaves))
        new, _ = self.rebuilt(base, entries, checkpoint=note(text, LOG.sign(text), SEEN.sign(text)))
        return new, [0]

    def stale_root(self, base):
        """Sound in itself, but older than what somebody remembers."""
        return (dict(base.files), [2]) if base.has_later else None

    def shortened_fork(self, base):
        if base.size < 2:
            return None
        size = self.dice.randrange(1, base.size)
        text = text_of(size, root(base.leaves[:size]))
        new, _ = self.rebuilt(base, base.entries[:size], checkpoint=note(text, LOG.sign(text), SEEN.sign(text)))
        return new, [1]

    def back_dated(self, base):
        """An entry put in later under an earlier time, all signed again with the right key."""
        time = int(base.entries[-1].split(b"\n")[1])
        earlier = max(0, time - 60 * self.dice.randint(1, 100_000))
        entries = base.entries + [entry(earlier, b"plan.write", self.dice.randbytes(32))]
        leaves = [sha(b"\x00" + one) for one in entries]
        text = text_of(len(entries), root(leaves))
        new, _ = self.rebuilt(base, entries, checkpoint=note(text, LOG.sign(text), SEEN.sign(text)))
        return new, self.dice.choice([[], [0], [1]])

    def unreadable_entry(self, base):
        good = base.ledger.last_time
        promise = encoded(self.dice.randbytes(32)).encode()
        bad = self.dice.choice([
            b"", b"msa-ledger/v1\n", b"msa-ledger/v2\n%d\na\n%s\n" % (good, promise),
            b"msa-ledger/v1\n%d\na\n%s\n" % (good + 1, promise), b"msa-ledger/v1\n0%d\na\n%s\n" % (good, promise),
            b"msa-ledger/v1\n%d\nA\n%s\n" % (good, promise), b"msa-ledger/v1\n%d\n\n%s\n" % (good, promise),
            b"msa-ledger/v1\n%d\n%s\n%s\n" % (good, b"a" * 25, promise), b"msa-ledger/v1\n%d\na\n%s" % (good, promise),
            b"msa-ledger/v1\n%d\na\n%s\n" % (good, promise[:-4]), b"msa-ledger/v1\n%d\na\n%sB=\n" % (good, promise[:-2]),
            b"msa-ledger/v1\n%d\na\n%s\n\n" % (good, promise), b"msa-ledger/v1\n99999999999999999960\na\n%s\n" % promise,
        ])
        entries = base.entries + [bad]
        leaves = [sha(b"\x00" + one) for one in entries]
        text = text_of(len(entries), root(leaves))
        new, _ = self.rebuilt(base, entries, checkpoint=note(text, LOG.sign(text), SEEN.sign(text)))
        return new, []

    def other_ledger(self, base):
        """Signed with the right key, under another name in its text."""
        text = text_of(base.size, root(base.leaves), "council.example/ledger/2")
        checkpoint = note(text, LOG.sign(text), SEEN.sign(text))
        return base.files | {"checkpoint": checkpoint}, []

    # Witnesses.

    def bad_cosignature(self, base):
        checkpoint = note(base.text, base.signed, *self.false_lines(base))
        if isinstance(base, ProofBase):
            return {"proof": base.made(checkpoint=checkpoint)}, []
        return base.files | {"checkpoint": checkpoint}, []

    def false_lines(self, base):
        other = text_of(base.size + 1, self.dice.randbytes(32))
        raw = base64.b64decode(base.cosigned.split(b" ")[2])[4:]
        later = (int.from_bytes(raw[:8], "big") + self.dice.randint(1, 10**6)).to_bytes(8, "big")
        flipped = bytearray(raw)
        flipped[self.dice.randrange(len(raw))] ^= 1 << self.dice.randrange(8)
        return self.dice.choice([
            [], [STRANGER.sign(base.text)], [IMPOSTOR.sign(base.text)], [SEEN.sign(other)], [SEEN.line(later + raw[8:])],
            [SEEN.line(bytes(flipped))], [SEEN.line(raw[8:])], [SEEN.line(SEEN.key.sign(base.text))],
            [SEEN.line(raw + b"\x00")], [SEEN.line(b"\xff" * 8 + raw[8:])], [SEEN.line(bytes(flipped)), base.cosigned],
            [SEEN.line(IMPOSTOR.key.sign(base.text))], [base.cosigned.replace(b"+", b"-").replace(b"w1 ", b"w1  ")],
        ])

    # Proofs.

    def other_place(self, base):
        index = self.dice.choice([base.index + 1, base.index - 1, base.size, base.index + base.size])
        return None if index < 0 else ({"proof": base.made(index=index)}, [])

    def other_entry(self, base):
        other = self.dice.randrange(base.size)
        if other == base.index:
            return None
        opening = base.ledger.openings[other] if base.opening else b""
        return {"proof": base.made(one=base.ledger.entries[other], opening=opening)}, []

    def other_path(self, base):
        path = list(base.path)
        way = self.dice.randrange(4)
        if way == 0 and len(path) > 1:
            one, other = self.dice.sample(range(len(path)), 2)
            path[one], path[other] = path[other], path[one]
        elif way == 1 and path:
            del path[self.dice.randrange(len(path))]
        elif way == 2:
            path.insert(self.dice.randint(0, len(path)), self.dice.randbytes(32))
        elif path:
            path[self.dice.randrange(len(path))] = self.dice.randbytes(32)
        return None if path == base.path else ({"proof": base.made(path=path)}, [])

    def other_record(self, base):
        if not base.opening:
            return {"proof": base.made(opening=self.dice.randbytes(self.dice.choice([1, 31, 32, 33, 60])))}, []
        way = self.dice.randrange(4)
        opening = bytearray(base.opening)
        if way == 0:
            opening[self.dice.randrange(len(opening))] ^= 1 << self.dice.randrange(8)
        elif way == 1:
            opening += b" "
        elif way == 2:
            opening = opening[:self.dice.randrange(1, len(opening))]
        else:
            opening = self.dice.choice(base.ledger.openings)
        return None if opening == base.opening else ({"proof": base.made(opening=bytes(opening))}, [])

    def proof_of_a_fork(self, base):
        entries = self.altered(base.ledger.entries[:base.size])
        leaves = [sha(b"\x00" + one) for one in entries]
        index = min(base.index, len(entries) - 1)
        text = text_of(len(entries), root(leaves))
        signers = self.dice.choice([[THIEF, SEEN], [LOG, IMPOSTOR], [THIEF, IMPOSTOR], [LOG]])
        checkpoint = note(text, *(signer.sign(text) for signer in signers))
        return {"proof": base.made(index, entries[index], b"", inclusion(index, leaves), checkpoint)}, []


ANY_FILE = ["flipped_bit", "flipped_bit", "flipped_bit", "changed_byte", "lost_byte", "added_byte", "truncated_file"]
EXPORT_FORGERIES = ANY_FILE + [
    "lost_file", "swapped_files", "unsigned_history", "moved_entry", "cut_off_end", "other_key", "signed_fork", "stale_root",
    "shortened_fork", "back_dated", "unreadable_entry", "other_ledger", "bad_cosignature",
]
PROOF_FORGERIES = ANY_FILE + [
    "other_place", "other_entry", "other_path", "other_record", "proof_of_a_fork", "bad_cosignature",
]


def write_deck(path, seed, count):
    """Writes a deck; the kind of each case and whether it is sound, in their order."""
    forger = Forger(seed)
    kinds = []
    with open(path, "w", encoding="utf-8") as deck:
        for base in forger.bases():
            deck.write(json.dumps(base.line()) + "\n")
        for number in range(count):
            kind, is_sound, line = forger.case(number)
            kinds.append((kind, is_sound))
            deck.write(json.dumps(line) + "\n")
    return kinds

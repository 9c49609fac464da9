"""Makes pymerkle.json and cryptography.json: what other people's code says about trees, notes, keys and sealed bytes.

Needs PyPI pymerkle and cryptography. Everything is derived from fixed bytes, so a second run gives the same files.
"""

import base64
import hashlib
import json

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pymerkle import InmemoryTree


def fixed(label, count=32):
    """Bytes that look random and are the same every time."""
    return hashlib.shake_256(label.encode()).digest(count)


def roots(last):
    tree = InmemoryTree(algorithm="sha256")
    found = [tree.get_root().hex()]
    for index in range(last):
        tree.append_entry(b"entry %d" % index)
        found.append(tree.get_root().hex())
    return found


def signed_note(name, seed, text):
    key = Ed25519PrivateKey.from_private_bytes(seed)
    public = b"\x01" + key.public_key().public_bytes_raw()
    key_id = hashlib.sha256(name.encode() + b"\n" + public).digest()[:4]
    line = "— %s %s\n" % (name, base64.b64encode(key_id + key.sign(text.encode())).decode())
    vkey = "%s+%s+%s" % (name, key_id.hex(), base64.b64encode(public).decode())
    return {"name": name, "seed": seed.hex(), "vkey": vkey, "text": text, "note": text + "\n" + line}


def commitment(salt, body):
    return hashlib.sha256(b"msa-ledger/v1\x00" + salt + len(body).to_bytes(8, "big") + body).digest()


def entry(index):
    salt, body = fixed("salt %d" % index), fixed("body %d" % index, index * 37)
    time = 1_795_000_000 + index * 1_000_003
    name = ["auth.ok", "plan.write", "config"][index % 3]
    promise = commitment(salt, body)
    lines = ["msa-ledger/v1", str(time // 60 * 60), name, base64.b64encode(promise).decode(), ""]
    stored = "\n".join(lines).encode()
    return {
        "time": time,
        "class": name,
        "salt": salt.hex(),
        "body": body.hex(),
        "commitment": promise.hex(),
        "entry": stored.hex(),
        "leaf": hashlib.sha256(b"\x00" + stored).hexdigest(),
    }


def sealed(index):
    key, nonce = fixed("key %d" % index), fixed("nonce %d" % index, 12)
    plaintext, aad = fixed("text %d" % index, index * 17), fixed("aad %d" % index, index * 5)
    box = nonce + AESGCM(key).encrypt(nonce, plaintext, aad)
    return {"key": key.hex(), "plaintext": plaintext.hex(), "aad": aad.hex(), "sealed": box.hex()}


def derived(label):
    secret = fixed("root")
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=label.encode()).derive(secret)
    return {"secret": secret.hex(), "label": label, "key": key.hex()}


def write(path, value):
    with open(path, "w", encoding="utf-8") as file:
        json.dump(value, file, indent=1, ensure_ascii=False)
        file.write("\n")


root = base64.b64encode(bytes.fromhex(roots(300)[300])).decode()
write("pymerkle.json", {"roots": roots(300)})
write(
    "cryptography.json",
    {
        "notes": [
            signed_note("council.example/ledger/1", fixed("seed"), "council.example/ledger/1\n300\n%s\n" % root),
            signed_note("città.example/é", fixed("seed 2"), "Grün ist's, 好.\n\n— not a signature\n\nend\n"),
        ],
        "entries": [entry(index) for index in range(8)],
        "sealed": [sealed(index) for index in range(6)],
        "derived": [derived(label) for label in ["system", "session", "kek/7", ""]],
    },
)

#!/usr/bin/env python3
"""Seals files in chunks with the `cryptography` package, from the words of SealedChunks alone, and writes chunks.json."""
import hashlib
import json
import pathlib

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

CHUNK = 64 * 1024


def plaintext(length):
    return bytes((index * 7 + index // 251) % 256 for index in range(length))


def seal(key, place, header, text):
    info = b"granville/chunks/v1\0" + place
    cipher = ChaCha20Poly1305(HKDF(algorithm=hashes.SHA256(), length=32, salt=header, info=info).derive(key))
    chunks = [text[at:at + CHUNK] for at in range(0, len(text), CHUNK)] or [b""]
    sealed = header
    for count, chunk in enumerate(chunks):
        nonce = count.to_bytes(11, "big") + bytes([count == len(chunks) - 1])
        sealed += cipher.encrypt(nonce, chunk, None)
    return sealed


def main():
    vectors = []
    for number, length in enumerate([0, 1, 1000, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 300_000]):
        key, header = (hashlib.sha256(f"{word} {number}".encode()).digest() for word in ("key", "header"))
        place = f"files/{number}".encode()
        sealed = seal(key, place, header[:16], plaintext(length))
        vectors.append({
            "length": length, "key": key.hex(), "header": header[:16].hex(), "place": place.hex(),
            "sealedLength": len(sealed), "sealedHash": hashlib.sha256(sealed).hexdigest(),
            **({"sealed": sealed.hex()} if length <= 1000 else {})})
    path = pathlib.Path(__file__).with_name("chunks.json")
    path.write_text(json.dumps(vectors, indent=1) + "\n")


main()

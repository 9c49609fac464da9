"""Writes codes.json: QR codes as the PyPI package qrcode draws them, level M, byte mode, each with its version and mask.

    pip install qrcode==8.2 && python3 make.py
"""
import json
import pathlib

import qrcode

LINK = "otpauth://totp/Granville:{}?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Granville"
texts = [LINK.format("jo.bright@sallowby.example"), LINK.format("a@b"), LINK.format("x" * 90)]
# One text that just fills each version, one that does not, and every mask.
full = [14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666]
codes = []


def add(text, mask):
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, mask_pattern=mask, border=0)
    code.add_data(qrcode.util.QRData(text.encode(), mode=qrcode.util.MODE_8BIT_BYTE))
    code.make(fit=True)
    codes.append({"text": text, "version": code.version, "mask": mask,
                  "rows": ["".join("1" if module else "0" for module in row) for row in code.modules]})


for number, length in enumerate(full):
    for shorter in (0, 1, 5):
        add("".join(chr(97 + (number * 7 + i * i) % 26) for i in range(length - shorter)), (number + shorter) % 8)
for mask in range(8):
    add(texts[0], mask)
for text in texts[1:]:
    add(text, 3)
pathlib.Path(__file__).with_name("codes.json").write_text(json.dumps(codes, indent=0) + "\n")

"""Reads cleaned attachments with strangers' software: python3 check.py FOLDER. Made by AttachedFileTests.

Nothing of what make.py and make_pdfs.py put in may be found; pictures have the same pixels and the same side up, and
PDFs the same text, the same pages and no damage.
"""
import pathlib
import subprocess
import sys
import tempfile
import zipfile

import docx
from PIL import Image, ImageOps

import pdfs

here = pathlib.Path(__file__).parent
folder = pathlib.Path(sys.argv[1])
TELLTALE = ("telltale", "sn-4477", "tellcam", "tell 7", "2026:11:20", "gps", "thumbnail", "serial", "creator", "by-line", "artist")


def metadata(path):
    """All that exiftool finds, but the file's own name and times on this disk."""
    listed = subprocess.run(["exiftool", "-a", "-u", "-ee", "-G1", "-s", "--System:all", str(path)],
                            capture_output=True, text=True, check=True).stdout
    return [line for line in listed.splitlines() if "[System]" not in line]


def refuse_telltale(name, text):
    for word in TELLTALE:
        assert word not in text.lower(), f"{name}: {word}"


def check_picture(path):
    lines = metadata(path)
    refuse_telltale(path.name, "\n".join(line.split("]", 1)[1] for line in lines if "ThumbnailWidth" not in line))
    old, new = Image.open(here / path.name), Image.open(path)
    assert old.tobytes() == new.tobytes() and old.mode == new.mode, path.name
    assert old.getexif().get(274, 1) == new.getexif().get(274, 1), path.name
    assert set(new.getexif()) <= {274}, path.name
    assert ImageOps.exif_transpose(old).tobytes() == ImageOps.exif_transpose(new).tobytes(), path.name


def check_office(path):
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            content = archive.read(name)
            if not name.endswith((".jpg", ".jpeg", ".png")):
                for word in (b"telltale", b"Telltale", b">JT<", b'"JT"'):
                    assert word not in content, f"{path.name}: {name}: {word}"
            else:
                inner = path.parent / ("inner-" + pathlib.Path(name).name)
                inner.write_bytes(content)
                refuse_telltale(name, "\n".join(metadata(inner)).replace(inner.name, ""))
    if path.suffix == ".docx":
        document = docx.Document(path)
        assert [paragraph.text for paragraph in document.paragraphs][:2] == ["A car wash", "Four people sleep behind it."]
        assert [comment.text for comment in document.comments] == ["Seen on Friday"]
    subprocess.run(["soffice", "--headless", "--convert-to", "txt:Text", "--outdir", str(path.parent), str(path)],
                   check=True, capture_output=True)
    assert "Four people sleep behind it." in path.with_suffix(".txt").read_text(encoding="utf-8-sig"), path.name


def main():
    checked = 0
    for path in sorted(folder.iterdir()):
        if path.name.startswith("inner-"):
            continue
        if path.suffix in {".jpg", ".png"}:
            check_picture(path)
        elif path.suffix in {".docx", ".odt"}:
            check_office(path)
        elif path.suffix == ".pdf":
            with tempfile.TemporaryDirectory() as pages:
                pdfs.check(here / "pdf" / path.name, path, pathlib.Path(pages))
        else:
            continue
        checked += 1
        print("clean:", path.name)
    assert checked == 20, checked


main()

"""What strangers' software finds in a PDF before and after cleaning. Needs qpdf, exiftool, poppler-utils, pikepdf and pypdf."""
import base64
import re
import subprocess
import zlib

import pikepdf
import pypdf

TELLTALE = (b"telltale", b"tellcam", b"tell 7", b"sn-4477", b"2026:11:20", b"2026112", b"xpacket")
# What exiftool says of any PDF, and of a picture in one that says nothing of itself.
STRUCTURE = {"PDFVersion", "PageCount", "Linearized", "HasXFA", "PageLayout", "PageMode", "TaggedPDF", "Language"}
ABOUT_NOBODY = {"ExifTool", "System", "File", "JFIF", "Adobe", "Composite"}


def run(*command):
    """The code and all that was said; of qpdf 0 is no damage, and 3 are warnings."""
    done = subprocess.run([str(part) for part in command], capture_output=True)
    return done.returncode, done.stdout + done.stderr


def output(*command):
    return subprocess.run([str(part) for part in command], capture_output=True, check=True).stdout


def unpacked(path):
    """The bytes of a file, and of each stream in it as every reader that is here unpacks it."""
    whole = path.read_bytes()
    yield whole
    for found in re.finditer(rb"stream\r?\n", whole):
        try:
            yield zlib.decompressobj().decompress(whole[found.end():])
        except zlib.error:
            pass
    with pikepdf.open(path) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream):
                raw = thing.read_raw_bytes()
                yield raw
                if "ASCII85Decode" in repr(thing.get("/Filter")):
                    yield base64.a85decode(b"<~" + raw.strip(), adobe=True)
                try:
                    yield thing.read_bytes()
                except pikepdf.PdfError:
                    pass
            for word in words(thing):
                yield word
    out = path.with_suffix(".unpacked")
    code, said = run("qpdf", "--qdf", "--object-streams=disable", "--decode-level=specialized", path, out)
    assert code in (0, 3), said
    yield out.read_bytes()
    out.unlink()


def words(thing, depth=0):
    """Strings however they are escaped."""
    if depth > 8:
        return
    if isinstance(thing, pikepdf.String):
        yield str(thing).encode() + b" " + bytes(thing)
    elif isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
        for value in thing.values():
            yield from words(value, depth + 1)
    elif isinstance(thing, pikepdf.Array):
        for value in thing:
            yield from words(value, depth + 1)


def found(path, marks=TELLTALE):
    """The marks that are left, in plain bytes or in two bytes a letter."""
    left = set()
    for content in unpacked(path):
        content = content.lower()
        left |= {mark for mark in marks if mark in content or b"\0".join(bytes([byte]) for byte in mark) in content}
    return left


def check(old, new, folder):
    """Nothing of who made it is found, and what it shows is the same."""
    assert old.stat().st_size == new.stat().st_size, "the length"
    assert not found(new), (new.name, found(new))
    before, after = run("qpdf", "--check", old), run("qpdf", "--check", new)
    assert (after[0], after[1].replace(bytes(new), b"")) == (before[0], before[1].replace(bytes(old), b"")), after
    listed = output("exiftool", "-a", "-u", "-ee", "-G1", "-s", "--System:all", new).decode()
    for line in listed.splitlines():
        group, key = re.match(r"\[(\S+?)\]\s+(\S+)", line).groups()
        assert group in ABOUT_NOBODY or group == "PDF" and (key in STRUCTURE or key.startswith("EmbeddedImage")), line
        assert "gps" not in line.lower(), line
    for line in output("pdfinfo", new).decode().splitlines():
        assert line.split(":")[0] not in ("Title", "Subject", "Keywords", "Author", "Creator", "Producer", "CreationDate", "ModDate"), line
    assert not pypdf.PdfReader(new).metadata, pypdf.PdfReader(new).metadata
    assert pypdf.PdfReader(new).xmp_metadata is None
    assert output("pdftotext", "-layout", old, "-") == output("pdftotext", "-layout", new, "-"), "the text"
    for path, name in ((old, "old"), (new, "new")):
        output("pdftoppm", "-r", "50", path, folder / name)
    pictures = sorted(folder.glob("old-*.ppm"))
    assert pictures, "no pages"
    for picture in pictures:
        other = folder / picture.name.replace("old", "new", 1)
        assert picture.read_bytes() == other.read_bytes(), f"the picture of {picture.name}"
        picture.unlink(), other.unlink()
    for picture in pictures_inside(new, folder):
        listed = output("exiftool", "-a", "-u", "-G1", "-s", "--System:all", picture).decode().lower()
        assert not any(mark.decode() in listed or "gps" in listed for mark in TELLTALE), listed
        picture.unlink()


def pictures_inside(path, folder):
    output("pdfimages", "-all", path, folder / "inner")
    return sorted(folder.glob("inner-*"))

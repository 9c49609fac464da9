"""Writes the attachments beside it with strangers' software, each full of what nobody means to send.

    apt-get install libimage-exiftool-perl libreoffice-writer
    pip install pillow piexif python-docx reportlab && python3 make.py
"""
import io
import pathlib
import subprocess
import zipfile

import docx
import piexif
from PIL import Image, PngImagePlugin
from reportlab.pdfgen import canvas

here = pathlib.Path(__file__).parent
SECRETS = {
    "artist": "Jane Telltale", "serial": "SN-4477-TELL", "comment": "telltale remark", "title": "Telltale title",
}


def picture(width=48, height=32, mode="RGB"):
    image = Image.new("RGB", (width, height))
    image.putdata([((x * 5) % 256, (y * 7) % 256, (x * y) % 256) for y in range(height) for x in range(width)])
    return image.convert(mode)


def exif(orientation):
    small = io.BytesIO()
    picture(16, 12).save(small, "JPEG")
    return piexif.dump({
        "0th": {piexif.ImageIFD.Orientation: orientation, piexif.ImageIFD.Artist: SECRETS["artist"],
                piexif.ImageIFD.Make: "TellCam", piexif.ImageIFD.Model: "Tell 7"},
        "Exif": {piexif.ExifIFD.BodySerialNumber: SECRETS["serial"], piexif.ExifIFD.DateTimeOriginal: "2026:11:20 08:15:00",
                 piexif.ExifIFD.MakerNote: b"telltale maker's note"},
        "GPS": {piexif.GPSIFD.GPSLatitudeRef: "N", piexif.GPSIFD.GPSLatitude: ((51, 1), (45, 1), (1, 1)),
                piexif.GPSIFD.GPSLongitudeRef: "W", piexif.GPSIFD.GPSLongitude: ((1, 1), (15, 1), (1, 1))},
        "1st": {piexif.ImageIFD.Compression: 6}, "thumbnail": small.getvalue()})


def exiftool(path):
    subprocess.run([
        "exiftool", "-q", "-overwrite_original", f"-XMP:Creator={SECRETS['artist']}", f"-IPTC:By-line={SECRETS['artist']}",
        f"-Comment={SECRETS['comment']}", f"-XMP:Title={SECRETS['title']}", str(path)], check=True)


def jpeg(name, orientation, behind=b"", **how):
    picture().save(here / name, "JPEG", exif=exif(orientation), **how)
    exiftool(here / name)
    with open(here / name, "ab") as file:
        file.write(behind)


def pngs():
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", SECRETS["artist"])
    info.add_itxt("Comment", SECRETS["comment"])
    info.add_text("Long", SECRETS["comment"] * 20, zip=True)
    for name, mode in (("screen.png", "RGB"), ("palette.png", "P")):
        picture(mode=mode).save(here / name, "PNG", pnginfo=info, exif=exif(6), dpi=(96, 96))
    subprocess.run(["exiftool", "-q", "-overwrite_original", f"-XMP:Creator={SECRETS['artist']}", str(here / "screen.png")], check=True)


def word():
    document = docx.Document()
    document.add_heading("A car wash", 1)
    paragraph = document.add_paragraph("Four people sleep behind it.")
    document.add_picture(str(here / "turned.jpg"))
    document.add_comment(paragraph.runs, text="Seen on Friday", author=SECRETS["artist"], initials="JT")
    properties = document.core_properties
    properties.author = properties.last_modified_by = SECRETS["artist"]
    properties.title, properties.comments = SECRETS["title"], SECRETS["comment"]
    document.save(here / "note.docx")
    subprocess.run(["soffice", "--headless", "--convert-to", "odt", "--outdir", str(here), str(here / "note.docx")],
                   check=True, capture_output=True)


def pdf():
    page = canvas.Canvas(str(here / "note.pdf"), invariant=True)
    page.setAuthor(SECRETS["artist"])
    page.drawString(100, 700, "Four people sleep behind it.")
    page.save()


def main():
    jpeg("turned.jpg", 6, behind=b"telltale second picture")
    jpeg("upright.jpg", 1)
    jpeg("progressive.jpg", 3, progressive=True, quality=90)
    picture(mode="CMYK").save(here / "print.jpg", "JPEG", exif=exif(8))
    pngs()
    word()
    pdf()


main()

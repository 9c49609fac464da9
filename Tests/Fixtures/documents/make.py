"""Writes the files beside it with strangers' software: python-docx, openpyxl, XlsxWriter and Python's own codecs and zipfile.

    pip install python-docx==1.2.0 openpyxl==3.1.5 XlsxWriter && python3 make.py
"""
import copy
import datetime
import io
import pathlib
import struct
import zipfile

import docx
import openpyxl
import xlsxwriter
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from openpyxl.styles import Alignment

here = pathlib.Path(__file__).parent
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STAMP = (2026, 1, 1, 0, 0, 0)


def steady(name, data):
    """Packs a ZIP again with one date and full compression: the files stay small and their changes few."""
    source = zipfile.ZipFile(io.BytesIO(data))
    with zipfile.ZipFile(here / name, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target:
        for item in source.infolist():
            # The template's thumbnail is 20 KB of nothing for us.
            if item.filename.endswith(".jpeg"):
                continue
            target.writestr(zipfile.ZipInfo(item.filename, STAMP), source.read(item), zipfile.ZIP_DEFLATED)


def save(document, name):
    buffer = io.BytesIO()
    document.core_properties.created = document.core_properties.modified = datetime.datetime(2026, 1, 1)
    document.save(buffer)
    steady(name, buffer.getvalue())


def word_table():
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Council plan, page header"
    document.add_heading("Our plan", 0)
    document.add_paragraph("Words before the table.")
    table = document.add_table(rows=6, cols=4)
    for cell, text in zip(table.rows[0].cells, ["Objective", "Level", "Action", "Lead"]):
        cell.text = text
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {W}/>"))
    theme = table.cell(1, 0).merge(table.cell(1, 3))
    theme.text = "1 Leadership"
    objective = table.cell(2, 0).merge(table.cell(3, 0))
    objective.text = "The board knows"
    table.cell(2, 1).text = "Red 03/17"
    cell = table.cell(2, 2)
    cell.text = "First paragraph"
    cell.add_paragraph("Second with a\nline break")
    cell.add_paragraph("bullet one", style="List Bullet")
    cell.add_paragraph("bullet below", style="List Bullet 2")
    cell.add_paragraph("• typed bullet")
    table.cell(2, 3).text = "HSSC"
    table.cell(3, 1).text = "Amber 06/17"
    run = table.cell(3, 2).paragraphs[0].add_run("All in italics")
    run.italic = True
    # Tracked changes, as Word writes them.
    tracked = table.cell(4, 2).paragraphs[0]._p
    for xml in [
        '<w:r><w:t xml:space="preserve">Agree the </w:t></w:r>',
        '<w:del w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z"><w:r><w:delText>old</w:delText></w:r></w:del>',
        '<w:ins w:id="2" w:author="A" w:date="2026-01-01T00:00:00Z"><w:r><w:t>new</w:t></w:r></w:ins>',
        '<w:moveFrom w:id="3" w:author="A"><w:r><w:t>moved away</w:t></w:r></w:moveFrom>',
        '<w:r><w:rPr><w:rPrChange w:id="4" w:author="A"><w:rPr><w:i/></w:rPr></w:rPrChange></w:rPr>'
        '<w:t xml:space="preserve"> plan</w:t></w:r>',
    ]:
        tracked.append(parse_xml(xml.replace(">", f" {W}>", 1)))
    table.rows[5]._tr.get_or_add_trPr().append(parse_xml(f'<w:del {W} w:id="5" w:author="A"/>'))
    table.cell(5, 0).text = "A deleted row"
    nested = table.cell(4, 0).add_table(1, 2)
    nested.cell(0, 0).text = "inner left"
    nested.cell(0, 1).text = "inner right"
    document.add_paragraph("Words between.")
    # The same text box twice: for new and for old programs.
    box = '<w:txbxContent><w:p><w:r><w:t>Boxed words</w:t></w:r></w:p></w:txbxContent>'
    document.add_paragraph("Beside a box")._p.append(parse_xml(
        f'<w:r {W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml">'
        f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f'<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>'))
    # A paragraph whose end mark is deleted runs into the next.
    broken = document.add_paragraph("Runs ")
    broken._p.get_or_add_pPr().append(parse_xml(f'<w:rPr {W}><w:del w:id="6" w:author="A"/></w:rPr>'))
    document.add_paragraph("into this.")
    second = document.add_table(rows=2, cols=2)
    for row, texts in zip(second.rows, [["Name", "Post"], ["HSSC", "Head of Safe and Stronger Communities"]]):
        for cell, text in zip(row.cells, texts):
            cell.text = text
    last = document.add_paragraph("The end")
    document.add_comment(last.runs, text="A comment on the end", author="A")
    save(document, "table.docx")


def word_headings():
    document = docx.Document()
    document.add_heading("Plan in headings", 0)
    document.add_heading("Leadership", 1)
    document.add_paragraph("What this theme is for.")
    document.add_heading("The board knows", 2)
    document.add_paragraph("Agree the plan", style="List Bullet")
    document.add_paragraph("with partners", style="List Bullet 2")
    document.add_paragraph("first", style="List Number")
    outlined = document.add_paragraph("Outlined")
    outlined._p.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {W} w:val="2"/>'))
    numbered = document.add_paragraph("Third level")
    numbered._p.get_or_add_pPr().append(parse_xml(f'<w:numPr {W}><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr>'))
    save(document, "headings.docx")


def sheet():
    book = openpyxl.Workbook()
    lists = book.active
    lists.title = "Lists"
    lists["A1"] = "hidden words"
    lists.sheet_state = "hidden"
    plan = book.create_sheet("Plan")
    plan["A1"] = "Our plan"
    plan.merge_cells("A1:D1")
    plan.append([])
    for column, text in enumerate(["Objective", "Deadline", "Share", "Level"], 1):
        plan.cell(3, column, text)
    plan["A4"] = "The board knows"
    plan.merge_cells("A4:A5")
    plan["B4"] = datetime.date(2017, 9, 30)
    plan["B4"].number_format = "dd mmmm yyyy"
    plan["C4"] = 0.25
    plan["C4"].number_format = "0%"
    plan["D4"] = datetime.date(2017, 3, 1)
    plan["D4"].number_format = "mmm-yy"
    plan["B5"] = datetime.datetime(2017, 4, 7, 9, 32)
    plan["B5"].number_format = "dd/mm/yyyy hh:mm"
    plan["C5"] = 0.1 + 0.2
    plan["D5"] = "Agree:\n• plan\n• budget"
    plan["D5"].alignment = Alignment(wrap_text=True)
    plan["A6"] = "Hidden row"
    plan.row_dimensions[6].hidden = True
    plan["B6"] = "=B4+1"
    plan["C6"] = True
    plan["D6"] = 42
    plan["A8"] = "31/09/17"
    plan["B8"] = datetime.date(1900, 1, 31)
    plan["B8"].number_format = "dd/mm/yyyy"
    plan["C8"] = datetime.time(14, 5)
    notes = book.create_sheet("Notes")
    notes["C7"] = "something else"
    book.create_sheet("Empty")
    buffer = io.BytesIO()
    book.properties.created = book.properties.modified = datetime.datetime(2026, 1, 1)
    book.save(buffer)
    steady("plan.xlsx", buffer.getvalue())


def sheet_by_another():
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"date_1904": True})
    book.set_properties({"created": datetime.datetime(2026, 1, 1)})
    page = book.add_worksheet("Counted from 1904")
    page.write_row(0, 0, ["What", "When", "Sum"])
    page.write(1, 0, "Train staff")
    page.write_datetime(1, 1, datetime.datetime(2018, 10, 18), book.add_format({"num_format": "d mmm yyyy"}))
    page.write_formula(1, 2, "=1+2", None, 3)
    page.write_formula(2, 2, '="a"&"b"', None, "ab")
    bold = book.add_format({"bold": True})
    page.write_rich_string(2, 0, "Rich ", bold, "words", " here")
    page.merge_range(3, 0, 4, 1, "Both ways")
    page.write(4, 2, "beside")
    page.write_comment(4, 2, "A comment", {"author": "A"})
    book.close()
    steady("1904.xlsx", buffer.getvalue())


def hostile():
    source = zipfile.ZipFile(here / "headings.docx")
    good = {name: source.read(name) for name in ["[Content_Types].xml", "_rels/.rels", "word/document.xml"]}

    def pack(name, change, method=zipfile.ZIP_DEFLATED):
        parts = copy.deepcopy(good)
        change(parts)
        with zipfile.ZipFile(here / name, "w", method, compresslevel=9) as target:
            for part, data in parts.items():
                target.writestr(zipfile.ZipInfo(part, STAMP), data, method)

    body = "word/document.xml"
    start = good[body].index(b"<w:body>")
    pack("zip-bomb.docx", lambda parts: parts.update({body: good[body][:start] + b" " * 40_000_000 + good[body][start:]}))
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE w [<!ENTITY l0 "lol">{lol}]>'.encode()
    head = good[body].index(b"?>") + 2
    bomb = good[body].replace(b"Leadership", b"&l9;")
    pack("entity-bomb.docx", lambda parts: parts.update({body: bomb[:head] + doctype + bomb[head:]}))
    pack("undefined-entity.docx", lambda parts: parts.update({body: good[body].replace(b"Leadership", b"Lead&x;ership")}))
    pack("utf16.docx", lambda parts: parts.update({body: good[body].decode().replace("UTF-8", "UTF-16").encode("utf-16")}))
    pack("climbing.docx", lambda parts: parts.update({"../../evil.txt": b"x"}))
    pack("absolute.docx", lambda parts: parts.update({"/etc/evil": b"x"}))
    pack("not-office.zip", lambda parts: [parts.clear(), parts.update({"plan.txt": b"words"})])
    pack("writer.odt", lambda parts: [parts.clear(), parts.update({"mimetype": b"application/vnd.oasis.opendocument.text",
                                                                   "content.xml": b"<x/>"})])
    pack("small.docx", lambda parts: None)
    data = bytearray((here / "small.docx").read_bytes())
    (here / "truncated.docx").write_bytes(data[: len(data) * 2 // 3])
    locked = bytearray(data)
    at = 0
    while (at := locked.find(b"PK\x01\x02", at)) >= 0:
        locked[at + 8] |= 1
        at += 4
    (here / "locked.docx").write_bytes(locked)
    # The directory claims one byte more than the body has; then another checksum.
    for name, offset in [("wrong-size.docx", 24), ("wrong-crc.docx", 16)]:
        wrong = bytearray(data)
        at = wrong.find(body.encode(), wrong.find(b"PK\x01\x02")) - 46
        local = struct.unpack_from("<I", wrong, at + 42)[0]
        for place in (at + offset, local + offset - 2):
            value = struct.unpack_from("<I", wrong, place)[0]
            struct.pack_into("<I", wrong, place, (value + 1) & 0xFFFFFFFF)
        (here / name).write_bytes(wrong)
    picture = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489")
    (here / "picture.docx").write_bytes(picture)


def texts():
    rows = [["Objective", "Lead", "Deadline"], ["“Café” – staff, partners; all", "Zoë", "31/09/17"],
            ["two\nlines", 'says "so"', ""], ["£5 • step", "Ø", "Ongoing"]]
    for label, delimiter in [("comma", ","), ("semicolon", ";"), ("tab", "\t")]:
        buffer = io.StringIO()
        import csv
        csv.writer(buffer, delimiter=delimiter).writerows(rows)
        text = buffer.getvalue()
        for coding, codec in [("utf8", "utf-8"), ("utf8-bom", "utf-8-sig"), ("utf16le", None), ("utf16be", None),
                              ("utf16le-bare", "utf-16-le"), ("utf16be-bare", "utf-16-be"), ("cp1252", "cp1252")]:
            if coding == "utf16le":
                data = b"\xff\xfe" + text.encode("utf-16-le")
            elif coding == "utf16be":
                data = b"\xfe\xff" + text.encode("utf-16-be")
            else:
                data = text.encode(codec)
            (here / f"{label}-{coding}.csv").write_bytes(data)
    # Every character that Windows-1252 has, as Python reads it, in both encodings.
    known = bytes(byte for byte in range(0x80, 0x100) if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D))
    (here / "cp1252-all.txt").write_bytes(known)
    (here / "cp1252-all-utf8.txt").write_bytes(known.decode("cp1252").encode())


word_table()
word_headings()
sheet()
sheet_by_another()
hostile()
texts()

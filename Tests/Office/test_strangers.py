"""Other people's readers open what the program writes, and find what the guidance on accessible documents asks for."""
import csv
import io
import json
import zipfile

import docx
import openpyxl
import pytest
from council import FORMATS, LAYOUTS, convert
from docx.oxml.ns import qn
from odf import opendocument, table as odf_table, text as odf_text
from odf.namespaces import OFFICENS, TABLENS

layouts = pytest.mark.parametrize("layout", LAYOUTS)


def words(text):
    # A word joiner keeps a dash at the start of a line from becoming a bullet.
    return " ".join(text.replace("\u2060", "").replace("•", "").replace("◦", "").split())


def values(rows):
    return {words(value) for row in rows for value in row.values()} - {""}


@layouts
def test_python_docx(council, plan, layout):
    columns, rows = council.table(plan, layout)
    document = docx.Document(council.export(plan, layout, "docx"))
    assert document.core_properties.title == plan["title"]
    assert document.core_properties.language == "en-GB"
    assert document.paragraphs[0].style.name == "Title"
    assert [p.style.name for p in document.paragraphs if p.text == "Legend"] in ([], ["Heading 1"])
    plans = [t for t in document.tables if t.cell(0, 0).text != "Abbreviation"]
    found = set()
    for table in plans:
        first = table.rows[0]
        assert first._tr.trPr.find(qn("w:tblHeader")) is not None
        headings = [cell.text for cell in first.cells]
        assert len(set(headings)) == len(headings) and set(headings) <= set(columns)
        assert not table._tbl.xpath(".//w:gridSpan | .//w:vMerge")
        assert table._tbl.xpath("./w:tblPr/w:tblCaption/@w:val")
        for row in table.rows[1:]:
            found |= {words(cell.text) for cell in row.cells}
    wanted = values([{k: v for k, v in row.items() if k not in ("Theme", "Theme purpose")} for row in rows])
    assert wanted <= found | {""}


@layouts
def test_openpyxl(council, plan, layout):
    columns, rows = council.table(plan, layout)
    book = openpyxl.load_workbook(council.export(plan, layout, "xlsx"))
    assert book.properties.title == plan["title"]
    assert book.sheetnames[:2] == ["Cover", "Plan"] and book["Cover"]["A1"].value == plan["title"]
    for sheet in book.worksheets[1:]:
        assert len(sheet.tables) == 1
        table = list(sheet.tables.values())[0]
        assert table.ref == sheet.dimensions and table.autoFilter is None
        assert table.column_names == [cell.value for cell in sheet[1]]
        assert sheet.freeze_panes == "A2" and sheet.print_title_rows == "$1:$1"
        assert not sheet.merged_cells.ranges and sheet.sheet_state == "visible" and sheet.auto_filter.ref is None
        assert not any(d.hidden for d in [*sheet.row_dimensions.values(), *sheet.column_dimensions.values()])
        for row in sheet.iter_rows():
            assert any(cell.value for cell in row)
            assert all(cell.data_type in "sn" and (cell.value is None or cell.data_type == "s") for cell in row)
            assert all(cell.alignment.wrap_text for cell in row)
    plan_sheet = book["Plan"]
    assert [cell.value for cell in plan_sheet[1]] == columns
    found = {words(c.value) for row in plan_sheet.iter_rows(min_row=2) for c in row if c.value}
    assert found == values(rows)


@layouts
def test_odfpy_sheet(council, plan, layout):
    columns, rows = council.table(plan, layout)
    book = opendocument.load(council.export(plan, layout, "ods"))
    assert title(book) == plan["title"]
    sheets = book.spreadsheet.getElementsByType(odf_table.Table)
    assert [s.getAttribute("name") for s in sheets][:2] == ["Cover", "Plan"]
    assert not book.spreadsheet.getElementsByType(odf_table.CoveredTableCell)
    cells = sheets[1].getElementsByType(odf_table.TableCell)
    assert all(c.attributes.get((TABLENS, "formula")) is None for c in cells)
    assert {c.attributes.get((OFFICENS, "value-type")) for c in cells} <= {"string", None}
    assert len(sheets[1].getElementsByType(odf_table.TableHeaderRows)) == 1
    ranges = book.spreadsheet.getElementsByType(odf_table.DatabaseRange)
    assert len(ranges) == len(sheets) - 1
    found = [words("\n".join(text_of(p) for p in c.getElementsByType(odf_text.P))) for c in cells]
    assert found[: len(columns)] == columns
    assert set(found[len(columns):]) - {""} == values(rows)


@layouts
def test_odfpy_text(council, plan, layout):
    columns, rows = council.table(plan, layout)
    document = opendocument.load(council.export(plan, layout, "odt"))
    assert title(document) == plan["title"]
    assert document.text.getElementsByType(odf_text.P)[0].getAttribute("stylename") == "Title"
    tables = document.text.getElementsByType(odf_table.Table)
    assert all(len(t.getElementsByType(odf_table.TableHeaderRows)) == 1 for t in tables)
    assert not document.text.getElementsByType(odf_table.CoveredTableCell)
    everything = words(" ".join(text_of(p) for p in document.text.getElementsByType(odf_text.P)))
    for row in rows:
        for column, value in row.items():
            if column not in ("Theme", "Theme purpose"):
                assert all(words(line) in everything for line in value.split("\n"))


@layouts
def test_csv_and_its_description(council, plan, layout):
    columns, rows = council.table(plan, layout)
    path = council.export(plan, layout, "csv")
    lines = io.StringIO(path.read_bytes().decode("utf-8"), newline="")
    records = [r for r in csv.reader(lines) if not r[0].startswith("#")]
    metadata = json.loads((path.parent / (path.name + "-metadata.json")).read_text(encoding="utf-8"))
    assert [c["titles"] for c in metadata["tableSchema"]["columns"]] == columns == records[0]
    names = [c["name"] for c in metadata["tableSchema"]["columns"]]
    assert len(set(names)) == len(names)
    assert metadata["url"] == path.name and metadata["dialect"]["commentPrefix"] == "#"
    assert len(records) == len(rows) + 1
    for record, row in zip(records[1:], rows):
        for column, value in zip(columns, record):
            assert value[:1] not in ("=", "@")
            assert value.removeprefix("'") == row.get(column, "").removeprefix("'")


@layouts
@pytest.mark.parametrize("form", FORMATS)
def test_the_same_file_again_changes_nothing(council, plan, layout, form):
    assert council.proposes_nothing(council.export(plan, layout, form), plan)


@layouts
@pytest.mark.parametrize("form", ["odt", "docx", "ods", "xlsx"])
def test_saved_again_by_libreoffice_it_changes_nothing(council, plan, layout, form, tmp_path):
    saved = convert(council.export(plan, layout, form), form, tmp_path / "saved")
    assert council.proposes_nothing(saved, plan)


@pytest.mark.parametrize("form", ["odt", "docx", "ods", "xlsx"])
def test_libreoffice_prints_it_under_its_title(council, plan, form, tmp_path):
    made = convert(council.export(plan, "objectives", form), "pdf", tmp_path / "pdf")
    assert made.read_bytes().startswith(b"%PDF") and made.stat().st_size > 5_000


def test_one_word_changed_in_libreoffice_is_one_change(council, tmp_path):
    plan = council.plans[-1]
    path = council.export(plan, "objectives", "odt")
    changed = tmp_path / "changed.odt"
    document = opendocument.load(path)
    cells = [p for p in document.text.getElementsByType(odf_text.P) if len(text_of(p)) > 40 and in_table(p)]
    cells[0].addText(" altogether")
    document.save(str(changed))
    saved = convert(changed, "odt", tmp_path / "saved")
    done = council.run("plan", "import", saved, "--dry-run", "--json")
    assert done.count(" altogether") >= 1
    assert not council.proposes_nothing(saved, plan)


def test_files_hold_nothing_that_changes_by_itself(council, plan):
    for form in ["odt", "ods", "docx", "xlsx"]:
        with zipfile.ZipFile(council.export(plan, "objectives", form)) as file:
            assert {info.date_time for info in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert file.testzip() is None
            if form.startswith("od"):
                assert file.infolist()[0].filename == "mimetype" and file.infolist()[0].compress_type == zipfile.ZIP_STORED


def title(document):
    return "".join(str(node) for node in document.meta.childNodes if node.qname[1] == "title")


def text_of(node):
    from odf import teletype
    return teletype.extractText(node)


def in_table(node):
    while node is not None:
        if getattr(node, "qname", (None, None))[1] == "table-cell":
            return True
        node = node.parentNode
    return False

"""Writes the PDFs beside it with strangers' software, each with a name in every place that a PDF has for one.

    apt-get install qpdf libreoffice-writer
    pip install reportlab img2pdf pikepdf pypdf pyhanko && python3 make_pdfs.py     (after make.py)
"""
import pathlib
import subprocess
import zlib

import img2pdf
import pikepdf
import pypdf
import reportlab.rl_config
from cryptography import x509
from pikepdf import Array, Dictionary, Name, String
from reportlab.pdfgen import canvas

here = pathlib.Path(__file__).parent
NAME = "Jane Telltale"
DAY = "D:20261120081500+00'00'"


def reportlab_pdf(path, **how):
    page = canvas.Canvas(str(path), invariant=True, **how)
    page.setAuthor(NAME)
    page.setTitle("Telltale \\ (nested (brackets)) and a ) alone")
    page.setSubject("telltale wŷ")
    page.setCreator("TellCam")
    page.setKeywords("telltale")
    page.drawString(100, 700, "Four people sleep behind it.")
    page.drawImage(str(here / "turned.jpg"), 100, 400, 200, 150)
    page.showPage()
    page.drawString(100, 700, "A second page")
    page.save()


def libreoffice(path):
    subprocess.run(["soffice", "--headless", "--convert-to",
                    'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"},"ExportNotes":{"type":"boolean","value":"true"}}',
                    "--outdir", str(path.parent), str(here / "note.docx")], check=True, capture_output=True)
    (path.parent / "note.pdf").rename(path)


def qpdf(old, new, *options):
    subprocess.run(["qpdf", *options, str(old), str(new)], check=True)


def xmp(pdf, words):
    return pdf.make_stream(f'<?xpacket begin=""?><x>{words}</x>'.encode() * 20, Type=Name.Metadata, Subtype=Name.XML)


def everywhere(old, new, **how):
    """XMP of document, page and picture, notes with names, a field, and a program's private data."""
    with pikepdf.open(old) as pdf:
        with pdf.open_metadata() as metadata:
            metadata["dc:creator"] = [NAME]
            metadata["xmp:CreatorTool"] = "TellCam"
        pdf.docinfo["/Author"] = NAME + " wŷ"
        pdf.docinfo["/Company"] = pdf.make_indirect(String("Telltale Ltd"))
        page = pdf.pages[0]
        page.obj.Annots = Array([
            pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[10, 10, 30, 30], T=String(NAME), M=String(DAY),
                                         CreationDate=String(DAY), Contents=String("Seen on Friday"))),
            pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Highlight, Rect=[60, 10, 80, 30], Contents=String("Here"),
                                         QuadPoints=[60, 30, 80, 30, 60, 10, 80, 10], T=pdf.make_indirect(String(NAME)))),
            pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("field1"), V=String("yes"),
                                         Rect=[50, 10, 80, 30]))])
        private = pdf.make_stream(b"private telltale " * 50, Type=Name.Tell)
        page.obj.PieceInfo = pdf.make_indirect(Dictionary(Tell=Dictionary(
            LastModified=String(DAY), Private=Dictionary(A=private, B=pdf.make_indirect(String("telltale")), P=page.obj))))
        page.obj.LastModified = String(DAY)
        page.obj.Metadata = xmp(pdf, "telltale page")
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image":
                thing.Metadata = xmp(pdf, "telltale picture")
        pdf.save(new, static_id=True, **how)


def packed_picture(old, new):
    with pikepdf.open(old) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream) and thing.get("/Filter") == "/DCTDecode":
                thing.write(zlib.compress(thing.read_raw_bytes(), 9), filter=Array([Name.FlateDecode, Name.DCTDecode]))
        pdf.save(new, static_id=True)


def later(old, new):
    writer = pypdf.PdfWriter(old, incremental=True)
    writer.add_metadata({"/Author": NAME + " again", "/Title": "Telltale 2"})
    writer.write(new)


def signed(old, new):
    import datetime
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.oid.NameOID.COMMON_NAME, NAME)])
    day = datetime.datetime(2026, 11, 20)
    certificate = (x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
                   .not_valid_before(day).not_valid_after(day + datetime.timedelta(days=9999)).sign(key, hashes.SHA256()))
    (new.parent / "key.pem").write_bytes(key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    (new.parent / "certificate.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    signer = signers.SimpleSigner.load(str(new.parent / "key.pem"), str(new.parent / "certificate.pem"))
    with open(old, "rb") as file, open(new, "wb") as out:
        signers.sign_pdf(IncrementalPdfFileWriter(file), signers.PdfSignatureMetadata(
            field_name="Signature1", name=NAME, location="Telltale Street", reason="telltale", contact_info="telltale"), signer=signer, output=out)
    (new.parent / "key.pem").unlink()
    (new.parent / "certificate.pem").unlink()


def main():
    made = here / "pdf"
    made.mkdir(exist_ok=True)
    reportlab_pdf(made / "letters.pdf")
    reportlab.rl_config.useA85 = 0
    reportlab_pdf(made / "bytes.pdf", pageCompression=0)
    libreoffice(made / "office.pdf")
    (made / "photo.pdf").write_bytes(img2pdf.convert(str(here / "turned.jpg"), author=NAME, title="Telltale", engine=img2pdf.Engine.internal))
    qpdf(made / "office.pdf", made / "office-streams.pdf", "--object-streams=generate", "--static-id")
    qpdf(made / "letters.pdf", made / "linear.pdf", "--linearize", "--object-streams=generate", "--recompress-flate", "--compression-level=9", "--static-id")
    qpdf(made / "photo.pdf", made / "open-streams.pdf", "--qdf", "--object-streams=generate", "--static-id")
    qpdf(made / "bytes.pdf", made / "locked.pdf", "--allow-weak-crypto", "--static-id", "--encrypt", "", "x", "128", "--use-aes=y", "--")
    everywhere(made / "bytes.pdf", made / "everywhere.pdf")
    everywhere(made / "office.pdf", made / "everywhere-streams.pdf", object_stream_mode=pikepdf.ObjectStreamMode.generate,
               recompress_flate=True)
    packed_picture(made / "bytes.pdf", made / "packed-picture.pdf")
    later(made / "bytes.pdf", made / "later.pdf")
    signed(made / "bytes.pdf", made / "signed.pdf")


main()

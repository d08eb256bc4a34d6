"""Files that pretend, and what a proxy in front of the service changes."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile

import pytest

from safeguarding.documents.upload import check_upload
from safeguarding.statute.answer import Refused

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/{part}" ContentType="{type}"/></Types>'
)
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    'officeDocument" Target="{part}"/></Relationships>'
)
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
DDE = (
    f'<w:document {W}><w:body><w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>'
    'DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"</w:instrText></w:r><w:r>'
    '<w:fldChar w:fldCharType="end"/></w:r></w:p></w:body></w:document>'
)


def packed(part: str, kind: str, body: str, **more: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("[Content_Types].xml", TYPES.format(part=part, type=kind))
        z.writestr("_rels/.rels", RELS.format(part=part))
        z.writestr(part, body)
        for name, text in more.items():
            z.writestr(name, text)
    return out.getvalue()


def test_the_way_the_test_builds_is_caught_in_the_usual_place() -> None:
    assert isinstance(check_upload("a.docx", packed("word/document.xml", DOCX, DDE)), Refused)


def test_field_that_starts_a_program_in_a_part_of_another_ending() -> None:
    assert isinstance(check_upload("a.docx", packed("word/document.dat", DOCX, DDE)), Refused)


def test_second_simple_field_that_fetches() -> None:
    body = (
        f'<w:document {W}><w:body><w:p><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        '<w:fldSimple w:instr=" INCLUDEPICTURE &quot;http://evil.example/x.png&quot; \\d "/>'
        "</w:p></w:body></w:document>"
    )
    assert isinstance(check_upload("a.docx", packed("word/document.xml", DOCX, body)), Refused)


S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


@pytest.mark.parametrize(
    "body",
    [
        f'<workbook {S}><definedNames><definedName name="x">WEBSERVICE("http://evil.example/")</definedName></definedNames></workbook>',
        f'<workbook {S}><c r="A1"><f>_xlfn.IMAGE("http://evil.example/x.png")</f></c></workbook>',
    ],
    ids=["defined name", "image"],
)
def test_formula_that_fetches(body: str) -> None:
    assert isinstance(check_upload("a.xlsx", packed("xl/workbook.xml", XLSX, body)), Refused)


@pytest.mark.parametrize("pad", [b"/Pad (endobj)", b"/Pad (" + b"x" * 3000 + b")"], ids=["endobj", "long"])
def test_pdf_script_in_a_disguised_list_of_objects(pad: bytes) -> None:
    inside = b"4 0 << /S /JavaScript /JS (app.alert(1)) >>"
    body = inside.hex().encode() + b">"
    pdf = (
        b"%PDF-1.5\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R /OpenAction 4 0 R >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n"
        b"3 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /ASCIIHexDecode /Length "
        + str(len(body)).encode()
        + b" "
        + pad
        + b" >>\nstream\n"
        + body
        + b"\nendstream\nendobj\n"
        b"trailer << /Root 1 0 R >>\n%%EOF\n"
    )
    plain = pdf.replace(pad + b" ", b"")
    assert isinstance(check_upload("a.pdf", plain), Refused), "the plain one is caught"
    assert isinstance(check_upload("a.pdf", pdf), Refused)


def test_behind_a_proxy_tries_are_counted_by_the_real_address() -> None:
    code = (
        "import django; django.setup()\n"
        "from django.test import RequestFactory\n"
        "from allauth.core.internal.httpkit import get_client_ip\n"
        "told = '6.6.6.6, 203.0.113.9'\n"
        "r = RequestFactory().get('/', REMOTE_ADDR='127.0.0.1', HTTP_X_FORWARDED_FOR=told)\n"
        "print(get_client_ip(r))"
    )
    env = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST")}
    env |= {
        "DJANGO_SETTINGS_MODULE": "safeguarding.config.settings",
        "SAFEGUARDING_MODE": "production",
        "SAFEGUARDING_SECRET_KEY": "x" * 60,
        "SAFEGUARDING_HOSTS": "a.example",
        "SAFEGUARDING_URL": "https://a.example",
        "SAFEGUARDING_BEHIND_PROXY": "yes",
    }
    said = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True)
    assert said.stdout.strip() == "203.0.113.9", said.stderr[-500:]

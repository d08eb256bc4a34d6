"""Make the Word templates that papers are filled into. Run by hand when their look changes; the .docx are
committed.

A partnership may edit a .docx in Word afterwards: whatever stands between the braces is filled in, the rest
is theirs.
"""

from __future__ import annotations

import io
from pathlib import Path

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from safeguarding.documents.word import same_each_time

HERE = Path(__file__).parent
TEAL = RGBColor(0x0B, 0x55, 0x63)
QUIET = RGBColor(0x50, 0x5A, 0x5F)
FONT = "Arial"

_WATERMARK = f"""<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"
 xmlns:o="urn:schemas-microsoft-com:office:office">
<w:pict><v:shape id="draft" o:spid="_x0000_s2049" alt="Draft, not signed" type="#_x0000_t136"
 style="position:absolute;margin-left:0;margin-top:0;width:440pt;height:160pt;
rotation:315;z-index:-251658752;mso-position-horizontal:center;
mso-position-horizontal-relative:margin;mso-position-vertical:center;
mso-position-vertical-relative:margin"
 path="m@7,l@8,m@5,21600l@6,21600e" adj="10800" coordsize="21600,21600" fillcolor="#d5e3e6" stroked="f">
<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/>
<v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>
<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>
<v:textpath on="t" fitshape="t"
 style="font-family:&quot;Arial&quot;;font-size:1pt;font-weight:bold" string="DRAFT"/>
</v:shape></w:pict></w:r>"""


def make_all(folder: Path = HERE) -> None:
    """Write the template of each layout."""
    (folder / "report.docx").write_bytes(_bytes(_report()))
    (folder / "letter.docx").write_bytes(_bytes(_letter()))


def _bytes(paper: DocumentType) -> bytes:
    """Without the picture, the second set of styles and the hundred styles of tables, which are not used
    here, that the library's own blank document carries: every paper would be as long again.
    """
    for holder in (paper.part.package, paper.part):
        for key, relation in list(holder.rels.items()):
            if relation.reltype.endswith(("/thumbnail", "/stylesWithEffects")):
                del holder.rels[key]
    for style in list(paper.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name != "Normal Table":
            style.delete()
    out = io.BytesIO()
    paper.save(out)
    return same_each_time(out.getvalue())


def _blank() -> DocumentType:
    paper = Document()
    page = paper.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(22)
    page.top_margin, page.bottom_margin = Mm(26), Mm(24)
    _style(paper, "Normal", 11, after=8)
    _style(paper, "Title", 20, bold=True, after=4)
    _style(paper, "Heading 1", 15, bold=True, colour=TEAL, before=20, after=8)
    _style(paper, "Heading 2", 12, bold=True, before=14, after=6)
    _style(paper, "List Bullet", 11, after=4)
    _style(paper, "Caption", 11, bold=True, before=10, after=4)
    _style(paper, "Subtitle", 13, colour=QUIET, after=12)
    _style(paper, "Quote", 11, before=6, after=8)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    paper.styles["Normal"].element.get_or_add_rPr().append(language)
    core = paper.core_properties
    core.author, core.title, core.comments, core.language = "", "", "", "en-GB"
    _running_lines(paper)
    return paper


def _style(
    paper: DocumentType,
    name: str,
    size: int,
    *,
    bold: bool = False,
    colour: RGBColor | None = None,
    before: int = 0,
    after: int = 0,
) -> None:
    style = paper.styles[name]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(f"{name} is not a paragraph style")
    style.font.name, style.font.size, style.font.bold, style.font.italic = FONT, Pt(size), bold, False
    style.font.color.rgb = colour or RGBColor(0x0B, 0x0C, 0x0C)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{kind}"), None)
    fonts.set(qn("w:cs"), FONT)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    borders = style.element.get_or_add_pPr().find(qn("w:pBdr"))
    if borders is not None:
        borders.getparent().remove(borders)


def _running_lines(paper: DocumentType) -> None:
    page = paper.sections[0]
    top, foot = page.header.paragraphs[0], page.footer.paragraphs[0]
    top.text = "{{ organisation }}\t{{ marking }}"
    foot.text = "{{ reference }} · version {{ version }}{% if draft %} · draft{% endif %}\t{{ marking }}\t"
    for line, stops in ((top, (166,)), (foot, (83, 166))):
        line.paragraph_format.tab_stops.clear_all()
        for old in ("Header", "Footer"):
            style = paper.styles[old]
            if isinstance(style, ParagraphStyle):
                style.paragraph_format.tab_stops.clear_all()
        for stop in stops:
            kind = WD_TAB_ALIGNMENT.RIGHT if stop == 166 else WD_TAB_ALIGNMENT.CENTER
            line.paragraph_format.tab_stops.add_tab_stop(Mm(stop), kind)
    foot.add_run("Page ")
    _field(foot, "PAGE")
    foot.add_run(" of ")
    _field(foot, "NUMPAGES")
    for line in (top, foot):
        for run in line.runs:
            run.font.size, run.font.color.rgb = Pt(9), QUIET
    page.header.add_paragraph("{%p if draft %}")
    page.header.add_paragraph()._p.append(parse_xml(_WATERMARK))
    page.header.add_paragraph("{%p endif %}")


def _field(line: Paragraph, code: str) -> None:
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("value", "1"), ("end", "")):
        run = line.add_run()
        if kind == "value":
            run.text = text
        elif kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        else:
            instruction = OxmlElement("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = f" {text} "
            run._r.append(instruction)


def _blocks(paper: DocumentType, heading: str = "Heading 2") -> None:
    """Every kind of block, each in its own style; tables come ready made."""
    add = paper.add_paragraph
    add("{%p for block in section.blocks %}")
    add("{%p if block.kind == 'para' %}")
    add("{%p for words in block.paragraphs %}")
    add("{{ words }}")
    add("{%p endfor %}")
    add("{%p elif block.kind == 'heading' %}")
    add("{{ block.text }}", style=heading)
    add("{%p elif block.kind == 'note' %}")
    add("{%p for words in block.paragraphs %}")
    note = add("{{ words }}", style="Quote")
    note.paragraph_format.left_indent = Mm(5)
    note._p.get_or_add_pPr().append(
        parse_xml(
            f"<w:pBdr {nsdecls('w')}>"
            '<w:left w:val="single" w:sz="24" w:space="10" w:color="0B5563"/></w:pBdr>'
        )
    )
    add("{%p endfor %}")
    add("{%p elif block.kind == 'list' %}")
    add("{%p for item in block['items'] %}")
    add("{{ item }}", style="List Bullet")
    add("{%p endfor %}")
    add("{%p elif block.kind == 'facts' %}")
    add("{{p block.table }}")
    add("{%p elif block.kind == 'table' %}")
    add("{{ block.caption }}", style="Caption")
    add("{{p block.table }}")
    add("{%p endif %}")
    add("{%p endfor %}")


def _report() -> DocumentType:
    paper = _blank()
    add = paper.add_paragraph
    add("{{ title }}", style="Title")
    add("{%p if subtitle %}")
    add("{{ subtitle }}", style="Subtitle")
    add("{%p endif %}")
    add("{{p glance }}")
    add("{%p for section in sections %}")
    add("{% if section.number %}{{ section.number }}  {% endif %}{{ section.title }}", style="Heading 1")
    _blocks(paper)
    add("{%p endfor %}")
    add("{%p if signatures %}")
    add("Sign-off", style="Heading 1")
    add("{%p for line in signatures %}")
    who = add()
    who.add_run("{{ line.name }}").bold = True
    who.add_run("{% if line.capacity %}\n{{ line.capacity }}{% endif %}")
    who.add_run("\n{% if line.position %}{{ line.position }}{% else %}Not signed{% endif %}")
    who.add_run("{% if line.signed_at %} · {{ line.signed_at }}{% endif %}")
    who.paragraph_format.space_before, who.paragraph_format.keep_together = Pt(10), True
    add("{%p if line.comment %}")
    add("{{ line.comment }}")
    add("{%p endif %}")
    add("{%p endfor %}")
    add("{%p endif %}")
    return paper


def _letter() -> DocumentType:
    paper = _blank()
    _style(paper, "Heading 1", 12, bold=True, before=14, after=6)
    _style(paper, "Heading 3", 11, bold=True, before=10, after=4)
    add = paper.add_paragraph
    ours = add()
    ours.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    ours.add_run("{{ organisation }}").bold = True
    ours.add_run("\n{{ day_in_words }}\nOur reference: {{ reference }}")
    add("{%p for line in address %}")
    theirs = add("{{ line }}")
    theirs.paragraph_format.space_after = Pt(0)
    add("{%p endfor %}")
    add("{%p if salutation %}")
    add("{{ salutation }}").paragraph_format.space_before = Pt(18)
    add("{%p endif %}")
    add("{{ title }}", style="Heading 1")
    add("{%p if summary %}")
    add("{{p glance }}")
    add("{%p endif %}")
    add("{%p for section in sections %}")
    add("{%p if section.title %}")
    add("{{ section.title }}", style="Heading 2")
    add("{%p endif %}")
    _blocks(paper, "Heading 3")
    add("{%p endfor %}")
    add("{%p if closing %}")
    add("{{ closing }}").paragraph_format.space_before = Pt(12)
    add("{%p endif %}")
    add("{%p for line in signatures %}")
    who = add()
    who.paragraph_format.space_before, who.paragraph_format.keep_together = Pt(24), True
    who.add_run("{{ line.name }}").bold = True
    who.add_run("{% if line.capacity %}\n{{ line.capacity }}{% endif %}")
    add("{%p endfor %}")
    return paper


if __name__ == "__main__":
    make_all()

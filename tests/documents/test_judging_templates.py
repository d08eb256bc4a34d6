"""A template that cannot be used is refused with everything that is wrong, each with its line."""

from __future__ import annotations

import io
import random
import time
import zipfile
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from safeguarding.documents.actions.templates import Fit, judge_upload
from safeguarding.documents.filling import CannotFill, fill, judge, made_up
from safeguarding.documents.kinds import FIXED, GIVEN, GROUPS, WITH_TEMPLATE
from safeguarding.documents.samples import sample
from safeguarding.documents.shape import check_paper
from safeguarding.documents.word import own_template
from safeguarding.statute.terms import DocumentKind
from tests.documents import makers
from tests.documents.templates import changed, good, line, with_line, with_words, without
from tests.documents.test_rendering import words_of_docx

REPORT = DocumentKind.RR_REPORT


def wrong(template: bytes, kind: DocumentKind = REPORT) -> list[str]:
    return judge(template, kind).wrong


def test_every_kind_of_paper_has_a_template_or_a_reason_why_not() -> None:
    kinds = [*WITH_TEMPLATE, *GIVEN, *FIXED]
    assert sorted(kinds) == sorted(DocumentKind)
    assert sum(map(len, GROUPS.values())) == len(WITH_TEMPLATE)


@pytest.mark.parametrize("kind", [DocumentKind.LETTER, REPORT])
def test_the_products_own_templates_pass_their_own_test(kind: DocumentKind) -> None:
    judgement = judge(own_template(kind), kind)
    assert judgement.wrong == []
    assert judgement.headings[0][1] == kind.label


def test_own_words_fonts_and_pictures_with_a_description_are_welcome() -> None:
    def change(opened: Document) -> None:
        opened.paragraphs[0].insert_paragraph_before("Learning, never blame.")
        opened.add_picture(io.BytesIO(picture()))
        described(opened, "The partnership’s logo")

    template = changed(change)
    assert wrong(template) == []
    assert "Learning, never blame." in words_of_docx(made_up(template, REPORT))


def picture() -> bytes:
    """A PNG that Word's library takes."""
    return makers.png()


def described(opened: Document, words: str) -> None:
    for one in opened.element.body.iter(qn("wp:docPr")):
        one.set("descr", words)


def test_a_misspelt_field_is_named_with_its_line_and_the_nearest_one() -> None:
    found = wrong(with_words("{{ title }}", "{{ tittle }}"))
    assert found == [
        "“tittle” in line 1 (“{{ tittle }}”) is no field of ours: did you mean “title”?",
        "“title” is missing: the paper’s title.",
    ]
    assert "did you mean “position”" in " ".join(wrong(with_words("line.position", "line.positon")))
    assert wrong(with_line("{{ zebra }}"))[0].endswith("is no field of ours.")
    assert "“sektion” in line 6" in wrong(with_line("{{ sektion.title }}"))[0]


def test_a_field_of_the_footer_is_named_where_it_stands() -> None:
    def change(opened: Document) -> None:
        opened.sections[0].footer.paragraphs[0].text = "{{ refrence }} {{ marking }} {{ version }}"

    found = wrong(changed(change))
    assert "“refrence” in line 1 of the footer" in found[0]
    assert "did you mean “reference”" in found[0]
    assert "“reference” is missing: the case’s reference." in found


@pytest.mark.parametrize(
    ("field", "template"),
    [
        ("glance", without("{{p glance }}")),
        ("title", without("{{ title }}")),
        ("section.title", with_words("{{ section.title }}", "")),
        ("block['items']", without("{{ item }}")),
        ("block.caption", without("{{ block.caption }}")),
        ("line.comment", without("{{ line.comment }}")),
        ("address", with_words("{{ line }}", "To you", "letter")),
    ],
)
def test_a_field_that_has_to_be_there_is_named(field: str, template: bytes) -> None:
    kind = DocumentKind.LETTER if field == "address" else REPORT
    found = wrong(template, kind)
    assert found
    assert any(field in one or "list" in one for one in found), found


def test_words_that_would_be_lost_are_found_by_trying() -> None:
    found = wrong(with_words("{%p elif block.kind == 'note' %}", "{%p elif block.kind == 'para' %}"))
    assert found == [
        "Tried on a made-up paper, the words of “a block of the kind “note”” were lost: look at each “if” "
        "around them."
    ]
    assert "were lost" in wrong(with_words("{%p if signatures %}", "{%p if not signatures %}"))[0]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("{{ title.upper() }}", "hold code"),
        ("{{ ''.__class__.__mro__ }}", "hold code"),
        ("{{ title.__class__ }}", "hold code"),
        ("{{ title | attr('x') }}", "hold code"),
        ("{{ range(9) }}", "hold code"),
        ("{{ 7 * 7 }}", "hold code"),
        ("{{ lipsum }}", "no field of ours"),
        ("{{ self }}", "no field of ours"),
        ("{{ title[0] }}", "hold code"),
        ("{% if title is defined %}x{% endif %}", "hold code"),
        ("{% if true %}x{% endif %}", "hold code"),
        ("{% if title == 'x' %}x{% endif %}", "only the kind of a block"),
        ("{% for x in sections recursive %}x{% endfor %}", "hold code"),
        ("{% for x in sections if x %}x{% endfor %}", "hold code"),
        ("{% for a, b in sections %}x{% endfor %}", "hold code"),
        ("{% set x = 1 %}", "“set” may not stand"),
        ("{% include 'x' %}", "“include” may not stand"),
        ("{% import 'x' as y %}", "“import” may not stand"),
        ("{% macro x() %}{% endmacro %}", "“macro” may not stand"),
        ("{% raw %}x{% endraw %}", "“raw” may not stand"),
        ("{% cellbg x %}", "“cellbg” may not stand"),
        ("{% %}", "may not stand"),
        ("{{ title", "opened and not closed"),
        ("title }}", "not opened"),
        ("{{ title %}", "cannot read"),
        ("{{ title title }}", "cannot read"),
        ("{% for in sections %}x{% endfor %}", "cannot read"),
        ("{% if title %}x", "never ended"),
        ("{% for x in sections %}x", "never ended"),
        ("x{% endif %}", "ends nothing"),
        ("{% else %}", "stands in no “if”"),
        ("{{ draft }}", "yes or no"),
        ("{{ sections }}", "is a list"),
        ("{{ glance }}", "“{{p” is for tables"),
        ("{{p title }}", "“{{p” is for tables"),
        ("Words {%p if draft %}", "other words stand beside"),
        ("{% for x in title %}x{% endfor %}", "is no list"),
        ("{% for x in nothing %}{{ x.y }}{% endfor %}", "no field of ours"),
        ("{% for x in address %}{{ x.y }}{% endfor %}", "hold code"),
        ("{% for x in sections %}{% for y in sections %}.{% endfor %}{% endfor %}", "within itself"),
        ("{% for s in sections %}{% for b in s.blocks %}{% for i in b.items %}.{% endfor %}{% endfor %}"
         "{% endfor %}", "is written block['items']"),
        ("{% for s in sections %}{% for b in s.blocks %}{% if b.kind == 'tabel' %}.{% endif %}{% endfor %}"
         "{% endfor %}", "did you mean “table”"),
        ("{% for s in sections %}{{ loop.cycle }}{% endfor %}", "hold code"),
    ],
)  # fmt: skip
def test_whatever_is_more_than_filling_in_is_refused_with_its_line(words: str, said: str) -> None:
    found = wrong(with_line(words))
    assert any(said in one and "line 6" in one for one in found), found


def test_what_a_person_may_well_want_is_taken() -> None:
    for words in (
        "{% if not draft and subtitle %}{{ subtitle }}{% else %}No subtitle{% endif %}",
        "{% for s in sections %}{{ loop.index }} {{ s.title }}{% if loop.last %}.{% endif %}{% endfor %}",
        "{# a remark of ours #}Words",
        "{% for s in sections %}{% for b in s.blocks %}{% if b.kind != ‘para’ or b[“kind”] == 'para' %}."
        "{% endif %}{% endfor %}{% endfor %}",
    ):
        assert wrong(with_line(words)) == [], words


def test_everything_that_is_wrong_is_said_at_once() -> None:
    def change(opened: Document) -> None:
        line(opened, "{{ title }}").text = "{{ tittle }}"
        line(opened, "Sign-off").text = "{{ 1 + 1 }} {% include 'x' %}"
        line(opened, "{{ block.caption }}").text = "{{ block.captoin }}"
        opened.sections[0].footer.paragraphs[0].text = "{{ refrence }}"

    found = " ".join(wrong(changed(change)))
    for name in ("“tittle” in line 1 ", "“include”", "did you mean “caption”", "line 1 of the footer"):
        assert name in found


def test_braces_where_nobody_can_read_them_are_refused() -> None:
    def change(opened: Document) -> None:
        opened.add_picture(io.BytesIO(picture()))
        described(opened, "{{ title.__class__ }}")

    assert "where we cannot read them" in wrong(changed(change))[0]


def test_tables_and_lists_that_word_could_not_open_are_refused() -> None:
    def table_row(opened: Document) -> None:
        table = opened.add_table(rows=1, cols=1)
        table.cell(0, 0).text = "{%p if draft %}"
        opened.add_paragraph("{%p endif %}")

    assert "Word cannot open" in wrong(changed(table_row))[0]


def test_tracked_changes_comments_and_pictures_without_words_are_refused() -> None:
    def comment(opened: Document) -> None:
        opened.add_comment(opened.paragraphs[0].runs, text="Is this right?", author="Maya Okafor")

    def tracked(opened: Document) -> None:
        run = opened.paragraphs[0].runs[0]._r
        mark = run.makeelement(qn("w:ins"), {})
        run.addprevious(mark)
        mark.append(run)

    assert "tracked changes or comments" in wrong(changed(comment))[0]
    assert "tracked changes or comments" in wrong(changed(tracked))[0]
    silent = wrong(changed(lambda opened: opened.add_picture(io.BytesIO(picture())) and None))
    assert "has no description" in silent[0]


def refused(name: str, data: bytes) -> str:
    found = judge_upload(kind=REPORT, name=name, data=data)
    assert isinstance(found, list)
    return found[0]


def test_macros_other_kinds_and_files_that_are_too_large_are_refused_before_they_are_read() -> None:
    parts = makers.parts_of(good())
    types = parts["[Content_Types].xml"].decode()  # type: ignore[union-attr]
    macro = types.replace(
        "vnd.openxmlformats-officedocument.wordprocessingml.document.main",
        "vnd.ms-word.document.macroEnabled.main",
    )
    assert "macros" in refused("our.docm", good())
    assert "macros" in refused("our.dotm", good())
    assert "macros" in refused("our.docx", makers.zipped({**parts, "[Content_Types].xml": macro}))
    assert "macros" in refused("our.docx", makers.zipped({**parts, "word/vbaProject.bin": b"x"}))
    assert "Word document (.docx)" in refused("our.dotx", good())
    assert "A template is a Word document" in refused("our.pdf", makers.pdf())
    assert "empty" in refused("our.docx", b"")
    large = makers.zipped({**parts, "word/media/big.png": makers.png() + _noise(2_100_000)})
    assert "2 MB at most" in refused("our.docx", large)


def _noise(size: int) -> bytes:
    return random.Random(7).randbytes(size)  # noqa: S311 - bytes that do not pack, the same each time


def test_a_good_file_is_taken_with_what_it_says() -> None:
    fit = judge_upload(kind=REPORT, name="Maya’s template.docx", data=good())
    assert isinstance(fit, Fit)
    assert fit.judgement.lines[0] == "Learning, never blame."
    assert (1, "Sign-off") in fit.judgement.headings


def test_a_template_that_eats_time_or_memory_ends_only_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    # Each line alone is harmless; together they are far more work than any template needs.
    heavy = "{% for s in sections %}" + "{{ title }}" * 2_000 + "{% endfor %}"

    def change(opened: Document) -> None:
        for _ in range(150):
            opened.paragraphs[0].insert_paragraph_before(heavy)

    template = changed(change)
    monkeypatch.setattr("safeguarding.documents.filling.SECONDS", 2)
    started = time.monotonic()
    assert "within the time and memory" in wrong(template)[0]
    with pytest.raises(CannotFill):
        fill(template, REPORT, check_paper(sample(REPORT), version=1, draft=False))
    assert time.monotonic() - started < 20


def test_a_paper_of_which_a_template_would_lose_a_word_is_not_made_from_it() -> None:
    short = with_words("{%p if subtitle %}", "{%p if not subtitle %}")
    whole = check_paper(sample(REPORT), version=1, draft=False)
    assert fill(short, REPORT, whole)  # a subtitle may be left out
    lossy = with_words("{%p if signatures %}", "{%p if not signatures %}")
    with pytest.raises(CannotFill):
        fill(lossy, REPORT, whole)


def test_a_paper_tells_nothing_of_whoever_made_its_template() -> None:
    def change(opened: Document) -> None:
        core = opened.core_properties
        core.author = core.last_modified_by = core.comments = core.keywords = "Maya Okafor"
        core.title = core.subject = core.category = "Maya Okafor {{ 7 * 7 }}"

    parts: dict[str, Any] = dict(makers.parts_of(changed(change)))
    parts["docProps/app.xml"] = (
        '<?xml version="1.0"?><Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        'extended-properties"><Manager>Maya Okafor</Manager></Properties>'
    )
    types = parts["[Content_Types].xml"].decode()
    if "docProps/app.xml" not in types:
        parts["[Content_Types].xml"] = types.replace(
            "</Types>",
            '<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-'
            'officedocument.extended-properties+xml"/></Types>',
        )
        parts["_rels/.rels"] = (
            parts["_rels/.rels"]
            .decode()
            .replace(
                "</Relationships>",
                f'<Relationship Id="rIdA" Type="{makers.RELS}/extended-properties" '
                'Target="docProps/app.xml"/>'
                "</Relationships>",
            )
        )
    template = makers.zipped(parts)
    assert wrong(template) == []
    made = made_up(template, REPORT)
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        assert not [name for name in packed.namelist() if b"Okafor" in packed.read(name)]
    core = docx.Document(io.BytesIO(made)).core_properties
    assert core.author == core.last_modified_by == "Exampleshire Safeguarding Children Partnership"

"""Formal letters of a case, and those with the Panel, the Department and Ofsted over all cases."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from safeguarding.cases.access import may_do
from safeguarding.cases.actions import formal_letters as acts
from safeguarding.cases.actions.taking import take_letter_log
from safeguarding.cases.forms import formal_letters as forms
from safeguarding.cases.forms.taking import TakeAway
from safeguarding.cases.forms.working import Confirm
from safeguarding.cases.handing_out import Leaving, hand_out, table_file
from safeguarding.cases.letter_log import Line, log, open_first
from safeguarding.cases.letter_words import Wording, wording_for, wording_of
from safeguarding.cases.models import Case, FormalLetter
from safeguarding.cases.queries import formal_letters as queries
from safeguarding.cases.queries.papers import APART
from safeguarding.cases.queries.visible import letters_open_to
from safeguarding.cases.web import case_page, render_case
from safeguarding.documents.actions import keep_upload
from safeguarding.documents.models import File
from safeguarding.people.acting import Acting
from safeguarding.people.actions import discard_draft
from safeguarding.people.queries import load_draft
from safeguarding.people.web import acting, perform, perform_sent, sent, signed_in
from safeguarding.record.actions import look
from safeguarding.statute.answer import Answer, Refused
from safeguarding.statute.letters import NATIONAL, LetterMatter, Means, Party, Way, fits
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import DocumentKind, FileKind
from safeguarding.ui.pages import render

TAB = "cases:letters"
DRAFT = "letter"
HEAD = ("Day", "Case", "Sent or came in", "With whom", "About", "What it says", "How", "Answer by", "Open")
View = Callable[..., HttpResponse]


def letters_page(act: Act = Act.READ_FORMAL_LETTERS) -> Callable[[View], Callable[..., HttpResponseBase]]:
    """A page of letters: of the case at `<ref>`, or of the partnership where there is no case."""

    def decorate(view: View) -> Callable[..., HttpResponseBase]:
        of_case = case_page(act)(view)

        @signed_in()
        @wraps(view)
        def page(request: HttpRequest, /, **more: Any) -> HttpResponseBase:
            if "ref" in more:
                return of_case(request, **more)
            by = acting(request)
            if not may_do(by, act):
                raise Http404
            answer = view(request, case=None, **more)
            if by.partnership.stream and not 300 <= answer.status_code < 400:
                look(stream=by.partnership.stream, actor=by.actor, kind="opened", what=request.path)
            return answer

        return page

    return decorate


@letters_page()
def letters(request: HttpRequest, case: Case | None) -> HttpResponse:
    """What is open first, then everything, the newest first; and the list to take away."""
    by = acting(request)
    lines = _lines(by, case)
    shown = forms.Filter(request.GET if "party" in request.GET else None, among=_parties(lines))
    if shown.is_bound and shown.is_valid() and shown.cleaned_data["party"]:
        lines = [line for line in lines if line.party == shown.cleaned_data["party"]]
    take = TakeAway(request.POST or None, of=request.get_full_path())
    if request.method == "POST":
        answer = perform(
            request,
            take,
            lambda: take_letter_log(by=by, case=case, **take.cleaned_data),
            request.path,
            stream=acts.stream_of(by, case),
        )
        if answer:
            look(stream=acts.stream_of(by, case), actor=by.actor, kind="downloaded",
                 what=FileKind.LETTER_LOG.value)  # fmt: skip
            return table_file("letters.csv", HEAD, [_cells(line) for line in lines])
    keeps = bool(may_do(by, Act.KEEP_FORMAL_LETTERS, case))
    return _render(
        request,
        "cases/letters.html",
        case,
        {
            "lines": lines,
            "open": open_first(lines),
            "to_write": queries.still_to_write(by, case, lines) if case and not shown.is_bound else [],
            "drafts": queries.drafts(by, case) if keeps else [],
            "form": shown,
            "take": take,
            "keeps": keeps,
        },
        max(shown.status, take.status),
    )


@letters_page(Act.KEEP_FORMAL_LETTERS)
def begin(request: HttpRequest, case: Case | None) -> HttpResponse:
    """To whom, and about what."""
    form = forms.Begin(request.GET if "party" in request.GET else None, case=case is not None)
    if form.is_bound and form.is_valid():
        party, matter = Party(form.cleaned_data["party"]), LetterMatter(form.cleaned_data["matter"])
        if fits(matter, Way.OUT, party):
            return redirect(where(case, "_write", party.value, matter.value))
        form.add_error("matter", f"“{matter.label}” is not written to: {party.label}. Choose another matter.")
    return _render(request, "cases/letter_begin.html", case, {"form": form}, form.status)


@letters_page(Act.KEEP_FORMAL_LETTERS)
def write(request: HttpRequest, case: Case | None, party: str, matter: str) -> HttpResponse:
    """The letter, half written already, to be made into a draft."""
    by = acting(request)
    if party not in list(Party) or matter not in list(LetterMatter):
        raise Http404
    whom, about = Party(party), LetterMatter(matter)
    if not fits(about, Way.OUT, whom) or (whom is Party.FAMILY and case is None):
        raise Http404
    answered = forms.chosen(request.GET.get("answers", ""), queries.answerable(by, case))
    subject = f"{case.reference if case else 'panel'}/{whom}/{about}"
    typed = load_draft(by.person, DRAFT, subject)
    offered = vars(_offered(by, case, about, whom, answered))
    form = (
        forms.Write.remembering(typed, initial=offered)
        if typed and request.method != "POST"
        else forms.Write(request.POST or None, initial=offered)
    )

    def act() -> FormalLetter:
        wording = Wording(**form.cleaned_data)
        made = acts.draft_letter(
            by=by, case=case, party=whom, matter=about, wording=wording, answers=answered
        )
        discard_draft(by.person, DRAFT, subject)
        return made

    if request.method == "POST":
        answer = perform(
            request,
            form,
            act,
            lambda made: where(case, "_one", made.pk),
            stream=acts.stream_of(by, case),
        )
        if answer:
            return answer
    return _render(
        request,
        "cases/letter_write.html",
        case,
        {
            "form": form,
            "party": whom,
            "matter": about,
            "answered": answered,
            "draft_url": reverse("draft", args=[DRAFT, subject]),
            "kept": bool(typed) and request.method != "POST",
        },
        form.status,
    )


@letters_page(Act.KEEP_FORMAL_LETTERS)
def note(request: HttpRequest, case: Case | None, way: str) -> HttpResponse:
    """Note a letter that came, or one that went another way."""
    by = acting(request)
    if way not in list(Way):
        raise Http404
    came = way == Way.IN
    may_be_answered = [one for one in queries.answerable(by, case) if one.way != way]
    seats, papers = queries.who_may_answer(by), queries.enclosable(by, case, _apart())
    form = forms.Note(
        request.POST or None, request.FILES or None, came=came, case=case is not None,
        letters=may_be_answered, seats=seats, papers=papers,
        initial={"on": by.today, "answers": request.GET.get("answers", ""), "awaits": "no"},
    )  # fmt: skip

    def act() -> FormalLetter:
        said = form.cleaned_data
        owed = said["awaits"] == "yes"
        return acts.note_letter(
            by=by, case=case,
            noted=acts.Noted(
                Way(way), Party(said["party"]), LetterMatter(said["matter"]), said["on"],
                Means(said["means"]), said["words"], said["name"], owed, said["reply_by"] if owed else None,
                forms.chosen(said.get("answerer", ""), seats) if owed else None,
                forms.chosen(said.get("answers", ""), may_be_answered),
                _kept(by, case, said.get("file")),
                forms.chosen(said.get("enclosed", ""), papers, "reference"),
            ),
        )  # fmt: skip

    if request.method == "POST":
        answer = perform(request, form, act, lambda made: where(case, "_one", made.pk),
                         stream=acts.stream_of(by, case))  # fmt: skip
        if answer:
            return answer
    return _render(request, "cases/letter_note.html", case, {"form": form, "came": came}, form.status)


@letters_page()
def one(request: HttpRequest, case: Case | None, pk: int) -> HttpResponse:
    """One letter: a draft to change and to record as sent, or an entry with what is owed on it."""
    by = acting(request)
    letter = get_object_or_404(queries.letters(by, case), pk=pk)
    seats = queries.who_may_answer(by)
    change = forms.Write(sent(request, "change"), initial=vars(wording_of(letter)))
    send = forms.SendIt(sent(request, "send"), initial={"on": by.today})
    drop = Confirm(sent(request, "drop"))
    move = forms.ReplyBy(sent(request, "move"), seats=seats,
                         initial={"reply_by": letter.reply_by, "answerer": letter.answerer_id})  # fmt: skip
    need = forms.NotNeeded(sent(request, "need"))
    all_forms = (change, send, drop, move, need)
    answer = perform_sent(
        request,
        {
            "change": (change, lambda: acts.draft_letter(
                by=by, case=case, party=Party(letter.party), matter=LetterMatter(letter.matter),
                wording=Wording(**change.cleaned_data), letter=letter)),
            "send": (send, lambda: acts.send_letter(
                by=by, letter=letter, on=send.cleaned_data["on"], means=Means(send.cleaned_data["means"]),
                reply_by=send.cleaned_data["reply_by"])),
            "drop": (drop, lambda: acts.drop_letter(by=by, letter=letter)),
            "move": (move, lambda: acts.set_reply_by(
                by=by, letter=letter, reply_by=move.cleaned_data["reply_by"],
                answerer=forms.chosen(move.cleaned_data["answerer"], seats),
                why=move.cleaned_data["why"])),
            "need": (need, lambda: acts.no_reply_needed(by=by, letter=letter, why=need.cleaned_data["why"])),
        },
        where(case, "") if request.POST.get("which") == "drop" else where(case, "_one", pk),
        stream=acts.stream_of(by, case),
    )  # fmt: skip
    if answer:
        return answer
    return _render(
        request,
        "cases/letter.html",
        case,
        {
            "letter": letter,
            "answers": list(queries.letters(by, case).filter(answers=letter, on__isnull=False)),
            "keeps": bool(may_do(by, Act.KEEP_FORMAL_LETTERS, case)),
            "change": change, "send": send, "drop": drop, "move": move, "need": need,
            "form": next((form for form in all_forms if form.status != 200), move),
        },
        max(form.status for form in all_forms),
    )  # fmt: skip


@letters_page(Act.KEEP_FORMAL_LETTERS)
def correct(request: HttpRequest, case: Case | None, pk: int) -> HttpResponse:
    """Put an entry right."""
    by = acting(request)
    letter = get_object_or_404(queries.letters(by, case).filter(on__isnull=False), pk=pk)
    names = ("name", "on", "means", "words")
    form = forms.Correct(request.POST or None, initial={name: getattr(letter, name) for name in names})
    if request.method == "POST":
        answer = perform(
            request,
            form,
            lambda: acts.correct_letter(
                by=by, letter=letter, **{**form.cleaned_data, "means": Means(form.cleaned_data["means"])}
            ),
            lambda made: where(case, "_one", made.pk),
            stream=acts.stream_of(by, case),
        )
        if answer:
            return answer
    return _render(request, "cases/letter_correct.html", case, {"form": form, "letter": letter}, form.status)


@letters_page()
def file(request: HttpRequest, case: Case | None, pk: int, form: str) -> HttpResponse:
    """The letter as Word, as PDF, or as it came, once it has been said for what and for whom."""
    by = acting(request)
    letter = get_object_or_404(queries.letters(by, case), pk=pk)
    paper = letter.document
    found: dict[str, File | None] = {
        "word": paper.word if paper else None, "pdf": paper.pdf if paper else None, "given": letter.file,
    }  # fmt: skip
    chosen = found.get(form)
    if chosen is None:
        raise Http404

    def may(locked: Case | None) -> Answer:
        if locked is not None and not queries.letters(by, locked).filter(pk=pk).exists():
            return Refused("not_there", "This letter is not open to you any more.", "Ask the manager.")
        return may_do(by, Act.READ_FORMAL_LETTERS, locked)

    kind: FileKind | DocumentKind = FileKind.LETTER_RECEIVED if form == "given" else letter.kind
    return hand_out(
        request,
        Leaving(
            chosen, kind, case, may,
            back=(where(case, "_one", pk), "Back to the letter"), tab=TAB,
            title=letter.get_matter_display(),
            what="" if form == "given" else f"As {'Word' if form == 'word' else 'PDF'}",
        ),
    )  # fmt: skip


def where(case: Case | None, page: str, *more: object) -> str:
    """The address of a page of letters, of the case or of the partnership."""
    name = f"cases:{'letters' if case else 'panel'}{page}"
    return reverse(name, args=[*((case.reference,) if case else ()), *more])


def _render(
    request: HttpRequest, template: str, case: Case | None, context: dict[str, Any], status: int
) -> HttpResponse:
    shown = {**context, "where": lambda page, *more: where(case, page, *more)}
    if case is not None:
        return render_case(request, template, case, shown, tab=TAB, status=status)
    return render(request, template, {**shown, "case": None}, status)


def _lines(by: Acting, case: Case | None) -> list[Line]:
    if case is not None:
        found = [*log(by, [case]), *queries.family_lines(by, case)]
    else:
        over_all = log(by, list(letters_open_to(by)))
        national = [line for line in over_all if line.party in NATIONAL]
        found = [*national, *queries.partnership_lines(by)]
    return sorted(found, key=lambda line: line.on, reverse=True)


def _parties(lines: Collection[Line]) -> list[tuple[str, str]]:
    there = {line.party for line in lines}
    return [(party.value, party.label) for party in Party if party in there]


def _cells(line: Line) -> list[str]:
    return [
        line.on.isoformat(), line.case.reference if line.case else "", line.way.label, line.whom,
        line.matter.label, line.words, line.means, line.reply_by.isoformat() if line.reply_by else "",
        "Yes" if line.owed else "",
    ]  # fmt: skip


def _offered(
    by: Acting, case: Case | None, matter: LetterMatter, party: Party, answered: FormalLetter | None
) -> Wording:
    """The letter half written; to the address used last, where it is the Panel's, the Department's or
    Ofsted's.
    """
    offered, last = wording_for(by.partnership, case, matter, party), queries.last_address(by, party)
    if last is not None:
        offered = Wording(last.name, last.address, offered.salutation, offered.body, offered.closing)
    if answered is not None:
        offered = Wording(answered.name or offered.name, answered.address or offered.address,
                          offered.salutation, offered.body, offered.closing)  # fmt: skip
    return offered


def _apart() -> list[str]:
    """Papers that no letter is said to have taken along: those with walls of their own, and with names."""
    return [kind.value for kind in APART | {DocumentKind.RR_IDENTIFYING_ANNEX, DocumentKind.S16H_REQUEST}]


def _kept(by: Acting, case: Case | None, upload: Any) -> File | None:
    if not upload:
        return None
    return keep_upload(by=by, stream=acts.stream_of(by, case), name=upload.name, data=upload.read())

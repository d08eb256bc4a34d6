"""The register of institutional settings, and those of one case."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from safeguarding.cases.access import may_do
from safeguarding.cases.actions.settings import keep_setting, note_stay
from safeguarding.cases.forms.settings import KeepSetting, NoteStay
from safeguarding.cases.models import Case, Stay
from safeguarding.cases.queries.settings import register, stays_of, unasked
from safeguarding.cases.web import case_page, render_case
from safeguarding.people.web import acting, perform, signed_in
from safeguarding.statute import settings as law
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import ParallelKind
from safeguarding.ui.pages import render


@signed_in
def settings(request: HttpRequest, setting: int | None = None) -> HttpResponse:
    """The register: every setting with its kind, provider and regulator; put one in, or correct one."""
    by = acting(request)
    if not may_do(by, Act.SEE_SETTINGS):
        raise Http404
    found = register(by)
    may = bool(may_do(by, Act.KEEP_SETTING))
    chosen = next((one for one in found if one.pk == setting), None)
    if setting is not None and (chosen is None or not may):
        raise Http404
    names = ("name", "kind", "provider", "regulator", "regulator_reference")
    form = KeepSetting(
        request.POST or None, initial={name: getattr(chosen, name) for name in names} if chosen else None
    )
    if request.method == "POST":
        answer = perform(
            request,
            form,
            lambda: keep_setting(
                by=by,
                setting=chosen,
                name=form.cleaned_data["name"],
                kind=law.SettingKind(form.cleaned_data["kind"]),
                provider=form.cleaned_data["provider"],
                regulator=law.Regulator(form.cleaned_data["regulator"]),
                regulator_reference=form.cleaned_data["regulator_reference"],
            ),
            reverse("cases:settings"),
        )
        if answer:
            return answer
    return render(
        request,
        "cases/settings.html",
        {"form": form, "settings": found, "chosen": chosen, "may": may},
        form.status,
    )


@case_page()
def setting(request: HttpRequest, case: Case) -> HttpResponse:
    """In which setting a child of the case was; whom that asks of; what runs beside."""
    by = acting(request)
    children, kept = list(case.children.all()), register(by)
    form = NoteStay(
        request.POST or None,
        children=[(str(child.pk), child.pseudonym) for child in children],
        settings=[(str(one.pk), f"{one.name}, {one.get_kind_display()}") for one in kept],
        initial={"placing": case.placing_area, "child": str(children[0].pk) if children else ""},
    )
    if request.method == "POST":
        answer = perform(
            request,
            form,
            lambda: note_stay(
                by=by,
                case=case,
                child=next(c for c in children if str(c.pk) == form.cleaned_data["child"]),
                setting=next(s for s in kept if str(s.pk) == form.cleaned_data["setting"]),
                held=law.Held(form.cleaned_data["held"]),
                placing=form.cleaned_data["placing"].splitlines(),
                since=form.cleaned_data["since"],
            ),
            reverse("cases:setting", args=[case.reference]),
            stream=case.stream,
        )
        if answer:
            return answer
    stays, noted = stays_of(case), {one.kind for one in case.parallel_processes.all()}
    return render_case(
        request,
        "cases/setting.html",
        case,
        {
            "form": form,
            "stays": stays,
            "unasked": unasked([case.pk]).get(case.pk, []),
            "invited": {area.name.casefold(): area for area in case.areas.all()},
            "beside": [(kind, kind.value in noted) for kind in dict.fromkeys(_beside(stays))],
            "cite": law.CITE,
            "registered": bool(kept),
            "may": may_do(by, Act.NOTE_STAY, case),
            "may_invite": bool(may_do(by, Act.INVITE_AREA, case)),
            "may_keep": bool(may_do(by, Act.KEEP_SETTING)),
        },
        status=form.status,
    )


def _beside(stays: list[Stay]) -> Iterator[ParallelKind]:
    for stay in stays:
        yield from law.beside(law.Regulator(stay.setting.regulator), law.Held(stay.held))

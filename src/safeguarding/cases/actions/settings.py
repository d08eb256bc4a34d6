"""The register of institutional settings, and which child of a case was in which."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from safeguarding.cases import guards
from safeguarding.cases.access import may_do
from safeguarding.cases.facts import record
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Case, Child, Setting, Stay
from safeguarding.people.acting import Acting
from safeguarding.people.models import Partnership
from safeguarding.record.actions import write
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.permission import Act
from safeguarding.statute.settings import Held, Regulator, SettingKind


@transaction.atomic
def keep_setting(
    *,
    by: Acting,
    name: str,
    kind: SettingKind,
    provider: str,
    regulator: Regulator,
    regulator_reference: str = "",
    setting: Setting | None = None,
) -> Setting:
    """Put a setting into the partnership's register, or correct one. Raises NotAllowed."""
    demand(may_do(by, Act.KEEP_SETTING))
    partnership = Partnership.objects.select_for_update().get(pk=by.partnership.pk)
    same = Setting.objects.filter(partnership=partnership, name__iexact=name.strip())
    if (same if setting is None else same.exclude(pk=setting.pk)).exists():
        raise NotAllowed(
            Refused(
                "there_already",
                f"“{name.strip()}” stands in the register already.",
                "Choose it from the list, or give this one a name that tells them apart.",
            )
        )
    if setting is not None and setting.partnership_id != partnership.pk:
        raise NotAllowed(Refused("other_area", "That setting is not in your register.", "Choose another."))
    kept = setting or Setting(partnership=partnership)
    kept.name, kept.kind, kept.provider = name.strip(), kind.value, provider.strip()
    kept.regulator, kept.regulator_reference = regulator.value, regulator_reference.strip()
    kept.kept_by = by.seat
    kept.save()
    assert partnership.stream is not None  # noqa: S101 - every partnership is founded with one
    write(
        stream=partnership.stream,
        act="keep_setting",
        actor=by.actor,
        on={"setting": str(kept.pk), "kind": kept.kind, "regulator": kept.regulator},
        keep={"name": kept.name, "provider": kept.provider} if kept.provider else {"name": kept.name},
    )
    return kept


@transaction.atomic
def note_stay(
    *,
    by: Acting,
    case: Case,
    child: Child,
    setting: Setting,
    held: Held,
    placing: Iterable[str],
    since: date | None = None,
) -> Stay:
    """Say that a child of the case was in a setting, and which authorities placed children there.

    Said again for the same child and setting, the later takes the place of the earlier; both are kept.
    Raises NotAllowed.
    """
    case = lock(case)
    demand(may_do(by, Act.NOTE_STAY, case))
    if child.case_id != case.pk or setting.partnership_id != case.partnership_id:
        raise NotAllowed(
            Refused("other_case", "That child or setting belongs to something else.", "Choose from the list.")
        )
    if since is not None:
        demand(guards.happened_by(since, today=by.today, after=None, what="The stay", after_what=""))
    named = list(dict.fromkeys(" ".join(one.split()) for one in placing if one.strip()))
    if not named:
        raise NotAllowed(
            Refused(
                "no_placing_authority",
                "No placing authority is named.",
                "Name at least the one that placed this child; for a child placed by their parents, the area "
                "where they live.",
            )
        )
    Stay.objects.filter(child=child, setting=setting, current=True).update(current=False)
    stay = Stay.objects.create(
        case=case, child=child, setting=setting, held=held.value, since=since, placing=named,
        noted_by=by.seat,
    )  # fmt: skip
    record(
        case,
        "note_stay",
        by=by,
        on={"child": str(child.pk), "setting": str(setting.pk), "held": held.value},
        keep={"words": f"{setting.name}; placed children there: {', '.join(named)}"},
    )
    return stay

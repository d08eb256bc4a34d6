"""What the table comes to for one person at one address."""

from __future__ import annotations

from enum import Enum

from safeguarding.cases.access import PARTNERS_AND_CHAIR
from safeguarding.statute.permission import Act, Relation, Standing, may, roles_for
from safeguarding.statute.terms import Level, Role
from tests.roles.table import Row
from tests.roles.world import PASSWORD_ONLY, SIGNED_OUT, World

R = Relation
AGENCY_ROLES = {Role.AGENCY_AUTHOR, Role.AGENCY_SENIOR, Role.AGENCY_LEAD, Role.AGENCY_CONTACT}
OPEN_WITH_A_PASSWORD = {
    "mfa_activate_totp", "totp_picture", "account_reauthenticate", "account_logout", "account_login",
    "reports:theme", "accessibility", "privacy", "help",
}  # fmt: skip


class Answer(Enum):
    """How a page answers somebody."""

    SHOWN = "shown"
    NOT_THERE = "404"
    SIGN_IN = "asked to sign in"
    SET_UP = "asked to set up the second step"


def answer(world: World, row: Row, name: str) -> Answer:
    """How this address answers this person."""
    if name == PASSWORD_ONLY:
        return Answer.SHOWN if row.name in OPEN_WITH_A_PASSWORD else Answer.SET_UP
    if row.rule == "anybody":
        return Answer.SHOWN
    if name == SIGNED_OUT:
        return Answer.SIGN_IN
    who = world.people[name]
    if row.rule == "own sign-in":
        return Answer.SHOWN if who.level >= Level.TOTP else Answer.SIGN_IN
    by_link = row.rule in {"refers", "own referral", "enquiry", "direction", "agency", "signs by link"}
    by_link = by_link or row.rule.endswith("by link")
    if who.level < Level.TOTP:
        if not by_link:
            return Answer.SIGN_IN
        return (
            Answer.SHOWN
            if who.subject == _subject(world, row) and _may(world, row, name)
            else Answer.NOT_THERE
        )
    return Answer.SHOWN if _may(world, row, name) else Answer.NOT_THERE


def may_act(world: World, act: Act, case: str, name: str) -> bool:
    """Whether the law's table lets this person do this on this case (or in their partnership)."""
    who = world.people[name]
    relations = world.relations(name, case) if case else _at_home(name)
    return bool(may(act, Standing(who.role, who.level, relations)))


def sees(world: World, case: str, name: str) -> bool:
    """Whether a case exists for this person."""
    return may_act(world, Act.SEE_CASE, case, name)


def _may(world: World, row: Row, name: str) -> bool:
    who, cast = world.people[name], world.cast
    standing = Standing(who.role, who.level, world.relations(name, row.case)) if row.case else None
    at_home = who.seat.partnership_id == cast.barnet.pk
    if row.rule == "case":
        assert row.act
        return sees(world, row.case, name) and may_act(world, row.act, row.case, name)
    if row.rule in {"agency", "enquiry", "direction", "facts by link"}:
        assert row.act
        assert standing
        ours = who.seat.agency_id == cast.hospital.pk
        if row.rule in {"agency", "enquiry"} and not ours:
            return False
        if row.rule == "agency" and who.role not in AGENCY_ROLES:
            return False
        more = (
            {R.ASKED_AGENCY, R.OWN_AGENCY}
            if ours and row.rule in {"agency", "enquiry"}
            else {R.OWN_AGENCY}
            if ours
            else set()
        )
        return bool(may(row.act, Standing(who.role, who.level, standing.relations | more)))
    if row.rule == "seat":
        assert row.act
        found = bool(may(row.act, Standing(who.role, who.level, _at_home(name))))
        return found and (at_home or not row.args)
    if row.rule == "group":
        assert row.act
        member = {R.GROUP_MEMBER} if name in {"member", "excluded"} else set()
        acts = Standing(who.role, who.level, _at_home(name) | member)
        found = bool(may(Act.SEE_GROUP_MEETING, acts)) and bool(may(row.act, acts))
        return found and (at_home or not row.args)
    if row.rule in {"own rules", "own letters"}:
        assert row.act
        return bool(may(row.act, Standing(who.role, who.level, _at_home(name))))
    if row.rule == "refers":
        return at_home and bool(may(Act.REFER, Standing(who.role, who.level, _at_home(name))))
    if row.rule in {"register", "action", "action by link", "report by link"}:
        acts = Standing(who.role, who.level, _at_home(name))
        group = at_home and bool(may(Act.SEE_ACTIONS, acts))
        if row.rule == "register":
            return bool(may(Act.SEE_ACTIONS, acts)) or who.role in roles_for(Act.READ_OWN_ACTION)
        theirs = who.seat.agency_id == cast.hospital.pk or name == "came_for_an_action"
        return group or (theirs and who.role in roles_for(Act.READ_OWN_ACTION))
    if row.rule == "signs by link":
        assert standing
        partner = who.role.partner
        return bool(partner and partner.value == row.args["partner"] and may(Act.SIGN_BY_LINK, standing))
    if row.rule == "original":
        assert row.act
        reads_all = who.role in PARTNERS_AND_CHAIR or name == "deputy_health"
        acts = (Act.SEE_CASE, row.act, Act.SHOW_NAME)
        return reads_all and all(may_act(world, act, row.case, name) for act in acts)
    if row.rule == "reviews emergency":
        # The scrutineer opened the sealed case, from which “excluded” and the police's lead are kept apart.
        assert row.act
        return at_home and may_act(world, row.act, "sealed", name)
    if row.rule == "shared with our area":
        # Devon invited Barnet: those of Barnet who read what is shared, but for nobody kept apart.
        assert row.act
        acts = frozenset({R.CONTRIBUTING_AREA, *([R.EXCLUDED] if name == "excluded" else [])})
        return at_home and bool(may(row.act, Standing(who.role, who.level, acts)))
    if row.rule in {"agencies disagree", "these agencies disagree"}:
        # The hospital and the surgery differ.
        assert row.act
        this = row.rule == "these agencies disagree"
        party = who.seat.agency_id in {cast.hospital.pk, cast.gp.pk} if this else who.seat.agency_id
        acts = _at_home(name) | ({R.OWN_AGENCY} if party else set())
        return (at_home or not this) and bool(may(row.act, Standing(who.role, who.level, acts)))
    if row.rule == "own file":
        return name == "chair"
    if row.rule == "own referral":
        return name == "manager"
    if row.rule == "own signature":
        return name == "dsp_la"
    if row.rule == "confirms by link":
        return name in {"senior", "came_to_confirm"}
    if row.rule == "principal":
        return name == "dsp_police"
    if row.rule == "ends delegation":
        assert row.act
        ends = may(row.act, Standing(who.role, who.level, _at_home(name)))
        return at_home and (bool(ends) or name == "lapsed_deputy")
    if row.rule == "deputies":
        names = may(Act.DELEGATE, Standing(who.role, who.level, _at_home(name)))
        return bool(names) or name in {"deputy_health", "lapsed_deputy"}
    assert row.rule == "signed in", row
    return True


def _at_home(name: str) -> frozenset[Relation]:
    """In one's own partnership, where there is no case."""
    return frozenset({R.OWN_PARTNERSHIP, *([R.DELEGATION_IN_FORCE] if name == "deputy_health" else [])})


def _subject(world: World, row: Row) -> str:
    """What a link must have been made for to open this address."""
    if row.rule in {"refers", "own referral"}:
        return f"refer:{row.args['slug']}"
    if row.rule == "enquiry":
        return f"enquiry:{world.ids['enquiry']}"
    if row.rule == "direction":
        return f"direction:{world.ids['direction']}"
    if row.rule == "facts by link":
        return f"facts:{world.ids['facts']}"
    if row.rule == "action by link":
        return f"action:{world.ids['action']}"
    if row.rule == "confirms by link":
        return f"member:{world.ids['attestation']}"
    if row.rule == "report by link":
        return f"assurance:{world.ids['report']}"
    if row.name == "evidence:confirm":
        return f"confirm:{world.ids['request']}"
    if row.rule == "agency":
        return f"return:{world.ids['request']}"
    return f"sign:{world.cases['main'].reference}:health"

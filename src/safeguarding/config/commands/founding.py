"""Commands that set an installation up: keys, tables, and the first partnership with its manager."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from pathlib import Path
from typing import Any

from safeguarding.config.commands.refusal import Refusal, open_house, open_record, var

Adder = Any


def add(under: Adder) -> None:
    keys = under.add_parser("keys", help="make a new set of encryption keys")
    verbs = keys.add_subparsers(metavar="VERB", required=True)
    new = verbs.add_parser("new", help="write a new key file; it never replaces one")
    new.add_argument("--file", metavar="FILE", help="where to (default: SAFEGUARDING_KEY_FILE)")
    new.set_defaults(run=_new_keys)
    migrate = under.add_parser(
        "migrate", help="make or renew the tables, and give the service its rights on them"
    )
    migrate.set_defaults(run=_migrate)
    found = under.add_parser("found", help="set up a partnership and invite its manager")
    found.add_argument("--name", required=True, help="“Barnet Safeguarding Children Partnership”")
    found.add_argument("--profile", required=True, help="whose local rules it works by: barnet, devon, …")
    found.add_argument("--manager-email", required=True, metavar="ADDRESS")
    found.add_argument("--manager-name", default="", metavar="NAME")
    found.add_argument("--short-name", default="", help="“Barnet SCP”")
    found.add_argument("--web-name", default="", help="for web addresses: barnet")
    found.add_argument("--email", default="", help="the partnership’s own mailbox (default: its manager’s)")
    found.add_argument("--telephone", default="")
    found.add_argument("--colour", default="#0b5563")
    found.set_defaults(run=_found)


def _new_keys(given: argparse.Namespace) -> int:
    path = Path(given.file or os.environ.get("SAFEGUARDING_KEY_FILE") or var() / "keys.json")
    from safeguarding.record import keys

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump(keys.new(), file)
    except FileExistsError as reason:
        raise Refusal(f"There is a key file at {path} already. Nothing was changed.") from reason
    except OSError as reason:
        raise Refusal(
            f"{path} cannot be written: {(reason.strerror or 'unknown reason').lower()}."
        ) from reason
    sys.stdout.write(
        f"New keys are in {path}. Keep a copy in a safe place apart from the database’s copies: "
        "without these keys nothing that was encrypted can be read.\n"
    )
    return 0


def _migrate(given: argparse.Namespace) -> int:
    open_house()
    from django.core.management import call_command

    from safeguarding.record import rows

    call_command("migrate", verbosity=0, interactive=False)
    rows.grant_to_service()
    sys.stdout.write("The tables are as this program needs them.\n")
    return 0


def _found(given: argparse.Namespace) -> int:
    open_record()
    from django.db import transaction
    from django.utils import timezone

    from safeguarding.correspondence.letters import is_address
    from safeguarding.people.actions import found_partnership, give_seat
    from safeguarding.people.models import Partnership
    from safeguarding.statute.profiles import PROFILES
    from safeguarding.statute.terms import Role

    slug = given.web_name or given.profile.replace("_", "-")
    if given.profile not in PROFILES:
        raise Refusal(f"There is no profile called “{given.profile}”. Known profiles: {', '.join(PROFILES)}.")
    for address in filter(None, (given.manager_email, given.email)):
        if not is_address(address):
            raise Refusal(f"“{address}” is not an e-mail address.")
    if not re.fullmatch(r"[a-z0-9-]{2,50}", slug):
        raise Refusal("A web name has small letters, digits and hyphens only: barnet.")
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", given.colour):
        raise Refusal("A colour is written as a hash and six digits: #0b5563.")
    if Partnership.objects.filter(slug=slug).exists():
        raise Refusal(f"There is a partnership called “{slug}” already. Choose another with --web-name.")
    with transaction.atomic():
        partnership = found_partnership(
            name=given.name,
            short_name=given.short_name or given.name,
            slug=slug,
            profile=given.profile,
            email=given.email or given.manager_email,
            telephone=given.telephone,
            colour=given.colour,
        )
        seat = give_seat(
            by=None,
            partnership=partnership,
            email=given.manager_email,
            name=given.manager_name or given.manager_email,
            role=Role.PARTNERSHIP_MANAGER,
            since=timezone.localdate(),
        )
    sys.stdout.write(
        f"{partnership.name} is set up. Its manager chooses a password and sets up a second step here:\n"
        f"{_invitation(seat.person) or 'They have a password already and sign in as they do.'}\n"
    )
    return 0


def _invitation(person: Any) -> str:
    """The link in the invitation letter, so that a first manager gets in before e-mail works."""
    from safeguarding.correspondence.models import Letter

    letter = Letter.objects.filter(to_person=person, kind="invitation").order_by("-pk").first()
    found = re.search(r"https?://\S+", letter.body) if letter else None
    return found.group(0) if found else ""

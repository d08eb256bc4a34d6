"""The Jinja environment: GOV.UK macros, words for dates, and a refusal to print what is not there."""

from __future__ import annotations

from typing import Any, NoReturn

from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader, PrefixLoader

from safeguarding.ui import words


class Missing(ChainableUndefined):
    """May be asked about and chained through, but printing it is a mistake that must be seen."""

    def __str__(self) -> NoReturn:
        self._fail_with_undefined_error()

    __html__ = __str__


def _url(name: str, *args: Any, **kwargs: Any) -> str:
    return reverse(name, args=args or None, kwargs=kwargs or None)


def environment(**options: Any) -> Environment:
    """Built by Django's Jinja backend."""
    options["undefined"] = Missing
    own = options.pop("loader")
    made = Environment(  # noqa: S701 - autoescape is in the options that Django gives
        **options,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do"],
        loader=ChoiceLoader(
            [own, PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})]
        ),
    )
    made.globals.update(
        static=static, url=_url, today=timezone.localdate, due_tag=words.due_tag, plural=words.plural
    )
    made.filters.update(
        long_date=words.long_date,
        short_date=words.short_date,
        moment=words.moment,
        clock_time=words.clock_time,
        days_left=words.days_left,
    )
    return made

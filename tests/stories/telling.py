"""How a journey is told: people who open pages, answer questions, press buttons and see what comes of it.

Whatever page somebody lands on is scanned for barriers (WCAG 2.2 AA), must not run off the side, and must do
nothing that the page's own security policy refuses. With GUIDE=1 the pictures of docs/guide are taken.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Download, Locator, Page, expect

from tests.people.cast import Acting, signed_in

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag21a", "wcag22aa"]
DESKTOP, PHONE = 1280, 390
GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guide" / "img"
TAKING_PICTURES = os.environ.get("GUIDE") == "1"
ALBUM = os.environ.get("STORY_ALBUM")
"""A folder for a picture of every page that anybody lands on, for whoever looks them all through."""

PARTS = """() => {
    const known = new Map(), said = (e, name) => e.hasAttribute(name) ? name : '';
    const part = e => {
        if (e === document.body) return '';
        if (!known.has(e)) known.set(e, [
            part(e.parentElement), e.tagName, e.className, e.getAttribute('role'), e.getAttribute('type'),
            said(e, 'aria-label'), said(e, 'aria-describedby'), said(e, 'open'), e.labels && e.labels.length,
        ].join('.'));
        return known.get(e);
    };
    return [...new Set([...document.querySelectorAll('body *')].map(part))].sort().join();
}"""
"""The kinds of parts that a page is built of, each with what it stands in."""
SCANNED: set[tuple[int, str, int]] = set()
"""Width, kind of address and kinds of parts of every page that has been scanned: the same are not scanned
again."""

Answer = str | bool | date | datetime | list[str] | Path


class Somebody:
    """Somebody at a browser of their own."""

    def __init__(
        self, browser: Browser, site: str, who: Acting | None, *, width: int = DESKTOP, script: bool = True
    ) -> None:
        self.browser, self.site, self.who, self.width, self.script = browser, site, who, width, script
        self.refused: list[str] = []
        self.nothing_is_refused = False
        self.comes()

    def comes(self) -> Somebody:
        """Opens a browser, with a sign-in if they have one."""
        self.context = self.browser.new_context(
            viewport={"width": self.width, "height": 900},
            java_script_enabled=self.script,
            accept_downloads=True,
        )
        if self.who is not None:
            session = signed_in(self.who).cookies["sessionid"].value
            self.context.add_cookies([{"name": "sessionid", "value": session, "url": self.site}])
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(10_000)
        self.page.on("console", self._hear)
        return self

    def _hear(self, said: Any) -> None:
        if "Security Policy" in said.text:
            self.refused.append(said.text)

    def closes_the_browser(self) -> None:
        self.context.close()

    # What people do ----------------------------------------------------------------------------------------

    def opens(self, path: str = "/") -> Somebody:
        """Goes to a page by its address; without one, to their work."""
        self.page.goto(path if path.startswith("http") else self.site + path)
        return self.looks()

    def follows(self, words: str) -> Somebody:
        """Follows a link by its words."""
        link = self._link(words)
        self._unfold(link)
        with self.page.expect_navigation():
            link.click()
        return self.looks()

    def unfolds(self, words: str) -> Somebody:
        """Opens what is folded away under these words."""
        folded = self.page.locator("details", has=self.page.locator("summary", has_text=words)).first
        if folded.get_attribute("open") is None:
            folded.locator("summary").first.click()
        return self

    def presses(self, words: str) -> Somebody:
        """Presses a button, and waits for the page that comes."""
        button = self._button(words)
        self._unfold(button)
        with self.page.expect_navigation():
            button.click()
        if self.nothing_is_refused:
            for alert in self.page.get_by_role("alert").all():
                raise AssertionError(f"“{words}” at {self.page.url}: {alert.inner_text()}")
        return self.looks()

    def answers(self, given: Mapping[str, Answer], and_presses: str = "") -> Somebody:
        """Answers questions; with a button's words, those of that button's own form, and presses it."""
        where: Locator = self.page.locator("main")
        if and_presses:
            where = (
                self.page.locator("main form")
                .filter(has=self.page.locator("button").filter(has_text=_exactly(and_presses)))
                .first
            )
            self._unfold(where)
        for question, answer in given.items():
            self._answer(where, question, answer)
        return self.presses(and_presses) if and_presses else self

    def downloads(self, words: str) -> bytes:
        """Follows a link to a file, and has it."""
        link = self._link(words)
        with self.page.expect_download() as waiting:
            link.click()
        got: Download = waiting.value
        return Path(got.path()).read_bytes()

    def takes_away(self, words: str, button: str) -> bytes:
        """Follows a link to a paper, says that it is to read, and has the file."""
        back = self.page.url
        self.follows(words).answers({"What is it for?": "To read it myself, for this case"})
        with self.page.expect_download() as waiting:
            self._button(button).click()
        got: Download = waiting.value
        self.opens(back)
        return Path(got.path()).read_bytes()

    def goes_to_their_mailbox(self, address: str) -> Somebody:
        """The demonstration's mailbox, as whoever owns the address."""
        return self.opens(f"/outbox/?to={address}")

    def comes_by_the_link_in(self, address: str, subject: str = "") -> Somebody:
        """Follows the newest link in somebody's mailbox, has the code sent, and types it."""
        self.goes_to_their_mailbox(address)
        letter = self.page.locator("article").filter(has=self.page.locator("a[href*='/door/']"))
        if subject:
            letter = letter.filter(has_text=subject)
        with self.page.expect_navigation():
            letter.first.locator("a[href*='/door/']").click()
        self.looks()
        self.presses("Send me the code")
        typing = self.page.url
        code = self.code_in(address)
        self.opens(typing)
        return self.answers({"The six-digit code": code}, and_presses="Go on")

    def code_in(self, address: str) -> str:
        """The newest code in somebody's mailbox."""
        self.goes_to_their_mailbox(address)
        found = re.search(r"\b\d{6}\b", self.page.locator("article").first.inner_text())
        assert found, "no code came"
        return found[0]

    # What people see ---------------------------------------------------------------------------------------

    def sees(self, *words: str) -> Somebody:
        for text in words:
            expect(self.page.locator("body")).to_contain_text(text)
        return self

    def does_not_see(self, *words: str) -> Somebody:
        for text in words:
            expect(self.page.locator("body")).not_to_contain_text(text)
        return self

    def sees_the_page(self, heading: str) -> Somebody:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)
        return self

    def is_told(self, *words: str) -> Somebody:
        """The box at the top of the page says so, and nothing typed is lost."""
        for text in words:
            expect(self.page.get_by_role("alert").first).to_contain_text(text)
        return self

    def still_has(self, question: str, typed: str) -> Somebody:
        """What was typed stands there still."""
        box = self.page.locator("main").get_by_label(_exactly(question, "(optional)")).first
        expect(box).to_have_value(typed)
        return self

    def is_photographed(self, name: str, *, tall: int = 1000) -> Somebody:
        """A picture for the guide: this page from the top, at this width."""
        if TAKING_PICTURES:
            height = self.page.evaluate("document.documentElement.scrollHeight")
            shot = self.page.screenshot(
                full_page=True, clip={"x": 0, "y": 0, "width": self.width, "height": min(height, tall)}
            )
            _keep_small(shot, GUIDE / f"{name}.png")
        return self

    def looks(self) -> Somebody:
        """Every page somebody lands on: no barrier, nothing off the side, nothing refused by its policy."""
        page = self.page
        page.wait_for_load_state()
        assert not self.refused, self.refused
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{page.url} runs {wide}px off the side at {self.width}"
        address = re.sub(r"[0-9]+|[0-9A-Z]{3}-[0-9A-Z]{3}|/door/[^/]+", "", page.url.removeprefix(self.site))
        built = (self.width, address.partition("?")[0], hash(page.evaluate(PARTS)))
        if built in SCANNED:
            return self
        SCANNED.add(built)
        heading = page.locator("h1").first.inner_text() if page.locator("h1").count() else ""
        self._scan()
        if ALBUM:
            path = re.sub(r"/door/[^/]+|[0-9A-Z]{3}-[0-9A-Z]{3}", "x", page.url.removeprefix(self.site))
            name = re.sub(r"[^a-z0-9]+", "-", f"{heading} {path}".lower()).strip("-")[:90]
            page.screenshot(path=Path(ALBUM) / f"{name}-{self.width}.png", full_page=True)
        return self

    def _scan(self) -> None:
        page = self.page
        if not self.script:  # the scanner is a script itself; these pages are scanned where there is script
            return
        asked = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
        found = Axe().run(page, options=asked).response["violations"]
        assert not found, (page.url, [(v["id"], [n["html"][:300] for n in v["nodes"]]) for v in found])
        self.refused.clear()  # the scanner's own doings

    def is_left_as(self, name: str) -> None:
        """The page that somebody was left at when their journey failed."""
        if ALBUM and not self.page.is_closed():
            self.page.screenshot(path=Path(ALBUM) / f"{name}.png", full_page=True)

    # How it is done ----------------------------------------------------------------------------------------

    def _link(self, words: str) -> Locator:
        """The link with these words, or else the first that begins with them, or has them."""
        links = self.page.locator("a")
        for pattern in (_exactly(words), re.compile(rf"^\s*{re.escape(words)}"), words):
            found = links.filter(has_text=pattern)
            if found.count():
                return found.first
        raise AssertionError(f"There is no link “{words}” on {self.page.url}")

    def _button(self, words: str) -> Locator:
        """The button with these words, also where it is folded away."""
        return self.page.locator("main button").filter(has_text=_exactly(words)).first

    def _unfold(self, what: Locator) -> None:
        """Opens every fold around it, outermost first."""
        folds = what.locator("xpath=ancestor::details[not(@open)]")
        while folds.count():
            folds.first.locator("summary").first.click()

    def _answer(self, where: Locator, question: str, answer: Answer) -> None:
        whole = _exactly(question, "(optional)")
        asked = where.locator("fieldset").filter(has=self.page.locator("legend").filter(has_text=whole))
        if asked.count():
            self._answer_group(asked.last, answer)
            return
        box = where.get_by_label(whole).first
        self._unfold(box)
        if answer is True:
            box.check()
        elif isinstance(answer, Path):
            box.set_input_files(answer)
        elif box.evaluate("box => box.tagName") == "SELECT":
            choice = box.locator("option").filter(has_text=str(answer)).first
            box.select_option(choice.get_attribute("value"))
        else:
            box.fill(str(answer))

    def _answer_group(self, asked: Locator, answer: Answer) -> None:
        self._unfold(asked)
        if isinstance(answer, date):  # a datetime is one too
            for box in ("day", "month", "year"):
                asked.get_by_label(box.capitalize(), exact=True).fill(str(getattr(answer, box)))
            if isinstance(answer, datetime):
                asked.get_by_label("Time, such as 14:30").fill(f"{answer:%H:%M}")
            return
        for one in answer if isinstance(answer, list) else [str(answer)]:
            exact = asked.get_by_label(one, exact=True)
            (exact if exact.count() else asked.get_by_label(one)).first.check()


def _exactly(words: str, perhaps: str = "") -> re.Pattern[str]:
    return re.compile(rf"^\s*{re.escape(words)}\s*(?:{re.escape(perhaps)})?\s*$")


def _keep_small(shot: bytes, path: Path) -> None:
    """A picture of few colours, so that the guide stays light."""
    from PIL import Image

    path.parent.mkdir(parents=True, exist_ok=True)
    Image.open(io.BytesIO(shot)).convert("RGB").quantize(64).save(path, optimize=True)
    assert path.stat().st_size <= 200_000, f"{path.name} is {path.stat().st_size} bytes"

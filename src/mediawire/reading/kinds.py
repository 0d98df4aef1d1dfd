"""Kinds of block, as an outlet's rule names them: where a run stands, by tags and class words, and how it is set."""

from __future__ import annotations

import hashlib
import re

from mediawire.reading.region import squeezed
from mediawire.reading.runs import Run
from mediawire.reading.tree import Node

OUTSIDE = "outside"  # why the general reader leaves out what stands outside its region
_STEPS = 3
_SHORT = 40  # characters of a label or a strapline: what is done with a paragraph says nothing of these
# What builders put behind or instead of class names, new with each build of a site: no word that lasts.
_HASH = re.compile(r"(?:-module-scss-module)?(?:__|--|_)(?=[A-Za-z0-9_-]*[A-Z0-9])[A-Za-z0-9_-]{5,8}(?:__.*)?$")
_MADE = re.compile(r"\d|^[a-z]{1,4}[A-Z]+[a-zA-Z]*$|^[A-Z][a-z]?[A-Z]|^[a-zA-Z]*[a-z][A-Z]{2,}[a-zA-Z]*$")
_BEGINNING = 3  # words by which a line is known
# Elements that say nothing of what stands in them: a path of these alone, without class words, is any paragraph's.
_PLAIN = frozenset({"div", "p", "span", "section", "main", "body", "article"})


def step(node: Node) -> str:
    """An element by its tag and first three class words; words with figures in them do not count."""
    words = sorted(
        {each for word in node.get("class").split() if (each := _HASH.sub("", word)) and not _MADE.search(each)}
    )
    return ".".join([node.tag, *words[:3]])


def place(node: Node) -> str:
    """Where an article stands: the element's own step where it has a class, else its last steps."""
    own = step(node)
    return own if "." in own else path(node, None, _STEPS)


def path(node: Node, within: Node | None, most: int = 12) -> str:
    """An element's path from below `within`, or of its last steps."""
    steps: list[str] = []
    here: Node | None = node
    while here is not None and here is not within and here.tag not in ("html", "#root") and len(steps) < most:
        steps.append(step(here))
        here = here.parent
    return ">".join(reversed(steps))


def kinds(run: Run, body: Node, role: str = "") -> tuple[str, ...]:
    """The kinds that a run is of, the narrowest first."""
    inside = body.start <= run.start and run.end <= body.end
    where = path(run.node, body) if inside else f"^{path(run.node, None, 4)}"
    setting = _setting(run)
    own = step(run.node)
    roles = (role,) if role else ()
    named = (f"*{own} {setting}".strip(),) if "." in own else ()
    return (*roles, f"{where} {setting}".strip(), *named)


def _setting(run: Run) -> str:
    """How a run's words are set, where all of it is set so: strong, emphasis, link; and whether it is short."""
    whole = 0.8 * (run.end - run.start)
    told = []
    for name, tags in (("strong", ("b", "strong")), ("emphasis", ("em", "i"))):
        if any(node.tag in tags and node.close - node.inner + 17 >= whole for node in run.inline):
            told.append(name)
    if run.density > 0.8:
        told.append("link")
    if len(run.text) < _SHORT:
        told.append("short")
    return "+".join(told)


def begin(text: str) -> str:
    """How a line begins: its first words, up to a colon."""
    words = text.split()
    return " ".join(words[:_BEGINNING]) if len(words) > _BEGINNING else ""


def longer(kind: str) -> str:
    """A kind as it is where its lines are not short."""
    return kind.replace("+short", "").removesuffix(" short")


def tells(kind: str) -> bool:
    """Whether a kind's path says more than that of any paragraph in any box does."""
    steps = kind.partition(" ")[0].lstrip("*^").split(">")
    return any("." in each or each not in _PLAIN for each in steps)


def likeness(text: str) -> str:
    """By what a line is known again: its letters and figures; of one that has none (a rule of dashes) all of it."""
    return squeezed(text) or text


def digest(text: str) -> str:
    """A line's digest: it is known again by it, and no word of it is kept."""
    return hashlib.sha256(likeness(text).encode()).hexdigest()[:16]

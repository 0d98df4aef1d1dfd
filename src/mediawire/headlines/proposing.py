"""House headlines made from the source's own, one rule at a time, each change visible."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable

from mediawire.headlines import wording
from mediawire.headlines.attribution import attributed
from mediawire.headlines.casing import cased
from mediawire.headlines.objecting import LONGEST, blocking
from mediawire.model.headline import Headline, Step
from mediawire.model.story import Telling
from mediawire.model.style import AttributionPlace, Case, Lexicon, Style

Rule = Callable[[str, Telling, Style, Lexicon], str]


def _plain(rule: Callable[[str, Style], str]) -> Rule:
    return lambda text, telling, style, lexicon: rule(text, style)


RULES: tuple[tuple[str, Rule], ...] = (
    ("characters", _plain(wording.tidied)),
    ("words", _plain(wording.preferred)),
    ("case", cased),
    ("figures", _plain(wording.figured)),
    ("dates", _plain(wording.dated)),
    ("dashes", _plain(wording.dashed)),
    ("marks", _plain(wording.marked)),
    ("full stop", _plain(wording.unstopped)),
    ("attribution", attributed),
)


def propose(telling: Telling, style: Style, lexicon: Lexicon) -> list[Headline]:
    """One to three house headlines for a telling, the first the default; each change is a `Step` with its rule.

    A rule whose outcome meets a blocking objection that the line before did not meet is not applied: nothing is
    proposed that the report does not bear. Where the source's headline is fit as it is, its text comes back unchanged.
    """
    source = telling.report.headline.value
    if len(source) > LONGEST:
        return [Headline(text=source)]  # nothing that a style could make a headline of
    styles = [style, dataclasses.replace(style, attribution=AttributionPlace.NONE)]
    if style.attribution in (AttributionPlace.NONE, AttributionPlace.KEEP):
        styles[1] = dataclasses.replace(style, attribution=AttributionPlace.END)
    if style.case is not Case.KEEP:
        styles.append(dataclasses.replace(style, case=Case.KEEP))
    # The rules of one style and the next make mostly the same lines.
    faults = functools.cache(lambda text: len(blocking(text, telling, style, lexicon)))
    made = [_applied(source, telling, each, lexicon, faults) for each in styles]
    if style.longest and len(made[0].text) > style.longest >= len(made[1].text):
        made[0], made[1] = made[1], made[0]
    first_of_its_text = {headline.text: headline for headline in reversed(made)}
    return [headline for headline in made if first_of_its_text[headline.text] is headline][:3]


def _applied(source: str, telling: Telling, style: Style, lexicon: Lexicon, faults: Callable[[str], int]) -> Headline:
    """`faults`: how many objections block a line."""
    text, steps = source, []
    for name, rule in RULES:
        after = rule(text, telling, style, lexicon)
        if after == text or faults(after) > faults(text):
            continue
        steps.append(Step(rule=name, before=text, after=after))
        text = after
    return Headline(text=text, author=f"rule:{style.name}", steps=tuple(steps))

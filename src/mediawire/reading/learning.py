"""What confirmed pages of one outlet teach, written as its rule."""

from __future__ import annotations

import collections
import datetime as dt
import json
from collections.abc import Mapping, Sequence

from mediawire.model.errors import ConfigurationError
from mediawire.model.report import Confirmed, OutletRule, Reason
from mediawire.reading.kinds import begin
from mediawire.reading.lessons import Heard, Lesson, lesson
from mediawire.reading.outlets import Teaching
from mediawire.reading.region import squeezed
from mediawire.reading.roles import STANDFIRST

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)  # the time of a capture that has none
_OFTEN, _LINE = 5, 15
# Standfirsts differ more from report to report than other furniture: one that was left out is no habit yet.
_TIMES = {STANDFIRST: 2}


def learn(confirmed: Sequence[Confirmed], source_id: str, learned_at: dt.date) -> OutletRule:
    """The rule that confirmed pages teach. Raises ConfigurationError where no confirmed text stands on them."""
    lessons = [each for each in map(lesson, confirmed) if each is not None]
    if not lessons:
        raise ConfigurationError(
            "the confirmed pages have no common place for the article",
            where=source_id,
            remedy="Confirm two pages of one kind.",
        )
    return OutletRule(
        source_id=source_id, learned_at=learned_at, text=_written(_taught(lessons), len(lessons), learned_at)
    )


def _taught(lessons: Sequence[Lesson]) -> Teaching:
    heard = [each for one in lessons for each in one.heard]
    votes: dict[str, list[Heard]] = collections.defaultdict(list)
    for each in heard:
        for kind in each.kinds:
            votes[kind].append(each)
    lines = _standing(lessons)
    standing = frozenset(map(squeezed, lines))
    return Teaching(
        articles=tuple(dict.fromkeys(one.article for one in lessons)),
        least=min(one.length for one in lessons) // 6,
        publish=_published(votes),
        omit=_omitted(votes, standing),
        standing=standing,
        openings=_openings(lessons, standing),
        lines=lines,
        ends=_ends(lessons),
    )


def _ends(lessons: Sequence[Lesson]) -> frozenset[str]:
    """Lines behind which nothing is published on any page: on several pages, or without letters (a rule of dashes)."""
    behind: collections.Counter[str] = collections.Counter()
    before: set[str] = set()
    for one in lessons:
        last = max(at for at, each in enumerate(one.heard) if each.published)
        before |= {each.text for each in one.heard[: last + 1]}
        after = one.heard[last + 1 :]
        useful = max((at for at, each in enumerate(after) if not each.reason), default=-1)
        behind.update({each.text for each in after[: useful + 1]})
    return frozenset(text for text, times in behind.items() if text not in before and times > 1)


def _published(votes: Mapping[str, Sequence[Heard]]) -> dict[str, frozenset[str]]:
    """Kinds that are always published, and reasons of the general reader that were wrong of them."""
    told = {}
    for kind, heard in votes.items():
        overruled = collections.Counter(each.reason for each in heard if each.published and each.reason)
        wrong = {why for why, times in overruled.items() if times > 1 or why == Reason.FURNITURE.value}
        right = {each.reason for each in heard if not each.published and each.reason}
        if (
            Reason.FURNITURE.value not in right
            and sum(each.published for each in heard) >= _OFTEN
            and not any(not each.published for each in heard)
        ):
            wrong.add(Reason.FURNITURE.value)
        if wrong - right and Reason.HIDDEN.value not in wrong:
            told[kind] = frozenset(wrong - right)
    return told


def _omitted(votes: Mapping[str, Sequence[Heard]], standing: frozenset[str]) -> frozenset[str]:
    """Kinds that are never published, though the general reader would publish them."""
    return frozenset(
        kind
        for kind, heard in votes.items()
        if not any(each.published for each in heard)
        and sum(not each.reason and squeezed(each.text) not in standing for each in heard) >= _TIMES.get(kind, 1)
    )


def _standing(lessons: Sequence[Lesson]) -> tuple[str, ...]:
    """Lines that were left out on several pages, published on none, and that the general reader would once publish."""
    told = collections.Counter(
        text for one in lessons for text in {each.text for each in one.heard if not each.published}
    )
    kept = {each.text for one in lessons for each in one.heard if each.published}
    let_in = {each.text for one in lessons for each in one.heard if not each.reason}
    wanted = (let_in - kept) & {text for text, times in told.items() if times > 1}
    return tuple(sorted(text for text in wanted if len(text) >= _LINE))


def _openings(lessons: Sequence[Lesson], standing: frozenset[str]) -> tuple[str, ...]:
    """How lines begin that editors left out of several pages where the general reader would publish them."""
    told = collections.Counter(
        opening
        for one in lessons
        for opening in {
            begin(each.text)
            for each in one.heard
            if not each.published and not each.reason and squeezed(each.text) not in standing
        }
    )
    kept = {begin(each.text) for one in lessons for each in one.heard if each.published}
    return tuple(sorted(each for each, times in told.items() if times > 1 and each and each not in kept))


def _written(taught: Teaching, pages: int, learned_at: dt.date) -> str:
    lines = [
        f"# What {pages} confirmed pages of this outlet teach. Learned by mediawire; an editor may change it.",
        f'learned = "{learned_at.isoformat()}"',
        f"articles = {_list(taught.articles)}  # where the article stands",
        f"least = {taught.least}  # characters that an article has",
        f"omit = {_list(sorted(taught.omit))}  # kinds of block that are not published",
        f"standing = {_list(taught.lines)}  # lines that the outlet puts on every page",
        f"ends = {_list(sorted(taught.ends))}  # lines behind which nothing is published",
        f"openings = {_list(taught.openings)}  # how lines begin that are not published",
        "",
        "[publish]  # kinds that are published though the general reader leaves them out for these reasons",
        *(
            f"{json.dumps(kind, ensure_ascii=False)} = {_list(sorted(why))}"
            for kind, why in sorted(taught.publish.items())
        ),
    ]
    return "\n".join(lines) + "\n"


def _list(texts: Sequence[str]) -> str:
    return json.dumps(list(texts), ensure_ascii=False) if len(texts) < 2 else _long(texts)


def _long(texts: Sequence[str]) -> str:
    return "[\n" + "".join(f"    {json.dumps(each, ensure_ascii=False)},\n" for each in texts) + "]"

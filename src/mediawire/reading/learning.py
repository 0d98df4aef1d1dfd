"""What confirmed pages of one outlet teach, written as its rule."""

from __future__ import annotations

import collections
import datetime as dt
import json
from collections.abc import Mapping, Sequence

from mediawire.model.errors import ConfigurationError
from mediawire.model.report import Confirmed, OutletRule, Reason
from mediawire.reading.kinds import begin, digest, likeness, longer, tells
from mediawire.reading.lessons import Heard, Lesson, lesson
from mediawire.reading.outlets import Teaching
from mediawire.reading.region import squeezed
from mediawire.reading.roles import AFTER, CAVEAT, STANDFIRST

Vote = tuple[int, Heard]  # of which confirmed page
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)  # the time of a capture that has none
_OFTEN, _LINE = 5, 15
_NEVER = 1 << 30
_WHOLE = 0.6  # share of the general reading that is confirmed of a page that was confirmed as a whole
_FEW = 12  # lines at either end of what one page leaves out, among which those are that other pages may carry too


def learn(confirmed: Sequence[Confirmed], source_id: str, learned_at: dt.date) -> OutletRule:
    """The rule that confirmed pages teach. Raises ConfigurationError where no confirmed text stands on them."""
    lessons = _telling([each for each in map(lesson, confirmed) if each is not None])
    if not lessons:
        raise ConfigurationError(
            "the confirmed pages have no common place for the article",
            where=source_id,
            remedy="Confirm two pages of one kind.",
        )
    return OutletRule(
        source_id=source_id, learned_at=learned_at, text=_written(_taught(lessons), len(lessons), learned_at)
    )


def _telling(lessons: Sequence[Lesson]) -> Sequence[Lesson]:
    """The lessons. A page of which little was confirmed (another version, a part) says what is published, but not what
    is left out, where another page was confirmed as a whole."""
    if all(one.share < _WHOLE for one in lessons):
        return lessons
    return [one if one.share >= _WHOLE else one.published() for one in lessons]


def _taught(lessons: Sequence[Lesson]) -> Teaching:
    votes = _votes(lessons)
    lines = _standing(lessons)
    standing = frozenset(map(likeness, lines))
    return Teaching(
        articles=tuple(dict.fromkeys(one.article for one in lessons)),
        least=min(one.length for one in lessons) // 6,
        publish=_published(votes),
        omit=_omitted(votes, standing),
        standing=standing,
        openings=_openings(lessons, standing),
        lines=lines,
        ends=_ends(lessons),
        once=_once(lessons, standing),
    )


def _votes(lessons: Sequence[Lesson]) -> Mapping[str, Sequence[Vote]]:
    """By kind: what the confirmed pages say of its runs."""
    votes: dict[str, list[Vote]] = collections.defaultdict(list)
    for at, one in enumerate(lessons):
        for each in one.heard:
            for kind in each.kinds:
                votes[kind].append((at, each))
    return votes


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


def _published(votes: Mapping[str, Sequence[Vote]]) -> dict[str, frozenset[str]]:
    """Kinds that are always published, and reasons of the general reader that were wrong of them."""
    told = {}
    for kind, cast in votes.items():
        heard = [each for _, each in cast]
        overruled = collections.Counter(each.reason for each in heard if each.published and each.reason)
        wrong = {why for why, times in overruled.items() if times > 1 or why == Reason.FURNITURE.value}
        right = {each.reason for each in heard if not each.published and each.reason}
        if _always(kind, heard) and Reason.FURNITURE.value not in right:
            wrong.add(Reason.FURNITURE.value)
        if wrong - right and Reason.HIDDEN.value not in wrong:
            told[kind] = frozenset(wrong - right)
    return told


def _always(kind: str, heard: Sequence[Heard]) -> bool:
    """Whether a kind is often there and always published. How words are set is shared by captions and credits."""
    return (
        " " not in longer(kind)
        and sum(each.published for each in heard) >= _OFTEN
        and all(each.published for each in heard)
    )


def _omitted(votes: Mapping[str, Sequence[Vote]], standing: frozenset[str]) -> frozenset[str]:
    """Kinds that are never published, be their lines short or long, though the general reader would publish them."""
    published = {longer(kind) for kind, cast in votes.items() if any(each.published for _, each in cast)}
    return frozenset(
        kind
        for kind, cast in votes.items()
        if longer(kind) not in published and _against(kind, cast, standing) >= _needed(kind, cast)
    )


def _against(kind: str, cast: Sequence[Vote], standing: frozenset[str]) -> int:
    """On how many pages editors left runs out that the general reader would publish. Runs that were left out for their
    role say nothing of a path without names."""
    return len(
        {
            at
            for at, each in cast
            if not each.reason and likeness(each.text) not in standing and (tells(kind) or not each.role)
        }
    )


def _needed(kind: str, cast: Sequence[Vote]) -> int:
    """How many pages must leave a kind out. One is enough where its name says what it is; but straplines of a
    few words differ from report to report, and a path without names is that of any paragraph."""
    if kind == STANDFIRST or (kind.startswith("^") and not tells(kind)):
        return _NEVER
    strapline = kind != longer(kind) and any(each.role == STANDFIRST for _, each in cast)
    return 1 if tells(kind) and kind != AFTER and not strapline else 2


def _left_out(lessons: Sequence[Lesson]) -> collections.Counter[str]:
    """Lines that are published on no page and that the general reader would once publish: on how many they stand.

    Rules of dashes and stars need not be among what it publishes: it judges them by their element.
    """
    told = collections.Counter(
        text for one in lessons for text in {each.text for each in one.heard if not each.published}
    )
    kept = {each.text for one in lessons for each in one.heard if each.published}
    let_in = {each.text for one in lessons for each in one.heard if not each.reason or _is_divider(each.text)}
    return collections.Counter({text: told[text] for text in let_in - kept if _is_line(text)})


def _is_line(text: str) -> bool:
    return len(text) >= _LINE or _is_divider(text)


def _is_divider(text: str) -> bool:
    return not squeezed(text)


def _standing(lessons: Sequence[Lesson]) -> tuple[str, ...]:
    """Lines that were left out on several pages."""
    return tuple(sorted(text for text, times in _left_out(lessons).items() if times > 1))


def _once(lessons: Sequence[Lesson], standing: frozenset[str]) -> frozenset[str]:
    """Digests of lines that one page leaves out. Another page that carries one shows that it is the outlet's.

    What is not known is told in the same words in report after report: of such lines, one page is not enough.
    """
    wanted = {text for text in _left_out(lessons) if not CAVEAT.search(text)}
    told: set[str] = set()
    for one in lessons:
        mine = [each.text for each in one.heard if each.text in wanted and likeness(each.text) not in standing]
        told.update(map(digest, (*mine[:_FEW], *mine[-_FEW:])))
    return frozenset(told)


def _openings(lessons: Sequence[Lesson], standing: frozenset[str]) -> tuple[str, ...]:
    """How lines begin that editors left out of several pages where the general reader would publish them."""
    told = collections.Counter(
        opening
        for one in lessons
        for opening in {
            begin(each.text)
            for each in one.heard
            if not each.published and not each.reason and likeness(each.text) not in standing
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
        f"once = {_list(sorted(taught.once))}  # digests of lines that one page left out",
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

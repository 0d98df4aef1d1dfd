"""What a printed copy must carry and what the house owes beside it: duties of all layers add up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from mediawire.model.permission import Duty
from mediawire.model.report import Report
from mediawire.model.source import CreditSlot, Layer
from mediawire.permission.licences import licence

_DAY = dt.timedelta(days=1)
_NOTICES = {
    "before": "Tell the source before printing, and wait for its answer.",
    "after": "Tell the source where the copy stands.",
    "asked": "The source asks to be told where the copy stands.",
}


def slots(layers: Sequence[Layer]) -> tuple[CreditSlot, ...]:
    """The credits of all layers; where none words one, a plain credit, unless every layer does without."""
    asked = tuple(dict.fromkeys(slot for layer in layers for slot in layer.credits))
    if asked or (layers and all(_without_credit(layer) for layer in layers)):
        return asked
    return (CreditSlot(),)


def _without_credit(layer: Layer) -> bool:
    return layer.credit_waived or (bool(layer.licence) and not licence(layer.licence or "").credit)


def counters(layers: Sequence[Layer]) -> str:
    """The HTML of all counters, a blank line between two."""
    return "\n\n".join(dict.fromkeys(layer.counter for layer in layers if layer.counter))


def closings(layers: Sequence[Layer]) -> str:
    """The closing words of all layers, one below the other."""
    return "\n".join(dict.fromkeys(layer.closing for layer in layers if layer.closing))


def owed(layers: Sequence[Layer]) -> tuple[Duty, ...]:
    """What the house owes the source beside the page itself."""
    return tuple(dict.fromkeys(duty for layer in layers for duty in _owed(layer)))


def _owed(layer: Layer) -> Iterator[Duty]:
    if layer.notify in _NOTICES:
        yield Duty(kind=f"notify-{layer.notify}", what=_NOTICES[layer.notify])
    if layer.recheck_hours:
        what = f"Look at the original again every {layer.recheck_hours} hours."
        yield Duty(kind="recheck", what=what, hours=layer.recheck_hours)
    if layer.readership:
        yield Duty(kind="readership", what=f"The source wants to be told: {layer.readership}.")
    for rule in layer.by_hand:
        yield Duty(kind="by-hand", what=f"To be judged by a person: {rule}.")


def not_before(layers: Sequence[Layer], report: Report) -> dt.datetime | None:
    """When printing may begin. A report dated by its day alone may be of the day's last minute."""
    delays = [layer.delay_hours for layer in layers if layer.delay_hours]
    if not delays:
        return None
    start = report.published.moment if report.published else report.retrieved_at
    if report.published and report.published.day_only:
        start += _DAY
    return start + dt.timedelta(hours=max(delays))


def until(layers: Sequence[Layer], report: Report, moment: dt.datetime) -> dt.datetime | None:
    """When the text must go: the end of a layer's validity, so long after printing, or so long after publication."""
    ends = [
        dt.datetime.combine(layer.valid_until + _DAY, dt.time(), tzinfo=dt.UTC) for layer in layers if layer.valid_until
    ]
    ends += [moment + layer.take_down_days * _DAY for layer in layers if layer.take_down_days]
    if report.published:
        ends += [report.published.moment + layer.expires_days * _DAY for layer in layers if layer.expires_days]
    return min((end for end in ends if end > moment), default=None)


def when_over(layers: Sequence[Layer]) -> str:
    """ "link" where every layer that has the text go lets headline and link stay in its place."""
    ending = [layer for layer in layers if layer.valid_until or layer.take_down_days or layer.expires_days]
    return "link" if ending and all(layer.when_over == "link" for layer in ending) else ""

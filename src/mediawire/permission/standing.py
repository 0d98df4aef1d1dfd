"""`standing_terms`: which terms hold for a report, where a contract or a one-off permission says more than they do.

1. Copy of an agency on an outlet's page is not the outlet's to permit. Where the house has a contract with everybody
   whose hand is seen in it, the contracts' layers hold, and the outlet's terms do not.
2. A one-off permission settles what it names (`model.source.SETTLES`), and nothing else: only one that a person stands
   behind, that says what it rests on, and that surely speaks for the report at the moment.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence

from mediawire.model.report import Report
from mediawire.model.rights import OtherHand
from mediawire.model.source import Contract, Layer, LayerKind, Source, Terms
from mediawire.permission import applying
from mediawire.permission.otherhands import AGENCIES, folded

_JOINT = re.compile(r"\s*[/,;&+–]\s*")
_INITIALS = re.compile(r"[a-z]{1,4}")
# One agency under several names: a contract with one of them is a contract with all.
_SAME = (
    frozenset(("reuters", "thomsonreuters")),
    frozenset(("afp", "agencefrancepresse")),
    frozenset(("ap", "associatedpress")),
    frozenset(("dpa", "deutschepresseagentur")),
    frozenset(("pa", "pamedia", "pressassociation")),
    frozenset(("cp", "canadianpress")),
    frozenset(("aa", "anadolu")),
    frozenset(("ips", "interpressservice")),
    frozenset(("lusa", "agencialusa")),
    frozenset(("tass", "тасс")),
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The terms that hold for a report, what they settle, why, and whose copy it is where nothing covers it."""

    terms: Terms
    settled: frozenset[str] = frozenset()
    reasons: tuple[str, ...] = ()
    not_covered: str = ""


def standing_terms(report: Report, source: Source, hands: Sequence[OtherHand], moment: dt.datetime) -> Standing:
    """The terms that hold for a report with these signs of other hands at the moment (aware)."""
    own = _own_contracts(source)
    known = dataclasses.replace(source.terms, layers=(*source.terms.layers, *own)) if own else source.terms
    settling = _settling(known, report, moment)
    settled = frozenset(token for layer in settling for token in layer.settles)
    reasons = tuple(f"A one-off permission settles {_listed(layer.settles)}: {_basis(layer)}" for layer in settling)
    if "terms" in settled:
        terms = dataclasses.replace(known, layers=tuple(settling))
    else:
        terms = known
    if not hands or "agency-copy" in settled:
        return Standing(terms=terms, settled=settled, reasons=reasons)
    return _under_contract(report, source, hands, moment) or Standing(
        terms=terms, settled=settled, reasons=reasons, not_covered=_told(hands[0])
    )


def same_agency(name: str, contract: Contract) -> bool:
    """Whether a name is the agency of a contract, by one of its names."""
    told = folded(name)
    known = {folded(each) for each in (contract.agency, *contract.names)}
    return told in known or any(told in names and known & names for names in _SAME)


def _own_contracts(source: Source) -> list[Layer]:
    """What the house has agreed with a source that is an agency itself: its own documents run as that says."""
    if source.kind != "agency":
        return []
    return [each.layer for each in source.contracts if same_agency(source.name, each) or same_agency(source.id, each)]


def _settling(terms: Terms, report: Report, moment: dt.datetime) -> list[Layer]:
    """One-off permissions that settle something, and surely speak."""
    if not any(layer.settles for layer in terms.layers):
        return []
    speaking = [each.layer for each in applying.weigh(terms, report, moment) if each.grants]
    return [
        layer
        for layer in speaking
        if layer.kind is LayerKind.PERMISSION and layer.settles and layer.basis.stated.strip()
    ]


def _under_contract(report: Report, source: Source, hands: Sequence[OtherHand], moment: dt.datetime) -> Standing | None:
    """The contracts that cover every hand seen, as terms; None where one is covered by none."""
    speaking = [each for each in source.contracts if _speaks(each, report, moment)]
    found: dict[str, Contract] = {}
    for name in dict.fromkeys(name for hand in hands for name in _names(hand)):
        contract = next((each for each in speaking if same_agency(name, each)), None)
        if contract is None:
            return None
        found.setdefault(contract.agency, contract)
    layers = tuple(contract.layer for contract in found.values())
    return Standing(
        terms=Terms(layers=layers, as_of=source.terms.as_of),
        settled=frozenset(token for layer in layers for token in layer.settles),
        reasons=tuple(
            f"Copy of {name}, which the house has a contract for: {_basis(contract.layer)}"
            for name, contract in found.items()
        ),
    )


def _speaks(contract: Contract, report: Report, moment: dt.datetime) -> bool:
    return any(each.grants for each in applying.weigh(Terms(layers=(contract.layer,)), report, moment))


def _names(hand: OtherHand) -> Iterator[str]:
    """The agencies that a sign names: "dpa/AFP" is two, and "Reuters/jb" one with an editor's initials."""
    parts = [hand.name] if hand.name in AGENCIES else [each for each in _JOINT.split(hand.name) if each]
    agencies = [each for each in parts if each in AGENCIES]
    yield from (each for each in parts if each in AGENCIES or not agencies or not _INITIALS.fullmatch(each))


def _basis(layer: Layer) -> str:
    return f"{layer.basis.stated.rstrip('.')}."


def _listed(tokens: Iterable[str]) -> str:
    return ", ".join(token.replace("-", " ") for token in tokens)


def _told(other: OtherHand) -> str:
    told = f"“{other.wording}”" if other.wording != other.name else f"“{other.name}”"
    return f"This is copy of {other.name} ({other.where}: {told}), which the outlet's terms do not cover."

"""The chains of the real page beside the checkout: who said what, and through whom."""

from collections.abc import Callable
from importlib import resources
from pathlib import Path

import pytest

from mediawire import sourcing
from mediawire.model.report import Report
from mediawire.model.sourcing import Chain, SourceKind

PAGE = Path(__file__).resolve().parents[3] / "../shared/media-wire-page.txt"

pytestmark = pytest.mark.skipif(not PAGE.exists(), reason="the page lies in ../shared, which this checkout lacks")


@pytest.fixture(scope="module")
def chain(report: Callable[..., Report]) -> Chain:
    paragraphs = [line for line in PAGE.read_text("utf-8").splitlines() if line.strip()]
    body = paragraphs[2 : paragraphs.index("IFP Media Wire")]
    gazetteer = sourcing.gazetteer_of(
        (resources.files("mediawire.sourcing") / "data" / "outlets.tsv").read_text("utf-8")
    )
    return sourcing.trace(report(*body, source_id="ifp", url="https://ifpnews.com/report"), gazetteer)


def test_the_main_chain_ends_at_a_source_in_the_general_staff(chain: Chain) -> None:
    assert [(link.name, link.kind) for link in chain.links] == [
        ("Iran Front Page", SourceKind.OUTLET),
        ("Reuters", SourceKind.AGENCY),
        ("a source in Ukraine's General Staff", SourceKind.ANONYMOUS),
    ]


def test_the_quotations_are_that_sources(chain: Chain) -> None:
    direct = [each for each in chain.citations if each.direct == "direct"]
    assert {each.name for each in direct} == {"a source in Ukraine's General Staff"}
    assert sum(len(each.content_at) for each in direct) >= 3


def test_the_side_chains(chain: Chain) -> None:
    others = [[link.name for link in line[1:]] for line in chain.others]
    assert ["The Telegraph", "NATO allies"] in others
    assert ["Interfax-Ukraine", "Vadym Skibitskyi"] in others
    assert ["Kyiv"] in others

"""The audit of a page: an invented one as the shipped test, the design's own where it lies beside the checkout."""

from pathlib import Path

import pytest

from mediawire import headlines
from mediawire.model.style import Lexicon

SHARED = Path(__file__).resolve().parents[3] / "../shared/media-wire-page.txt"
PAGE = """Harbour Wire

Norland has lost over 40% of fishing grounds in Westmark: Report

Norland has lost over 40 percent of its fishing grounds, the Coast Herald reported on May 3, citing a source.

“At most, we fished about 1,376 square kilometres,” the source told the Coast Herald.

“Now we fish approximately 800 square kilometres,” an officer told Norland Wire.

Harbour Wire News

Views published here do not necessarily reflect the opinion of this newsroom.

Recent Posts

Westmark council advsior: Talks could end visit of inspecotrs

The advisor to the council of Westmark, Tomas Veld, warned that the visit of all…

3 hours ago

‘Friends of the river’ praise new bridge: Coast Herald

The members of the "friends of the river" praise the new bridge…

21 hours ago
"""


def test_an_invented_page_is_audited(lexicon: Lexicon) -> None:
    found = headlines.check_page(PAGE, lexicon)
    assert found.as_json() == {
        "misspelt": ["advsior", "inspecotrs"],
        "arithmetic": ["1,376 to 800 is −41.9 %, so “over 40%” holds"],
        "missing": ["source-name", "source-url"],
        "citations": ["Coast Herald", "Norland Wire"],
    }
    assert found.headline.startswith("Norland has lost")


def test_a_page_as_html_reads_as_its_text(lexicon: Lexicon) -> None:
    rows = [line for line in PAGE.splitlines() if line]
    html = "<html><body><script>var a = 'Four words in script';</script>"
    html += "".join(f"<p>{row}</p>" for row in rows)
    html += '<p>Source: <a href="https://outlet.example/a">Coast Herald</a></p></body></html>'
    found = headlines.check_page(html, lexicon)
    assert found.missing == ()
    assert found.misspelt == ("advsior", "inspecotrs")


def test_a_figure_that_does_not_hold_is_shown(lexicon: Lexicon) -> None:
    found = headlines.check_page(PAGE.replace("over 40%", "over 60%"), lexicon)
    assert found.arithmetic == ("the body has no figure “60%”, and it does not follow from the figures there",)


def test_a_page_without_a_report_misses_its_headline(lexicon: Lexicon) -> None:
    found = headlines.check_page("Nothing here", lexicon)
    assert found.missing == ("headline", "source-name", "source-url", "disclaimer")


def test_outlets_that_the_house_knows_are_found_without_a_cue(lexicon: Lexicon) -> None:
    page = PAGE.replace("citing a source.", "after the Fjord Times had asked.")
    assert "Fjord Times" in headlines.check_page(page, lexicon, outlets=("Fjord Times",)).citations


@pytest.mark.skipif(not SHARED.exists(), reason="the design's page lies in ../shared, which this checkout lacks")
def test_the_designs_page(lexicon: Lexicon) -> None:
    from benchmarks._headlines import lexicon as shipped

    found = headlines.check_page(SHARED.read_text("utf-8"), shipped())
    assert found.misspelt == ("ddvisor", "onspectors")
    assert found.arithmetic == ("1,376 to 800 is −41.9 %, so “over 40%” holds",)
    assert "source-url" in found.missing
    assert found.citations == ("Reuters", "The Telegraph", "Interfax Ukraine")

"""Pages made to hang a reader. Each is so large that quadratic code would read for minutes; linear code does not notice."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mediawire.model.errors import PageBeyondLimits, WireError
from tests.unit.reading.samples import LONG, article, page, read, texts

MANY = 60_000
BEHIND: dict[str, Callable[[int], str]] = {
    "unfinished tag": lambda n: '<a b="' * n,
    "unfinished tag in single quotes": lambda n: "<p x='" * n,
    "less-than signs": lambda n: "<p>" + "<" * n,
    "end tags of nothing": lambda n: "<p>" + "</b>" * n + "x",
    "bogus end tags": lambda n: "<p>" + "</ " * n + "x",
    "scripts that never end": lambda n: "<p>a<b>x<script></b>" + "</script " * n,
    "comments in comments": lambda n: "<!--" * n,
    "unfinished declarations": lambda n: "<!x" * n,
    "spaces": lambda n: "<p>" + " " * n + "x</p>",
    "references to spaces": lambda n: "<p>" + "&nbsp;" * n + "x</p>",
    "ampersands": lambda n: "<p>" + "&" * n + "x",
    "unfinished references": lambda n: "<p>" + "&#" * n + "x",
    "a reference of endless digits": lambda n: "<p>&#" + "1" * n + "x",
    "classes": lambda n: '<p class="' + "share-" * n + '">Some words there, of a long kind.</p>',
    "attributes": lambda n: "<p " + "a=b " * n + ">Some words there.</p>",
    "unfinished styles": lambda n: '<p style="display' + " " * n + '">Some words there.</p>',
    "equals signs": lambda n: "<p a" + "= " * n + ">x</p>",
    "a byline of spaces": lambda n: "<div class=byline>By x" + " " * n + "x</div>",
    "a byline of roles": lambda n: "<div class=byline>By " + " senior" * n + "x</div>",
    "a byline of brackets": lambda n: "<div class=byline>By x" + " (" * n + "x</div>",
    "a date of figures": lambda n: "<div class=date>" + "1 " * n + "x</div>",
    "capitals": lambda n: "<p>" + "A" * n + "</p>",
    "dots": lambda n: "<p>" + ". " * n + "</p>",
}


@pytest.mark.parametrize("shape", BEHIND.values(), ids=BEHIND)
def test_what_follows_an_article_does_not_keep_the_reader(shape: Callable[[int], str]) -> None:
    try:
        report = read(page(article() + shape(MANY)))
    except WireError as refusal:
        assert refusal.remedy  # noqa: PT017 - a refusal is as good as a reading, where it says what to do
    else:
        assert texts(report)[: len(LONG)] == LONG


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">' + "[" * MANY + "</script>",
        '<script type="application/ld+json">{"a":1,' + " " * MANY + "x</script>",
        "<meta " * MANY,
    ],
    ids=["brackets", "a comma and spaces", "unfinished metadata"],
)
def test_what_stands_in_the_head_does_not_keep_the_reader(head: str) -> None:
    try:
        assert texts(read(page(article(), head=head))) == LONG
    except WireError as refusal:
        assert refusal.remedy  # noqa: PT017


@pytest.mark.parametrize("element", ["div", "span", "blockquote", "table><tr><td", "b"])
def test_200_000_nested_elements_are_refused_before_there_is_a_tree(element: str) -> None:
    with pytest.raises(PageBeyondLimits, match="nested"):
        read(f"<{element}>" * 200_000)

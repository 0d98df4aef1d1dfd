"""P3: two readers that share no code give the same words for the same bytes: the wire's and the verifier's."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from mediawire.model.report import Span
from mediawire.proof import spans
from mediawire.reading import words

PIECES = (
    "a",
    "b c",
    " ",
    "\u00a0",
    "é",
    "…",
    "\r\n",
    "\t",
    "1 < 2",
    "<3 ",
    "&nbsp;",
    "&amp;",
    "&lt;p&gt;",
    "&#150;",
    "&#8220;",
    "&copy 1",
    "&notit;",
    "&hellip;",
    "&eacute",
    "&NotEqualTilde;",
    "&",
    "&#;",
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<br/>",
    "<a href='x>y'>",
    '<a href="q" title=z>',
    "</a>",
    "<!-- c > d -->",
    "<!-->",
    "<!x>",
    "<?y?>",
    "<td>",
    "<li>",
    "<hr>",
    "<script>var a='<b>'</script>",
    "<style>x</style>",
    "<noscript><p>x</p></noscript>",
    "<template>y</template>",
    "<img alt='>'>",
    '<span class="a">',
    "</span>",
    "<figure>",
    "<dd>",
    "<option>",
    "<svg>",
    "<o:p>",
)


@given(st.lists(st.sampled_from(PIECES), max_size=12))
@settings(max_examples=400)
def test_the_same_bytes_are_the_same_words(pieces: list[str]) -> None:
    data = "".join(pieces).encode()
    ours = words.text_of(data, [(0, len(data))], "utf-8")
    assert spans.text_of(data, Span(0, len(data)), "utf-8") == ours

"""mediawire verify: published files over HTTP or disk, judged by proof."""

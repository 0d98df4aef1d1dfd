"""`run`: gather, judge, say in plain words what was shown and what was not."""

from __future__ import annotations

from collections.abc import Callable

from mediawire.model.errors import CheckFailed
from mediawire.proof import LIMITS, Finding, findings
from mediawire.verifier.gathering import Options, gather

Teller = Callable[[str], None]
OWN_KEY = (
    "The key was taken from the site itself, so this shows that the site agrees with itself. Compare the key with one "
    "that you had from elsewhere: "
)


def run(target: str, key: str = "", options: Options | None = None, tell: Teller = print) -> list[Finding]:
    """Check the item at `target` (its address, or a path of its page or folder) and tell each finding as it comes.

    `key` is the wire's published key, or its keys, a line each; "" takes what the site itself publishes, and says so.
    Raises CheckFailed at the first check that fails, ProofError where a file cannot be had, KeyUnusable for a key
    that is none. After success the checkpoint is kept in `options.remembered`, where that names a file.
    """
    options = options or Options()
    told = []
    try:
        gathered = gather(target, key, options)
        for finding in findings(gathered.bundle, gathered.keys):
            told.append(finding)
            tell(f"{'shown' if finding.shown else '  -  '} {finding.number:>2} {finding.promise}  {finding.words}")
    except CheckFailed as fault:
        tell(f"FALSE {fault.number:>2}     {fault}")
        raise
    if options.remembered is not None and gathered.bundle.checkpoint:
        options.remembered.write_text(gathered.bundle.checkpoint, encoding="utf-8")
    for limit in LIMITS:
        tell(f"not shown:    {limit}")
    if gathered.own_keys:
        tell(OWN_KEY + ", ".join(each.text for each in gathered.keys))
    return told

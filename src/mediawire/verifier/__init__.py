"""mediawire verify: published files over HTTP or disk, judged by proof.

    run(target, key) -> list[Finding]        raises CheckFailed, or ProofError where a file cannot be had

It stands on the standard library, `cryptography`, `rfc8785`, `proof` and `model` alone; `scripts/build_verifier.sh`
makes one file of it. `python -m mediawire.verifier --help` says how it is called.
"""

from mediawire.verifier.gathering import KEY_FILE, Options, gather
from mediawire.verifier.judging import run

__all__ = ["KEY_FILE", "Options", "gather", "run"]

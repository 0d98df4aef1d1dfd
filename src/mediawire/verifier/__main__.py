"""`python -m mediawire.verifier`: checks one item of a media wire from its published files.

Leaves with 0 where everything that could be checked holds, 1 where something does not, 2 where it could not be checked.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from mediawire.model.errors import CheckFailed, WireError
from mediawire.verifier.gathering import Options
from mediawire.verifier.judging import run


def main(arguments: list[str] | None = None) -> int:
    """Run the verifier on command line arguments; gives the exit status."""
    parser = argparse.ArgumentParser(prog="verify", description="Check one item of a media wire.")
    parser.add_argument("target", help="address of the item, or path of its page or folder")
    parser.add_argument("--key", default="", help="the wire's published key, or the path of a file that holds it")
    parser.add_argument("--captures", type=Path, help="a folder with the wire's WARC files")
    parser.add_argument("--remember", type=Path, help="file with the checkpoint seen last; written after success")
    told = parser.parse_args(arguments)
    key = Path(told.key).read_text(encoding="utf-8") if told.key and Path(told.key).is_file() else told.key
    try:
        run(told.target, key, Options(captures=told.captures, remembered=told.remember))
    except CheckFailed:
        return 1
    except WireError as fault:
        print(f"not checked: {fault}", file=sys.stderr)
        return 2
    print("Everything that could be checked holds.")
    return 0


if __name__ == "__main__":
    sys.exit(main())

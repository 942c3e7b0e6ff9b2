"""Measure attribution, certainty and dates on the labelled sentences, and the time that a sentence takes.

    python -m benchmarks.attribution [--wrong]

F1 is over outlet, speaker and basis together; names are compared without article and honorific. Dates count where
the sentence or the rules name any.
"""

import argparse
import json
import re
import time
from pathlib import Path

from retriever.attribution import attribute

LABELLED = Path(__file__).parent.parent / "tests" / "labelled"


def plain(name: str | None) -> str | None:
    """A name without article and honorific."""
    return re.sub(r"^(?:the|a|an|mr|ms|mrs|dr|sir|lord)\.? ", "", name.lower().strip()) if name else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wrong", action="store_true", help="print every sentence that differs from its label")
    options = parser.parse_args()
    for path in sorted(LABELLED.glob("attribution-*.jsonl")):
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        right = wrong = missed = certain = dated = same_days = 0
        spent = 0.0
        for row in rows:
            began = time.perf_counter()
            found = attribute(row["sentence"], before=row["before"], published=row["published"])
            spent += time.perf_counter() - began
            for name in ("outlet", "speaker", "basis"):
                expected, got = plain(row[name]), plain(getattr(found, name))
                right += bool(expected) and expected == got
                wrong += bool(got) and expected != got
                missed += bool(expected) and expected != got
                if options.wrong and expected != got:
                    print(f"  {name}: {got!r}, not {expected!r}: {row['sentence']}")
            certain += found.certainty == row["certainty"]
            if options.wrong and found.certainty != row["certainty"]:
                print(f"  {found.certainty} ({found.cue}), not {row['certainty']}: {row['sentence']}")
            if found.dates or row["dates"]:
                dated += 1
                same_days += list(found.dates) == row["dates"]
                if options.wrong and list(found.dates) != row["dates"]:
                    print(f"  {list(found.dates)}, not {row['dates']}: {row['sentence']}")
        print(
            f"{path.stem:24} {len(rows):4} sentences  attribution F1 {2 * right / (2 * right + wrong + missed):.3f}  "
            f"certainty {certain / len(rows):.3f}  dates {same_days / max(1, dated):.3f} of {dated}  "
            f"{1000 * spent / len(rows):.1f} ms a sentence"
        )


if __name__ == "__main__":
    main()

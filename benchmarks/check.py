"""Measure the checker on the labelled statements, and the time that a statement takes.

    python -m benchmarks.check [--wrong]

A set holds sources, honest statements about them, and statements with one change. The honest should be supported and
the changed should not.
"""

import argparse
import json
import statistics
import time
from pathlib import Path

from retriever.check import check

LABELLED = Path(__file__).parent.parent / "tests" / "labelled"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wrong", action="store_true", help="print every statement that is judged wrongly")
    options = parser.parse_args()
    for path in sorted(LABELLED.glob("check-*.jsonl")):
        honest, changed, times = [], [], []
        for entry in (json.loads(line) for line in path.read_text("utf-8").splitlines()):
            pairs = [(side == "true", *pair) for side in ("true", "false") for pair in entry[side]]
            for holds, kind, statement in pairs:
                began = time.perf_counter()
                verdict = check(statement, entry["sources"])
                times.append(time.perf_counter() - began)
                supported = verdict.label == "supported"
                (honest if holds else changed).append(supported)
                if options.wrong and supported != holds:
                    reasons = " ".join(problem.message for problem in verdict.problems)
                    print(
                        f"  {verdict.label} ({kind}): {statement}\n    {reasons}\n    "
                        + "\n    ".join(entry["sources"])
                    )
        refused, missed = honest.count(False), changed.count(True)
        print(
            f"{path.stem:20} honest refused {refused} of {len(honest)} ({refused / len(honest):.3f})  "
            f"changed missed {missed} of {len(changed)} ({missed / len(changed):.3f})  "
            f"{1000 * statistics.median(times):.1f} ms a statement at the median, "
            f"{1000 * statistics.quantiles(times, n=20)[18]:.1f} at p95"
        )


if __name__ == "__main__":
    main()

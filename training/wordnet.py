"""Make the checker's table of near words from WordNet's database files.

    python -m training.wordnet FOLDER

FOLDER holds `data.noun`, `index.sense` and their like, as Princeton publishes them. Each line of the table is one sense:
its words, the senses above it, and the words derived from its own. Only words in small letters are kept, each with its
first two senses, so that a rare meaning joins no words.
"""

from __future__ import annotations

import argparse
import gzip
import re
from pathlib import Path

TABLE = Path(__file__).parent.parent / "retriever" / "weights" / "wordnet.txt.gz"
_FILES = {"n": "data.noun", "v": "data.verb", "a": "data.adj", "r": "data.adv"}
_WORD = re.compile(r"[a-z]{3,}(?:_[a-z]{2,})?")
_RANKS = 2
_UP, _DERIVED = "@", "+"


def _ranks(folder: Path) -> dict[tuple[str, str], int]:
    """Return the rank of each word's sense, from `index.sense`: (word and part of speech, offset) to 1, 2, …."""
    found = {}
    for line in (folder / "index.sense").read_text("utf-8").splitlines():
        key, offset, rank, _ = line.split()
        word, rest = key.split("%")
        found[f"{word}.{'nvara'[int(rest[0]) - 1]}", offset] = int(rank)
    return found


def table(folder: Path) -> str:
    """Return the table as text: part of speech | words | lines above | words derived."""
    ranks = _ranks(folder)
    senses: dict[str, tuple[list[str], list[str], list[str]]] = {}
    raw: dict[str, list[str]] = {}
    pointers: dict[str, list[tuple[str, str, int, int]]] = {}
    for part, name in _FILES.items():
        for line in (folder / name).read_text("utf-8").splitlines():
            if line.startswith(" "):
                continue
            fields = line.split(" | ")[0].split()
            key, count = part + fields[0], int(fields[3], 16)
            raw[key] = [re.sub(r"\(.*\)", "", word) for word in fields[4 : 4 + 2 * count : 2]]
            at = 4 + 2 * count
            pointers[key] = [
                (
                    fields[p],
                    fields[p + 2].replace("s", "a") + fields[p + 1],
                    *divmod(int(fields[p + 3], 16), 256),
                )
                for p in range(at + 1, at + 1 + 4 * int(fields[at]), 4)
            ]
    for key, words in raw.items():
        kept = [
            word for word in words if _WORD.fullmatch(word) and ranks.get((f"{word}.{key[0]}", key[1:]), 9) <= _RANKS
        ]
        derived = []
        for sign, other, own, theirs in pointers[key]:
            if sign == _DERIVED and own and theirs:
                one, two = words[own - 1], raw[other][theirs - 1]
                if _WORD.fullmatch(one) and _WORD.fullmatch(two) and one != two:
                    derived.append(f"{one}>{two}")
        senses[key] = (kept, [other for sign, other, _, _ in pointers[key] if sign == _UP], derived)
    wanted = {key for key, (kept, _, derived) in senses.items() if kept or derived}
    for _ in range(2):  # as many steps up as the checker goes
        wanted |= {other for key in wanted for other in senses[key][1]}
    numbers = {key: str(number) for number, key in enumerate(key for key in senses if key in wanted)}
    return "\n".join(
        "|".join([key[0], " ".join(kept), " ".join(numbers[one] for one in up if one in numbers), " ".join(derived)])
        for key, (kept, up, derived) in senses.items()
        if key in wanted
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    text = table(parser.parse_args().folder)
    TABLE.write_bytes(gzip.compress(text.encode(), mtime=0))
    print(f"{text.count(chr(10)) + 1} senses, {TABLE.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()

"""The development sets as one kind of record: a question, a passage in sentences, and what answers."""

from __future__ import annotations

import hashlib
import html
import json
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from ingest.sentence import split_sentences

ARTICLES = Path(__file__).parent / "articles"
READING = {"wiki": "squadshifts-new-wiki", "reddit": "squadshifts-reddit", "amazon": "squadshifts-amazon"}


@dataclass(frozen=True)
class Passage:
    """Sentences in order; `group` names the article (what is held back is held back by group)."""

    set: str
    group: str
    sentences: tuple[str, ...]

    @property
    def text(self) -> str:
        """The sentences joined by a space."""
        return " ".join(self.sentences)

    @property
    def title(self) -> str:
        """The article's title, empty where the set has none that tells anything."""
        if self.set == "briefing":
            return self.group.split(":", 2)[2]
        return self.group.split(":", 1)[1].replace("_", " ") if self.set in {"wiki", "selqa"} else ""


@dataclass(frozen=True)
class Record:
    """A question and its passage; `spans` are (sentence, start, end), empty where only sentences are known.

    Nothing `answering` means that the passage does not answer, near as it comes.
    """

    question: str
    passage: Passage
    spans: tuple[tuple[int, int, int], ...]
    answering: frozenset[int]

    @property
    def answers(self) -> list[str]:
        """The answer texts."""
        return [self.passage.sentences[number][start:end] for number, start, end in self.spans]


def held_back(group: str, share: float) -> bool:
    """Whether a group is kept from training, by a hash of its name."""
    return int(hashlib.sha256(group.encode()).hexdigest()[:8], 16) / 16**8 < share


HELD_BACK = {"reddit": 0.04, "amazon": 0.03, "news": 0.08, "qamr": 0.05, "selqa": 0.15, "briefing": 0.15}


def is_held_back(record: Record) -> bool:
    """Whether a record's article is kept from training; of the wiki set `wiki_tenth` tells."""
    return held_back(record.passage.group, HELD_BACK[record.passage.set])


def tidy_question(question: str) -> str:
    """White space and a closing question mark in order."""
    question = re.sub(r"\s+", " ", question).strip()
    return question if question.endswith("?") else question + "?"


def read_squad(path: Path, name: str) -> Iterator[Record]:
    """SQuAD-format records; the group is the article, or the paragraph where all share one article."""
    articles = json.loads(path.read_text("utf-8"))["data"]
    for article in articles:
        for number, paragraph in enumerate(article["paragraphs"]):
            context = paragraph["context"]
            trimmed = [
                (end - len(context[start:end].lstrip()), start + len(context[start:end].rstrip()))
                for start, end in split_sentences(context)
            ]
            sentences = tuple(re.sub(r"\s", " ", context[start:end]) for start, end in trimmed)
            group = f"{name}:{article['title']}" + (f":{number}" if len(articles) == 1 else "")
            passage = Passage(name, group, sentences)
            for entry in paragraph["qas"]:
                spans, answering = set(), set()
                for answer in entry["answers"]:
                    start, end = answer["answer_start"], answer["answer_start"] + len(answer["text"])
                    for index, (left, right) in enumerate(trimmed):
                        if left <= start < right:
                            answering.add(index)
                            if end <= right + 1:
                                spans.add((index, start - left, min(end, right) - left))
                if spans:
                    yield Record(tidy_question(entry["question"]), passage, tuple(sorted(spans)), frozenset(answering))


_PENN = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}", "``": '"', "''": '"'}


def join_penn(tokens: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """Ordinary text from Penn tokens, and the offsets of each."""
    text, offsets, open_quote, glue = "", [], False, True
    for token in tokens:
        plain = _PENN.get(token, token)
        closes = token == "''" or (plain == '"' and open_quote)
        attach = (
            plain in {",", ".", ";", ":", "?", "!", ")", "]", "%", "'s", "n't", "'re", "'ve", "'ll", "'d", "'m", "'"}
            or closes
        )
        if text and not glue and not attach:
            text += " "
        offsets.append((len(text), len(text) + len(plain)))
        text += plain
        glue = plain in {"(", "[", "$", "#"} or (plain == '"' and not closes)
        if plain == '"':
            open_quote = not closes
    return text, offsets


def read_qamr(folder: Path) -> Iterator[Record]:
    """QAMR records whose sentence stands among its paragraph's neighbours, where those were kept."""
    texts: dict[str, tuple[str, list[tuple[int, int]]]] = {}
    order: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for line in (folder / "qamr-sentences.tsv").read_text("utf-8").splitlines():
        name, sentence = line.split("\t")
        texts[name] = join_penn(html.unescape(sentence).split(" "))
        _, source, document, paragraph, position = name.split(":")
        order[f"{source}:{document}"].append((int(paragraph), int(position), name))
    passages: dict[str, tuple[Passage, int]] = {}
    for group, members in order.items():
        names = [name for *_, name in sorted(members)]
        for start in range(0, len(names), 5):
            window = names[start : start + 5] if len(names) - start != 6 else names[start : start + 6]
            kind = "news" if group.startswith("wikinews") else "qamr"
            passage = Passage(kind, group, tuple(texts[name][0] for name in window))
            for index, name in enumerate(window):
                passages[name] = (passage, index)
    merged: dict[tuple[str, str], set[tuple[int, int]]] = defaultdict(set)
    for file in ("qamr-1.tsv", "qamr-2.tsv"):
        for line in (folder / file).read_text("utf-8").splitlines():
            name, *_, question, answer, first, second = line.split("\t")
            chosen = [{int(t) for t in part.split(":")[-1].split()} for part in (answer, first, second)]
            if name not in texts or (not chosen[0] & chosen[1] and not chosen[0] & chosen[2]):
                continue
            offsets = texts[name][1]
            for tokens in chosen[:1] if not chosen[0] & chosen[1] else chosen[:2]:
                low, high = min(tokens), max(tokens)
                if high < len(offsets) and high - low < len(tokens) + 3:
                    merged[(name, tidy_question(html.unescape(question)))].add((offsets[low][0], offsets[high][1]))
    for (name, question), places in merged.items():
        passage, index = passages[name]
        yield Record(question, passage, tuple((index, *place) for place in sorted(places)), frozenset({index}))


def read_selqa(path: Path) -> Iterator[Record]:
    """SelQA records: which sentences of a section answer, no words marked."""
    for entry in json.loads(path.read_text("utf-8")):
        passage = Passage("selqa", f"selqa:{entry['article']}", tuple(entry["candidates"]))
        if entry["answers"]:
            yield Record(tidy_question(entry["question"]), passage, (), frozenset(entry["answers"]))


def read_articles(place: Path = ARTICLES) -> Iterator[Record]:
    """Our own articles and questions of a file or folder; `articles/README.md` tells their form."""
    for path in [place] if place.is_file() else sorted(place.glob("*.txt")):
        for block in path.read_text("utf-8").split("\n# "):
            title, *lines = block.strip().removeprefix("# ").splitlines()
            sentences = tuple(line.split(" ", 1)[1].strip() for line in lines if line[:1].isdigit())
            passage = Passage("briefing", f"briefing:{path.stem}:{title.strip()}", sentences)
            for line in lines:
                if line.startswith("? "):
                    yield _read_question(line, passage, f"{path.name}, “{title}”")


def _read_question(line: str, passage: Passage, place: str) -> Record:
    """Return one line `? question | sentences | words | kind` as a record."""
    try:
        question, numbers, words, _ = (part.strip() for part in line[2:].split("|"))
        answering = [] if numbers == "-" else [int(number) - 1 for number in numbers.split(",")]
        start = passage.sentences[answering[0]].index(words) if answering and words != "-" else None
    except (ValueError, IndexError) as error:
        raise ValueError(f"{place}: the question “{line}” does not fit its article ({error}).") from error
    spans = () if start is None else ((answering[0], start, start + len(words)),)
    return Record(question, passage, spans, frozenset(answering))


def load(data: Path) -> tuple[list[Record], list[Record]]:
    """All records, those for training and those held back (by article)."""
    records: list[Record] = []
    for name, file in READING.items():
        records += read_squad(data / "reading" / f"{file}.json", name)
    records += read_qamr(data / "reading")
    records += read_selqa(data / "answer_sentences" / "selqa-dev.json")
    records += read_articles()
    test_articles = wiki_tenth([record for record in records if record.passage.set == "wiki"])
    train, held = [], []
    for record in records:
        back = record.passage.group in test_articles if record.passage.set == "wiki" else is_held_back(record)
        (held if back else train).append(record)
    return train, held


def wiki_tenth(records: list[Record]) -> set[str]:
    """Articles that hold a tenth of the questions, drawn with a fixed seed."""
    groups = sorted({record.passage.group for record in records})
    random.Random(4).shuffle(groups)
    chosen: set[str] = set()
    count = 0
    for group in groups:
        if count >= len(records) / 10:
            break
        size = sum(record.passage.group == group for record in records)
        if count + size <= len(records) * 0.12:
            chosen.add(group)
            count += size
    return chosen


if __name__ == "__main__":
    training, kept_back = load(Path("../shared/data"))
    from collections import Counter

    sys.stdout.write(f"{Counter(r.passage.set for r in training)}\n{Counter(r.passage.set for r in kept_back)}\n")

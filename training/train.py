"""Train the reader's weights: one command, seeded, resumable.

    python training/train.py --data ../shared/data --work WORK --minutes 60

Writes `checkpoint.pt` and `reader.safetensors` (fp16) into the work folder every few minutes and at the end.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import torch
from examples import Example, Examples
from safetensors.torch import load_file, save_file
from sources import load
from tokenizers import Tokenizer
from torch.nn import functional

from ingest.embed import packaged_model_folder
from retriever.pairs import LIMIT, SEP, front_of
from retriever.reader_model import Batch, ReaderModel, from_bert

TOKENS = 3072  # word pieces of a batch, padding included
Encoded = tuple[list[int], int, list[tuple[int, int]], list[float], tuple[int, int] | None, float]


def encode(tokenizer: Tokenizer, examples: list[Example]) -> list[Encoded]:
    """Pieces, length of the question, piece range and label of each sentence, span, label of the whole."""
    questions = tokenizer.encode_batch([e.question for e in examples], add_special_tokens=False)
    titles = tokenizer.encode_batch([e.title for e in examples], add_special_tokens=False)
    flat = tokenizer.encode_batch([s for e in examples for s in e.sentences], add_special_tokens=False)
    rows: list[Encoded] = []
    position = 0
    for example, question, title in zip(examples, questions, titles, strict=True):
        own = flat[position : position + len(example.sentences)]
        position += len(example.sentences)
        pieces, front = front_of(question.ids, title.ids if example.title else ())
        ranges: list[tuple[int, int]] = []
        labels: list[float] = []
        span = None
        for number, sentence in enumerate(own):
            ids = sentence.ids[: LIMIT - 1 - len(pieces)]
            if not ids:
                break
            if example.span and example.span[0] == number:
                inside = [
                    i
                    for i, (a, b) in enumerate(sentence.offsets[: len(ids)])
                    if b > example.span[1] and a < example.span[2]
                ]
                if inside:
                    span = (len(pieces) + inside[0], len(pieces) + inside[-1])
            ranges.append((len(pieces), len(pieces) + len(ids)))
            labels.append(1.0 if number in example.answering else 0.0)
            pieces += ids
        if example.answering and (not any(labels) or (example.span and span is None)):
            continue
        rows.append((pieces + [SEP], front, ranges, labels, span, 1.0 if example.answering else 0.0))
    return rows


def batches(rows: list[Encoded], rng: random.Random) -> list[list[Encoded]]:
    """Rows of like length together, at most TOKENS pieces each, in a random order."""
    ordered = sorted(rows, key=lambda row: len(row[0]) + rng.random() * 6)
    groups: list[list[Encoded]] = [[]]
    for row in ordered:
        longest = max(len(row[0]), *(len(other[0]) for other in groups[-1])) if groups[-1] else len(row[0])
        if groups[-1] and longest * (len(groups[-1]) + 1) > TOKENS:
            groups.append([])
        groups[-1].append(row)
    rng.shuffle(groups)
    return groups


def tensors(rows: list[Encoded]) -> Batch:
    """The rows as one padded batch."""
    length = -(-max(len(row[0]) for row in rows) // 8) * 8
    most = max(len(row[2]) for row in rows)
    pieces = torch.zeros(len(rows), length, dtype=torch.long)
    segments = torch.zeros(len(rows), length, dtype=torch.long)
    sentences = torch.zeros(len(rows), most, length)
    for i, (ids, front, ranges, *_) in enumerate(rows):
        pieces[i, : len(ids)] = torch.tensor(ids)
        segments[i, front : len(ids)] = 1
        for j, (start, end) in enumerate(ranges):
            sentences[i, j, start:end] = 1 / (end - start)
    return Batch(pieces, segments, sentences)


def loss_of(model: ReaderModel, rows: list[Encoded]) -> tuple[torch.Tensor, dict[str, float]]:
    """Span, sentence and answer losses together."""
    batch = tensors(rows)
    out = model(batch)
    known = [i for i, row in enumerate(rows) if row[4] is not None or row[5] == 0]
    start = torch.tensor([rows[i][4][0] if rows[i][4] else 0 for i in known])  # type: ignore[index]
    end = torch.tensor([rows[i][4][1] if rows[i][4] else 0 for i in known])  # type: ignore[index]
    span = (
        functional.cross_entropy(out.start[known], start) + functional.cross_entropy(out.end[known], end)
        if known
        else out.start.sum() * 0
    )
    most = batch.sentences.shape[1]
    label = torch.tensor([row[3] + [0.0] * (most - len(row[3])) for row in rows])
    there = torch.tensor([[1.0] * len(row[3]) + [0.0] * (most - len(row[3])) for row in rows])
    each = functional.binary_cross_entropy_with_logits(out.sentence, label, reduction="none") * there
    sentence = each.sum() / there.sum().clamp(min=1)
    whole = torch.tensor([row[5] for row in rows])
    answer = functional.binary_cross_entropy_with_logits(out.answer, whole)
    right = ((out.answer > 0) == (whole > 0)).float().mean()
    return 0.5 * span + 2.0 * sentence + answer, {
        "span": float(span),
        "sentence": float(sentence),
        "answer": float(answer),
        "right": float(right),
    }


def trained(name: str) -> bool:
    """Everything but the packaged embeddings is trained."""
    return not name.startswith(("encoder.words", "encoder.positions", "encoder.segments", "encoder.norm"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=60.0, help="training time; the rate falls to zero over it")
    parser.add_argument("--start", type=Path, help="weights to go on from, instead of the packaged encoder's")
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--seed", type=int, default=13)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    folder = packaged_model_folder()
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    source = Examples(load(options.data)[0])
    model = ReaderModel()
    model.encoder.load_state_dict(from_bert(load_file(folder / "model.safetensors")))
    if options.start:
        model.load_state_dict({n: v.float() for n, v in load_file(options.start).items()}, strict=False)
    names = [name for name, _ in model.named_parameters() if trained(name)]
    masters = {name: value.detach().clone().float() for name, value in model.named_parameters() if name in names}
    model.to(torch.bfloat16)
    parameters = dict(model.named_parameters())
    for name, parameter in parameters.items():
        parameter.requires_grad_(name in masters)
    heads = [m for n, m in masters.items() if not n.startswith("encoder")]
    body = [m for n, m in masters.items() if n.startswith("encoder")]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": options.rate, "scale": 1.0}, {"params": heads, "lr": options.rate, "scale": 4.0}],
        weight_decay=0.01, betas=(0.9, 0.98), fused=True,
    )  # fmt: skip
    state = {"spent": 0.0, "step": 0, "round": 0, "at": 0}
    checkpoint = options.work / "checkpoint.pt"
    if checkpoint.exists():
        kept = torch.load(checkpoint, weights_only=True)
        state = kept["state"]
        for name, value in kept["masters"].items():
            masters[name].copy_(value)
        optimiser.load_state_dict(kept["optimiser"])

    def copy_down() -> None:
        with torch.no_grad():
            for name, master in masters.items():
                parameters[name].copy_(master)

    def save() -> None:
        part = checkpoint.with_suffix(".part")
        torch.save({"state": state, "masters": masters, "optimiser": optimiser.state_dict()}, part)
        part.replace(checkpoint)
        save_file({n: m.to(torch.float16) for n, m in masters.items()}, options.work / "reader.safetensors")

    copy_down()
    budget = options.minutes * 60
    saved = time.monotonic()
    totals: dict[str, float] = {}
    tokens = seen = 0
    while state["spent"] < budget:
        rng = random.Random(options.seed * 1000 + int(state["round"]))
        examples = source.round(rng.randrange(2**31))
        groups = batches(encode(tokenizer, examples), rng)
        print(f"round {state['round']}: {len(examples)} examples, {len(groups)} batches", flush=True)
        clock = time.monotonic()
        while state["at"] < len(groups) and state["spent"] < budget:
            rows = groups[int(state["at"])]
            loss, parts = loss_of(model, rows)
            loss.backward()
            done = state["spent"] / budget
            factor = min(1.0, (state["step"] + 1) / 150) * max(0.0, 1.0 - done)
            for group in optimiser.param_groups:
                group["lr"] = options.rate * factor * group["scale"]
            for name, master in masters.items():
                gradient = parameters[name].grad
                master.grad = gradient.float() if gradient is not None else None
                parameters[name].grad = None
            torch.nn.utils.clip_grad_norm_(list(masters.values()), 1.0)
            optimiser.step()
            copy_down()
            now = time.monotonic()
            state["spent"] += now - clock
            clock = now
            state["step"] += 1
            state["at"] += 1
            tokens += sum(len(row[0]) for row in rows)
            seen += len(rows)
            for key, value in parts.items():
                totals[key] = totals.get(key, 0.0) + value
            if state["step"] % 50 == 0:
                means = " ".join(f"{key} {value / 50:.3f}" for key, value in totals.items())
                print(
                    f"{state['spent'] / 60:.1f} min step {state['step']} seen {seen} tok/s {tokens / max(now - saved, 1):.0f} {means}",
                    flush=True,
                )
                totals = {}
            if now - saved > 150:
                save()
                saved, tokens = now, 0
        if state["at"] >= len(groups):
            state["round"] += 1
            state["at"] = 0
    save()
    print(
        f"done: {state['spent'] / 60:.1f} minutes, {state['step']} steps, {state['round']} rounds and {state['at']} batches",
        flush=True,
    )


if __name__ == "__main__":
    main()

"""Average the weights of runs that went on from one start with different seeds.

    python training/average.py OUT/reader.safetensors RUN/reader.safetensors RUN/reader.safetensors

Source: Wortsman et al., "Model soups", ICML 2022. Runs from different starts cannot be averaged.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("runs", type=Path, nargs="+")
    options = parser.parse_args()
    runs = [load_file(path) for path in options.runs]
    mean = {name: torch.stack([run[name].float() for run in runs]).mean(dim=0).to(torch.float16) for name in runs[0]}
    options.out.parent.mkdir(parents=True, exist_ok=True)
    save_file(mean, options.out)


if __name__ == "__main__":
    main()

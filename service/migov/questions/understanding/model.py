"""Which question a sentence asks: multinomial logistic regression over its features.

Fitted to the phrasings alone, by a fixed number of passes from a fixed seed, so that the same files
give the same weights. A class is a frame: a question and the parameters that its phrasing sets.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from migov.questions.understanding.features import features

_PASSES = 6
#: The last passes whose weights are averaged, so that one more phrasing changes little elsewhere.
_AVERAGED = 3
_BATCH = 256
_RATE = 0.08
_DECAY = 2e-6
_BALANCE = 0.15
_SEED = 20261129
#: Features that fewer examples have are left out.
_RAREST = 2

Array = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True)
class Frame:
    """A question and the parameters that its phrasing sets; no question: out of scope."""

    question: str
    settings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Model:
    """The weights of the features for the frames: `weights` is features × frames.

    `phrasings` holds the words of each phrasing that it was fitted to, by its text.
    """

    frames: tuple[Frame, ...]
    index: Mapping[str, int]
    weights: Array
    bias: Array
    words: frozenset[str]
    phrasings: Mapping[str, tuple[str, ...]]

    def probabilities(self, sentence: Sequence[str]) -> Array:
        """The probability of each frame for a sentence whose names are masked."""
        rows, values = [], []
        for name, value in features(sentence).items():
            row = self.index.get(name)
            if row is not None:
                rows.append(row)
                values.append(value)
        scores = self.bias.astype(np.float32)
        if rows:
            scores = scores + np.asarray(values, np.float32) @ self.weights[rows].astype(np.float32)
        found: Array = _softmax(scores[None, :])[0]
        return found

    def save(self, path: Path) -> None:
        """Writes the model to `path`, whole or not at all; raises OSError."""
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_name(f".{path.name}.{id(self)}.npz")
        names = sorted(self.index, key=self.index.__getitem__)
        np.savez(
            aside,
            weights=self.weights,
            bias=self.bias,
            names=np.frombuffer("\n".join(names).encode(), np.uint8),
            about=np.frombuffer(
                json.dumps(
                    {
                        "frames": [[f.question, list(map(list, f.settings))] for f in self.frames],
                        "words": sorted(self.words),
                        "phrasings": {text: " ".join(w) for text, w in self.phrasings.items()},
                    }
                ).encode(),
                np.uint8,
            ),
        )
        aside.replace(path)

    @classmethod
    def load(cls, path: Path) -> Model:
        """Reads the model at `path`; raises OSError, KeyError or ValueError if it is none."""
        with np.load(path, allow_pickle=False) as content:
            about = json.loads(content["about"].tobytes())
            names = content["names"].tobytes().decode().split("\n")
            return cls(
                tuple(
                    Frame(question, tuple((name, value) for name, value in settings))
                    for question, settings in about["frames"]
                ),
                {name: row for row, name in enumerate(names)},
                content["weights"],
                content["bias"],
                frozenset(about["words"]),
                {text: tuple(words.split()) for text, words in about["phrasings"].items()},
            )


def fit(
    examples: Sequence[tuple[Sequence[str], Frame]],
    words: frozenset[str],
    phrasings: Mapping[str, tuple[str, ...]],
) -> Model:
    """The model of `examples`, each a sentence with its names masked and its frame."""
    frames = tuple(sorted({frame for _, frame in examples}, key=lambda f: (f.question, f.settings)))
    place = {frame: column for column, frame in enumerate(frames)}
    vectors = [features(sentence) for sentence, _ in examples]
    counts = Counter(name for vector in vectors for name in vector)
    names = sorted(name for name, count in counts.items() if count >= _RAREST)
    index = {name: row for row, name in enumerate(names)}
    targets = np.array([place[frame] for _, frame in examples])
    # A phrasing of a question with few weighs a little more than one of a question with many.
    sizes = np.bincount(targets, minlength=len(frames))
    weight = (np.median(sizes) / sizes) ** _BALANCE
    order = np.random.default_rng(_SEED).permutation(len(examples))
    batches = [
        _Batch.of([vectors[i] for i in chosen], targets[chosen], weight[targets[chosen]], index)
        for chosen in np.array_split(order, max(1, len(order) // _BATCH))
    ]
    weights = np.zeros((len(names), len(frames)), np.float32)
    bias = np.zeros(len(frames), np.float32)
    squares = np.full((len(names), 1), 1e-8, np.float32)
    generator = np.random.default_rng(_SEED)
    mean_weights, mean_bias = np.zeros_like(weights), np.zeros_like(bias)
    for turn in range(_PASSES):
        rate = _RATE * (1 - turn / _PASSES) + _RATE * 0.05
        for at in generator.permutation(len(batches)):
            batches[at].step(weights, bias, squares, rate)
        if turn >= _PASSES - _AVERAGED:
            mean_weights += weights / _AVERAGED
            mean_bias += bias / _AVERAGED
    return Model(frames, index, mean_weights.astype(np.float16), mean_bias, words, phrasings)


@dataclass(frozen=True)
class _Batch:
    """Some examples as a sparse matrix, by rows and by columns."""

    columns: Array
    values: Array
    starts: Array
    by_column: Array
    column_starts: Array
    unique: Array
    row_of: Array
    targets: Array
    importance: Array

    @classmethod
    def of(
        cls,
        vectors: Sequence[Mapping[str, float]],
        targets: Array,
        importance: Array,
        index: Mapping[str, int],
    ) -> _Batch:
        columns: list[int] = []
        values: list[float] = []
        rows: list[int] = []
        starts: list[int] = []
        for row, vector in enumerate(vectors):
            starts.append(len(columns))
            for name, value in vector.items():
                if name in index:
                    columns.append(index[name])
                    values.append(value)
                    rows.append(row)
        at = np.asarray(columns)
        by_column = np.argsort(at, kind="stable")
        unique, column_starts = np.unique(at[by_column], return_index=True)
        return cls(
            at,
            np.asarray(values, np.float32)[:, None],
            np.asarray(starts),
            by_column,
            column_starts,
            unique,
            np.asarray(rows),
            targets,
            importance.astype(np.float32)[:, None],
        )

    def step(self, weights: Array, bias: Array, squares: Array, rate: float) -> None:
        """One step of AdaGrad, a rate for each feature."""
        scores = np.add.reduceat(weights[self.columns] * self.values, self.starts) + bias
        error = _softmax(scores)
        error[np.arange(len(error)), self.targets] -= 1
        error *= self.importance
        spread = error[self.row_of[self.by_column]] * self.values[self.by_column]
        gradient = np.add.reduceat(spread, self.column_starts)
        gradient += _DECAY * len(error) * weights[self.unique]
        squares[self.unique] += np.mean(gradient**2, axis=1, keepdims=True) * 10
        weights[self.unique] -= rate * 10 * gradient / np.sqrt(squares[self.unique] + 1e-6)
        bias -= rate * error.mean(axis=0)


def _softmax(scores: Array) -> Array:
    shifted = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: Array = shifted / shifted.sum(axis=1, keepdims=True)
    return result

"""Writes words.tsv and irregular.tsv of briefer/text/data/thesaurus from a copy of WordNet 3.0.

``python scripts/build_thesaurus.py FOLDER``, where FOLDER holds data.*, index.sense and *.exc, as in Debian's package
wordnet-base; the product needs neither.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).resolve().parent.parent / "briefer" / "text" / "data" / "thesaurus"
PARTS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
# Words joined to a verb that make another verb of it: "turn down".
PARTICLES = frozenset("up down out off in on over back away through apart forward aside by along around".split())
# Of a word's senses those that the tagged texts of WordNet show, and its commonest: rarer ones make synonyms of anything.
LOWEST_COUNT = 1
FIRST_SENSES = 2
# A word that the tagged texts lack is kept if one beside it occurs there so often.
NEAR_COUNT = 2
WORD = re.compile(r"[a-z]{2,}")


class Synset(NamedTuple):
    """A set of synonyms; ``pointers`` are (symbol, key of the target, source word, target word), words from 1, 0 for all."""

    words: tuple[str, ...]
    pointers: tuple[tuple[str, str, int, int], ...]


def read_synsets(folder: Path) -> dict[str, Synset]:
    """All synsets by part of speech and offset."""
    found = {}
    for name, part in PARTS.items():
        for line in (folder / f"data.{name}").read_text(encoding="ascii").splitlines():
            if line.startswith(" "):
                continue
            fields = line.split(" | ")[0].split()
            count = int(fields[3], 16)
            words = tuple(re.sub(r"\(.*\)", "", fields[4 + 2 * i]) for i in range(count))
            at = 4 + 2 * count
            pointers = []
            for step in range(int(fields[at])):
                symbol, offset, target, places = fields[at + 1 + 4 * step : at + 5 + 4 * step]
                source, end = bytes.fromhex(places)
                pointers.append((symbol, target.replace("s", "a") + offset, source, end))
            found[part + fields[0]] = Synset(words, tuple(pointers))
    return found


def read_senses(folder: Path, synsets: dict[str, Synset]) -> dict[str, list[str]]:
    """Each word that is kept to the synsets of its common senses."""
    found: dict[str, list[str]] = defaultdict(list)
    total: dict[str, int] = defaultdict(int)
    for line in (folder / "index.sense").read_text(encoding="ascii").splitlines():
        sense, offset, number, count = line.split()
        word, _, rest = sense.partition("%")
        total[word] += int(count)
        if is_kept(word) and (int(count) >= LOWEST_COUNT or int(number) <= FIRST_SENSES):
            found[word].append("nvara"[int(rest[0]) - 1] + offset if rest[0] != "4" else "r" + offset)
    return {word: keys for word, keys in found.items() if total[word] or is_near(keys, total, synsets)}


def is_near(keys: list[str], total: dict[str, int], synsets: dict[str, Synset]) -> bool:
    """Whether an untagged word stands beside a tagged one or is derived from one, as "walkout" from "walk out"."""
    for synset in (synsets[key] for key in keys):
        derived = (
            synsets[target].words[end - 1] for symbol, target, _, end in synset.pointers if symbol == "+" and end
        )
        if any(total[word.lower()] >= NEAR_COUNT for word in (*synset.words, *derived)):
            return True
    return False


def is_kept(word: str) -> bool:
    """Whether a word is one plain word, or a verb with its particle."""
    first, _, second = word.partition("_")
    return bool(WORD.fullmatch(first)) and (not second or second in PARTICLES)


def main() -> None:
    """Write both tables."""
    folder = Path(sys.argv[1])
    synsets = read_synsets(folder)
    senses = read_senses(folder, synsets)
    rows = [row for word in sorted(senses) if (row := row_of(word, senses, synsets))]
    head = "# word\tparts of speech\tsynonyms\tbroader words\tderived words\topposites; from WordNet 3.0, see NOTICE"
    (DATA / "words.tsv").write_text("\n".join([head, *rows]) + "\n", encoding="ascii")
    irregular: dict[str, list[str]] = {}
    for name in ("noun", "verb", "adj"):
        for line in (folder / f"{name}.exc").read_text(encoding="ascii").splitlines():
            form, *bases = line.split()
            if WORD.fullmatch(form) and any(base in senses for base in bases):
                irregular.setdefault(form, []).extend(bases)
    lines = [f"{form}\t{' '.join(dict.fromkeys(bases))}" for form, bases in irregular.items()]
    head = "# form\tbase forms; from WordNet 3.0, see NOTICE"
    (DATA / "irregular.tsv").write_text("\n".join([head, *lines]) + "\n", encoding="ascii")


def row_of(word: str, senses: dict[str, list[str]], synsets: dict[str, Synset]) -> str | None:
    """The row of one word; None where WordNet relates it to nothing."""
    same: dict[str, None] = {}
    broader: dict[str, None] = {}
    derived: dict[str, None] = {}
    opposite: dict[str, None] = {}
    for key in senses[word]:
        synset = synsets[key]
        place = [each.lower() for each in synset.words].index(word) + 1
        # A synonym counts only where it is common in this sense too.
        same |= dict.fromkeys(other for other in kept(synset) if key in senses.get(other, ()))
        for symbol, target, source, end in synset.pointers:
            if symbol in ("@", "&"):
                broader |= dict.fromkeys(other for other in kept(synsets[target]) if target in senses.get(other, ()))
            elif symbol in ("+", "\\", "!") and source == place and end:
                other = synsets[target].words[end - 1].lower()
                if other in senses:
                    (opposite if symbol == "!" else derived)[other] = None
    lists = [" ".join(other for other in found if other != word) for found in (same, broader, derived, opposite)]
    parts = "".join(part for part in "nvar" if any(key[0] == part for key in senses[word]))
    return "\t".join([word, parts, *lists]).rstrip("\t")


def kept(synset: Synset) -> list[str]:
    """The words of a synset that the table holds."""
    return [word.lower() for word in synset.words if is_kept(word.lower())]


if __name__ == "__main__":
    main()

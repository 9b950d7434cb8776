"""Chunking against its floor, one tiktoken pass over the same text: ``python benchmarks/chunking.py [ROUNDS]``.

Prints for each kind of text the share of chunks over the budget and inside a sentence, the fill, and the time of
paragraphs, sentences and chunks together as a multiple of the floor in the same run.
"""

from __future__ import annotations

import random
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from timing import medians

from briefer.chunking import chunk
from briefer.records import Chunk, Document, Source
from briefer.text.paragraphs import paragraphs
from briefer.text.sentences import split_sentences
from briefer.text.tokens import Tokenizer, tokenizer_for

SIZE = 500_000
BUDGETS = (1000, 3000)

# Written for this benchmark: frames and fillers whose combinations give text with the token and sentence lengths of news.
ENGLISH_FRAMES = (
    "The {a} {n} said on {d} that the {n} near {p} would {v} the {n} before the {n} of the {a} {n} could meet again.",
    "{A} officials in {p} declined to {v} the {n}, but two members, who may not speak about the {n}, called it {a}.",
    "“We did not {v} the {n}. Nobody in {p} had expected a {a} {n} of this size,” Gen. {q} told reporters on {d}.",
    "According to Dr. {q}, who led the {n} until {d}, the {n} cost $4.2 million, more than the {n} of {p} and its {n}.",
    "“When the {n} came, they asked us to {v} the {n}, and we did,” said {q}, whose {n} in {p} was among the first.",
    "It was {a}.",
    "In {p}, where the {n} began, Mr. {q} and his {n} still {v} every {a} {n}; others have left for {p} or gone abroad.",
    "Why did the U.S. {n} {v} so late, after the {n} of {p} had asked for a {a} {n} in the first week?",
    "The {n} (about {k} percent of the {a} total) fell again, from {k}.5 to {k}.1, after the {n} closed its {n} in {p}.",
    "Since {d} the {n} of {p} has had no {a} {n}, no {n} and, by some accounts, little hope to {v} the {n} it lost.",
    "“A {a} {n} is still a {n},” said {q}, a former {n} of the council, adding that {p} could {v} neither.",
)
ENGLISH_WORDS = {
    "a": "regional quiet armed northern costly joint former rural fragile public disputed early modest heavy temporary "
    "secular coastal maritime independent unusual technical humanitarian bilateral seasonal experimental reluctant "
    "prolonged symbolic makeshift provisional landlocked overcrowded well-known state-owned half-finished",
    "n": "convoy border council harbour minister farmer pipeline treaty election reservoir hospital garrison airfield "
    "committee village parliament railway market newspaper commander teacher refinery archive bridge delegation "
    "campaign shipment ceasefire negotiation university customs-house aqueduct cooperative magistrate battalion "
    "shipyard dispensary observatory tribunal smelter orchard checkpoint municipality warehouse ferry consortium",
    "v": "leave support inspect rebuild abandon negotiate finance criticise postpone search defend supply photograph "
    "recognise monitor dismantle requisition underwrite evacuate decommission refurbish nationalise",
    "p": "Marwa Tolbek Sankt-Oren Duraz Velikhovo Kesh Albara Minoa Port-Hadley Teruel Qasrin Umm-Dalil Starograd",
    "q": "Halvorsen Idris Petrenko Okafor Lindqvist Marchetti Rahimi Castellanos Yilmaz Thornbury Nakagawa Obuya",
    "d": "Monday Tuesday Wednesday Friday Thursday January October September",
    "k": "3 12 27 48 61 75 90",
}
# Clauses of other languages; two or three make a sentence, as in their newspapers. What joins them comes first.
OTHER_CLAUSES = {
    "ar": (
        "، و",
        "قال الوزير إن القافلة غادرت المدينة يوم الاثنين",
        "لم يعلق المجلس على التقرير الجديد حتى الآن",
        "أضاف المتحدث باسم اللجنة أن الجسر سيعاد بناؤه قبل نهاية العام",
        "تقع القرية على بعد 12 كيلومترا من الحدود الشمالية حيث بدأت المفاوضات في مارس",
        "طالب السكان بفتح المستشفى القديم بعد إغلاق الميناء بسبب العاصفة",
        "توقفت السكك الحديدية بين الساحل والعاصمة ثلاثة أيام متتالية",
        "رفضت النقابة عرضا جديدا من أصحاب المصانع في شرق البلاد",
    ),
    "ru": (
        ", а ",
        "министр заявил, что колонна покинула город в понедельник",
        "совет пока не ответил на новый доклад о строительстве порта",
        "представитель комитета обещал восстановить мост до конца года",
        "деревня находится в 12 км от границы, где в марте начались переговоры",
        "жители потребовали открыть старую больницу после закрытия гавани",
        "поезда между побережьем и столицей не ходили три дня подряд",
        "профсоюз отклонил новое предложение владельцев заводов",
    ),
    "zh": (
        "，",
        "部长说车队星期一离开了城市",
        "委员会还没有回应关于港口建设的新报告",
        "发言人表示年底以前将重建这座桥",
        "这个村庄离北部边界十二公里",
        "居民要求重新开放关闭多年的旧医院",
        "海岸和首都之间的铁路连续三天停运",
        "工会拒绝了东部工厂主提出的新方案",
    ),
}
FULL_STOPS = {"ar": ".", "ru": ".", "zh": "。"}


def english(chooser: random.Random) -> Iterator[str]:
    """Sentences without end."""
    words = {key: value.split() for key, value in ENGLISH_WORDS.items()}
    while True:
        sentence = chooser.choice(ENGLISH_FRAMES)
        while (at := sentence.find("{")) >= 0:
            key = sentence[at + 1]
            word = chooser.choice(words[key.lower()])
            sentence = sentence[:at] + (word.capitalize() if key == "A" else word) + sentence[at + 3 :]
        yield sentence


def foreign(language: str, chooser: random.Random) -> Iterator[str]:
    """Sentences of another language without end."""
    joined_by, *clauses = OTHER_CLAUSES[language]
    while True:
        sentence = joined_by.join(chooser.sample(clauses, chooser.randint(2, 3)))
        yield sentence[0].upper() + sentence[1:] + FULL_STOPS[language]


def paragraphs_of(sentences: Iterator[str], chooser: random.Random, size: int, space: str = " ") -> list[str]:
    """Paragraphs of two to seven sentences, about ``size`` characters in all."""
    found: list[str] = []
    total = 0
    while total < size:
        found.append(space.join(next(sentences) for _ in range(chooser.randint(2, 7))))
        total += len(found[-1])
    return found


def texts() -> dict[str, tuple[str, str]]:
    """The texts by name, each with its language; the same on every machine."""
    chooser = random.Random(20)
    prose = paragraphs_of(english(chooser), chooser, SIZE)
    found = {
        "articles with paragraphs": ("en", "\n\n".join(prose)),
        "one paragraph a line": ("en", "\n".join(prose)),
        "book without line ends": ("en", " ".join(prose)),
        "hard-wrapped book": ("en", "\n\n".join(textwrap.fill(paragraph, 72) for paragraph in prose)),
    }
    for language in OTHER_CLAUSES:
        space = "" if language == "zh" else " "
        parts = paragraphs_of(foreign(language, chooser), chooser, SIZE // (6 if language == "zh" else 4), space)
        found[f"articles in {language}"] = (language, "\n\n".join(parts))
    return found


def chunked(text: str, language: str, budget: int, tokenizer: Tokenizer) -> tuple[Document, list[Chunk]]:
    """The document of a text and its chunks: the whole of what is measured."""
    sentences = split_sentences(text, paragraphs(text), language)
    # Validation is the reader's cost.
    document = Document.model_construct(id="benchmark", text=text, sentences=sentences, source=Source(uri="benchmark"))
    return document, chunk(document, budget=budget, load_tokenizer=lambda: tokenizer)


def inside_a_sentence(document: Document, chunks: list[Chunk]) -> int:
    """How many chunks end before their last sentence does."""
    return sum(piece.end != document.sentences[piece.sentence - 1].end for piece in (c.pieces[-1] for c in chunks))


def report(name: str, language: str, text: str, budget: int, rounds: int) -> None:
    """One line of the table."""
    tokenizer = tokenizer_for(None)
    document, chunks = chunked(text, language, budget, tokenizer)
    over = sum(tokenizer.count(text[part.start : part.end]) > budget for part in chunks)
    full = chunks[:-1] or chunks
    fill = sum(part.tokens for part in full) / len(full) / budget
    taken = medians(
        {
            "floor": lambda: tokenizer.weigh(text),
            "chunking": lambda: chunked(text, language, budget, tokenizer),
            "sentences": lambda: split_sentences(text, paragraphs(text), language),
        },
        rounds,
    )
    print(
        f"{name:26s} {budget:6d} {len(chunks):6d} {over / len(chunks):6.0%} "
        f"{inside_a_sentence(document, chunks) / len(chunks):7.0%} {fill:6.3f} {taken['floor'] * 1000:8.1f} "
        f"{taken['sentences'] * 1000:10.1f} {taken['chunking'] * 1000:9.1f} {taken['chunking'] / taken['floor']:6.2f}"
    )


def main() -> None:
    """Prints the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    tokenizer = tokenizer_for(None)
    print(f"tokenizer {tokenizer.name}, medians of {rounds} rounds, milliseconds; floor: one tokenizer pass")
    print("text                       budget chunks   over  inside   fill    floor  sentences     whole  ratio")
    for name, (language, text) in texts().items():
        for budget in BUDGETS:
            report(name, language, text, budget, rounds)


if __name__ == "__main__":
    main()

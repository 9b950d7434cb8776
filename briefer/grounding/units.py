"""Units of measurement and codes of currencies: "3 GW" and "3,000 megawatts" are one quantity, "USD 5" and "$5" another."""

from __future__ import annotations

import re
from typing import NamedTuple

_MILE, _FOOT, _ACRE, _POUND, _GALLON = 1609.344, 0.3048, 0.40468564, 0.45359237, 3.785411784
_FAMILIES: dict[str, dict[str, float]] = {
    "hours": {"minute": 1 / 60, "hour": 1, "day": 24, "week": 168, "fortnight": 336},
    "months": {"month": 1, "year": 12, "decade": 120, "century": 1200, "centurie": 1200},
    "watts": {"kW": 1e3, "kilowatt": 1e3, "MW": 1e6, "megawatt": 1e6, "GW": 1e9, "gigawatt": 1e9, "TW": 1e12, "terawatt": 1e12},
    "watt-hours": {
        "kWh": 1e3, "kilowatt-hour": 1e3, "kilowatt hour": 1e3, "MWh": 1e6, "megawatt-hour": 1e6, "megawatt hour": 1e6,
        "GWh": 1e9, "gigawatt-hour": 1e9, "gigawatt hour": 1e9, "TWh": 1e12, "terawatt-hour": 1e12, "terawatt hour": 1e12,
    },
    "metres": {
        "km": 1e3, "kilometre": 1e3, "kilometer": 1e3, "mile": _MILE, "metre": 1, "meter": 1, "foot": _FOOT, "feet": _FOOT,
    },
    "hectares": {
        "ha": 1, "hectare": 1, "acre": _ACRE, "square kilometre": 100, "square kilometer": 100, "sq km": 100, "km2": 100,
        "km²": 100, "square mile": 258.9988,
    },
    "kilograms": {"kg": 1, "kilogram": 1, "kilo": 1, "tonne": 1e3, "metric ton": 1e3, "pound": _POUND, "lb": _POUND},
    "litres": {"litre": 1, "liter": 1, "gallon": _GALLON},
}  # fmt: skip
_SIZES = {name: (family, size) for family, units in _FAMILIES.items() for name, size in units.items()}
_UNIT = re.compile(
    rf"[\s-]?(?:full |whole |single )?(?P<unit>{'|'.join(sorted(map(re.escape, _SIZES), key=len, reverse=True))})(?:e?s)?\b"
)
ABBREVIATIONS = frozenset("kW MW GW TW kWh MWh GWh TWh km kg ha lb sq bpd bcm mcm tcm °C °F".split())
"""Units that a text may print in capitals without naming anything."""

CURRENCIES = {
    "USD": "dollar", "AUD": "dollar", "CAD": "dollar", "NZD": "dollar", "SGD": "dollar", "HKD": "dollar", "EUR": "euro",
    "GBP": "pound", "EGP": "pound", "JPY": "yen", "CNY": "yuan", "RMB": "yuan", "INR": "rupee", "PKR": "rupee",
    "CHF": "franc", "RUB": "rouble", "TRY": "lira", "BRL": "real", "ZAR": "rand", "KRW": "won", "MXN": "peso",
    "ARS": "peso", "CLP": "peso", "COP": "peso", "SEK": "krona", "NOK": "krone", "DKK": "krone", "PLN": "zloty",
    "UAH": "hryvnia", "KES": "shilling", "NGN": "naira", "GHS": "cedi", "AED": "dirham", "MAD": "dirham", "SAR": "riyal",
    "QAR": "riyal", "IDR": "rupiah", "THB": "baht", "MYR": "ringgit", "VND": "dong", "PHP": "peso", "ILS": "shekel",
}  # fmt: skip
"""The noun of each code of ISO 4217 that news use."""


class Measure(NamedTuple):
    """What a number counts: ``size`` of a ``family``'s base unit."""

    family: str
    size: float


def measure_behind(text: str, end: int) -> Measure | None:
    """The unit that stands behind a number that ends at ``end``; None where it is none that can be converted."""
    match = _UNIT.match(text, end)
    return Measure(*_SIZES[match["unit"]]) if match else None


def is_unit(name: str) -> bool:
    """Whether what looks like a name is a unit or a currency's code, with or without its number: "GW", "USD 5"."""
    word, _, number = name.partition(" ")
    return (word in ABBREVIATIONS or word in CURRENCIES) and (not number or number[0].isdigit())

"""Text that is written for a machine that reads along: instructions to a model, hidden characters, code.

Nothing is taken out of a document: what is found is told to the reader. Instructions are looked for in English and, where
they ask to ignore earlier ones, in fourteen other languages; what a report quotes from such an attack is not flagged.
"""

from briefer.text.hostile.detecting import HostileSign, disclosures, find_hostile, kinds_of

__all__ = ["HostileSign", "disclosures", "find_hostile", "kinds_of"]

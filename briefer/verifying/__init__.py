"""Verify: a finished brief checked again, offline and without a model, against the articles or the pack it came from."""

from briefer.verifying.brief import verify_brief
from briefer.verifying.packed import verify_pack
from briefer.verifying.report import Check, Verification

__all__ = ["Check", "Verification", "verify_brief", "verify_pack"]

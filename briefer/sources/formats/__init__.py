"""Readers of file formats, one module each; loaded when a source of that format is met."""

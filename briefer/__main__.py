"""``python -m briefer`` is ``brief``."""

from briefer.apps.cli import main

if __name__ == "__main__":
    main()

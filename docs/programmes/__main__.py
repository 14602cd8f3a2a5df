"""Write the generated parts of the pages about programmes anew: `python -m docs.programmes`, as `make docs` does."""

from __future__ import annotations

from pathlib import Path

from docs.programmes.pages import Programmes


def main() -> None:
    """Refresh every page, and say which changed."""
    programmes = Programmes(Path(__file__).parents[2])
    for path, slug, language in programmes.pages():
        before = path.read_text(encoding="utf-8")
        after = programmes.refreshed(before, slug, language)
        if after != before:
            path.write_text(after, encoding="utf-8")
            print(path.relative_to(programmes.root))


if __name__ == "__main__":
    main()

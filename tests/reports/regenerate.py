"""Writes the golden files anew: `python -m tests.reports.regenerate`. Read the difference before keeping it."""

from tests.reports.samples import golden_files

if __name__ == "__main__":
    for path, text in golden_files().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        print(path)

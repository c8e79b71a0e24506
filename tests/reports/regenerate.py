"""Writes the golden files anew: `python -m tests.reports.regenerate`. Read the difference before keeping it."""

from tests.reports.samples import GOLDEN, golden_files

if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    wanted = golden_files()
    for path in set(GOLDEN.iterdir()) - set(wanted):
        path.unlink()
        print(f"{path} is gone")
    for path, content in wanted.items():
        if not path.exists() or path.read_bytes() != content:
            path.write_bytes(content)
            print(path)

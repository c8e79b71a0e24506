"""Programs of others that tests run: found on PATH, run in a world of their own, and loud when they are missing."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path


class Program:
    """One program, with a home folder that belongs to the test. Nothing of the person at the machine is read."""

    def __init__(self, name: str, home: Path, *options: str, **variables: str) -> None:
        found = shutil.which(name)
        assert found, f"{name} is not on PATH; .ci/run installs it"
        self._command = (found, *options)
        self._environment: Mapping[str, str] = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_DATA_HOME": str(home / "data"),
            "XDG_CACHE_HOME": str(home / "cache"),
            "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8",
            "TERM": "dumb",
            "TZ": "UTC",
            **variables,
        }

    def __call__(self, *arguments: str | Path, typed: str = "", cwd: Path | None = None) -> str:
        """Run it, and give what it wrote on stdout. It has to end well."""
        done = self.run(*arguments, typed=typed, cwd=cwd)
        assert done.returncode == 0, f"{done.args}: {done.stdout}{done.stderr}"
        return done.stdout

    def run(self, *arguments: str | Path, typed: str = "", cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Run it, however it ends."""
        return subprocess.run(
            [*self._command, *map(str, arguments)],
            input=typed,
            capture_output=True,
            text=True,
            env=self._environment,
            cwd=cwd,
            check=False,
            timeout=120,
        )

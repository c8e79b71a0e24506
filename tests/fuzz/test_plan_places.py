"""Plan files that are no files, lead elsewhere, or are made to exhaust whoever reads them."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from planner import catalog
from planner.core.bounds import LARGEST_PLAN
from planner.errors import NotFound, Unreadable
from tests.catalog.conftest import FILES, REST, SKILLS, Kitchen
from tests.cli.conftest import Planner
from tests.fuzz.plans import SECRET, told_of

SECRETS = f'password = "{SECRET}"\n[{SECRET}]\n{SECRET} = 1\n'


@pytest.fixture
def small(tmp_path: Path) -> Kitchen:
    """The small plan with every kind of file that a destination may have, and a secret outside its folder."""
    (tmp_path / "secret.toml").write_text(SECRETS, encoding="utf-8")
    (tmp_path / "vault" / "cook").mkdir(parents=True)
    for name in FILES | REST:
        if name.startswith("cook/"):
            (tmp_path / "vault" / name).write_text(SECRETS, encoding="utf-8")
    return Kitchen(tmp_path / "kitchen", FILES | REST)


def socket_at(path: Path) -> None:
    """A socket that somebody listens at."""
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(os.path.relpath(path))
        listening.listen()


MAKERS: dict[str, Callable[[Path], object]] = {
    "pipe": os.mkfifo,
    "folder": Path.mkdir,
    "socket": socket_at,
    "endless device": lambda path: path.symlink_to("/dev/zero"),
    "waiting device": lambda path: path.symlink_to("/dev/tty"),
    "standard input": lambda path: path.symlink_to("/dev/stdin"),
    "link to itself": lambda path: path.symlink_to(path),
    "dangling link": lambda path: path.symlink_to("none.toml"),
    "file of the kernel": lambda path: path.symlink_to("/proc/self/environ"),
    "nothing in it": Path.touch,
    "a hole of a terabyte": lambda path: os.truncate(os.open(path, os.O_CREAT | os.O_WRONLY), 2**40),
}


@pytest.mark.parametrize("name", MAKERS)
def test_a_plan_that_is_no_file(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "plan.toml"
    MAKERS[name](path)
    for way in (catalog.load, catalog.check):
        try:
            found = way(path, ())
        except (Unreadable, NotFound, catalog.PlanProblems) as error:
            assert "plan.toml" in error.message  # noqa: PT017 - one of several kinds
        else:
            assert isinstance(found, list)
            assert found


@pytest.mark.parametrize("name", [name for name in MAKERS if name not in ("nothing in it", "dangling link")])
@pytest.mark.parametrize("part", ["skills", "habits", "questions"])
def test_a_file_of_a_destination_that_is_none(
    small: Kitchen, name: str, part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small.folder / "cook")
    path = small.folder / "cook" / f"{part}.toml"
    path.unlink()
    MAKERS[name](path)
    told = told_of(small.plan)
    assert told.hurt == []
    assert f"{part}.toml" in told.refusal


@pytest.mark.parametrize("name", [name for name in FILES | REST if name.startswith("cook/")])
@pytest.mark.parametrize("is_whole", [True, False])
def test_no_link_leads_out_of_the_folder(small: Kitchen, name: str, is_whole: bool) -> None:
    path = small.folder / name
    path.unlink()
    path.symlink_to("../../vault/" + name if is_whole else small.folder.parent / "secret.toml")
    told = told_of(small.plan)
    assert told.hurt == []
    assert "link that leads out of its folder" in told.refusal or "no folder 'cook'" in told.refusal


def test_a_destination_is_no_link_out_of_the_folder(small: Kitchen) -> None:
    (small.folder / "cook").rename(small.folder / "away")
    (small.folder / "cook").symlink_to("../vault/cook")
    told = told_of(small.plan)
    assert told.hurt == []
    assert "no folder 'cook'" in told.refusal


def test_links_inside_the_folder_are_followed(small: Kitchen) -> None:
    (small.folder / "cook" / "skills.toml").rename(small.folder / "cook" / "mine.toml")
    (small.folder / "cook" / "skills.toml").symlink_to("mine.toml")
    (small.folder / "cook").rename(small.folder / "real")
    (small.folder / "cook").symlink_to("real")
    assert told_of(small.plan).hurt == []
    assert told_of(small.plan).refusal == ""


def test_a_plan_file_that_is_a_link_has_its_destination_where_it_lies(small: Kitchen, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere" / "linked.toml"
    link.parent.mkdir()
    link.symlink_to(small.plan)
    found = catalog.load(link, ())
    assert found.id == "eater"
    assert catalog.load_library(found, (), link).resources
    assert catalog.check(link, ()) == []


@pytest.mark.parametrize(
    "uses", ["../vault/cook", "..", ".", "/etc", "cook/../../vault/cook", "~", "vault\\\\cook", "ｃｏｏｋ"]
)
def test_a_destination_is_named_and_never_a_path(small: Kitchen, uses: str) -> None:
    small.change("eater.toml", 'uses = "cook"', f'uses = "{uses}"')
    told = told_of(small.plan)
    assert told.hurt == []
    assert "uses: it is" in told.refusal


@pytest.mark.parametrize("key", ["library", "file", "include", "path", "import", "run", "script", "exec"])
def test_no_key_names_a_file(small: Kitchen, key: str) -> None:
    small.change("eater.toml", 'uses = "cook"', f'uses = "cook"\n{key} = "../secret.toml"')
    told = told_of(small.plan)
    assert told.hurt == []
    assert f"{key}: unknown key" in told.refusal


@pytest.mark.parametrize(
    "name", ["\u001b]0;x\u0007.toml", "a\nb.toml", "\u202egnp.toml", "\udcff.toml", "-rf.toml", "a" * 240 + ".toml"]
)
def test_a_name_is_no_instruction(small: Kitchen, planner: Planner, name: str) -> None:
    """What is wrong with a plan is said in one line each, and the name of its file cannot drive the terminal."""
    plan = small.folder / name
    for text in (FILES["eater.toml"], "format = 2", "\u001b["):
        plan.write_text(text, encoding="utf-8")
        told = told_of(plan)
        assert told.hurt == []
        answer = planner("plans", "check", str(plan))
        shown = answer.out + answer.err
        assert shown.replace("\n", "").isprintable()
        assert "defect" not in shown
        assert planner("plans", "check", str(plan), "--json").code == answer.code


@pytest.mark.parametrize("name", ["x" * 5000 + ".toml", "a\0b.toml", "/", "", "./", "//.toml", "no/such/plan.toml"])
def test_a_name_that_no_file_has(planner: Planner, name: str) -> None:
    for call in (("plans", "check", name), ("plans", "show", name), ("start", "--plan", name, "--hours", "5")):
        answer = planner(*call)
        assert answer.code in (2, 3, 6), answer
        assert "defect" not in answer.err
        assert answer.err.replace("\n", "").isprintable()


ROOM = LARGEST_PLAN - 1_000
BOMBS = {
    "lists": lambda: b"a = " + b"[" * ROOM,
    "closed lists": lambda: b"a = " + b"[" * 400_000 + b"]" * 400_000,
    "inline tables": lambda: b"a = " + b"{a=" * (ROOM // 3),
    "tables": lambda: b"".join(b"[%x]\n" % number for number in range(ROOM // 9)),
    "milestones": lambda: b"[[milestone]]\n" * (ROOM // 14),
    "ids": lambda: b"milestone = [" + b"".join(b'{id="m%d"},' % number for number in range(ROOM // 16)) + b"]",
    "numbers": lambda: b"a = [" + b"1," * (ROOM // 2) + b"]",
    "hexadecimals": lambda: b"a = 0x" + b"f" * ROOM,
    "digits": lambda: b"a = " + b"9" * ROOM,
    "underscores": lambda: b"a = " + b"1_" * (ROOM // 2) + b"1",
    "exponent": lambda: b"effort = 1e" + b"9" * ROOM,
    "dotted": lambda: b".".join([b"a"] * (ROOM // 2)) + b" = 1",
    "header": lambda: b"[" + b".".join([b"a"] * (ROOM // 2)) + b"]",
    "quoted parts": lambda: b"a = {" + b" . ".join([b'"a"'] * (ROOM // 7)) + b" = 1}",
    "deep headers": lambda: b"".join(b"[a.b.c.d.e.f.g.h.%x]\n" % number for number in range(ROOM // 24)),
    "text": lambda: b'title = "' + b"x" * ROOM + b'"',
    "dots": lambda: b'title = "' + b"." * ROOM + b'"',
    "escapes": lambda: b'title = "' + b"\\u001b" * (ROOM // 6) + b'"',
    "zeros": lambda: b"\0" * ROOM,
    "unknown keys": lambda: b"".join(b"%x=1\n" % number for number in range(ROOM // 8)),
    "blanks": lambda: b" " * ROOM,
    "commas": lambda: b",a" * (ROOM // 2),
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs(small: Kitchen, name: str) -> None:
    """Each as large as a plan may be; the watch ends what does not end by itself."""
    small.plan.write_bytes(BOMBS[name]())
    told = told_of(small.plan, ways=("check",))
    assert told.hurt == []
    assert told.refusal


def test_a_plan_and_its_destination_have_one_bound_together(small: Kitchen) -> None:
    half = "#" * (LARGEST_PLAN // 2 - 8_000) + "\n"
    small.plan.write_text(half + FILES["eater.toml"], encoding="utf-8")
    (small.folder / "cook" / "skills.toml").write_text(half + SKILLS, encoding="utf-8")
    assert told_of(small.plan) == ("", [])
    (small.folder / "cook" / "skills.toml").write_text(half + "#" * 16_000 + SKILLS, encoding="utf-8")
    told = told_of(small.plan)
    assert told.hurt == []
    assert "larger than 1 MB, together with the files it belongs to" in told.refusal


def test_fifty_megabytes(small: Kitchen) -> None:
    small.plan.write_bytes(b'title = "' + b"x" * 50_000_000 + b'"')
    told = told_of(small.plan)
    assert told.hurt == []
    assert "larger than 1 MB" in told.refusal

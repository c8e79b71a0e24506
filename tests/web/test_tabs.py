"""A tab and its app: keys and screens go through, what is odd does not, and no app outlives its tab or the server."""

import asyncio
import json
import os
import signal
import subprocess
import sys

import pytest
from aiohttp import WSMsgType

from planner.web import relay
from tests.web.conftest import PATIENCE, Serve, first_screen, until

ODD = ("", "nothing", "[]", "{}", "null", '["stdin"]', '["stdin", 5]', '["resize", {"width": "a"}]', '["resize", 4]',
       '["quit"]', '["deliver_chunk_request", "k"]', '"stdin"', "[" * 100_000, '["stdin", "\\ud800"]')  # fmt: skip


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


async def test_words_reach_the_app_as_they_are(serve: Serve) -> None:
    """No shell reads them: spaces, quotes, dollars, line ends and what is no text at all."""
    words = ["", 'it\'s my "file" $(touch x); `y` *.json', "two\nlines", "\udcff.json", "--file=ü"]
    async with serve(*words) as served, served.browser() as browser:
        tab = await browser.tab()
        shown = await first_screen(tab)
        assert shown["arguments"][1:] == words
        assert shown["served"] is True
        await tab.close()


async def test_keys_sizes_and_focus_go_through(serve: Serve) -> None:
    async with serve() as served, served.browser() as browser:
        tab = await browser.tab("?width=1&height=99999999")
        assert (await first_screen(tab))["size"] == ["10", "1000"]
        await tab.send_str(json.dumps(["stdin", "xé🎉"]))
        assert await tab.receive_bytes(timeout=PATIENCE) == "Dxé🎉".encode()
        await tab.send_str(json.dumps(["resize", {"width": 120, "height": -4}]))
        expected = {"type": "resize", "width": 120, "height": 10}
        assert json.loads((await tab.receive_bytes(timeout=PATIENCE))[1:]) == expected
        await tab.send_str(json.dumps(["blur"]))
        assert json.loads((await tab.receive_bytes(timeout=PATIENCE))[1:]) == {"type": "blur"}
        await tab.send_str(json.dumps(["ping", "17"]))
        assert await tab.receive_json(timeout=PATIENCE) == ["pong", "17"]
        await tab.close()


async def test_odd_messages_change_nothing(serve: Serve) -> None:
    async with serve() as served, served.browser() as browser:
        tab = await browser.tab("?width=wide")
        assert (await first_screen(tab))["size"] == ["80", "24"]
        for message in ODD[:-1]:
            await tab.send_str(message)
        await tab.send_bytes(b'["stdin", "bytes"]')
        await tab.send_str(json.dumps(["stdin", "still here"]))
        assert await tab.receive_bytes(timeout=PATIENCE) == b"Dstill here"
        await tab.send_str(ODD[-1])
        assert await tab.receive_bytes(timeout=PATIENCE) == b"D?"
        await tab.close()


async def test_links_of_the_web_are_opened_and_files_never_handed_out(serve: Serve) -> None:
    async with serve("links") as served, served.browser() as browser:
        tab = await browser.tab()
        await first_screen(tab)
        asked = await tab.receive_json(timeout=PATIENCE)
        assert asked == ["open_url", {"url": "https://example.org/a", "new_tab": True}]
        assert await tab.receive_bytes(timeout=PATIENCE) == b"after the links"
        await tab.close()


async def test_tabs_are_apps_of_their_own_and_end_with_them(serve: Serve) -> None:
    async with serve() as served, served.browser() as browser:
        tabs = [await browser.tab() for _ in range(3)]
        apps = [(await first_screen(tab))["id"] for tab in tabs]
        assert len(set(apps)) == 3
        await tabs[0].close()
        await until(lambda: served.ended() == apps[:1])
        await tabs[1].send_str(json.dumps(["stdin", "on"]))
        assert await tabs[1].receive_bytes(timeout=PATIENCE) == b"Don"
        served.service.stop()
        for tab in tabs[1:]:
            assert (await tab.receive(timeout=PATIENCE)).type in (WSMsgType.CLOSE, WSMsgType.CLOSED)
    assert sorted(served.ended()) == sorted(apps)
    assert not any(is_alive(app) for app in apps)


async def test_an_app_that_will_not_end_is_ended(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relay, "_PATIENCE_SECONDS", 0.1)
    async with serve("stubborn") as served, served.browser() as browser:
        tab = await browser.tab()
        app = (await first_screen(tab))["id"]
        await tab.close()
        await until(lambda: not is_alive(app))


async def test_stopped_twice_nobody_is_waited_for(serve: Serve) -> None:
    async with serve("stubborn") as served, served.browser() as browser:
        tab = await browser.tab()
        app = (await first_screen(tab))["id"]
        served.service.stop()
        await asyncio.sleep(0.05)
        assert is_alive(app)
        served.service.stop()
        await until(lambda: not is_alive(app))


@pytest.mark.parametrize(("what", "said"), [("fails", "the file ␛]0;is␇ damaged"), ("quits", "left by itself")])
async def test_last_words_are_shown_in_both_places(
    serve: Serve, capsys: pytest.CaptureFixture[str], what: str, said: str
) -> None:
    async with serve(what) as served, served.browser() as browser:
        tab = await browser.tab()
        shown = b""
        async for message in tab:
            shown += message.data
        assert said in shown.decode()
        assert b"\x07" not in shown
    assert said in capsys.readouterr().err


async def test_an_app_that_cannot_be_started_is_one_sentence(serve: Serve, capsys: pytest.CaptureFixture[str]) -> None:
    async with serve("with\0nul") as served, served.browser() as browser:
        tab = await browser.tab()
        assert (await tab.receive(timeout=PATIENCE)).type in (WSMsgType.CLOSE, WSMsgType.CLOSED)
        assert (await browser.get("/")).status == 200
    heard = capsys.readouterr().err
    assert "could not be started for a new tab: embedded null byte." in heard
    assert "Traceback" not in heard


def test_an_app_ends_when_its_server_was_killed() -> None:
    app = (
        "import os, signal, threading; from planner.web.parent import end_with; end_with(os.getppid()); "
        "print(os.getpid(), flush=True); threading.Event().wait(60)"
    )
    server = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {app!r}])"
    with subprocess.Popen([sys.executable, "-c", server], stdout=subprocess.PIPE, text=True) as started:
        assert started.stdout is not None
        process = int(started.stdout.readline())
        assert is_alive(process)
        started.send_signal(signal.SIGKILL)
        assert started.stdout.read() == ""  # the pipe is closed once the app has ended too

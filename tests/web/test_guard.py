"""Who is let in, asked over real connections: one-time addresses, cookies, hosts, origins, and what is handed out."""

import re
from pathlib import Path

import pytest
from aiohttp import WSServerHandshakeError

from planner.web import server
from planner.web.guard import Asked, Guard, Verdict
from tests.web.conftest import Serve, first_screen

PATHS = ("/", "/ws", "/static/textual.js", "/nothing")
HEADERS = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Server": "planner",
}


async def test_an_address_lets_one_browser_in_once(serve: Serve, capsys: pytest.CaptureFixture[str]) -> None:
    async with serve() as served, served.stranger() as mine, served.stranger() as other:
        assert (await mine.get("/")).status == 403
        address = served.guard.address
        assert re.fullmatch(rf"{served.home}/\?token=[\w-]{{43}}", address)
        entered = await mine.get(address)
        assert entered.status == 200
        cookie = entered.headers["Set-Cookie"]
        assert re.fullmatch(rf"planner-{served.port}=[\w-]{{43}}; HttpOnly; Path=/; SameSite=Strict", cookie)
        page = await mine.get("/")
        assert page.status == 200
        assert 'id="terminal"' in page.text
        spent = await other.get(address)
        assert spent.status == 403
        assert "open the newest\n        address there" in spent.text
        assert "Set-Cookie" not in spent.headers
        assert (await other.get("/")).status == 403
        again = await mine.get(address)  # whoever is in already is only sent to the page
        assert (again.status, "Set-Cookie" in again.headers) == (200, False)
        assert 'content="0; url=/"' in again.text
        printed = capsys.readouterr().out.split()
        assert printed == [address, served.guard.address]
        assert (await other.get(printed[-1])).status == 200
        assert (await other.get("/")).status == 200


async def test_only_going_there_spends_an_address(serve: Serve) -> None:
    async with serve() as served, served.stranger() as browser:
        address = served.guard.address
        for method in ("HEAD", "POST", "PUT", "OPTIONS"):
            assert (await browser.get(address, method)).status in (403, 405)
        for fetched in ({"Sec-Fetch-Mode": "no-cors"}, {"Sec-Fetch-Dest": "iframe"}, {"Sec-Fetch-Dest": "image"}):
            assert (await browser.get(address, **fetched, **{"Sec-Fetch-Site": "cross-site"})).status == 403
        assert (await browser.get(address.replace("/?", "/ws?"))).status == 403
        assert (await browser.get(f"{address}x")).status == 403
        assert (await browser.get(address[:-1])).status == 403
        assert served.guard.address == address
        assert (await browser.get(address, **{"Sec-Fetch-Site": "cross-site"})).status == 200, "a link in a mail"


@pytest.mark.parametrize(
    "host",
    ["evil.example:{port}", "127.0.0.1", "localhost", "127.0.0.1:1", "127.0.0.1.evil.example:{port}", "[::1]:{port}",
     "evil.example", "", "0.0.0.0:{port}", "127.0.0.1:{port}@evil.example", "127.1:{port}", "localhost.:{port}"],
)  # fmt: skip
async def test_another_host_is_refused(serve: Serve, host: str) -> None:
    """A page whose name was pointed at 127.0.0.1 still sends its name: nothing is told to it, cookie or not."""
    async with serve() as served, served.browser() as browser:
        for path in PATHS:
            refused = await browser.get(path, Host=host.format(port=served.port))
            assert refused.status == 403
            assert "serve" not in refused.text
        address = served.guard.address
        assert (await browser.get(address, Host=host.format(port=served.port))).status == 403
        assert served.guard.address == address


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "null", "http://127.0.0.1", "http://127.0.0.1:1", "https://127.0.0.1:{port}", "",
     "http://localhost:{port}", "http://127.0.0.1:{port}.evil.example", "http://127.0.0.1:{port}/", "file://"],
)  # fmt: skip
async def test_another_origin_is_refused_with_the_cookie_too(serve: Serve, origin: str) -> None:
    async with serve() as served, served.browser() as browser:
        wrong = origin.format(port=served.port)
        for path in PATHS:
            assert (await browser.get(path, Origin=wrong)).status == 403
        with pytest.raises(WSServerHandshakeError, match="403"):
            await browser.tab(Origin=wrong)
        with pytest.raises(WSServerHandshakeError, match="403"):
            await browser.session.ws_connect(f"{served.home}/ws")  # no browser opens one without saying from where
    assert served.ended() == [], "no app was ever started"


@pytest.mark.parametrize("site", ["cross-site", "same-site", "something"])
async def test_another_page_gets_no_part_of_ours(serve: Serve, site: str) -> None:
    async with serve() as served, served.browser() as browser:
        for path in ("/static/textual.js", "/static/planner.css", "/ws"):
            assert (await browser.get(path, **{"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "no-cors"})).status == 403
        framed = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"}
        assert (await browser.get("/", **framed)).status == 403


async def test_both_names_of_this_computer_are_good(serve: Serve) -> None:
    async with serve() as served, served.stranger() as browser:
        browser.home = f"http://LocalHost:{served.port}"
        address = served.guard.address.replace("127.0.0.1", "localhost")
        assert (await browser.get(address)).status == 200
        page = await browser.get("/")
        assert f'data-session-websocket-url="ws://localhost:{served.port}/ws"' in page.text
        tab = await browser.tab(Origin=f"http://localhost:{served.port}")
        assert (await first_screen(tab))["size"] == ["100", "30"]
        await tab.close()


async def test_without_the_cookie_there_is_nothing(serve: Serve) -> None:
    async with serve() as served, served.stranger() as browser:
        for path in PATHS:
            assert (await browser.get(path)).status == 403
        for cookie in (f"planner-{served.port}=", f"planner-{served.port}=wrong", "planner=x", "planner-1=x"):
            assert (await browser.get("/", Cookie=cookie)).status == 403
        with pytest.raises(WSServerHandshakeError, match="403"):
            await browser.tab()


async def test_every_answer_has_the_headers(serve: Serve) -> None:
    async with serve() as served, served.browser() as browser, served.stranger() as stranger:
        answers = [await browser.get(path) for path in ("/", "/?x=1", "/static/planner.js", "/nothing")]
        answers += [await browser.get("/ws", Origin=served.home), await browser.get("/ws")]
        answers += [await browser.get("/", "POST"), await stranger.get("/"), await browser.get("/", Origin="null")]
        assert [answer.status for answer in answers] == [200, 200, 200, 404, 400, 403, 405, 403, 403]
        for answer in answers:
            assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
            policy = dict(part.strip().split(" ", 1) for part in answer.headers["Content-Security-Policy"].split(";"))
            assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
            assert policy["script-src"] == "'self'"
        own = answers[0].headers["Content-Security-Policy"]
        assert f"connect-src ws://127.0.0.1:{served.port};" in own


async def test_only_the_files_of_the_page_are_handed_out(serve: Serve) -> None:
    async with serve() as served, served.browser() as browser:
        page = await browser.get("/")
        named = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page.text))
        named |= set(re.findall(r"/static/[\w.-]+", (await browser.get("/static/planner.css")).text))
        named |= set(re.findall(r"/static/[\w.-]+", (await browser.get("/static/planner.js")).text))
        assert len(named) == 5
        for path in named:
            assert (await browser.get(path)).status == 200
        for path in ("/static/", "/static/js/textual.js", "/static/..%2fserver.py", "/static/%2e%2e/server.py",
                     "/static/app.html", "/static//etc/passwd", "/download/k", "/journey.json"):  # fmt: skip
            assert (await browser.get(path)).status == 404


async def test_the_pages_ask_nobody_else_for_anything(serve: Serve) -> None:
    async with serve() as served, served.browser() as browser, served.stranger() as stranger:
        texts = [(await browser.get(path)).text for path in ("/", "/?x", "/static/planner.js", "/static/planner.css")]
        texts += [(await stranger.get("/")).text, (await browser.get("/static/xterm.css")).text.partition("*/")[2]]
        for text in texts:
            outside = re.findall(r"(?:https?:|ws:|[\"'(=])//[^\s\"')]+", text)
            assert [each for each in outside if each != f"ws://127.0.0.1:{served.port}/ws"] == []
        assert "token" not in texts[0]


async def test_a_defect_is_one_sentence(
    serve: Serve, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    async with serve() as served, served.browser() as browser:
        monkeypatch.setattr(server, "ASSETS", tmp_path)
        broken = await browser.get("/")
        assert (broken.status, broken.text) == (500, "The planner met a defect of its own, sorry.\n")
        assert broken.headers["X-Frame-Options"] == "DENY"
        assert (await browser.get("/nothing")).status == 404
    heard = capsys.readouterr().err
    assert "a defect of its own (FileNotFoundError)" in heard
    assert "Traceback" not in heard


def test_a_server_of_port_80_knows_its_short_name() -> None:
    guard = Guard(80)
    asked = Asked("/", ["localhost"], [], [], {guard.cookie: guard.secret}, is_page=True)
    assert guard.judge(asked) is Verdict.KNOWN
    assert guard.judge(asked._replace(hosts=["localhost", "localhost"])) is Verdict.FOREIGN
    assert Guard(81).judge(asked) is Verdict.FOREIGN
    assert guard.judge(asked._replace(cookies={guard.cookie: "\udce9"})) is Verdict.STRANGER

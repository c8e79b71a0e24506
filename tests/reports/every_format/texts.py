"""Texts that mean something to some reader: of pages, Markdown, tables, calendars, templates or terminals."""

from typing import Final

MARKUP: Final = (
    "<script>alert(1)</script>",
    "</style></title><script src=//x.example/a.js></script>",
    "<img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x="',
    "' onfocus='alert(1)' autofocus='",
    "<svg/onload=alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "<!-- a comment -->",
    "--></style><b>",
    "]]>",
    "<![CDATA[x]]>",
    "<?php echo 1 ?>",
    "&lt;b&gt; &amp; &#60; &colon;",
    "</script></svg></table></html>",
)
MARKDOWN: Final = (
    "# a heading",
    "a heading\n===",
    "[click](javascript:alert(1))",
    "![x](http://x.example/p.png)",
    "<javascript:alert(1)>",
    "<http://x.example>",
    "**b** _i_ ~~s~~ `c` | a | b |",
    "```\ncode\n```",
    "1. one\n- two\n> three\n* * *",
    "[x]: http://x.example 'y'",
    "| - | - |\n|---|---|\n| a | b |",
    "back\\slash \\",
)
FORMULAS: Final = (
    '=HYPERLINK("http://x.example","click")',
    "+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "a,=1+1;=2+2\t=3+3",
    '";=1+1;"',
    "\uff1d1+1",
    "a\r\n=1+1,b",
)
LINKS: Final = (
    "javascript:alert(1)",
    "JaVaScRiPt://x.example/%0aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "see https://a.example/?q=<script>&x=\"y\"'z' now",
    "https://name:word@a.example/",
)
LINES: Final = (
    "x\r\nEND:VTODO\r\nBEGIN:VEVENT\r\nSUMMARY:y\r\nEND:VEVENT",
    "x\nATTACH:http://x.example\nBEGIN:VALARM\nACTION:AUDIO\nEND:VALARM",
    "a;b:c,d\\n\\,e",
    "x\nx 2020-01-01 2020-01-01 evil +p due:2020-01-01",
    "x 2020-01-01 done",
    "(A) first",
    "+project @context due:2020-01-01 pri:A rec:1d h:1 id:other",
    "+cmd|x",
    "2020-01-01 2020-01-01 (B)",
)
TEMPLATES: Final = (
    '"};',
    '" { task evil "x" { effort 1d } }',
    "${evil} $(HOME) $${x}",
    "$\u200b{evil}",
    "-8<- x ->8-",
    "macro evil [ x ]",
    "include 'x.tji' # comment",
    "/* a comment",
    "end with a backslash \\",
    'a \\" b \\\\" c',
    '#eval("1+1")',
    '#read("/etc/passwd") #sys.inputs $x^2$ @label <label>',
    "{{ 7*7 }} {% raw %} %s %(x)s {0}",
    "project:evil due:now +tag uuid:x",
    "&open;x&close; \\u0022",
    '\\" \\/ \\u003c',
)
CHARACTERS: Final = (
    "\u202eevil\u202c \u2066x\u2069 \u200f\u061c",
    "\u05e9\u05dc\u05d5\u05dd <b> \u0645\u0631\u062d\u0628\u0627",
    "bell\x07 escape\x1b[31m nul\x00 delete\x7f",
    "next\x85 control\x9b31m",
    "line\u2028paragraph\u2029end",
    "lone\ud800surrogate\udfff",
    "\ufeffmark\ufffe\uffff\U0001fffe",
    "zero\u200bwidth\u200d\u2060 soft\xadhyphen",
    "z" + "\u0300" * 60,
    "w" * 3000,
    "\U0001f469\u200d\U0001f4bb \u65e5\u672c\u8a9e \xe9\u00df",
)
HOSTILE: Final = (*MARKUP, *MARKDOWN, *FORMULAS, *LINKS, *LINES, *TEMPLATES, *CHARACTERS)

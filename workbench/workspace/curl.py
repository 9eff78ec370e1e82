"""A call as a line for the shell: what was sent, with names of variables where secrets stood."""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from typing import Final
from urllib.parse import quote

from workbench.core.calls import MASK, BodyText, CallRecord

_BRACES: Final = re.compile(r"\{([^{}]+)\}")
_PLAIN: Final = re.compile(r"[A-Za-z0-9 ,:;./?&=%@+~_{}*-]*")
_OWN: Final = frozenset({"user-agent", "accept-encoding", "content-length", "host"})
"""Headers that curl makes by itself."""
_SAFE_IN_QUERY: Final = "-._~,:"


class Variable(str):
    """The name of an environment variable, which the shell fills in."""

    __slots__ = ()


Part = str | Variable


def curl_of(call: CallRecord, body: BodyText | None = None) -> str:
    """Return the command that makes a call again, ready to be pasted into a shell.

    Secrets are variables like `$WORKBENCH_TOKEN`, inside double quotes; everything else is quoted
    so that the shell takes it to the letter. A body that was not kept whole is read from a file.
    """
    words = ["curl"]
    if call.method != ("POST" if call.body else "GET"):
        words.append(f"-X {shlex.quote(call.method)}")
    words.append(shell_word(_address(call)))
    packed = any(name.lower() == "accept-encoding" and "gzip" in value for name, value in call.sent)
    words += ["--compressed"] if packed else []
    words += [_header(name, value) for name, value in call.sent if name.lower() not in _OWN]
    notes: list[str] = []
    if call.body and body is not None and body.whole:
        words.append(f"--data-raw {shlex.quote(body.text)}")
    elif call.body:
        words.append("--data-binary @body")
        notes.append("# The body is read from the file body: it was not kept.")
    return "\n".join([*notes, " \\\n  ".join(words)])


def variable_of(name: str) -> Variable:
    """Return the variable that stands for a secret: "x-auth-token" is WORKBENCH_TOKEN."""
    plain = re.sub(r"[^A-Z0-9]+", "_", name.upper()).strip("_")
    short = plain.removeprefix("X_").removeprefix("AUTH_")
    return Variable(f"WORKBENCH_{short or plain or 'SECRET'}")


def shell_word(parts: Sequence[Part]) -> str:
    """Return texts and variables as one word of a POSIX shell."""
    texts = [part for part in parts if not isinstance(part, Variable)]
    if len(texts) == len(parts):
        return shlex.quote("".join(texts))
    if all(_PLAIN.fullmatch(text) for text in texts):
        inner = "".join(_in_quotes(parts, at) for at in range(len(parts)))
        return f'"{inner}"'
    return "".join(
        f'"${part}"' if isinstance(part, Variable) else shlex.quote(part) for part in parts if part
    )


def _in_quotes(parts: Sequence[Part], at: int) -> str:
    """Return a part as it stands between double quotes."""
    part = parts[at]
    if not isinstance(part, Variable):
        return part
    following = "".join(parts[at + 1 : at + 2])
    # What follows must not be read as a part of the name.
    return f"${{{part}}}" if re.match(r"[A-Za-z0-9_]", following) else f"${part}"


def _header(name: str, value: str) -> str:
    if MASK not in value:
        return f"-H {shlex.quote(f'{name}: {value}')}"
    way, blank, _rest = value.partition(f" {MASK}")
    if way == "Basic" and blank:
        names = [variable_of("username"), ":", variable_of("password")]
        return f"-u {shell_word(names)}"
    parts = [f"{name}: ", *([f"{way} "] if blank else [])]
    return f"-H {shell_word([*parts, variable_of('token' if blank else name)])}"


def _address(call: CallRecord) -> list[Part]:
    """Return the address in parts: what the account or a secret gave is a variable."""
    values = dict(call.values)
    parts: list[Part] = [call.base]
    last = 0
    for match in _BRACES.finditer(call.path):
        parts.append(call.path[last : match.start()])
        value = values.get(match[1], MASK)
        secret = MASK in value
        parts.append(variable_of(match[1]) if secret else quote(value, safe="", errors="replace"))
        last = match.end()
    parts.append(call.path[last:])
    for at, (name, value) in enumerate(call.query):
        parts.append(f"{'&' if at else '?'}{_quoted(name)}=")
        parts.append(variable_of(name) if MASK in value else _quoted(value))
    return [part for part in parts if part]


def _quoted(text: str) -> str:
    return quote(text, safe=_SAFE_IN_QUERY, errors="replace")

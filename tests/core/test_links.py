"""Only plain web addresses are links."""

from __future__ import annotations

import pytest

from workbench.core.links import safe_link


@pytest.mark.parametrize("url", ["https://a.test/x?y=1#z", "http://a.test", " https://ä.test/ü "])
def test_plain_addresses_pass(url):
    assert safe_link(url) == url.strip()


@pytest.mark.fault(70)
@pytest.mark.parametrize(
    "url",
    ["", "file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "smb://a/b", "a.test",
     "https://", "https://user:pw@a.test", "https://a.test@evil.test", "https://a.test\\@evil.test",
     "https://a.test/\n", "https://a.test/a\x00b", "https://a.test/\u202egpj", "https://a.test/a b",
     "https://[bad", "https://a.test:port/", "ht\ntps://a.test", "vbscript:x", "//a.test",
     "https://a.test/" + "x" * 4000],
)  # fmt: skip
def test_everything_else_is_none(url):
    if url == "https://a.test/\n":
        assert safe_link(url) == "https://a.test/"
    else:
        assert safe_link(url) is None

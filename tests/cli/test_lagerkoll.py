"""The command line at Lagerkoll: what changes something says so, files go up, ids are odd."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn

from tests.cli.conftest import Ended
from workbench.cli.main import main
from workbench.sandbox.lagerkoll.service import application, build
from workbench.sandbox.server import build_app

ODD = ("M/12 röd", "40% extra", "C#-10", "Åre 3 åäö", "a b  c", "kit/å %2F#1", "mugg+lock?")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    app = build_app([build(application(per_minute=None))])
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="critical", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/lagerkoll"
    server.should_exit = True
    thread.join(10)


@dataclass
class Lines:
    """The command line with credentials for one run."""

    url: str
    folder: Path
    capsys: pytest.CaptureFixture[str]

    def call(self, operation: str, *words: str) -> Ended:
        place = self.folder / "credentials.json"
        place.write_text(json.dumps(build().credentials))
        reach = ("--credentials", str(place), "--url", self.url)
        self.capsys.readouterr()
        status = main(("call", "lagerkoll", operation, *words, *reach))
        printed = self.capsys.readouterr()
        return Ended(status, printed.out, printed.err)


@pytest.fixture
def lines(address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Lines:
    return Lines(address, tmp_path, capsys)


def test_a_reading_that_marks_articles_asks_for_a_yes(lines: Lines) -> None:
    refused = lines.call("low_stock", "--set", "set_articles_warned=true")
    assert refused.status == 2
    assert "nothing was sent" in refused.err
    assert lines.call("low_stock", "--set", "set_articles_warned=true", "--yes").status == 0
    assert lines.call("low_stock", "--set", "set_articles_warned=false").status == 0


def test_a_file_is_a_parameter_with_its_documented_name(lines: Lines) -> None:
    file = lines.folder / "rows.tsv"
    file.write_text("Artnr\tNamn\n10-0412\tNytt namn\n", encoding="utf-8")
    by_name = lines.call("test_import_articles", "--set", "template_id=2121", "--set",
                         f"file={file}")  # fmt: skip
    by_body = lines.call("test_import_articles", "--set", "template_id=2121", "--body", str(file))
    assert by_name.status == by_body.status == 0, by_name.err
    assert by_name.json == by_body.json


def test_the_file_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(("operations", "lagerkoll", "--json")) == 0
    listed = json.loads(capsys.readouterr().out)
    uploads = [row for row in listed if row["body"] and row["body"]["type"] == "file"]
    assert len(uploads) == 6
    for row in uploads:
        file = row["params"][-1]
        assert (file["name"], file["in"], file["required"]) == ("file", "form", True)


@pytest.mark.parametrize("number", ODD)
def test_odd_numbers_reach_their_article(lines: Lines, number: str) -> None:
    ended = lines.call("article", "--set", f"id={number}")
    assert ended.status == 0, ended.err
    assert isinstance(ended.json, dict)
    assert ended.json["articles"][0]["articleId"] == number
    assert lines.call("article_history", "--set", f"id={number}").status == 0


def test_how_long_data_is_kept_is_answered(lines: Lines) -> None:
    ended = lines.call("retention")
    assert ended.status == 0, ended.err
    assert ended.json == {"retention": 84}


@pytest.mark.parametrize(
    ("source", "given", "hint"),
    [
        ("lagerkoll", {}, "store, api_key, or store, user_id, user_token."),
        ("lagerkoll", {"store": "186008"}, "Enter: api_key."),
        ("lagerkoll", {"store": "186008", "user_id": "1"}, "user_token."),
        ("loupe", {}, "username, password"),
    ],
)
def test_what_is_missing_to_sign_in_is_named(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    source: str,
    given: dict[str, str],
    hint: str,
) -> None:
    place = tmp_path / "credentials.json"
    place.write_text(json.dumps(given))
    reach = ("--credentials", str(place), "--url", "http://127.0.0.1:9")
    assert main(("accounts", "test", source, "main", *reach)) == 3
    assert hint in capsys.readouterr().err


def test_a_parameter_is_given_once(lines: Lines) -> None:
    ended = lines.call("article", "--set", "id=10-0412", "--set", "id=10-0413")
    assert ended.status == 2
    assert "“id” is given twice" in ended.err
    assert lines.call("article", "--set", "id=10-0412", "--set", "id=10-0412").status == 0


def test_an_answer_without_a_file_leaves_none(lines: Lines) -> None:
    place = lines.folder / "bundles.xlsx"
    ended = lines.call("create_bundle_export", "--yes", "--out", str(place))
    assert ended.status == 0, ended.err
    assert "holds no file" in ended.err
    assert ended.json is None
    assert not place.exists()
    print_place = lines.folder / "labels.pdf"
    words = ("--set", "id=10-0412", "--out", str(print_place))
    assert lines.call("print_labels_of_article", *words).status == 0
    assert print_place.read_bytes().startswith(b"%PDF-")


def test_what_is_reserved_goes_in_the_body(lines: Lines) -> None:
    body = lines.folder / "body.json"
    body.write_text('{"reserved": 3}')
    words = ("--set", "id=10-0412", "--body", str(body), "--yes")
    assert lines.call("update_reserved", *words).json == {"reserved": 3}
    ended = lines.call("article", "--set", "id=10-0412")
    assert isinstance(ended.json, dict)
    assert ended.json["articles"][0]["reserved"] == 3

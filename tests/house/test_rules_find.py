"""Each house rule finds what it is there to find, and lets the right way pass."""

from __future__ import annotations

import pytest

from tests.house import rules_calls, rules_shape, rules_texts
from tests.house.modules import functions, parse
from tests.house.rules_words import wrong_words

HEAD = '"""Why."""\n\nfrom __future__ import annotations\n\n'

WRONG = [
    (rules_shape.module_says_why, "from __future__ import annotations\n"),
    (rules_shape.annotations_are_lazy, '"""Why."""\n\nimport os\n'),
    (rules_shape.files_are_short, HEAD + "\n" * 401),
    (rules_shape.nothing_changes_at_module_level, HEAD + "_cache = {}\n"),
    (rules_shape.nothing_changes_at_module_level, HEAD + "_seen: dict[str, int] = dict()\n"),
    (rules_shape.nothing_changes_at_module_level, HEAD + "if True:\n    SEEN = []\n"),
    (rules_shape.nothing_changes_at_module_level, HEAD + "names = ['a']\n"),
    (rules_shape.nothing_changes_at_module_level, HEAD + "POOL = deque()\n"),
    (rules_shape.constants_are_not_changed, HEAD + "def f():\n    KNOWN['a'] = 1\n"),
    (rules_shape.constants_are_not_changed, HEAD + "def f():\n    texts.KNOWN['a']['b'] = 1\n"),
    (rules_shape.constants_are_not_changed, HEAD + "def f():\n    KNOWN.append(1)\n"),
    (rules_shape.constants_are_not_changed, HEAD + "def f():\n    del KNOWN[0]\n"),
    (rules_shape.nothing_changes_at_module_level, HEAD + "def f():\n    global x\n    x = 1\n"),
    (rules_shape.heavy_libraries_wait, HEAD + "import pandas as pd\n"),
    (rules_shape.heavy_libraries_wait, HEAD + "from keyring.errors import KeyringLocked\n"),
    (rules_calls.no_nested_loops, HEAD + "dialog.exec()\n"),
    (rules_calls.tasks_come_from_one_place, HEAD + "asyncio.create_task(run())\n"),
    (rules_calls.tasks_come_from_one_place, HEAD + "loop.create_task(run())\n"),
    (rules_calls.banned_names_are_absent, HEAD + "from qasync import asyncSlot\n"),
    (rules_calls.banned_names_are_absent, HEAD + "model = QtCore.QSortFilterProxyModel()\n"),
    (rules_calls.one_style_sheet, HEAD + "widget.setStyleSheet(sheet)\n"),
    (rules_calls.server_text_stays_plain, HEAD + "label = QLabel(text)\n"),
    (rules_calls.server_text_stays_plain, HEAD + "class Note(QLabel):\n    pass\n"),
    (rules_calls.server_text_stays_plain, HEAD + "QMessageBox.warning(None, a, b)\n"),
    (rules_texts.shown_texts_are_translated, HEAD + "button.setText('Send')\n"),
    (rules_texts.shown_texts_are_translated, HEAD + "button.setToolTip(f'Send {count}')\n"),
    (rules_texts.shown_texts_are_translated, HEAD + "menu.addAction(icon, 'Copy')\n"),
    (rules_texts.parts_are_given_translated_texts, HEAD + "PrimaryButton('Send')\n"),
    (rules_texts.parts_are_given_translated_texts, HEAD + "Field(title=f'{n} of them all')\n"),
    (rules_texts.catalogued_texts_are_english_literals, HEAD + "tr(f'Send {count}')\n"),
    (rules_texts.catalogued_texts_are_english_literals, HEAD + "mark('Übersicht')\n"),
]  # fmt: skip

RIGHT = [
    HEAD + "KNOWN = (1, 2)\nNAMES = frozenset({'a'})\nTABLE = {'a': 1}\nX = TABLE['a']\n",
    HEAD + "BY_NAME = MappingProxyType({1: 2})\nLIMITS: Mapping[str, int] = {'lagerkoll': 180}\n",
    HEAD + "if TYPE_CHECKING:\n    import pandas\n",
    HEAD + "def _read():\n    import pandas\n    return pandas.read_csv\n",
    HEAD + "button.setText(tr('Send'))\nbutton.setText(f'{count} %')\nmenu.addAction(action)\n",
    HEAD + "PrimaryButton(look, tr('Send'), icon='send')\nQKeySequence('Delete')\n",
    HEAD + "raise LookError('no such ink')\n",
    HEAD + "label = plain_label(text)\nconnection.execute('select 1')\n",
    HEAD + "title = mark('Don’t send')\ntr('{count} rows', count=1)\n",
]

WORDS = [
    "# TO~DO: later",
    "# FIX~ME",
    "see issu~e #12",
    "an age~nt did this",
    "read /wo~rk/main first",
    "in sha~red/api",
    "see design.m~d",
    "https://pypi.o~rg/simple",
    "def read_stu~b():",
]
"""With a sign in each that is taken out before use, so that this file is not found itself."""

FINE = [
    'headers = {"User-Agent": "workbench"}',
    "the tissue 12 of the paper",
    ".work/venv and net/work/flow",
    "workspace.db is kept",
    "README.md",
    "a shared cell",
]


@pytest.mark.parametrize(("rule", "text"), WRONG)
def test_it_finds(rule, text):
    assert list(rule(parse(text, "workbench/ui/sample.py")))


@pytest.mark.parametrize("text", RIGHT)
@pytest.mark.parametrize("rule", [*rules_shape.RULES, *rules_calls.RULES, *rules_texts.RULES])
def test_it_lets_pass(rule, text):
    assert list(rule(parse(text, "workbench/ui/sample.py"))) == []


def test_an_init_with_logic_is_found():
    module = parse(HEAD + "def make():\n    pass\n", "workbench/sources/new/__init__.py")
    assert list(rules_shape.inits_hold_no_logic(module))


def test_long_functions_are_found_when_there_are_too_many():
    long = "def long():\n" + "    x = 1\n" * 41
    short = "".join(f"def short_{number}():\n    x = 1\n" for number in range(30))
    assert list(rules_shape.functions_are_short([parse(HEAD + long, "workbench/a.py")]))
    assert not list(rules_shape.functions_are_short([parse(HEAD + long + short, "workbench/a.py")]))


def test_the_docstring_does_not_count_as_length():
    text = 'def f():\n    """A.\n\n    B.\n    """\n    return 1\n'
    module = parse(text, "workbench/a.py")
    assert [rules_shape.length(function) for function in functions(module)] == [2]


@pytest.mark.parametrize("line", WORDS)
def test_a_wrong_word_is_found(line):
    assert list(wrong_words(line.replace("~", ""), "README.md"))


@pytest.mark.parametrize("line", FINE)
def test_a_right_word_passes(line):
    assert list(wrong_words(line, "README.md")) == []

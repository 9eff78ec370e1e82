"""Failures: exit status, report, and the names of the file system's troubles."""

from __future__ import annotations

import errno

import pytest

from workbench.core.errors import ErrorCode, Sent, WbError, bad_input, from_os_error


@pytest.mark.parametrize(
    ("code", "status"),
    [
        (ErrorCode.INPUT, 2),
        (ErrorCode.READ_ONLY, 2),
        (ErrorCode.AUTH, 3),
        (ErrorCode.AUTH_MISSING, 3),
        (ErrorCode.KEYRING, 3),
        (ErrorCode.OFFLINE, 4),
        (ErrorCode.SLOW, 4),
        (ErrorCode.RESTING, 4),
        (ErrorCode.REFUSED, 5),
        (ErrorCode.SERVER, 5),
        (ErrorCode.RATE, 5),
        (ErrorCode.CANCELLED, 130),
    ],
)
def test_each_failure_ends_with_its_status(code, status):
    assert WbError(code, "x").exit_status == status


def test_codes_are_unique_and_stable():
    assert len({code.value for code in ErrorCode}) == len(ErrorCode)
    assert all(code.value.startswith("WB-") for code in ErrorCode)


def test_a_report_names_what_is_known_and_nothing_else():
    error = WbError(
        ErrorCode.REFUSED, "Refused.", "Change it.", source="shop", operation="list", status=400,
        service_code="E1", sent=Sent.YES, detail="more",
    )  # fmt: skip
    assert error.report().splitlines() == [
        "code: WB-SRV-REFUSED", "what: Refused.", "do: Change it.", "source: shop",
        "operation: list", "status: 400", "service code: E1", "sent: yes", "detail: more",
    ]  # fmt: skip
    assert error.full_text == "Refused. Change it."
    assert str(error) == "Refused."
    assert "status" not in bad_input("Odd.").report()


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, ErrorCode.DISK_FULL), (errno.EDQUOT, ErrorCode.DISK_FULL),
     (errno.EACCES, ErrorCode.DISK), (errno.EROFS, ErrorCode.DISK), (errno.EIO, ErrorCode.DISK)],
)  # fmt: skip
def test_troubles_of_the_file_system_are_named(number, code):
    error = from_os_error(OSError(number, "reason"), "/tmp/x.csv")
    assert (error.code, error.exit_status) == (code, 2)
    assert "/tmp/x.csv" in error.sentence
    assert error.hint

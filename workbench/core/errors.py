"""Every way a piece of work can fail, by name, so that each failure can say what to do.

One class with a code instead of a tree of classes: callers act on `code`, `sent` and
`retryable`, never on a type, and the window and the command line show the same sentence.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Sent(StrEnum):
    """Whether a request may have reached the service: the most important fact of a failure."""

    NO = "no"
    MAYBE = "maybe"
    YES = "yes"


class ErrorCode(StrEnum):
    """The named failures; the value is the stable code a user can quote."""

    OFFLINE = "WB-NET-OFFLINE"
    NAME = "WB-NET-NAME"
    CONNECT = "WB-NET-CONNECT"
    TLS = "WB-NET-TLS"
    CUT = "WB-NET-CUT"
    SLOW = "WB-NET-SLOW"
    PROXY = "WB-PROXY"
    PROXY_AUTH = "WB-PROXY-AUTH"
    REDIRECT = "WB-REDIRECT"
    HOST = "WB-HOST"
    BODY_CUT = "WB-BODY-CUT"
    BODY_WEB_PAGE = "WB-BODY-HTML"
    BODY_JSON = "WB-BODY-JSON"
    BODY_EMPTY = "WB-BODY-EMPTY"
    BODY_BIG = "WB-BODY-BIG"
    BODY_DEEP = "WB-BODY-DEEP"
    DATA = "WB-DATA"
    REFUSED = "WB-SRV-REFUSED"
    AUTH = "WB-AUTH-REFUSED"
    AUTH_MISSING = "WB-AUTH-MISSING"
    FORBIDDEN = "WB-AUTH-FORBIDDEN"
    NOT_FOUND = "WB-SRV-404"
    CONFLICT = "WB-SRV-409"
    TOO_LARGE = "WB-SRV-413"
    RATE = "WB-SRV-429"
    SERVER = "WB-SRV-5XX"
    RESTING = "WB-SRV-RESTING"
    SCROLL = "WB-SCROLL"
    READ_ONLY = "WB-READ-ONLY"
    INPUT = "WB-INPUT"
    KEYRING = "WB-KEYRING"
    DISK_FULL = "WB-DISK-FULL"
    DISK = "WB-DISK"
    STORE = "WB-STORE"
    FILE = "WB-FILE"
    CANCELLED = "WB-CANCELLED"
    INTERNAL = "WB-INTERNAL"


class Exit(msgspec.Struct, frozen=True):
    """The exit statuses of the command line (its contract, "Exit status")."""

    done: int = 0
    partly: int = 1
    usage: int = 2
    credentials: int = 3
    unreachable: int = 4
    refused: int = 5
    interrupted: int = 130


EXIT = Exit()

_EXIT_OF = {
    ErrorCode.INPUT: EXIT.usage,
    ErrorCode.READ_ONLY: EXIT.usage,
    ErrorCode.FILE: EXIT.usage,
    ErrorCode.DISK: EXIT.usage,
    ErrorCode.DISK_FULL: EXIT.usage,
    ErrorCode.AUTH: EXIT.credentials,
    ErrorCode.AUTH_MISSING: EXIT.credentials,
    ErrorCode.KEYRING: EXIT.credentials,
    ErrorCode.CANCELLED: EXIT.interrupted,
    ErrorCode.STORE: EXIT.partly,
    ErrorCode.INTERNAL: EXIT.partly,
    ErrorCode.FORBIDDEN: EXIT.credentials,
    ErrorCode.OFFLINE: EXIT.unreachable,
    ErrorCode.NAME: EXIT.unreachable,
    ErrorCode.CONNECT: EXIT.unreachable,
    ErrorCode.TLS: EXIT.unreachable,
    ErrorCode.CUT: EXIT.unreachable,
    ErrorCode.SLOW: EXIT.unreachable,
    ErrorCode.PROXY: EXIT.unreachable,
    ErrorCode.PROXY_AUTH: EXIT.unreachable,
    ErrorCode.RESTING: EXIT.unreachable,
}


class WbError(Exception):
    """A failure with a name, one plain sentence, and what to do about it.

    Attributes:
        code: which failure.
        sentence: what happened, in the user's words; safe to show and to log.
        hint: what to do.
        source: id of the source, where one was involved.
        operation: name of the operation, where one was under way.
        field: id of the input or field at fault, so that the message can stand there.
        service_code: the service's own code, as it wrote it.
        status: the HTTP status, where there was an answer.
        retryable: whether the same request may be sent again by the program.
        sent: whether the service may have seen the request.
        wait: seconds the service asked to wait, where it did.
        detail: more for a report; already free of secrets.
        answer: the decoded answer, where a service took a call and refused what it was for.
    """

    def __init__(
        self,
        code: ErrorCode,
        sentence: str,
        hint: str = "",
        *,
        source: str = "",
        operation: str = "",
        field: str = "",
        service_code: str = "",
        status: int = 0,
        retryable: bool = False,
        sent: Sent = Sent.NO,
        wait: float | None = None,
        detail: str = "",
        answer: object = None,
    ) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
        self.hint = hint
        self.source = source
        self.operation = operation
        self.field = field
        self.service_code = service_code
        self.status = status
        self.retryable = retryable
        self.sent = sent
        self.wait = wait
        self.detail = detail
        self.answer = answer

    @property
    def exit_status(self) -> int:
        """The exit status the command line ends with for this failure."""
        return _EXIT_OF.get(self.code, EXIT.refused)

    @property
    def full_text(self) -> str:
        """Sentence and hint in one line."""
        return f"{self.sentence} {self.hint}".strip()

    def report(self) -> str:
        """What "Copy details" puts on the clipboard; holds no secret."""
        rows = (
            ("code", self.code.value),
            ("what", self.sentence),
            ("do", self.hint),
            ("source", self.source),
            ("operation", self.operation),
            ("status", str(self.status or "")),
            ("service code", self.service_code),
            ("sent", self.sent.value),
            ("detail", self.detail),
        )
        return "\n".join(f"{name}: {value}" for name, value in rows if value)


def bad_input(sentence: str, hint: str = "", field: str = "") -> WbError:
    """Return the failure for a value that a user typed and nothing was sent for."""
    return WbError(ErrorCode.INPUT, sentence, hint, field=field)


def from_os_error(error: OSError, path: object) -> WbError:
    """Name a failure of the file system at `path`."""
    import errno  # noqa: PLC0415

    full = error.errno in {errno.ENOSPC, errno.EDQUOT}
    reason = error.strerror or type(error).__name__
    if full:
        return WbError(
            ErrorCode.DISK_FULL,
            f"The disk is full: {path} could not be written.",
            "Free some space or choose another folder, then try again.",
            detail=reason,
        )
    return WbError(
        ErrorCode.DISK,
        f"{path} could not be used: {reason}.",
        "Choose another place, or close the program that holds the file, then try again.",
        detail=reason,
    )

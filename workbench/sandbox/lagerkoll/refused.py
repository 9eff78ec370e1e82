"""How this service says no: the document's error object, with the status it comes under.

The document names the codes and the members of the object, but no status except 429; the others
are chosen here: 401 for sign-in, 404 for what does not exist, 405 for a path without the method,
400 for everything that a request got wrong.
"""

from __future__ import annotations

CREDENTIALS = 900001
COMMON = 900101
TOO_MANY = 900429
GET_ARTICLE, CREATE_ARTICLE, UPDATE_ARTICLE, DELETE_ARTICLE = 900201, 900202, 900203, 900204
GET_BATCH, CREATE_BATCH, UPDATE_BATCH, DELETE_BATCH = 900211, 900212, 900213, 900214
GET_SERIAL, CREATE_SERIAL, UPDATE_SERIAL, DELETE_SERIAL = 900221, 900222, 900223, 900224
IMPORT = 900232
GET_TEMPLATE, ADD_TEMPLATE, UPDATE_TEMPLATE, DELETE_TEMPLATE = 900233, 900234, 900235, 900236
EXPORT = 900241
GET_UNIT, CREATE_UNIT, UPDATE_UNIT, DELETE_UNIT = 900251, 900252, 900253, 900254
UPDATE_FIELDS_TEMPLATE = 900803
GET_SUPPLIER = 900601


class Refused(Exception):  # noqa: N818 -- an answer of the service, not a fault of the program
    """A request answered with the documented error object and a status."""

    def __init__(
        self,
        code: int,
        message: str,
        field: str | None = None,
        data: object = None,
        status: int = 400,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.field = field
        self.data = data
        self.status = status

    def document(self) -> dict[str, object]:
        """The error object of the document."""
        return {
            "errorCode": self.code,
            "errorMessage": self.message,
            "errorField": self.field,
            "errorData": self.data,
        }

    def within(self, place: str, data: object) -> Refused:
        """The same refusal, said of one entry of a list."""
        field = place if self.field is None else f"{place}.{self.field}"
        told = data if self.data is None else self.data
        return Refused(self.code, self.message, field, told, self.status)


def missing(code: int, what: str, key: object) -> Refused:
    """The refusal of something that does not exist."""
    return Refused(code, f"No {what} {key}", data=key, status=404)

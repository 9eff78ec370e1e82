"""Operations that answer without a service."""

from __future__ import annotations

from collections.abc import Mapping

from workbench.core.operations import Effect, Operation, Parameter, Repeat

PARAMETERS = (
    Parameter("lang", "lang", "path", "string", required=True, choices=("en", "fr")),
    Parameter("page", "page", "query", "integer"),
    Parameter("ids", "ids", "query", "array"),
)


def operation(
    name: str = "read_items",
    effect: Effect = Effect.READ,
    answer: object = None,
    asked: list[tuple[Mapping[str, object], object]] | None = None,
    *,
    body: str = "",
    required: bool = False,
) -> Operation:
    """An operation that notes what it was called with and answers `answer`."""

    async def call(_client: object, arguments: Mapping[str, object], given: object) -> object:
        if asked is not None:
            asked.append((arguments, given))
        if isinstance(answer, Exception):
            raise answer
        return answer

    return Operation(
        name=name,
        title="Reads some items." if effect is Effect.READ else "Sends an item.",
        method="GET" if effect is Effect.READ else "PUT",
        path="/items/{lang}",
        effect=effect,
        repeat=Repeat.SAFE,
        parameters=PARAMETERS,
        call=call,
        body=body,
        body_required=required,
    )

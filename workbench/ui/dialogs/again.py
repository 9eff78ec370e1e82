"""Export again: the last export of a table, once more, without a dialog."""

from __future__ import annotations

from collections.abc import Callable

from workbench.core.errors import ErrorCode, WbError
from workbench.core.jobs import Job
from workbench.core.texts import inside, tr
from workbench.ui.desk.desk import Desk
from workbench.ui.dialogs.exportrun import again, carry_out, last_export
from workbench.ui.safe import weak_slot


def quick_export(
    desk: Desk, exported: Callable[[str, int], object] | None = None, *, too: bool = False
) -> bool:
    """Repeat the last export of the table on the desk; return whether there was one.

    The file gets a name of its own, so that the earlier one stays. A failure goes to the desk's
    `trouble`.

    Args:
        desk: whose rows.
        exported: is told the path and the number of rows once the file is there.
        too: ticked rows that are out of sight go too.
    """
    last = last_export(desk.workspace, desk.source.id, desk.resource.id)
    if last is None or desk.session is None:
        return False
    trouble = weak_slot(desk, desk.trouble.emit)

    async def work(job: Job) -> None:
        try:
            written = await carry_out(desk, again(desk, last, too=too), job)
        except WbError as error:
            if error.code is not ErrorCode.CANCELLED:
                trouble(error)
            raise
        if exported is not None:
            exported(str(written.path), written.rows)

    desk.workspace.jobs.start(
        tr("Exporting {title}", title=inside(tr(desk.resource.title))),
        "export",
        work,
        source=desk.source.id,
        account=desk.account.name if desk.account else "",
        awaited=True,
    )
    return True

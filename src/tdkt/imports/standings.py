"""How far a row of merits is vouched for, and what a list from a unit may not overrule."""

from tdkt.imports.batch import Batch
from tdkt.registry.merit_services import standing_fault
from tdkt.registry.states import Standing

_NOT_BY_LIST = "Sổ đã ghi “{held}” và đã đối chiếu; danh sách kê khai ghi khác. Hãy kiểm tra lại, hoặc ghi “Đã đối chiếu” kèm quyết định."


def standing_of(batch: Batch, i: int) -> str:
    """The row's standing, ``Standing.DECLARED`` where it says none; one at odds with its decision is refused."""
    standing = batch.values["standing"][i] or str(Standing.DECLARED)
    fault = standing_fault(standing, has_paper=batch.values["decision"][i] is not None)
    if fault:
        batch.refuse(i, "standing", fault)
    return standing


def overruled(batch: Batch, i: int, column: str, *, held: str, held_standing: str) -> bool:
    """Would a declared row change a checked entry? Then it is refused."""
    if held_standing != Standing.CHECKED or batch.values["standing"][i] == Standing.CHECKED:
        return False
    batch.refuse(i, column, _NOT_BY_LIST.format(held=held))
    return True

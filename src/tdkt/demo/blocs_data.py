"""The thirteen blocs of 2022 and the cluster of seven provinces, with their members by date."""

from tdkt.demo.data_files import read_yaml
from tdkt.demo.records import Bloc, BlocMember
from tdkt.demo.tree import LAST_OLD, ROOT, Tree


def blocs() -> tuple[Bloc, ...]:
    """The bloc of districts ended with the tier; the others have no end."""
    return tuple(
        Bloc(
            row["key"], row.get("kind", "khoi"), row["name"], position, None,
            LAST_OLD if row.get("members") == "districts" else None, row.get("note", ""),
        )
        for position, row in enumerate(read_yaml("blocs"), 1)
    )  # fmt: skip


def bloc_members(tree: Tree) -> tuple[BlocMember, ...]:
    found: list[BlocMember] = []
    for row in read_yaml("blocs"):
        keys = [
            body["key"]
            for body in (*read_yaml("departments"), *read_yaml("enterprises"))
            if body.get("bloc") == row["key"]
        ]
        if row.get("members") == "districts":
            keys = [body["key"] for body in read_yaml("districts")]
        if row.get("kind") == "cum":
            keys = [ROOT]
        if "leader" in row:
            keys.sort(key=lambda key, leader=row["leader"]: key != leader)  # type: ignore[misc]
        for position, key in enumerate(keys, 1):
            body = tree.organisations[key]
            role = (
                "thanh_vien"
                if row.get("kind") == "cum"
                else {1: "truong", 2: "pho"}.get(position, "thanh_vien")
            )
            found.append(
                BlocMember(row["key"], key, "", role, position, body.valid_from, body.valid_to)
            )
        for position, name in enumerate(row.get("outside", ()), len(keys) + 1):
            found.append(BlocMember(row["key"], "", name, "thanh_vien", position, None, None))
    return tuple(found)

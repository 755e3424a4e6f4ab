"""The demo's accounts, one for each role; the people are invented."""

from dataclasses import dataclass

from tdkt.accounts.states import Role

DEMO_PASSWORD = "thi-dua-yeu-nuoc"  # noqa: S105 -- printed by the demo, of no other use


@dataclass(frozen=True)
class DemoAccount:
    """``unit`` is the name of the organisation the task is in; empty: the province."""

    username: str
    full_name: str
    role: Role
    unit: str = ""

    @property
    def title(self) -> str:
        return f"{self.role.label}{f' ({self.unit})' if self.unit else ''}"


def demo_accounts() -> list[DemoAccount]:
    return [
        DemoAccount("chuyen-vien", "Lường Thị Hải Yến", Role.STANDING_OFFICER),
        DemoAccount("truong-phong", "Phạm Quang Khải", Role.STANDING_HEAD),
        DemoAccount("can-bo-so", "Nguyễn Thu Trà", Role.UNIT_OFFICER, "Sở Giáo dục và Đào tạo"),
        DemoAccount("can-bo-xa", "Giàng A Dơ", Role.UNIT_OFFICER, "Xã Sìn Hồ"),
        DemoAccount("truong-khoi", "Trần Đức Lương", Role.BLOC_LEADER, "Sở Nội vụ"),
        DemoAccount("thanh-vien", "Hoàng Thị Mây", Role.COUNCIL_MEMBER),
        DemoAccount("thu-ky", "Vàng Văn Sơn", Role.COUNCIL_SECRETARY),
        DemoAccount("chu-tich", "Đỗ Minh Thắng", Role.CHAIRMAN),
        DemoAccount("thanh-tra", "Bùi Thị Ngọc Lan", Role.INSPECTOR),
        DemoAccount("quan-tri", "Lý A Tủa", Role.ADMINISTRATOR),
    ]

"""Blocs and council sessions stand side by side."""

from typing import Final

from tdkt.web.registers.page import Tab

TABS: Final = (Tab("blocs", "Khối, cụm thi đua"), Tab("council", "Phiên họp Hội đồng"))

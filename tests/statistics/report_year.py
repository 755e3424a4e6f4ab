"""A small report year: one of everything the report's sentences are written from."""

from datetime import date
from decimal import Decimal

from tdkt.blocs.models import Bloc
from tdkt.council.models import CouncilSession
from tdkt.kernel.stated import Hedge, Unit
from tdkt.movements.models import Ceremony, Movement, MovementResult, Publicity, RoleModel, Task
from tdkt.oversight.models import Inspection, TrainingClass
from tdkt.registry.models import OfficialDocument
from tdkt.statistics.models import Assessment, Report
from tests.factories import AT
from tests.statistics.world import World, declare, make_indicator, make_world

YEAR = 2022
CHANNEL = "Đài Phát thanh - Truyền hình tỉnh"


def make_report_year(**fields: str) -> World:
    """The small world of honours with the year's registers beside it."""
    world = make_world(**fields)
    authority = world.authority
    own = {"authority": authority, "year": YEAR}
    plan = OfficialDocument.objects.create(
        authority=authority, kind="Kế hoạch", number="02", symbol="KH-HĐTĐKT", issuer="Hội đồng tỉnh",
        issued_on=date(2022, 1, 19), title="Kiểm tra công tác thi đua, khen thưởng", level="tinh",
    )  # fmt: skip
    launch = OfficialDocument.objects.create(
        authority=authority, kind="Chỉ thị", issuer="UBND tỉnh", level="tinh",
        title="Phát động phong trào thi đua yêu nước năm 2022",
    )  # fmt: skip
    Movement.objects.create(
        authority=authority, code="M01", kind="hang_nam", name="Thi đua năm 2022", year_from=2022, year_to=2022,
        launch_document=launch, motto="An toàn, linh hoạt",
    )  # fmt: skip
    rural = Movement.objects.create(
        authority=authority, code="M02", kind="chuyen_de", name="Tỉnh chung sức xây dựng nông thôn mới",
        central_name="Cả nước chung sức xây dựng nông thôn mới", year_from=2021, year_to=2025,
    )  # fmt: skip
    office = Movement.objects.create(
        authority=authority, code="M05", kind="chuyen_de", name="Văn hóa công sở", year_from=2019, year_to=2025
    )  # fmt: skip
    feast = Movement.objects.create(
        authority=authority, code="M07", kind="dac_biet", state="du_kien", name="Chào mừng ngày thành lập tỉnh",
        year_from=2023, year_to=2024,
    )  # fmt: skip
    for place, (what, value) in enumerate(
        (
            ("Số xã đạt 19 tiêu chí", 39),
            ("Số xã đạt từ 10 đến 14 tiêu chí", 35),
            ("Số xã đạt dưới 10 tiêu chí", 0),
        )
    ):
        MovementResult.objects.create(
            movement=rural, group="ntm_bands", what=what, value=value, unit=Unit.COMMUNE, code=f"NTM{place}",
            position=place, **own,
        )  # fmt: skip
    make_indicator(authority, "E01", actual=Decimal(9), plan=Decimal("7.7"), over_plan=Decimal("1.3"),
                   over_plan_unit=Unit.POINTS, verdict="vuot")  # fmt: skip
    make_indicator(authority, "E17", name="Bình quân tiêu chí/xã", unit=Unit.CRITERIA, actual=Decimal("12.5"),
                   criteria_set="bộ tiêu chí mới", movement=rural, position=2)  # fmt: skip
    Publicity.objects.create(channel=CHANNEL, movement=rural, value=200, **own)
    Publicity.objects.create(channel=CHANNEL, movement=office, value=90, hedge=Hedge.OVER, **own)
    Publicity.objects.create(
        channel=CHANNEL, value=400, hedge=Hedge.ALMOST, is_stated_total=True, **own
    )
    declare(authority, "tuyen_truyen.tong", "400", hedge=Hedge.ALMOST, unit=Unit.ITEM)
    declare(authority, "van_ban.ban_hanh", "13", unit=Unit.DOCUMENT)
    declare(authority, "khen_thuong.nha_nuoc.truc_tiep.ty_le", "59", year=2021, unit=Unit.PERCENT)
    Ceremony.objects.create(name="Lễ tuyên dương", organisers="Sở GDĐT", individuals=190, **own)
    RoleModel.objects.create(
        name="Lò Văn Gương", unit_name="Bản Thử", field="Nông nghiệp", movement=rural, **own
    )
    for ordinal in (1, 2):
        CouncilSession.objects.create(ordinal=ordinal, agenda="Xét khen thưởng thường xuyên", **own)
    Bloc.objects.create(authority=authority, name="Khối Nội chính")
    Bloc.objects.create(authority=authority, kind="cum", name="Cụm thi đua 07 tỉnh")
    for kind in ("so_nganh", "truong", "truong"):
        partner = "Sở Giáo dục và Đào tạo" if kind == "truong" else ""
        Inspection.objects.create(
            kind=kind,
            unit_name="Đơn vị",
            led_by="Hội đồng tỉnh",
            with_body=partner,
            plan=plan,
            **own,
        )
    TrainingClass.objects.create(
        name="Lớp bồi dưỡng", organisers="Cơ quan thường trực", learners=82, **own
    )
    limit = Assessment.objects.create(
        kind="han_che", group="doanh_nghiep", text="Ít doanh nghiệp vào khối.", **own
    )
    cause = Assessment.objects.create(kind="nguyen_nhan", text="Người làm kiêm nhiệm.", **own)
    cause.causes_of.add(limit)
    next_year = {"authority": authority, "year": YEAR + 1}
    Task.objects.create(kind="huong", text="Đổi mới công tác thi đua", position=1, **next_year)
    Task.objects.create(
        kind="viec", text="Phát động phong trào đặc biệt", movement=feast, position=2, **next_year
    )
    Task.objects.create(
        kind="viec", text="Tổng kết phong trào đặc biệt", movement=feast, position=3, **next_year
    )
    Task.objects.create(
        kind="viec", text="Ban hành quy định của tỉnh", position=4,
        due_text="Ngay sau khi Luật có hiệu lực (01/01/2024)", **next_year,
    )  # fmt: skip
    return world


def make_report(world: World, **texts: str) -> Report:
    """The year's report with these words; in names of sections a point is written ``__``."""
    report = Report.objects.create(
        authority=world.authority, year=YEAR, signer_line="TM. ỦY BAN NHÂN DÂN|KT. CHỦ TỊCH|PHÓ CHỦ TỊCH",
        signer_name="Lường Văn Thử",
    )  # fmt: skip
    for section, body in texts.items():
        report.texts.create(section=section.replace("__", "."), body=body, edited_at=AT)
    return report

"""Figures by code: counted, declared, shared, compared; every counted one equals a count of its rows."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tdkt.kernel.stated import Hedge, Unit
from tdkt.movements.models import Ceremony, Movement, MovementResult, Publicity, Task
from tdkt.organisations.models import AuthoritySettings
from tdkt.oversight.models import Inspection, TrainingClass
from tdkt.registry.models import OfficialDocument
from tdkt.statistics.book import COMPLETE_FROM, FigureBook, Records, figure_value
from tdkt.statistics.figures import (
    Cells,
    FigureKind,
    Rows,
    UnknownFigure,
    search,
    static_figures,
    variants,
)
from tdkt.statistics.periods import Period, PeriodKind
from tdkt.statistics.where import where
from tests.factories import AT, make_authority, make_office, reach_of
from tests.statistics.world import declare, make_indicator, make_world

pytestmark = pytest.mark.django_db
Y2022 = Period(2022)
TODAY = date(2023, 2, 1)


def book(world, period=Y2022):
    return FigureBook(world.reach(TODAY), period)


def texts(world, *codes):
    opened = book(world)
    return {code: opened.value(code).text for code in codes}


def fill_registers(authority):
    movement = Movement.objects.create(
        authority=authority, code="M05", kind="chuyen_de", scope="toan_quoc", name="Văn hóa công sở", year_from=2019,
        year_to=2025,
    )  # fmt: skip
    Movement.objects.create(authority=authority, code="M09", kind="hang_nam", name="Năm 2023", year_from=2023,
                            state="du_kien")  # fmt: skip
    for code, value, hedge, total in (
        ("R1", 200, "", False),
        ("R2", 280, "gan", False),
        ("R0", 6000, "gan", True),
    ):
        Publicity.objects.create(authority=authority, code=code, year=2022, channel="Đài", value=value, hedge=hedge,
                                 is_stated_total=total, movement=None if total else movement)  # fmt: skip
    MovementResult.objects.create(authority=authority, code="NTM1", year=2022, movement=movement, what="19 tiêu chí",
                                  group="ntm_bands", value=39, unit="xa")  # fmt: skip
    MovementResult.objects.create(authority=authority, code="S01", year=2022, movement=movement, what="Suất quà Tết",
                                  group="an_sinh", value=71000, hedge="hon", unit="suat", amount=Decimal("22304.4"),
                                  amount_unit="trieu_dong")  # fmt: skip
    Ceremony.objects.create(
        authority=authority, code="H1", year=2022, name="Lễ một", collectives=35, individuals=56
    )
    Ceremony.objects.create(authority=authority, code="H2", year=2022, name="Lễ hai")
    Inspection.objects.create(
        authority=authority, code="K1", year=2022, kind="so_nganh", unit_name="Sở Tài chính"
    )
    TrainingClass.objects.create(authority=authority, code="B1", year=2022, name="Lớp", learners=82)
    Task.objects.create(
        authority=authority, code="T1", year=2023, kind="viec", text="Ban hành quy định"
    )
    OfficialDocument.objects.create(authority=authority, kind="Kế hoạch", number="1", symbol="KH-UBND", level="tinh",
                                    issuer="UBND tỉnh", issued_on=date(2022, 5, 1))  # fmt: skip
    return movement


def test_every_counted_figure_equals_a_count_of_its_rows():
    world = make_world()
    fill_registers(world.authority)
    opened = book(world)
    wrong = []
    for code, figure in opened.figures.items():
        counted = isinstance(figure.source, Cells) or (
            isinstance(figure.source, Rows) and not figure.source.total
        )
        value = opened.value(code)
        if counted and (value.value or 0) != opened.rows_of(code).count():
            wrong.append(code)
    assert wrong == []
    assert (
        sum(
            opened.value(code).value or 0
            for code in opened.figures
            if code.startswith("khen_thuong")
        )
        > 100
    )


def test_the_figures_of_commendation_are_as_the_rows_say():
    assert texts(
        make_world(), "khen_thuong.nha_nuoc.ca_nhan", "khen_thuong.nha_nuoc.truc_tiep", "khen_thuong.cap_tinh.tap_the",
        "khen_thuong.nha_nuoc.truc_tiep.ty_le", "khen_thuong.cap_tinh.tap_the_nho.ty_le",
        "khen_thuong.cap_tinh.truc_tiep.ty_le", "khen_thuong.cap_tinh.truc_tiep.ty_le_ca_nhan",
        "khen_thuong.cap_tinh.loai_hinh.chuyen_de", "khen_thuong.hinh_thuc.bk_bo_tinh.tap_the",
        "khen_thuong.cap_tinh.nguoi", "khen_thuong.nha_nuoc.truy_tang", "khen_thuong.cap_tinh.chua_phan_nhom",
        "khen_thuong.hinh_thuc.huan_chuong", "khen_thuong.co_so.tong", "khen_thuong.co_so.tap_the.ty_le",
    ) == {
        "khen_thuong.nha_nuoc.ca_nhan": "3", "khen_thuong.nha_nuoc.truc_tiep": "2", "khen_thuong.cap_tinh.tap_the": "3",
        "khen_thuong.nha_nuoc.truc_tiep.ty_le": "67%", "khen_thuong.cap_tinh.tap_the_nho.ty_le": "66,7%",
        "khen_thuong.cap_tinh.truc_tiep.ty_le": "40%", "khen_thuong.cap_tinh.truc_tiep.ty_le_ca_nhan": "50%",
        "khen_thuong.cap_tinh.loai_hinh.chuyen_de": "2", "khen_thuong.hinh_thuc.bk_bo_tinh.tap_the": "1",
        "khen_thuong.cap_tinh.nguoi": "4", "khen_thuong.nha_nuoc.truy_tang": "1",
        "khen_thuong.cap_tinh.chua_phan_nhom": "1", "khen_thuong.hinh_thuc.huan_chuong": "1",
        "khen_thuong.co_so.tong": "0", "khen_thuong.co_so.tap_the.ty_le": "không có tỷ lệ",
    }  # fmt: skip


def test_registers_are_counted_added_up_and_keep_their_hedges():
    world = make_world()
    fill_registers(world.authority)
    opened = book(world)
    found = {
        code: opened.value(code).text
        for code in ("phong_trao.so_phong_trao", "phong_trao.du_kien", "tuyen_truyen.theo_phong_trao", "tuyen_truyen.M05",
                     "nong_thon_moi.dat_19", "ket_qua.S01.so_luong", "ket_qua.S01.tri_gia", "le_tuyen_duong.tap_the",
                     "le_tuyen_duong.ho_gia_dinh", "kiem_tra.so_nganh", "boi_duong.hoc_vien", "khieu_nai.don",
                     "nhiem_vu.nam_sau", "van_ban.trong_so.cua_tinh", "phong_trao.M05.khen_thuong.ca_nhan",
                     "nong_thon_moi.duoi_10")
    }  # fmt: skip
    assert found == {
        "phong_trao.so_phong_trao": "1", "phong_trao.du_kien": "1", "tuyen_truyen.theo_phong_trao": "gần 480",
        "tuyen_truyen.M05": "gần 480", "nong_thon_moi.dat_19": "39", "ket_qua.S01.so_luong": "hơn 71.000",
        "ket_qua.S01.tri_gia": "22.304,4", "le_tuyen_duong.tap_the": "35",
        "le_tuyen_duong.ho_gia_dinh": "chưa có dữ liệu", "kiem_tra.so_nganh": "1", "boi_duong.hoc_vien": "82",
        "khieu_nai.don": "0", "nhiem_vu.nam_sau": "1", "van_ban.trong_so.cua_tinh": "1",
        "phong_trao.M05.khen_thuong.ca_nhan": "1", "nong_thon_moi.duoi_10": "chưa có dữ liệu",
    }  # fmt: skip
    assert opened.value("le_tuyen_duong.tap_the").why == "Chưa kể 1 dòng chưa có số."


def test_a_declared_figure_keeps_value_hedge_and_note():
    world = make_world()
    declare(world.authority, "tuyen_truyen.tong", "6000", hedge=Hedge.ALMOST, unit=Unit.ITEM)
    declare(world.authority, "khoi.co_thi_dua", None, note="Nguồn không nêu số cờ.")
    opened = book(world)
    assert opened.value("tuyen_truyen.tong").text == "gần 6.000"
    assert (opened.value("khoi.co_thi_dua").text, opened.value("khoi.co_thi_dua").why) == (
        "chưa có dữ liệu", "Nguồn không nêu số cờ.",
    )  # fmt: skip
    assert opened.value("van_ban.ban_hanh").text == "chưa có dữ liệu"
    declare(world.authority, "phong_trao.trong_tam", "4", year=2023)
    assert book(world).value("phong_trao.trong_tam.nam_sau").value == 4


def test_the_year_before_is_what_was_declared_even_where_rows_say_otherwise():
    world = make_world()
    declare(
        world.authority, "khen_thuong.nha_nuoc.truc_tiep.ty_le", "59", year=2021, unit=Unit.PERCENT
    )
    declare(
        world.authority, "khen_thuong.cap_tinh.tap_the", None, year=2021, note="Báo cáo không nêu."
    )
    opened = book(world)
    assert opened.value("khen_thuong.nha_nuoc.truc_tiep.ty_le.nam_truoc").text == "59%"
    assert opened.value("khen_thuong.nha_nuoc.truc_tiep.ty_le.thay_doi").text == "8 điểm %"
    assert opened.value("khen_thuong.cap_tinh.tap_the.nam_truoc").text == "chưa có dữ liệu"
    assert opened.value("khen_thuong.cap_tinh.tap_the.tang_truong").why == "Báo cáo không nêu."


def test_the_year_before_is_counted_where_nothing_was_declared():
    opened = book(make_world())
    assert opened.value("khen_thuong.cap_tinh.ca_nhan.nam_truoc").value == 1
    assert opened.value("khen_thuong.cap_tinh.ca_nhan.thay_doi").value == 3
    assert opened.value("khen_thuong.cap_tinh.ca_nhan.tang_truong").text == "300%"


def test_a_year_before_the_records_were_whole_is_unknown_unless_declared():
    world = make_world()
    AuthoritySettings.objects.create(
        authority=world.authority,
        valid_from=date(2022, 1, 1),
        values={COMPLETE_FROM: 2022},
        recorded_at=AT,
    )
    value = book(world).value("khen_thuong.cap_tinh.ca_nhan.nam_truoc")
    assert (value.text, value.why) == (
        "chưa có dữ liệu", "Sổ của tỉnh đầy đủ từ năm 2022; chưa có nguồn nêu số năm 2021.",
    )  # fmt: skip


def test_a_unit_is_never_compared_with_the_whole_province():
    world = make_world()
    declare(world.authority, "khen_thuong.nha_nuoc.ca_nhan", "34", year=2021)
    office = make_office(world.authority, "can_bo_don_vi", organisation=world.education)
    opened = FigureBook(reach_of(office, on=TODAY), Y2022)
    assert opened.value("khen_thuong.nha_nuoc.ca_nhan").value == 2
    assert opened.value("khen_thuong.nha_nuoc.ca_nhan.nam_truoc").value == 1


def test_an_indicator_has_five_columns_and_unknown_is_not_zero():
    world = make_world()
    make_indicator(
        world.authority,
        actual=9,
        plan=Decimal("7.7"),
        over_plan=Decimal("1.3"),
        over_plan_unit="diem_%",
    )
    make_indicator(world.authority, "E14", name="Việc làm", unit="lao_dong", actual=8863, plan=8030)
    make_indicator(world.authority, "E06", name="Trồng rừng mới", unit="", unit_known=False, over_plan=Decimal("49.6"),
                   over_plan_unit="%")  # fmt: skip
    opened = book(world)
    assert {code: opened.value(code).text for code in opened.figures if code.startswith("chi_tieu.E")} == {
        "chi_tieu.E01.thuc_hien": "9%", "chi_tieu.E01.ke_hoach": "7,7%", "chi_tieu.E01.nam_truoc": "chưa có dữ liệu",
        "chi_tieu.E01.so_ke_hoach": "1,3 điểm %", "chi_tieu.E01.so_nam_truoc": "chưa có dữ liệu",
        "chi_tieu.E14.thuc_hien": "8.863", "chi_tieu.E14.ke_hoach": "8.030",
        "chi_tieu.E14.nam_truoc": "chưa có dữ liệu", "chi_tieu.E14.so_ke_hoach": "10,4%",
        "chi_tieu.E14.so_nam_truoc": "chưa có dữ liệu",
        "chi_tieu.E06.thuc_hien": "chưa có dữ liệu", "chi_tieu.E06.ke_hoach": "chưa có dữ liệu",
        "chi_tieu.E06.nam_truoc": "chưa có dữ liệu", "chi_tieu.E06.so_ke_hoach": "49,6%",
        "chi_tieu.E06.so_nam_truoc": "chưa có dữ liệu",
    }  # fmt: skip
    assert opened.figure("chi_tieu.E01.so_ke_hoach").unit == Unit.POINTS


def test_an_unknown_code_is_refused_and_near_ones_named():
    opened = book(make_world())
    with pytest.raises(UnknownFigure, match="khen_thuong.cap_tinh.tap_the_nho") as refused:
        opened.value("khen_thuong.cap_tinh.tap_the_nhoo")
    assert refused.value.near[0] == "khen_thuong.cap_tinh.tap_the_nho"
    for code in ("chi_tieu.E99.thuc_hien", "khen_thuong.nha_nuoc.truc_tiep.ty_le.tang_truong", ""):
        with pytest.raises(UnknownFigure):
            opened.value(code)


def test_the_registry_holds_one_grammar_and_enough_figures():
    figures = static_figures()
    assert len(figures) > 150
    assert [
        code for code in figures if not all(part.isidentifier() for part in code.split("."))
    ] == []
    base = figures["khen_thuong.cap_tinh.tap_the_nho.ty_le"]
    assert [(v.code.rpartition(".")[2], v.unit) for v in variants(base)] == [
        ("nam_truoc", Unit.PERCENT), ("thay_doi", Unit.POINTS),
    ]  # fmt: skip


def test_figures_are_found_without_diacritics():
    found = search(static_figures().values(), words="tap the nho cap tinh", kind=FigureKind.RATIO)
    assert [figure.code for figure in found] == ["khen_thuong.cap_tinh.tap_the_nho.ty_le"]


def test_records_lead_to_where_a_number_comes_from():
    world = make_world()
    declare(world.authority, "khen_thuong.nha_nuoc.ca_nhan", "34", year=2021)
    make_indicator(world.authority)
    opened = book(world)
    assert opened.records("khen_thuong.nha_nuoc.ca_nhan") == Records(
        "honours", where(level="nha_nuoc", kind="ca_nhan"), Y2022
    )
    assert opened.records("khen_thuong.nha_nuoc.ca_nhan.nam_truoc").kind == "declared"
    assert opened.records("khen_thuong.nha_nuoc.tap_the.nam_truoc").period == Period(2021)
    assert opened.records("khen_thuong.nha_nuoc.truc_tiep.ty_le").codes == (
        "khen_thuong.nha_nuoc.truc_tiep", "khen_thuong.nha_nuoc.ca_nhan",
    )  # fmt: skip
    assert opened.records("chi_tieu.E01.ke_hoach").codes == ("E01",)
    assert opened.records("kiem_tra.so_nganh").kind == "kiem_tra"


def test_all_figures_together_cost_a_constant_number_of_queries():
    def queries(world):
        with CaptureQueriesContext(connection) as seen:
            opened = book(world)
            for code, figure in opened.figures.items():
                opened.value(code)
                for made in variants(figure):
                    opened.value(made.code)
        return len(seen)

    small, large = make_world(), make_world()
    fill_registers(small.authority)
    fill_registers(large.authority)
    for place in range(5):
        make_indicator(large.authority, f"E{place:02d}", actual=place)
        Inspection.objects.create(
            authority=large.authority, code=f"X{place}", year=2022, kind="truong", unit_name="T"
        )
    assert queries(small) == queries(large)


def test_the_book_of_another_period_is_opened_once_and_counts_what_one_opened_alone_counts(
    django_assert_num_queries,
):
    opened = book(make_world())
    other = Period(2022, PeriodKind.STATISTICAL)
    code = "khen_thuong.tat_ca.tong"
    alone = FigureBook(opened.reach, other, as_of=opened.as_of).value(code)
    assert opened.at(other).value(code) == alone
    with django_assert_num_queries(0):
        assert opened.at(other).value(code) == alone
        assert opened.at(other).at(opened.period) is opened


def test_another_province_s_figures_are_not_seen():
    world, other = make_world(), make_authority()
    fill_registers(other)
    declare(other, "van_ban.ban_hanh", "13")
    make_indicator(other, actual=9)
    opened = book(world)
    assert opened.value("van_ban.ban_hanh").value is None
    assert opened.value("kiem_tra.tong").text == "chưa có dữ liệu"
    assert opened.value("khieu_nai.don").value == 0
    assert [
        code
        for code in opened.figures
        if code.startswith(("chi_tieu.E", "phong_trao.M", "ket_qua."))
    ] == []


def test_one_figure_can_be_asked_for_alone():
    world = make_world()
    assert (
        figure_value("khen_thuong.nha_nuoc.ca_nhan", reach=world.reach(TODAY), period=Y2022).value
        == 3
    )

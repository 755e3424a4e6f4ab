"""The wizard: choose, upload, check, confirm, done; without JavaScript, and for importers only."""

from io import BytesIO
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from python_calamine import CalamineWorkbook

from tdkt.accounts.models import User
from tdkt.accounts.states import Role
from tdkt.imports import staging
from tdkt.imports.models import ImportRun
from tdkt.imports.states import ImportState
from tdkt.registry.models import Honour
from tests.factories import make_office, make_user
from tests.imports.files import xlsx
from tests.imports.worlds import HONOURS, ISSUER, honour, make_world, rows_of_every_table
from tests.support.browser import DESK, PHONE


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def officer(world, client):
    user = User.objects.get(pk=world.officer.user_id)
    client.force_login(user)
    return user


def sent(client, path: Path, kind: str = "honours", **more: str):
    file = SimpleUploadedFile(path.name, path.read_bytes())
    return client.post(reverse("imports-new", args=[kind]), {"tep": file, **more}, follow=True)


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_a_good_list_goes_from_upload_to_the_book_in_three_posts(client, officer, tmp_path):
    answer = sent(client, xlsx(tmp_path / "ds.xlsx", [HONOURS, honour(), honour("Vàng A Sỹ")]))
    run = ImportRun.objects.get()
    assert answer.redirect_chain == [(reverse("imports-run", args=[run.code]), 302)]
    assert (run.state, Honour.objects.count()) == (ImportState.CHECKED, 0)
    assert "Chưa ghi dòng nào." in text(answer)

    confirm = client.get(reverse("imports-write", args=[run.code]))
    assert "Sẽ thêm <strong>2</strong> dòng." in text(confirm)
    assert "<li>Lò Thị Mẫu</li><li>Vàng A Sỹ</li>" in text(confirm)

    done = client.post(reverse("imports-write", args=[run.code]), follow=True)
    run.refresh_from_db()
    assert (run.state, Honour.objects.count()) == (ImportState.DONE, 2)
    assert "Cả danh sách đã được ghi cùng một lần" in text(done)


def test_refusals_name_sheet_cell_value_and_reason_and_can_be_downloaded(client, officer, tmp_path):
    no_records = (ImportRun, Session)
    before = rows_of_every_table(without=no_records)
    answer = sent(
        client,
        xlsx(tmp_path / "ds.xlsx", [HONOURS, honour(), honour("Lò B", day="mai")], sheet="Đợt 1"),
    )
    run = ImportRun.objects.get()
    page = text(answer)
    for said in (
        "L3",
        "Đợt 1",
        "mai",
        "“mai” không phải là ngày. Hãy viết ngày/tháng/năm, ví dụ 19/01/2022.",
    ):
        assert said in page
    assert reverse("imports-write", args=[run.code]) not in page
    file = client.get(reverse("imports-refusals", args=[run.code]))
    book = CalamineWorkbook.from_object(BytesIO(b"".join(file.streaming_content)))
    assert [row[-1] != "" for row in book.get_sheet_by_name("Đợt 1").to_python()] == [
        True,
        False,
        True,
    ]
    client.post(reverse("imports-write", args=[run.code]))
    assert rows_of_every_table(without=no_records) == before


def test_a_file_that_is_none_is_refused_at_its_field(client, officer, tmp_path):
    (tmp_path / "rong.xlsx").write_bytes(b"")
    answer = sent(client, tmp_path / "rong.xlsx")
    assert (answer.status_code, ImportRun.objects.count()) == (422, 0)
    assert "Tệp rỗng (0 byte). Hãy chọn lại đúng tệp danh sách." in text(answer)
    assert "Chưa chọn tệp." in text(client.post(reverse("imports-new", args=["honours"])))


def test_values_for_the_whole_list_stand_in_for_missing_columns(client, officer, tmp_path):
    rows = [["Họ và tên", "Chức vụ", "Đơn vị"], ["Lò Thị Mẫu", "Giáo viên", "Sở Nội vụ"]]
    common = {"kind": "Cá nhân", "award": "BK tỉnh", "method": "Đột xuất", "reference": "5/QĐ-UBND",
              "decided_on": "01/3/2022", "issuer": ISSUER}  # fmt: skip
    sent(client, xlsx(tmp_path / "ds.xlsx", rows), **{f"chung-{k}": v for k, v in common.items()})
    run = ImportRun.objects.get()
    client.post(reverse("imports-write", args=[run.code]))
    assert list(Honour.objects.values_list("name_then", "method")) == [("Lò Thị Mẫu", "dot_xuat")]


def test_a_long_list_waits_for_the_worker_and_the_page_watches(client, officer, tmp_path):
    rows = [honour(f"Lò Văn {i}A", tt=i + 1) for i in range(500)]
    answer = sent(client, xlsx(tmp_path / "ds.xlsx", [HONOURS, *rows]))
    run = ImportRun.objects.get()
    assert (run.state, DBTaskResult.objects.count()) == (ImportState.CHECKING, 1)
    assert "Chờ đến lượt" in text(answer)
    assert f'hx-get="{reverse("imports-progress", args=[run.code])}"' in text(answer)
    assert '<noscript><p><a href="">Xem lại tiến độ</a></p></noscript>' in text(answer)

    job = DBTaskResult.objects.get()
    job.task.func(*job.args_kwargs["args"])
    run.refresh_from_db()
    assert (run.state, run.added) == (ImportState.CHECKED, 500)
    over = client.get(reverse("imports-progress", args=[run.code]), headers={"HX-Request": "true"})
    assert over.headers["HX-Refresh"] == "true"

    client.post(reverse("imports-write", args=[run.code]))
    assert Honour.objects.count() == 0
    job = DBTaskResult.objects.exclude(pk=job.pk).get()
    job.task.func(*job.args_kwargs["args"])
    assert Honour.objects.count() == 500


def test_an_interrupted_run_says_so_and_starts_again(client, officer, tmp_path, monkeypatch):
    sent(client, xlsx(tmp_path / "ds.xlsx", [HONOURS, honour()]))
    run = ImportRun.objects.get()
    ImportRun.objects.update(state=ImportState.WRITING)
    monkeypatch.setattr(staging, "HEARTBEAT_SECONDS", 0)
    assert "Bị gián đoạn, chưa ghi dòng nào" in text(
        client.get(reverse("imports-run", args=[run.code]))
    )
    client.post(reverse("imports-check", args=[run.code]))
    run.refresh_from_db()
    assert run.state == ImportState.CHECKED


def test_a_list_that_is_all_in_the_book_is_done_without_writing(client, officer, tmp_path):
    rows = [HONOURS, honour()]
    sent(client, xlsx(tmp_path / "lan-1.xlsx", rows))
    client.post(reverse("imports-write", args=[ImportRun.objects.get().code]))
    answer = text(sent(client, xlsx(tmp_path / "lan-2.xlsx", rows)))
    run = ImportRun.objects.latest("id")
    assert (run.state, run.unchanged, Honour.objects.count()) == (ImportState.DONE, 1, 1)
    assert "Mọi dòng đã có trong sổ, không có gì để ghi." in answer
    assert [words in answer for words in ("Đã ghi vào sổ", "Kiểm tra lại", "Bỏ lần nhập này")] == [
        False,
        False,
        False,
    ]
    again = client.post(reverse("imports-check", args=[run.code]), follow=True)
    assert (again.status_code, ImportRun.objects.latest("id").state) == (200, ImportState.DONE)


@pytest.mark.parametrize("day", ["15/3/2022", "mai"], ids=["checked", "refused"])
def test_a_run_that_wrote_nothing_can_be_given_up(client, officer, tmp_path, day):
    answer = sent(client, xlsx(tmp_path / "ds.xlsx", [HONOURS, honour(day=day)]))
    run = ImportRun.objects.get()
    discard = reverse("imports-discard", args=[run.code])
    assert f'formaction="{discard}"' in answer.content.decode()
    assert client.get(discard).status_code == 405
    done = text(client.post(discard, follow=True))
    run.refresh_from_db()
    assert (run.state, staging.run_folder(run.code).exists()) == (ImportState.DISCARDED, False)
    assert "Đã bỏ lần nhập ds.xlsx; chưa ghi dòng nào." in done

    page = client.get(reverse("imports-run", args=[run.code]))
    assert "Lần nhập này đã bỏ, không ghi dòng nào" in text(page)
    for name in ("imports-discard", "imports-check", "imports-write"):
        told = client.post(reverse(name, args=[run.code]), follow=True)
        assert "Lần nhập này đã bỏ. Hãy tải tệp lên lại." in text(told)
    run.refresh_from_db()
    assert (run.state, Honour.objects.count()) == (ImportState.DISCARDED, 0)


def test_a_written_run_and_one_at_work_cannot_be_given_up(client, officer, tmp_path):
    sent(client, xlsx(tmp_path / "ds.xlsx", [HONOURS, honour()]))
    run = ImportRun.objects.get()
    said = []
    for state in (ImportState.CHECKING, ImportState.DONE):
        ImportRun.objects.update(state=state)
        told = client.post(reverse("imports-discard", args=[run.code]), follow=True)
        said.append("đang ở tình trạng “Đang kiểm tra”" in text(told))
        run.refresh_from_db()
        assert (run.state, staging.upload_path(run).exists()) == (state, True)
    assert said == [True, False]


TEMPLATES = {
    "honours": "mau-khen-thuong.xlsx",
    "people": "mau-ca-nhan.xlsx",
    "organisations": "mau-to-chuc.xlsx",
    "documents": "mau-van-ban.xlsx",
    "indicators": "mau-chi-tieu.xlsx",
}


@pytest.mark.parametrize("kind", TEMPLATES)
def test_every_kind_has_a_template_and_an_upload_page(client, officer, kind):
    file = client.get(reverse("imports-template", args=[kind]))
    assert file["Content-Disposition"] == f'attachment; filename="{TEMPLATES[kind]}"'
    assert CalamineWorkbook.from_object(BytesIO(file.content)).sheet_names[0] == "Danh sách"
    assert client.get(reverse("imports-new", args=[kind])).status_code == 200
    assert f"mau/{kind}.xlsx" in text(client.get(reverse("imports-list")))


def test_runs_of_another_province_do_not_exist_here(client, officer, tmp_path):
    sent(client, xlsx(tmp_path / "ds.xlsx", [HONOURS, honour()]))
    run = ImportRun.objects.get()
    stranger = make_user()
    make_office(make_world().authority, user=stranger)
    client.force_login(stranger)
    names = ("imports-run", "imports-write", "imports-refusals", "imports-progress")
    assert [client.get(reverse(name, args=[run.code])).status_code for name in names] == [404] * 4
    assert run.file_name not in text(client.get(reverse("imports-list")))


def test_only_offices_that_import_come_in(client, world):
    user = make_user()
    make_office(world.authority, Role.INSPECTOR, user=user)
    client.force_login(user)
    answer = client.get(reverse("imports-list"))
    assert answer.status_code == 403
    assert "không có quyền “Nhập danh sách”" in text(answer)


@pytest.fixture
def runs(own_database, tmp_path, client):
    """An officer with a refused run, a checked one and a written one."""
    world = make_world()
    user = User.objects.get(pk=world.officer.user_id)
    client.force_login(user)
    sent(
        client,
        xlsx(
            tmp_path / "khen-thuong-dot-1.xlsx",
            [HONOURS, honour(), honour("Lò B", day="mai", unit="Sở Lạ")],
        ),
    )
    sent(
        client,
        xlsx(tmp_path / "khen-thuong-dot-2.xlsx", [HONOURS, honour("Hạng A Mỹ", post="Nghệ nhân")]),
    )
    sent(client, xlsx(tmp_path / "khen-thuong-dot-3.xlsx", [HONOURS, honour("Vàng A Sỹ")]))
    client.post(reverse("imports-write", args=[ImportRun.objects.latest("id").code]))
    pages = [reverse("imports-run", args=[run.code]) for run in ImportRun.objects.order_by("id")]
    confirm = reverse("imports-write", args=[ImportRun.objects.order_by("id")[1].code])
    return user, [
        reverse("imports-list"),
        reverse("imports-new", args=["honours"]),
        *pages,
        confirm,
    ]


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_no_page_of_the_wizard_has_a_fault_or_scrolls_sideways(open_page, runs, axe, viewport):
    user, paths = runs
    page = open_page(user, viewport=viewport)
    for path in paths:
        page.goto(path)
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]


def test_choosing_a_file_speaks_vietnamese_in_every_browser(open_page, runs, tmp_path):
    user, _ = runs
    page = open_page(user)
    page.goto(reverse("imports-new", args=["honours"]))
    pick = page.locator(".drop .pick")
    assert pick.inner_text().split() == ["Chọn", "tệp", "Chưa", "chọn", "tệp"]
    path = xlsx(tmp_path / "danh-sach-moi.xlsx", [HONOURS, honour("Tẩn Mỹ Lai")])
    page.get_by_label("Tệp danh sách").set_input_files(path)
    assert pick.inner_text().split() == ["Chọn", "tệp", "danh-sach-moi.xlsx"]


def test_the_wizard_works_without_javascript(open_page, runs, tmp_path):
    user, _ = runs
    page = open_page(user, javascript=False)
    page.goto(reverse("imports-list"))
    page.get_by_role("link", name="Chọn tệp khen thưởng").click()
    page.get_by_label("Tệp danh sách").set_input_files(
        xlsx(tmp_path / "them.xlsx", [HONOURS, honour("Tẩn Mỹ Lai")])
    )
    page.get_by_role("button", name="Tải lên và kiểm tra").click()
    page.get_by_role("link", name="Ghi vào sổ…").click()
    page.get_by_role("button", name="Ghi 1 dòng vào sổ").click()
    page.get_by_text("Cả danh sách đã được ghi cùng một lần").wait_for()
    assert Honour.objects.filter(name_then="Tẩn Mỹ Lai").count() == 1

"""What waits for an office: each counter one query, and the list it opens."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Min, Q, QuerySet, Sum
from django.urls import reverse
from django.utils.http import urlencode

from tdkt.accounts.selectors import Reach
from tdkt.accounts.states import Capability
from tdkt.imports.models import ImportRun
from tdkt.imports.states import ImportState
from tdkt.kernel.dates import format_date
from tdkt.movements.models import Task
from tdkt.movements.states import TaskState
from tdkt.registry.facet_models import Facet
from tdkt.registry.models import Honour, OfficialDocument
from tdkt.registry.states import DocumentState, RecipientKind, Standing
from tdkt.statistics.models import Report
from tdkt.statistics.states import ReportState
from tdkt.web.links import page_url

UNFINISHED = (
    ImportState.UPLOADED, ImportState.CHECKING, ImportState.CHECKED, ImportState.WRITING, ImportState.INTERRUPTED,
)  # fmt: skip
SOON = timedelta(days=30)


@dataclass(frozen=True)
class Counter:
    """One doorway. ``count`` 0: nothing waits; ``url`` "": its list has no page yet."""

    label: str
    count: int
    url: str = ""
    due: str = ""
    late: bool = False
    note: str = ""


def counters(reach: Reach) -> list[Counter]:
    """The doorways this office has, what waits first. One query each."""
    found = [make(reach) for needs, make in _COUNTERS if reach.may(needs)]
    return sorted(found, key=lambda counter: (not counter.late, counter.count == 0))


def _imports(reach: Reach) -> Counter:
    runs = ImportRun.objects.filter(authority_id=reach.authority_id, state__in=UNFINISHED)
    return Counter("lần nhập danh sách chưa xong", runs.count(), page_url("imports-list"))


def _reports(reach: Reach) -> Counter:
    drafts = Report.objects.filter(authority_id=reach.authority_id, state=ReportState.DRAFT)
    years = [str(year) for year in drafts.order_by("-year").values_list("year", flat=True)]
    note = f"năm {', '.join(years)}" if years else ""
    return Counter("báo cáo tổng kết đang dự thảo", len(years), page_url("reports-list"), note=note)


def _of_standing(standing: Standing, label: str) -> Callable[[Reach], Counter]:
    def make(reach: Reach) -> Counter:
        return Counter(
            label, _honours(reach, Q(standing=standing)), _awards(doi_chieu=standing.value)
        )

    return make


def _unsorted(reach: Reach) -> Counter:
    n = _honours(reach, Q(kind=RecipientKind.PERSON, group="", decided_year=reach.on.year))
    query = urlencode({"nam": str(reach.on.year), "doi_tuong": "ca_nhan", "nhom": "chua-phan-nhom"})
    url = f"{reverse('figures-honours')}?{query}"
    return Counter(
        "cá nhân được khen chưa phân nhóm đối tượng", n, url, note=f"năm {reach.on.year}"
    )


def _honours(reach: Reach, wanted: Q) -> int:
    """Facets count the whole province; a unit's own rows are counted themselves."""
    facets = Facet.objects.filter(wanted, authority_id=reach.authority_id)
    if reach.whole_province:
        return int(facets.aggregate(n=Sum("n", default=0))["n"])
    return Honour.objects.filter(reach.within("organisation_id"), facet__in=facets).count()


def _documents(reach: Reach) -> Counter:
    unnumbered = OfficialDocument.objects.filter(
        authority_id=reach.authority_id, number="", state=DocumentState.ISSUED
    )
    return Counter(
        "văn bản đã ban hành chưa có số",
        unnumbered.count(),
        page_url("documents-list", kiem_tra="chua-so"),
    )


def tasks_waiting(reach: Reach) -> QuerySet[Task]:
    """Open tasks due within ``SOON`` or before, and those of this year or before without a day; of one's own units."""
    tasks = Task.objects.filter(
        Q(due__lte=reach.on + SOON) | Q(due__isnull=True, year__lte=reach.on.year),
        authority_id=reach.authority_id, state=TaskState.OPEN,
    )  # fmt: skip
    if reach.organisation_ids is not None:
        tasks = tasks.filter(owner_id__in=reach.organisation_ids)
    return tasks


def _tasks(reach: Reach) -> Counter:
    tasks = tasks_waiting(reach)
    first: date | None = tasks.aggregate(first=Min("due"))["first"]
    late = first is not None and first < reach.on
    due = f"{'quá hạn từ' if late else 'hạn gần nhất'} {format_date(first)}" if first else ""
    url = page_url("desk-tasks")
    return Counter("nhiệm vụ đến hạn hoặc chưa có hạn", tasks.count(), url, due, late)


def _awards(**query: str) -> str:
    return page_url("awards-list", **query)


_COUNTERS: tuple[tuple[Capability, Callable[[Reach], Counter]], ...] = (
    (Capability.READ, _tasks),
    (Capability.IMPORT, _imports),
    (Capability.WRITE_REPORT, _reports),
    (Capability.READ, _of_standing(Standing.NO_NUMBER, "khen thưởng chưa có số quyết định")),
    (
        Capability.READ,
        _of_standing(Standing.DECLARED, "khen thưởng theo đơn vị kê khai, chờ đối chiếu"),
    ),
    (Capability.READ, _unsorted),
    (Capability.RECORD, _documents),
)

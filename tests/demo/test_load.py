"""The demo in the database: whole in the ledger, the right size, one account for each role."""

from datetime import date

import pytest

from tdkt.accounts.models import Office
from tdkt.accounts.selectors import system_reach
from tdkt.accounts.states import Role
from tdkt.demo.facts import declared_figures
from tdkt.kernel.ledger import ledger_verify
from tdkt.registry.models import Honour, OfficialDocument
from tdkt.statistics.book import FigureBook
from tdkt.statistics.periods import Period


def test_the_ledger_vouches_for_every_honour_of_the_demo(demo_world):
    assert ledger_verify(authority=demo_world.pk) is None


def test_the_year_2022_has_exactly_the_reports_counts(demo_world):
    def count(**wanted):
        return Honour.objects.filter(authority=demo_world, decided_year=2022, **wanted).count()

    state, province = {"level": "nha_nuoc"}, {"level": "bo_tinh"}
    assert {
        "state collectives": count(**state, kind="tap_the"),
        "state individuals": count(**state, kind="ca_nhan"),
        "state direct workers": count(**state, group="truc_tiep"),
        "province collectives": count(**province, kind="tap_the"),
        "province small": count(**province, is_small=True),
        "province individuals and households": count(
            **province, kind__in=["ca_nhan", "ho_gia_dinh"]
        ),
        "province direct workers": count(**province, group="truc_tiep"),
    } == {
        "state collectives": 15,
        "state individuals": 36,
        "state direct workers": 31,
        "province collectives": 880,
        "province small": 675,
        "province individuals and households": 3320,
        "province direct workers": 2403,
    }


def test_the_43_documents_of_the_report_stand_beside_the_award_decisions(demo_world):
    documents = OfficialDocument.objects.filter(authority=demo_world, is_award_decision=False)
    assert documents.count() == 43


def test_there_is_an_account_for_every_role(demo_world):
    assert set(Office.objects.filter(authority=demo_world).values_list("role", flat=True)) == set(
        Role.values
    )


@pytest.mark.parametrize("one", declared_figures(), ids=lambda one: f"{one.figure}-{one.year}")
def test_every_declared_figure_of_the_demo_is_one_the_product_knows(demo_world, one):
    book = FigureBook(system_reach(demo_world, on=date(2026, 11, 24)), Period(one.year))
    assert book.figure(one.figure).code == one.figure

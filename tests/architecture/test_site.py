"""The served product and the browser on it, as the tests of pages rely on them."""

from tests.factories import make_authority, make_office, make_user


def test_a_stranger_gets_the_sign_in_page_with_and_without_javascript(page, no_js_page, phone_page):
    for opened in (page, no_js_page, phone_page):
        opened.goto("/doi-mat-khau/")
        assert "/dang-nhap/" in opened.url
        assert opened.locator("form[method=post] input[type=password]").count() == 1


def test_rows_of_the_test_are_rows_of_the_site(live_site, open_page):
    user = make_user("ngoc")
    make_office(make_authority(), user=user)
    opened = open_page(user)
    opened.goto("/doi-mat-khau/")
    assert opened.url == f"{live_site.url}/doi-mat-khau/"
    assert opened.locator("input[type=password]").count() > 0


def test_the_sign_in_page_has_no_accessibility_fault(page, axe):
    page.goto("/dang-nhap/")
    assert axe(page) == []

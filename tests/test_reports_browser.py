"""The reports in a real browser without a network: nothing is requested, all formulas are drawn, axe finds nothing.

And what helps a reader works: themes, larger figures, terms, the search, the figures that can be moved.
"""

import contextlib
import functools
import re
import shutil

import pytest
from report_course import FIRST, FORMULAS, ROOT, make_course

from tools.reports.build import build

sync_api = pytest.importorskip("playwright.sync_api", reason="the tests in a browser need playwright")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="and axe-playwright-python")

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
WIDE, NARROW = 1280, 390
COMMITTED = sorted((ROOT / "exported_html").glob("*.html"))
TOUCH = {"viewport": {"width": NARROW, "height": 800}, "has_touch": True, "is_mobile": True, "offline": True}
VIEWS = [(width, scheme) for width in (WIDE, NARROW) for scheme in ("light", "dark")]

pytestmark = pytest.mark.skipif(
    CHROMIUM is None,
    reason="no Chromium on this machine: install it (Debian: apt-get install chromium) to run these tests",
)


@pytest.fixture(scope="module")
def browser():
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """The folder with the pages of the small course, in which there is something of every kind."""
    root = make_course(tmp_path_factory.mktemp("course"))
    assert build(root=root, say=lambda line: None) == 0
    return root / "exported_html"


@pytest.fixture(scope="module")
def opened(browser):
    """opened(contexts, path, width, scheme, script) -> the page without a network, its context added to a list.

    The page has lists page.requests and page.errors.
    """

    def opened(contexts, path, width=WIDE, scheme="light", script=True, height=900):
        viewport = {"width": width, "height": height}
        context = browser.new_context(viewport=viewport, color_scheme=scheme, java_script_enabled=script, offline=True)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(8000)
        page.requests, page.errors = [], []
        page.on("request", lambda request: page.requests.append(request.url))
        page.on("console", lambda message: page.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        page.goto(path.as_uri())
        page.evaluate("document.fonts.ready")
        return page

    return opened


@contextlib.contextmanager
def closed_afterwards():
    contexts = []
    yield contexts
    for context in contexts:
        context.close()


@pytest.fixture
def visit(opened):
    """visit(path, width, scheme, script): a page of the test's own."""
    with closed_afterwards() as contexts:
        yield functools.partial(opened, contexts)


@pytest.fixture(scope="module", params=["small", "small index", *(path.stem for path in COMMITTED)])
def path(request):
    """Every page there is: one of the small course, its index, and those that are committed."""
    if request.param.startswith("small"):
        return request.getfixturevalue("course") / ("index.html" if "index" in request.param else f"{FIRST}.html")
    return ROOT / "exported_html" / f"{request.param}.html"


@pytest.fixture(scope="module")
def seen(opened, path):
    """seen(width, script): the page at `path`, opened once for all the tests that leave it as it is."""
    with closed_afterwards() as contexts:
        yield functools.cache(lambda width=WIDE, script=True: opened(contexts, path, width, script=script))


def test_a_page_asks_for_nothing_but_itself(seen, path):
    page = seen()
    assert [url for url in page.requests if not url.startswith("data:")] == [path.as_uri()]
    assert page.errors == []


def test_every_formula_is_drawn_without_a_script(seen):
    page = seen(script=False)
    said = page.locator("meta[name=formulas]")
    if said.count():
        assert page.locator("math").count() == int(said.get_attribute("content"))
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    page.evaluate("document.querySelectorAll('.tip').forEach(one => one.style.display = 'block')")
    sizes = page.locator("main math").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect()).map(box => [box.width, box.height])"
    )
    assert all(width > 3 and height > 5 for width, height in sizes), sizes
    if sizes:
        loaded = page.evaluate("[...document.fonts].filter(font => font.status === 'loaded').map(font => font.family)")
        assert any("Course Math" in family for family in loaded)


def test_delimiters_grow_with_what_they_enclose(visit, course):
    """Without the font's MATH table a brace would stay as tall as a letter."""
    page = visit(course / f"{FIRST}.html")
    heights = page.locator("main math").evaluate_all(
        """all => all.map(one => [...one.querySelectorAll("mrow")].flatMap(row => {
            const [brace, table] = row.children;
            return table?.localName === "mtable" && brace.localName === "mo"
                ? [[brace.getBoundingClientRect().height, table.getBoundingClientRect().height]] : [];
        })).flat()"""
    )
    assert len(heights) == 2  # cases and pmatrix
    assert all(brace > 0.8 * table for brace, table in heights), heights


@pytest.mark.parametrize(("width", "scheme"), VIEWS)
def test_axe_finds_nothing_on_the_small_course(visit, course, width, scheme):
    found = axe.Axe().run(visit(course / f"{FIRST}.html", width, scheme))
    assert found.violations_count == 0, found.generate_report()


def test_axe_finds_nothing(seen, path):
    """In one of the views each; `python -m tools.bench reports` looks at all four. A drawing counts by its label."""
    width, scheme = VIEWS[COMMITTED.index(path) % 4 if path in COMMITTED else 0]
    page = seen(width)
    page.emulate_media(color_scheme=scheme)
    found = axe.Axe().run(page, context={"exclude": [["svg"]]})
    page.emulate_media(color_scheme="light")
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_everything_fits_and_is_within_reach(seen, width):
    page = seen(width)
    page.add_style_tag(content=".drawing > div { content-visibility: visible !important }")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    pictures = page.locator("main .drawing svg").evaluate_all(
        "all => all.filter(one => one.checkVisibility()).map(one => one.getBoundingClientRect().width)"
    )
    assert all(100 < shown <= width for shown in pictures), pictures
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    page.wait_for_timeout(100)
    boxes = page.locator(".scroll").evaluate_all(
        "all => all.map(one => [one.scrollWidth > one.clientWidth, one.tabIndex])"
    )
    assert all((tab == 0) == wide for wide, tab in boxes), "what can be scrolled is reached with the keyboard"


def test_a_page_opens_on_its_text(seen, path):
    """Code is at most 15 % of what a page shows before anything is unfolded, where a page is for reading."""
    share = seen().evaluate(
        """[...document.querySelectorAll("main pre.code")].filter(one => one.checkVisibility())
            .reduce((sum, one) => sum + one.offsetHeight, 0) / document.documentElement.scrollHeight"""
    )
    assert share < 0.15 or path.stem in ("code", FIRST)


def test_figures_to_move_are_moved_by_keyboard(seen):
    page = seen()
    for figure in page.locator(".playground").all():
        figure.scroll_into_view_if_needed()
        figure.locator("output:not(:empty)").first.wait_for()  # it is drawn when it comes near the screen
        for control in figure.locator("input").all():
            before = figure.locator(".picture").inner_html()
            control.focus()
            at_its_end = control.input_value() == control.get_attribute("max")
            page.keyboard.press("ArrowLeft" if at_its_end else "ArrowRight")
            assert figure.locator(".picture").inner_html() != before
    assert page.errors == []


def test_the_keyboard_finds_the_way_past_the_contents(visit, course):
    page = visit(course / f"{FIRST}.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the text"
    assert page.locator(".skip").bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.localName") == "main"


def test_the_contents_follow_the_reader(visit, course):
    page = visit(course / f"{FIRST}.html", height=500)
    current = page.locator(".contents [aria-current]")
    assert current.count() == 0
    page.locator("#The-formulas").evaluate("one => one.scrollIntoView()")
    page.wait_for_function("document.querySelector('.contents [aria-current]')")
    assert current.text_content() == "1.1 The formulas"
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    page.wait_for_function("document.querySelector('.contents [aria-current]').textContent.endsWith('The end')")
    assert current.count() == 1


def test_without_a_script_the_contents_are_open_everywhere(visit, course):
    for width in (WIDE, NARROW):
        assert visit(course / f"{FIRST}.html", width, script=False).locator(".contents a").first.is_visible()


def test_on_a_narrow_screen_the_contents_are_a_bar_that_stays_and_closes(visit, course):
    page = visit(course / f"{FIRST}.html", NARROW)
    page.evaluate("scrollTo(0, 2000)")
    assert not page.locator(".contents a").first.is_visible()
    page.locator(".rail summary").click()
    page.locator(".contents a", has_text="The end").click()
    assert not page.locator(".contents a").first.is_visible()
    assert page.url.endswith("#The-end")


def test_solutions_open_on_request(visit, course):
    page = visit(course / f"{FIRST}.html")
    solution = page.locator("#cell-halve pre.code")
    assert not solution.is_visible()
    page.locator("#cell-halve .solution-box summary").click()
    assert solution.is_visible()


def test_code_is_copied_as_it_was_written(visit, course):
    page = visit(course / f"{FIRST}.html", NARROW)
    page.locator("#cell-halve .solution-box summary").click()
    page.evaluate("getSelection().selectAllChildren(document.querySelector('#cell-halve pre.code'))")
    assert page.evaluate("getSelection().toString()").rstrip("\n") == (
        'def halve(x):\n    """Half of x."""\n    half = x / 2\n    return half'
    )


def test_on_paper_it_is_black_on_white_with_the_same_folding(visit, course):
    page = visit(course / f"{FIRST}.html", scheme="dark")
    page.emulate_media(media="print")
    ground = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert min(map(int, ground.removeprefix("rgb(").removesuffix(")").split(","))) > 240
    for hidden in (".rail", ".bar", "#cell-halve pre.code", "#cell-long .folded summary"):
        assert not page.locator(hidden).first.is_visible(), hidden
    assert page.locator("#cell-costs .on-wide svg").is_visible()


def test_a_chosen_theme_is_remembered(visit, course):
    page = visit(course / f"{FIRST}.html", scheme="light")
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(ground)
    page.locator(".theme").click()
    assert page.evaluate(ground) != light
    page.reload()
    assert page.evaluate(ground) != light


def test_a_figure_is_enlarged_by_a_click(visit, course):
    page = visit(course / f"{FIRST}.html", NARROW)
    page.locator("#cell-costs .drawing").click()
    assert page.locator("dialog.large svg").bounding_box()["width"] > NARROW


def test_a_larger_figure_that_is_wider_than_the_screen_shows_that_it_scrolls(visit, course):
    """As tables and formulas do, by shadows; and the keyboard reaches it."""
    for width in (NARROW, WIDE):
        page = visit(course / f"{FIRST}.html", width)
        page.locator("#cell-costs .drawing").click() if width == NARROW else page.locator("#cell-costs .enlarge").press(
            "Enter"
        )
        page.wait_for_timeout(100)
        box = page.locator("dialog.large .scroll")
        scrolls, tab, shadows = box.evaluate(
            "one => [one.scrollWidth > one.clientWidth, one.tabIndex, getComputedStyle(one).backgroundImage]"
        )
        assert scrolls == (width == NARROW)
        assert (tab == 0) == scrolls
        assert shadows.count("gradient") == 4
        assert page.evaluate(
            "document.querySelector('dialog').scrollWidth <= document.querySelector('dialog').clientWidth"
        )


def test_a_larger_figure_keeps_its_caption(visit):
    page = visit(ROOT / "exported_html" / "W1A1-Initialization.html")
    figure = page.locator("#figure-1")
    figure.locator(".enlarge").focus()
    page.keyboard.press("Enter")
    caption = page.locator("dialog.large figcaption")
    assert caption.text_content() == figure.locator("figcaption").text_content()
    box = caption.bounding_box()
    assert box["y"] + box["height"] <= 900
    assert page.locator("dialog.large svg").bounding_box()["height"] > 500


def test_a_figure_can_be_enlarged_and_closed_by_keyboard(visit, course):
    page = visit(course / f"{FIRST}.html")
    before = page.locator("#cell-costs .on-wide svg").bounding_box()["width"]
    page.locator("#cell-costs .enlarge").focus()
    page.keyboard.press("Enter")
    assert page.locator("dialog.large svg").bounding_box()["width"] > before
    page.keyboard.press("Escape")
    page.locator("dialog.large").wait_for(state="detached")


def test_a_term_shows_what_it_means(visit):
    page = visit(ROOT / "exported_html" / "W1A1-Initialization.html")
    term = page.locator("main .term").first
    assert not term.locator(".tip").is_visible()
    term.focus()
    assert term.locator(".tip").is_visible()
    page.keyboard.press("Enter")
    assert page.locator("details.glossary").get_attribute("open") is not None


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_what_a_term_means_is_not_cut_by_the_table_that_it_stands_in(visit, width, script):
    page = visit(ROOT / "exported_html" / "W1A4-Bias_and_Variance.html", width, script=script)
    term = page.locator("main td .term").first
    term.evaluate("one => one.scrollIntoView({block: 'center'})")
    for show in (term.hover, term.focus):
        show()
        seen = term.locator(".tip").evaluate(
            """tip => {
                const box = tip.getBoundingClientRect();
                const corners = [[box.left + 6, box.top + 6], [box.right - 6, box.bottom - 6]];
                return corners.every(([x, y]) => tip.contains(document.elementFromPoint(x, y)));
            }"""
        )
        assert seen
        page.mouse.move(0, 0)


def test_where_nothing_hovers_the_first_tap_on_a_term_shows_what_it_means(browser):
    with browser.new_context(**TOUCH) as context:
        page = context.new_page()
        page.goto((ROOT / "exported_html" / "W1A1-Initialization.html").as_uri())
        term = page.locator("main .term").first
        term.tap()
        assert term.locator(".tip").is_visible()
        assert "#" not in page.url
        term.tap()
        page.wait_for_url("**#term-*")
        page.locator("h1").tap()
        assert not term.locator(".tip").is_visible()


def test_a_line_that_leaves_a_movable_figure_is_cut_at_the_frame_and_not_bent(visit):
    """A chord with an end moved to the frame would be another chord."""
    page = visit(ROOT / "exported_html" / "W1A3-Gradient_Checking.html")
    axis = "{low: 0, high: 1, label: '', ticks: []}"
    svg = page.evaluate(f"chart({{x: {axis}, y: {axis}, lines: [{{points: [[0, -1], [1, 3]], color: 'blue'}}]}})")
    path, clip = re.search(r'<path d="M([^"]*)" clip-path="url\(#([^)]*)\)"', svg).groups()
    (left, low), (right, high) = (map(float, point.split()) for point in path.split("L"))
    frame = re.search(rf'id="{clip}"><rect x="(.*?)" y="(.*?)" width="(.*?)" height="(.*?)"/>', svg)
    _, top, width, height = map(float, frame.groups())
    assert (low - high) / (right - left) == pytest.approx(4 * (height - 8) / (width - 4), rel=0.01)
    assert low > top + height
    assert high < top


def test_a_map_without_a_boundary_says_so(visit):
    page = visit(ROOT / "exported_html" / "W1A2-Regularization.html")
    figure = page.locator('[data-playground="regularization"]')
    figure.scroll_into_view_if_needed()
    figure.locator("output:not(:empty)").first.wait_for()
    says = figure.locator(".says")
    assert "no boundary" not in says.text_content()
    for control in figure.locator("input").all():
        control.focus()
        page.keyboard.press("End")
    assert "every mass gets the same class, benign" in says.text_content()
    assert "about 0.4 everywhere" in says.text_content()


def test_fractions_in_a_line_of_text_can_be_read(visit, course):
    """Not as small as an index, which is what a browser makes of them."""
    page = visit(course / f"{FIRST}.html")
    sizes = page.evaluate(
        """() => {
            const line = document.querySelector("main p");
            line.insertAdjacentHTML("beforeend", "<math><mfrac><mi>a</mi><mi>b</mi></mfrac></math>");
            return [line, line.querySelector("mfrac > *")].map(one => parseFloat(getComputedStyle(one).fontSize));
        }"""
    )
    assert sizes[1] >= 0.8 * sizes[0]


def test_nothing_is_cut_on_a_sheet_of_paper(visit, path):
    """A4 without its margins is 16.6 cm wide. What belongs together stays on one sheet, and a long box need not."""
    page = visit(path, 627)
    page.emulate_media(media="print")
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open ||= !!one.closest('.exercise, .code'))")
    wide = page.evaluate(
        """[...document.querySelectorAll("main *")].filter(one => one.checkVisibility() && !one.closest("svg, math"))
            .filter(one => one.getBoundingClientRect().right > 628).map(one => one.outerHTML.slice(0, 200))"""
    )
    assert wide == []
    style = "(names, what) => [...document.querySelectorAll(names)].map(one => getComputedStyle(one)[what])"
    ends = page.evaluate(f"({style})('main :is(h1, h2, h3, .exercise-title, .signature)', 'breakAfter')")
    assert set(ends) <= {"avoid"}
    whole = page.evaluate(f"({style})('main :is(figure, .playground svg, tr)', 'breakInside')")
    assert set(whole) <= {"avoid"}
    assert set(page.evaluate(f"({style})('main :is(.exercise, .playground, .asked)', 'breakInside')")) <= {"auto"}
    heights = page.locator("main .drawing svg").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().height / 96 * 2.54)"
    )
    assert all(height < 11 for height in heights), "half a sheet, in cm"
    assert set(page.evaluate(f"({style})('main thead', 'display')")) <= {"table-header-group"}


def test_the_search_finds_sections_of_other_pages(visit):
    page = visit(ROOT / "exported_html" / "index.html")
    page.locator(".bar input").fill("bias correction")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=bias+correction")
    first = page.locator("#found a").first
    assert "Optimization Methods" in first.text_content()
    first.click()
    page.wait_for_url("**/W2A1-Optimization_Methods.html#*")


def test_the_search_offers_the_word_that_a_reader_may_have_meant(visit):
    page = visit(ROOT / "exported_html" / "search.html")
    page.locator(".bar input").fill("dropot")
    offered = page.locator("#status a")
    assert offered.text_content() == "dropout"
    offered.click()
    page.wait_for_url("**/search.html?q=dropout")
    assert "Regularization" in page.locator("#found a").first.text_content()


def test_dark_and_light_are_different(visit, course):
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    pages = [visit(course / f"{FIRST}.html", scheme=scheme) for scheme in ("light", "dark")]
    assert len({page.evaluate(ground) for page in pages}) == 2


def test_the_small_course_holds_the_formulas_that_are_counted(visit, course):
    parts = sum(1 + tex.count("qquad") for tex in FORMULAS)  # which are formulas of their own
    assert visit(course / f"{FIRST}.html").locator("#cell-formulas math").count() == parts


def test_formulas_side_by_side_stand_below_each_other_on_a_narrow_screen(visit, course):
    ends = {}
    for width in (WIDE, 300):
        parts = visit(course / f"{FIRST}.html", width).locator(".parts math")
        ends[width] = parts.evaluate_all("all => all.map(one => one.getBoundingClientRect().bottom)")
    assert ends[300][1] > ends[300][0] + 20
    assert abs(ends[WIDE][1] - ends[WIDE][0]) < 20

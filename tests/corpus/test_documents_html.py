"""Web pages as governments, newspapers and parliaments publish them: the article, and who says what in it."""

from pathlib import Path

import pytest

from corpus.errors import RecordError
from corpus.read import read_record
from tests.corpus.documents import check, record_of, said, set_aside

BRIEFING = """<!DOCTYPE html><html lang="en-US"><head><meta charset="utf-8">
<title>Press Briefing by Press Secretary Dana Whitlock, May 4, 2021 | Office of the Governor</title>
<meta property="og:site_name" content="Office of the Governor">
<meta property="og:title" content="Press Briefing by Press Secretary Dana Whitlock, May 4, 2021">
<meta property="article:published_time" content="2021-05-04T15:00:00-04:00">
<link rel="canonical" href="https://governor.example/briefing/4">
<script>var x = "MR. NOBODY: I said this";</script><style>p { color: red }</style></head>
<body class="has-sidebar"><a class="skip-link" href="#c">Skip to content</a>
<header class="site-header"><nav><ul><li><a>Home</a></li><li><a>Briefing Room</a></li></ul></nav></header>
<div class="cookie-banner">We use cookies. <button>Accept</button></div>
<main id="c"><article><h1>Press Briefing by Press Secretary Dana Whitlock, May 4, 2021</h1>
<div class="share-links"><a href="#">Share</a><a href="#">Tweet</a></div>
<p>MS. WHITLOCK:&nbsp; Good afternoon. I have a few announcements at the top.</p>
<p>The governor signed the bridge bill this morning.</p>
<p>Q&nbsp;&nbsp;&nbsp; Thank you, Dana.&nbsp; When does the work start?</p>
<p>MS. WHITLOCK:&nbsp; In June.</p>
<p>Q&nbsp;&nbsp;&nbsp; And who pays?</p>
<p>MR. OKAFOR:&nbsp; The state pays<sup><a href="#n1">1</a></sup> for 40 m<sup>2</sup> of it.</p>
<p>(Laughter.)</p>
<p>MS. WHITLOCK:&nbsp; Thank you all.</p>
<aside class="related"><h3>Related</h3><ul><li><a href="1">Another briefing</a></li></ul></aside>
<section class="footnotes"><p>1. See the budget.</p></section>
<p hidden>MR. NOBODY: Nor this.</p><p style="display: none">MR. NOBODY: Nor that.</p>
</article></main><div id="comments"><p>Bob Stone: First!</p></div><footer><p>Imprint</p></footer></body></html>"""


def test_a_press_briefing(tmp_path: Path) -> None:
    record = record_of(tmp_path, "briefing.html", BRIEFING)
    check(record)
    assert said(record) == [
        ("WHITLOCK", "Good afternoon. I have a few announcements at the top."),
        ("WHITLOCK", "The governor signed the bridge bill this morning."),
        (None, "Thank you, Dana. When does the work start?"),
        ("WHITLOCK", "In June."),
        (None, "And who pays?"),
        ("OKAFOR", "The state pays for 40 m² of it."),
        ("WHITLOCK", "Thank you all."),
    ]
    assert set_aside(record)["1. See the budget."] == "note"
    assert not any(word in record.text for word in ("NOBODY", "cookies", "Home", "Tweet", "Bob", "Imprint", "Skip"))


def test_what_a_page_says_of_itself(tmp_path: Path) -> None:
    record = record_of(tmp_path, "briefing.html", BRIEFING)
    assert record.title == "Press Briefing by Press Secretary Dana Whitlock, May 4, 2021"
    assert (record.date, record.publisher) == ("2021-05-04", "Office of the Governor")
    assert (record.language, record.url) == ("en", "https://governor.example/briefing/4")


def test_a_sidecar_overrides_what_the_page_says(tmp_path: Path) -> None:
    (tmp_path / "briefing.toml").write_text('title = "Mine"\ndate = "2020-01-01"\n')
    record = record_of(tmp_path, "briefing.html", BRIEFING)
    assert (record.title, record.date, record.publisher) == ("Mine", "2020-01-01", "Office of the Governor")


INTERVIEW = """<html lang="en"><head><meta charset="utf-8"><title>We must open the ports - The Coast</title>
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "Interview with Mira Kovac, Minister of Transport", "datePublished": "2022-02-03T08:00:00Z",
"publisher": {"@type": "Organization", "name": "The Coast"}}</script></head>
<body><div id="menu"><a href="/">News</a> <a href="/">Sport</a> <a href="/">Culture</a></div>
<div class="content"><h1>Interview with Mira Kovac, Minister of Transport</h1><p class="byline">By Tom Hill</p>
<figure><img src="x.jpg"><figcaption>Mira Kovac: at the port of Rijeka. Photo: A. Doe</figcaption></figure>
<p><strong>Minister, will you open the ports this year?</strong></p>
<p>Yes. We will open them in the spring, all four of them.</p><p>That is the plan.</p>
<p><strong>Tell us about the railways.</strong></p><p>The railways are <b>slow</b>, and we know it.</p>
<p><strong>Is there money?</strong></p><p>There is.</p>
<div class="newsletter-signup"><p>Subscribe to our newsletter!</p></div></div></body></html>"""


def test_questions_in_bold(tmp_path: Path) -> None:
    record = record_of(tmp_path, "interview.htm", INTERVIEW)
    check(record)
    assert said(record) == [
        (None, "Minister, will you open the ports this year?"),
        ("Mira Kovac", "Yes. We will open them in the spring, all four of them."),
        ("Mira Kovac", "That is the plan."),
        (None, "Tell us about the railways."),
        ("Mira Kovac", "The railways are slow, and we know it."),
        (None, "Is there money?"),
        ("Mira Kovac", "There is."),
    ]
    assert set_aside(record)["Mira Kovac: at the port of Rijeka. Photo: A. Doe"] == "caption"
    assert (record.date, record.publisher) == ("2022-02-03", "The Coast")


def test_definition_lists_and_tables_of_a_parliament(tmp_path: Path) -> None:
    page = """<html><head><meta charset=utf-8><title>Sitting</title></head><body><h2>Question time</h2>
    <dl><dt>Mr. Anders Holm (Labour)</dt><dd><p>When will the road be built?</p><p>It is late.</p></dd>
    <dt>Minister of Transport</dt><dd>It will be built next year.</dd>
    <dt>Mr. Anders Holm (Labour)</dt><dd>I thank the minister.</dd></dl>
    <table><tr><th>Speaker</th><th>Statement</th></tr>
    <tr><td>Ms. Vera Lind</td><td>What of the schools in the north?</td></tr>
    <tr><td>Mr. Jon Berg<br>Minister of Schools</td><td>They are open.</td></tr>
    <tr><td></td><td>All of them, I may add.</td></tr><tr><td>Ms. Vera Lind</td><td>Thank you.</td></tr></table>
    <table><tr><td>Roads</td><td>12</td><td>14</td></tr><tr><td>Schools</td><td>7</td><td>9</td></tr></table>
    </body></html>"""
    record = record_of(tmp_path, "sitting.html", page)
    check(record)
    assert [pair for pair in said(record) if pair[1] != "Speaker\tStatement"] == [
        ("Anders Holm", "When will the road be built?"),
        ("Anders Holm", "It is late."),
        ("Minister of Transport", "It will be built next year."),
        ("Anders Holm", "I thank the minister."),
        ("Vera Lind", "What of the schools in the north?"),
        ("Jon Berg", "They are open."),
        ("Jon Berg", "All of them, I may add."),
        ("Vera Lind", "Thank you."),
    ]
    assert set_aside(record)["Roads\t12\t14\nSchools\t7\t9"] == "table"


MINISTRY = """<html lang="ja"><head><meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS">
<title>外務大臣会見記録（令和2年10月6日）｜外務省</title></head><body>
<div id="gnavi"><a href="/">トップ</a><a href="/">会見</a><a href="/">お問い合わせ</a></div>
<div id="main"><h1>外務大臣会見記録（令和2年10月6日）</h1><h2>冒頭発言</h2>
<p>【山田外務大臣】本日、私から二点申し上げます。<br>一点目は、日豪関係です。<br><br>二点目は、経済です。</p>
<p>○議長（鈴木一郎君）　これより会議を開きます。<br>
○国務大臣（田中花子君）　<ruby>豪<rp>（</rp><rt>ごう</rt><rp>）</rp></ruby>州とは協力を進めます。</p></div>
</body></html>"""


@pytest.mark.parametrize("declared", ["Shift_JIS", "EUC-JP", "UTF-8", "ISO-2022-JP"])
def test_lines_broken_in_a_paragraph_in_every_japanese_encoding(tmp_path: Path, declared: str) -> None:
    page = MINISTRY.replace("Shift_JIS", declared)
    record = record_of(tmp_path, "kaiken.html", page, declared)
    check(record)
    assert said(record) == [
        ("山田", "本日、私から二点申し上げます。"),
        ("山田", "一点目は、日豪関係です。"),
        ("山田", "二点目は、経済です。"),
        ("鈴木一郎", "これより会議を開きます。"),
        ("田中花子", "豪州とは協力を進めます。"),
    ]
    assert record.language == "ja"
    assert record.title == "外務大臣会見記録（令和2年10月6日）"


def test_bold_names_in_russian_without_a_declared_encoding(tmp_path: Path) -> None:
    page = """<html><body><ul class="menu"><li><a href=1>Главная</a></li><li><a href=1>О нас</a></li></ul>
    <h1>Интервью с Анной Ветровой, министром культуры</h1>
    <p><b>Корреспондент:</b> Анна Сергеевна, когда откроется музей?</p>
    <p><b>Анна Ветрова:</b> Музей откроется в мае, и это будет большой праздник.</p><p>Мы ждали этого <i>долго</i>.</p>
    <p><b>Корреспондент:</b> А театр?</p><p><b>Анна Ветрова:</b> Театр — позже.</p></body></html>"""
    record = record_of(tmp_path, "vetrova.html", page, "cp1251")
    check(record)
    assert [pair for pair in said(record) if pair[0] == "Анна Ветрова"] == [
        ("Анна Ветрова", "Музей откроется в мае, и это будет большой праздник."),
        ("Анна Ветрова", "Мы ждали этого долго."),
        ("Анна Ветрова", "Театр — позже."),
    ]
    assert "Главная" not in record.text


def test_the_encoding_that_the_user_asks_for_wins(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes("<meta charset=windows-1251><p>Ä Ö: gemütlich</p>".encode("cp1252"))
    assert "gemütlich" in read_record(path, "cp1252").text


def test_names_alone_on_a_line_over_what_they_say(tmp_path: Path) -> None:
    page = """<article><h3>Mira Kovac, Minister of Transport</h3><p>We open the ports.</p>
    <p><strong>Jon Berg, Minister of Finance</strong><br>There is money for it.</p>
    <h3>Mira Kovac</h3><p>Thank you.</p><blockquote><p>Said the captain.</p></blockquote></article>"""
    record = record_of(tmp_path, "a.xhtml", page)
    check(record)
    assert said(record) == [
        ("Mira Kovac", "We open the ports."),
        ("Jon Berg", "There is money for it."),
        ("Mira Kovac", "Thank you."),
        ("Mira Kovac", "Said the captain."),
    ]
    assert "**" not in record.text
    assert "#" not in record.text


def test_a_list_stays_with_what_leads_it_in(tmp_path: Path) -> None:
    page = "<p>Mira Kovac: We need three things:</p><ul><li>ports,</li><li>roads</li></ul><p>Jon Berg: I see.</p>"
    record = record_of(tmp_path, "a.html", page)
    assert said(record)[0] == ("Mira Kovac", "We need three things:\nports,\nroads")


def test_a_list_of_what_people_say_keeps_them_apart(tmp_path: Path) -> None:
    page = "<ul><li>Mira Kovac: I open it.</li><li>Jon Berg: I pay.</li><li>Mira Kovac: Good.</li></ul>"
    record = record_of(tmp_path, "a.html", page)
    assert said(record) == [("Mira Kovac", "I open it."), ("Jon Berg", "I pay."), ("Mira Kovac", "Good.")]


def test_a_speech_in_which_all_is_bold_has_no_labels(tmp_path: Path) -> None:
    page = "".join(f"<p><b>We have been here {n} years, have we not?</b></p>" for n in range(5))
    record = record_of(tmp_path, "a.html", page)
    assert {name for name, _ in said(record)} == {None}


def test_a_page_laid_out_as_a_table(tmp_path: Path) -> None:
    page = """<table><tr><td><a href=1>Home</a><br><a href=2>Search</a><br><a href=3>Mail</a></td>
    <td><b>Harbour Board</b><br><br>Mira Kovac: We open the ports.<br><br>All of them.<br><br>Jon Berg: There is money.
    <br>Plenty of it.<br><br>Mira Kovac: Good.</td></tr></table>"""
    record = record_of(tmp_path, "a.html", page)
    check(record)
    assert [pair for pair in said(record) if pair[0]] == [
        ("Mira Kovac", "We open the ports."),
        ("Mira Kovac", "All of them."),
        ("Jon Berg", "There is money."),
        ("Jon Berg", "Plenty of it."),
        ("Mira Kovac", "Good."),
    ]
    assert "Search" not in record.text


def test_a_party_below_a_name_and_a_late_table_are_nobodys(tmp_path: Path) -> None:
    turns = [
        ("Mira Kovac", "(Harbour Party)", "We open."),
        ("Jon Berg", "(Rail)", "We pay."),
        ("Mira Kovac", "", "Good."),
    ]
    page = "".join(f"<div class=speaker>{name}</div><div>{party}</div><p>{words}</p>" for name, party, words in turns)
    page += "<table><tr><td>Ports</td><td>open</td></tr><tr><td>Roads</td><td>closed</td></tr></table>"
    record = record_of(tmp_path, "a.html", f"<h1>Debate</h1>{page}")
    check(record)
    assert said(record) == [("Mira Kovac", "We open."), ("Jon Berg", "We pay."), ("Mira Kovac", "Good.")]
    assert set_aside(record)["(Harbour Party)"] == "affiliation"
    assert set_aside(record)["Ports\topen\nRoads\tclosed"] == "table"


def test_a_page_that_stands_in_a_form_and_a_form_that_stands_in_a_page(tmp_path: Path) -> None:
    speech = "<h1>Remarks by Minister Jane Roe</h1><p>I am glad to see all of you.</p><p>Water is scarce.</p>"
    search = "<form action=/s><label>Search this site</label><input name=q></form>"
    wrapped = record_of(tmp_path, "a.html", f"<body><form id=aspnetForm><div>{speech}</div></form></body>")
    beside = record_of(tmp_path, "b.html", f"<body>{search}<div>{speech}{search}</div></body>")
    for record in (wrapped, beside):
        check(record)
        assert said(record) == [("Jane Roe", "I am glad to see all of you."), ("Jane Roe", "Water is scarce.")]
        assert "Search" not in record.text


@pytest.mark.parametrize(
    ("page", "way_out"),
    [
        (b"<title>Remarks</title><h1>Remarks</h1><div id=app></div>", "no text below its title"),
        (b"<title>Remarks</title><nav><h1>Remarks</h1></nav>", "no text below its title"),
        (b"", "is empty"),
        (b"<html><body><script>app()</script><nav>Home</nav></body></html>", "save the page from there"),
        (b"\x00\x01\x02\x89PNG\r\n\x1a\n" + bytes(range(256)), "bin.html"),
        (b"<div>" * 3000 + b"Mira Kovac: hello" + b"</div>" * 3000, "nested too deeply"),
        ("<p>ни то ни сё</p>".encode("cp866"), "encoding"),
    ],
)
def test_bad_pages(tmp_path: Path, page: bytes, way_out: str) -> None:
    with pytest.raises(RecordError) as caught:
        record_of(tmp_path, "bin.html", page)
    assert way_out in str(caught.value)
    assert str(tmp_path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_list_of_who_takes_part_tells_whose_the_initials_are(tmp_path: Path) -> None:
    turns = [("MK", "We open."), ("JB", "We pay."), ("MK", "Good."), ("JB", "Very.")]
    page = "".join(f"<p><b>{initials}:</b> {words}</p>" for initials, words in turns)
    page += "<table><tr><td>Mira Kovac</td><td>Minister of Transport</td></tr>"
    page += "<tr><td>Jon Berg</td><td>Minister of Finance</td></tr></table>"
    record = record_of(tmp_path, "a.html", f"<h1>Round table</h1>{page}")
    check(record)
    names = {"MK": "Mira Kovac", "JB": "Jon Berg"}
    assert said(record) == [(names[initials], words) for initials, words in turns]


def test_what_is_struck_out_is_not_said(tmp_path: Path) -> None:
    record = record_of(
        tmp_path,
        "a.html",
        "<h1>Debate</h1><p><b>Jane Roe:</b> It is <del>old</del> <ins>new</ins> and <s>w</s>strong.</p>",
    )
    check(record)
    assert said(record) == [("Jane Roe", "It is new and strong.")]


def test_controls_where_something_is_taken_out(tmp_path: Path) -> None:
    page = (
        "<p>Mira Kovac: "
        + "We open the ports. " * 30
        + "Ports\x01<nav>x</nav>\x02 are open&#1;<nav>y</nav>&#2;.</p><p>Jon Berg: Good.</p>"
    )
    check(record_of(tmp_path, "a.html", page))


def test_a_country_after_a_bold_name_is_part_of_the_label(tmp_path: Path) -> None:
    turns = "<p><b>Mr. Agyeman</b> (Ghana): I thank you.</p><p>We agree.</p><p><b>Ms. Juul</b> (Norway): So do we.</p>"
    page = f"<html><body><h1>Meeting</h1><p><b>The President</b>: I call on Ghana.</p>{turns}</body></html>"
    said_by = {words: who for who, words in said(record_of(tmp_path, "un.html", page))}
    assert said_by["I thank you."] == said_by["We agree."] == "Agyeman"
    assert said_by["So do we."] == "Juul"


def test_what_a_weblog_says_of_an_entry_is_not_said_in_it(tmp_path: Path) -> None:
    page = (
        '<html><body><h1>Council</h1><div class="entry-meta">Posted on 4 May by admin</div><p>Jane Osgood: We stay.</p>'
        '<p>Peter Lamb: We go.</p><div class="entry-utility">This entry was posted in Council.</div></body></html>'
    )
    assert [words for _, words in said(record_of(tmp_path, "log.html", page))] == ["We stay.", "We go."]


def test_the_parts_of_a_site_builder_are_no_widgets_beside_the_page(tmp_path: Path) -> None:
    def part(kind: str, inside: str) -> str:
        classes = f"elementor-element elementor-widget elementor-widget-{kind}"
        return f'<div class="{classes}"><div class="elementor-widget-container">{inside}</div></div>'

    turns = [("Anna Weber", "We must mend the roads. " * 9), ("Karl Meier", "No. " * 9), ("Anna Weber", "Why? " * 9)]
    parts = (part("heading", f"<h3>{name}, Mayor</h3>") + part("text-editor", f"<p>{said}</p>") for name, said in turns)
    beside = '<div class="widget widget_recent"><p>Latest news: a new tram.</p></div>'
    record = record_of(tmp_path, "a.html", f"<h1>Debate</h1>{part('menu', 'Home Contact')}{''.join(parts)}{beside}")
    check(record)
    assert said(record) == [(name, words.strip()) for name, words in turns]


def test_marks_of_notes_that_are_links_are_no_words(tmp_path: Path) -> None:
    note = "<div id=ftn1><p class=MsoFootnoteText><a href='#_ftnref1'>[1]</a> A report.</p></div>"
    record = record_of(
        tmp_path,
        "a.html",
        "<h1>Debate</h1><p><b>Anna Weber:</b> We agree<a href='#_ftn1'><span>[1]</span></a> on this; see"
        " section <a href='#s3'>3</a>, and <a href='x'>the plan<span class='sr-only'> (opens anew)</span></a>.</p>"
        f"<p><b>Karl Meier:</b> Good.<a href='#fn2' class='footnote-ref'>2</a> So be it.</p>{note}",
    )
    check(record)
    assert said(record) == [
        ("Anna Weber", "We agree on this; see section 3, and the plan."),
        ("Karl Meier", "Good. So be it."),
    ]
    assert set_aside(record)["A report."] == "note"

"""Tables whose cells span several rows: each word goes to the one who is named in its own row."""

from pathlib import Path

from tests.corpus.documents import check, odt, record_of, said

INVEST = "We must invest in schools now, because children cannot wait."
REFUSE = "I disagree; there is no money for it in this budget."
FOUND = "Money can be found if there is a will to find it."
MOVE = "I move that we vote now on this question."
ROADS = "The roads are in a bad state and must be mended."
SPOKEN = [("Anna Weber", INVEST), ("Karl Meier", REFUSE), ("Anna Weber", FOUND), ("Anna Weber", MOVE)]
SPOKEN.append(("Karl Meier", ROADS))


def test_a_cell_over_several_rows_moves_no_name_into_another_column(tmp_path: Path) -> None:
    rows = f"""<tr><td rowspan="2">10:00</td><td>Anna Weber</td><td>{INVEST}</td></tr>
    <tr><td>Karl Meier</td><td>{REFUSE}</td></tr>
    <tr><td>10:30</td><td rowspan=" 2 ">Anna Weber</td><td>{FOUND}</td></tr>
    <tr><td>10:40</td><td>{MOVE}</td></tr>
    <tr><td>11:10</td><td>Karl Meier</td><td>{ROADS}</td></tr>"""
    for head in ("", "<thead><tr><th>Time</th><th>Speaker</th><th>Text</th></tr></thead>"):
        record = record_of(tmp_path, "page.html", f"<h1>Council</h1><table>{head}<tbody>{rows}</tbody></table>")
        check(record)
        assert said(record) == SPOKEN


def test_no_cell_reaches_from_the_head_of_a_table_into_its_body(tmp_path: Path) -> None:
    head = '<thead><tr><th rowspan="0">Time</th><th>Speaker</th><th>Text</th></tr></thead>'
    spoken = (("10:00", "Anna Weber", INVEST), ("10:05", "Karl Meier", REFUSE))
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in spoken)
    record = record_of(tmp_path, "page.html", f"<h1>Council</h1><table>{head}<tbody>{rows}</tbody></table>")
    assert said(record) == SPOKEN[:2]


def test_cells_of_an_opendocument_table_span_rows_and_stand_for_several(tmp_path: Path) -> None:
    def row(*cells: str) -> str:
        return f"<table:table-row>{''.join(cells)}</table:table-row>"

    def cell(text: str, spans: str = "") -> str:
        return f"<table:table-cell {spans}><text:p>{text}</text:p></table:table-cell>"

    covered = "<table:covered-table-cell><text:p>Not shown.</text:p></table:covered-table-cell>"
    body = (
        row(cell("10:00", 'table:number-rows-spanned="2"'), cell("Anna Weber"), cell(INVEST))
        + row(covered, cell("Karl Meier"), cell(REFUSE))
        + row(cell("10:30"), cell("Anna Weber"), cell(FOUND))
        + row('<table:table-cell table:number-columns-repeated="2"/>', cell(MOVE))
        + row(cell("11:10"), cell("Karl Meier"), cell(ROADS))
    )
    record = record_of(tmp_path, "minutes.odt", odt(f"<table:table>{body}</table:table>"))
    check(record)
    assert said(record) == SPOKEN


def test_a_title_in_a_row_of_its_own_is_not_said_by_the_one_before(tmp_path: Path) -> None:
    rows = [("Anna Weber", INVEST), ("Karl Meier", REFUSE), ("Item 2 of the agenda: roads and bridges", "")]
    rows += [("Karl Meier", ROADS), ("Anna Weber", FOUND)]
    table = "".join(f"<tr><td>{name}</td><td>{text}</td></tr>" for name, text in rows)
    record = record_of(tmp_path, "page.html", f"<h1>Council</h1><table>{table}</table>")
    check(record)
    assert said(record) == [row for row in rows if row[1]]

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.frames import subject_of


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("What did  say about the harbour tax?", "the harbour tax?"),
        ("what has she said on school meals", "school meals"),
        ("Who spoke about the new bridge?", "the new bridge?"),
        ("Who mentioned that rents rise?", "rents rise?"),
        ("hey, can you tell me what  said on ferries please", "ferries"),
        ("So what did  actually say about ferries lol", "ferries"),
        ("What has she ever said about ferries?", "ferries?"),
        ("did  ever mention ferries", "ferries"),
        ("Подскажите, пожалуйста, что  сказал о паромах", "паромах"),
        ("So many ships are needed", "So many ships are needed"),
        ("What is said to please everybody?", "to please everybody?"),
        ("What is his position on fishing quotas?", "fishing quotas?"),
        ("How many ships were built?", "How many ships were built?"),
        ("What do the towns need?", "What do the towns need?"),
        ("What did Foreign Minister  say about ferries?", "ferries?"),
        ("Что министр  сказал о паромах?", "паромах?"),
        ("Что сказал министр  о паромах?", "паромах?"),
        ("Что  сказал о налоге на порт?", "налоге на порт?"),
        ("Кто говорил о школьных обедах?", "школьных обедах?"),
        ("Что думает о рыбной ловле?", "рыбной ловле?"),
        ("Сколько кораблей построено?", "Сколько кораблей построено?"),
        ("Кто построил мост?", "Кто построил мост?"),
        ("は学校給食について何と述べましたか？", "学校給食"),
        ("港湾税についてどう考えていますか", "港湾税"),
        ("漁業権についての発言は？", "漁業権"),
        ("橋の建設について誰が何と言ったか", "橋の建設"),
        ("税率について", "税率"),
        ("家賃が上がると述べたのは誰ですか", "家賃が上がる"),
        ("船は何隻造られましたか？", "船は何隻造られましたか？"),
        ("はしごについて教えてください", "はしご"),
        ("国連憲章について何と", "国連憲章"),
        ("And about the fish market?", "the fish market?"),
        ("views on fishing quotas", "fishing quotas"),
        ("Мнение о школьных обедах", "школьных обедах"),
    ],
)
def test_the_frame_is_taken_off_and_the_subject_stays(question: str, subject: str) -> None:
    assert subject_of(question) == subject


@pytest.mark.parametrize("question", ["What did he say?", "Что он сказал?", "", "？"])
def test_a_question_that_is_all_frame_stays_whole(question: str) -> None:
    assert subject_of(question) == question


@given(st.text(max_size=200))
def test_a_subject_is_found_in_any_text(text: str) -> None:
    subject = subject_of(text)
    assert subject == text or subject in " ".join(text.split())

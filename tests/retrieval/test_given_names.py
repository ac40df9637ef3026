"""A given name beside a surname in kanji is compared, in whatever script it is typed: unknown stays unknown."""

import pytest

from corpus.given_readings import may_be_read
from corpus.japanese_sounds import japanese_key
from corpus.model import Speaker, SpeakerSummary
from corpus.names import Roster
from retrieval.model import Scope
from retrieval.question import understand
from retrieval.unknown_person import Unknown
from tests.retrieval.record_terms import reader_of

PEOPLE = (
    "山田ひろし",
    "小池百合子",
    "鈴木けんじ",
    "田中真紀子",
    "田中角栄",
    "小野純一",
    "河野太郎",
    "大野",
    "大野邦和",
    "森澤恭子",
    "林田",
    "小野寺五典",
)
NO_RECORD = reader_of("")
ROSTER = Roster([SpeakerSummary(Speaker(name, name), (), ("r",), 1, 1) for name in PEOPLE])


def who(question: str) -> list[str]:
    read = NO_RECORD.in_script(question, lambda text: [(one.start, one.end) for one in ROSTER.mentions(text)])
    return [one.id for one in understand(read or question, ROSTER, Scope()).speakers or ()]


@pytest.mark.parametrize(
    "typed", ["taisaku wo kyouka subeki", "koudo bousai toshi zukuri", "fukume kongo", "mitsu chiiki"]
)
def test_an_office_behind_a_surname_is_no_given_name(typed: str) -> None:
    names = ("大沢委員", "大西委員", "酒井副委員長", "河野委員", "桜井委員", "桜井（無所属）", "石井水道局部長")
    members = Roster([SpeakerSummary(Speaker(name, name), (), ("r",), 1, 1) for name in names])
    assert not members.mentions(typed)


@pytest.mark.parametrize(
    "question",
    [
        "yamada taro wa kankyou ni tsuite nani wo iimashita ka",
        "ヤマダ・タロウは環境について何と言いましたか",
        "山田 太郎は環境について何と言いましたか",
        "山田たろうは環境について何と言いましたか",
        "山田のりこは環境について何と言いましたか",
        "山田タロウは環境について何と言いましたか",
        "what did yamada taro say about fish",
        "Что сказал Ямада Таро об экологии?",
        "мнение Ямады Таро о рыбе",
        "koike akira wa nani wo iimashita ka",
        "コイケ・アキラは何と言いましたか",
        "小池　晃は何と言いましたか",
        "小池あきらは何と言いましたか",
        "suzuki ichiro wa nani wo iimashita ka",
        "田中 均は何と言いましたか",
        "小野純一郎は何と言いましたか",
        "小野 純二は何と言いましたか",
        "河野ようへいは何と言いましたか",
        "やまだたろうは何と言いましたか",
        "こいけあきら氏は何と言いましたか",
        "森議員は何と言いましたか",
        "What did Hayashi say about fish?",
        "長さ3000kmの道",
    ],
)
def test_who_has_another_given_name_is_not_heard(question: str) -> None:
    assert who(question) == []


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ("yamada hiroshi wa kankyou ni tsuite nani wo iimashita ka", "山田ひろし"),
        ("ヤマダ・ヒロシは何と言いましたか", "山田ひろし"),
        ("山田 ひろしの意見", "山田ひろし"),
        ("山田ヒロシの意見", "山田ひろし"),
        ("What did Yuriko Koike say about taxes?", "小池百合子"),
        ("What did Koike Yuriko say about taxes?", "小池百合子"),
        ("Что сказала Юрико Коикэ?", "小池百合子"),
        ("мнение Коикэ Юрико", "小池百合子"),
        ("koike yuriko chiji wa nani wo iimashita ka", "小池百合子"),
        ("小池ゆりこは何と言いましたか", "小池百合子"),
        ("小池　百合子は何と言いましたか", "小池百合子"),
        ("What did Makiko Tanaka say?", "田中真紀子"),
        ("田中まきこは何と言いましたか", "田中真紀子"),
        ("河野たろうは何と言いましたか", "河野太郎"),
        ("What did Kono Taro say about treaties?", "河野太郎"),
        ("What did Onodera say about fish?", "小野寺五典"),
        ("Koike-san wa nani wo iimashita ka", "小池百合子"),
        ("What did Suzuki-san say?", "鈴木けんじ"),
        ("大野たろうは何と言いましたか", "大野"),
        ("大野くにかず議員は何と言いましたか", "大野邦和"),
        ("大野クニカズ議員は何と言いましたか", "大野邦和"),
        ("やまだひろしは環境について何と言いましたか", "山田ひろし"),
        ("環境についてやまだひろしは何と言いましたか", "山田ひろし"),
        ("こいけゆりこは何と言いましたか", "小池百合子"),
        ("こいけ知事は何と言いましたか", "小池百合子"),
        ("やまださんは何と言いましたか", "山田ひろし"),
    ],
)
def test_who_may_be_called_so_is_heard(question: str, speaker: str) -> None:
    assert who(question) == [speaker]


@pytest.mark.parametrize(
    "question",
    [
        "山田はどう考えていますか",
        "山田がいつ言ったか",
        "山田もそう言いましたか",
        "山田なら何と言いますか",
        "山田までそう言ったのか",
        "山田より何か言った？",
        "山田どう思う？",
        "山田いつ言った？",
        "山田ぶちょうは何と言いましたか",
        "山田ひろしぶちょうは何と言いましたか",
        "山田みたいな意見",
        "山田 環境",
        "山田　平和",
        "山田 まちづくり",
        "yamada buchou wa nani wo iimashita ka",
        "yamada san wa nani wo iimashita ka",
        "yamada no kenkai",
        "ヤマダ・ブチョウは何と言いましたか",
    ],
)
def test_what_stands_behind_a_surname_and_is_no_given_name_leaves_it_as_it_is(question: str) -> None:
    assert who(question) == ["山田ひろし"]


@pytest.mark.parametrize(
    "question",
    [
        "ou takeshi san wa yosan o dou omoimasu ka",
        "What did Takeshi say about fish?",
        "Что сказал Такеси о рыбе?",
        "ryuuen airi san wa yosan o dou omoimasu ka",
        "What did Saito say about fish?",
        "udagawa satoshi san wa yosan o dou omoimasu ka",
        "やまざきあたるは何と言いましたか",
        "naka mura san wa yosan o dou omoimasu ka",
        "kanno kouichi san wa bousai o dou omoimasu ka",
    ],
)
def test_a_surname_that_is_read_otherwise_is_not_heard_for_its_sound(question: str) -> None:
    names = ("高橋恵美", "入江のぶこ", "佐藤健", "里吉ゆみ", "村上", "伊藤こういち", "山崎")
    known = Roster([SpeakerSummary(Speaker(name, name), (), ("r",), 1, 1) for name in names])
    assert understand(question, known, Scope()).speakers is None


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ("Что сказала Койке о рыбе?", "小池百合子"),
        ("мнение Ямады о рыбе", "山田ひろし"),
        ("What did Hayashida say about fish?", "林田"),
        ("What did Kohno say about fish?", "河野太郎"),
        ("What did Koono say about fish?", "河野太郎"),
        ("What did Yamadda say about fish?", "山田ひろし"),
    ],
)
def test_a_surname_is_heard_however_its_sound_is_written(question: str, speaker: str) -> None:
    assert who(question) == [speaker]


@pytest.mark.parametrize("question", ["Who mentioned Koike?", "Кто упомянул Коикэ?"])
def test_who_is_named_in_letters_is_the_one_in_kanji(question: str) -> None:
    assert [one.id for one in understand(question, ROSTER, Scope()).naming] == ["小池百合子"]


@pytest.mark.parametrize(
    ("given", "typed"),
    [
        ("百合子", "Yuriko"),
        ("純一郎", "Jun'ichirō"),
        ("一平", "Ippei"),
        ("誠一", "Seiichi"),
        ("奈々子", "ナナコ"),
        ("晋三", "Синдзо"),
        ("晃", "Акиры"),
        ("龗子", "Okameko"),
        ("恵美", "Megumi"),
        ("英郎", "Hideo"),
        ("静", "Shizuka"),
        ("寛", "Yutaka"),
        ("朗", "Akira"),
        ("明日香", "Asuka"),
        ("菜穂子", "Naoko"),
        ("三男", "Mitsuo"),
        ("大成", "Taisei"),
        ("勇人", "Hayato"),
        ("剛志", "Tsuyoshi"),
        ("真人", "Makoto"),
        ("奈緒", "なを"),
        ("チヱ", "Chie"),
        ("健ー", "Ken"),
        ("竜ッ平", "りゅっぺい"),
    ],
)
def test_a_given_name_may_be_read_so(given: str, typed: str) -> None:
    assert may_be_read(given, typed)


@pytest.mark.parametrize(
    ("given", "typed"),
    [
        ("百合子", "Akira"),
        ("太郎", "Hiroshi"),
        ("晋三", "Taro"),
        ("洋平", "Taro"),
        ("章浩", "Kunikazu"),
        ("純一", "Junji"),
        ("ひろし", "Taro"),
        ("奈々子", "ナナエ"),
        ("龗子", "Okame"),
    ],
)
def test_a_given_name_is_not_read_so(given: str, typed: str) -> None:
    assert not may_be_read(given, typed)


def test_what_is_longer_than_a_given_name_may_be_read_in_any_way() -> None:
    assert may_be_read("百合子" * 20, "Taro")


def test_the_spellings_of_a_sound_have_one_key() -> None:
    assert {japanese_key(one) for one in ("Shōji", "Shouji", "syozi", "ショウジ", "しょうじ", "Сёдзи")} == {"syozi"}


@pytest.mark.parametrize(
    ("question", "person"),
    [
        ("小池あきらは防災について何と言いましたか", "小池あきら"),
        ("防災について小池 晃氏はどう考えていますか", "小池 晃"),
        ("松本太郎によると防災はどうなりますか", "松本太郎"),
        ("安倍晋三の見解は？", "安倍晋三"),
        ("What did Boris Johnson say about fish?", "Boris Johnson"),
        ("Что сказал Борис Джонсон о рыбе?", "Борис Джонсон"),
        ("What did Yuriko Koike say about Boris Johnson?", None),
        ("小池百合子は松本太郎について何と言いましたか", None),
        ("大野たろうは何と言いましたか", None),
        ("Who said that Boris Johnson likes fish?", None),
        ("松本太郎とは誰ですか", None),
        ("高島平は防災について何と言いましたか", None),
        ("千葉市は防災について何と言いましたか", None),
        ("小林製薬は何と述べましたか", None),
        ("What did New Zealand say about fish?", None),
        ("What did Save the Children say about fish?", None),
        ("What did the Grace Commission say about fish?", None),
        ("Boris Johnson", "Boris Johnson"),
    ],
)
def test_a_person_who_is_asked_to_speak_and_never_does(question: str, person: str | None) -> None:
    assert understand(question, ROSTER, Scope()).unknown == person


@pytest.mark.parametrize(
    ("person", "passage", "named"),
    [
        ("小池あきら", "小池知事は防災を進めると述べた。", False),
        ("安倍晋三", "安倍総理は休校を要請した。", True),
        ("安倍晋三", "安部知事は休校を要請した。", False),
        ("Boris Johnson", "Johnson said that fish are happy.", True),
        ("Boris Johnson", "Anna Johnson said that fish are happy.", False),
        ("Борис Джонсон", "По словам Джонсона, рыба счастлива.", True),
        ("Thomas Bach", "バッハ会長は延期を決めた。", True),
    ],
)
def test_a_passage_that_may_name_the_person(person: str, passage: str, named: bool) -> None:
    assert Unknown(person, ROSTER).is_named_in(passage) == named


@pytest.mark.parametrize(
    "question", ["福島たろうは何と言いましたか", "福島 太郎氏の見解", "福島タロウは何と言いましたか"]
)
def test_a_surname_that_is_a_place_is_a_name_before_a_given_name_that_fits(question: str) -> None:
    known = Roster([SpeakerSummary(Speaker(name, name), (), ("r",), 1, 1) for name in ("福島太郎", "千葉和子")])
    assert [one.id for one in understand(question, known, Scope()).speakers or ()] == ["福島太郎"]


@pytest.mark.parametrize(
    "question", ["福島は何と言いましたか", "福島での防災", "千葉かずお", "福島などでは何と言いましたか"]
)
def test_a_place_is_no_surname(question: str) -> None:
    known = Roster([SpeakerSummary(Speaker(name, name), (), ("r",), 1, 1) for name in ("福島太郎", "千葉和子")])
    assert not understand(question, known, Scope()).speakers

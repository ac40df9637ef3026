"""Which column of a table, or key of an object, holds what: by the names that people give them, in many languages."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from unicodedata import normalize

from corpus.errors import RecordError

# The surest names first: of several columns that could be the speaker's, the first in this order is.
_NAMES = {
    "speaker": """
        speaker speakername speakerfullname speakerprinted speakerdisplayname speakerlabel speakertag
        発言者 発言者名 発言者氏名 話者 話者名 話し手
        スピーカー спикер выступающий выступавший оратор говорящий докладчик sprecher sprecherin redner
        rednerin orateur oratrice intervenant intervenante locuteur orador oradora interlocutor hablante
        from ponente oratore spreker mówca talare puhuja řečník felszólaló konuşmacı 发言人 发言者 说话人
        讲话人 講者 發言者 發言人 발언자 화자 발화자 who person personname personfullname participant
        participantname talker spk member membername membersname memberfullname mp mpname deputy
        delegate 議員 議員名 氏名 名前 фио имя участник депутат fullname displayname name nom nombre
        nome naam 姓名 이름 성명 actor author authorname автор auteur autor autore character userprofilerealname user
        username sender
    """,
    "text": """
        text speech utterance speechtext speechcontent utterancetext spokentext content transcript
        transcription 発言 発言内容 発言本文 発話 発話内容 本文 内容 テキスト 文字起こし 書き起こし
        текст речь высказывание выступление реплика содержание слова стенограмма rede redetext äußerung
        redebeitrag beitrag texte discours propos intervention texto discurso intervención intervenção
        fala testo discorso intervento tekst 发言 发言内容 發言 發言內容 正文 文本 讲话 발언 발언내용
        본문 내용 텍스트 body words remark remarks statement message sentence caption quote dialogue
        line comment msg сообщение 文
    """,
    "office": """
        speakerposition position speakertitle titleofspeaker speakeroffice office post jobtitle 肩書
        肩書き 発言者肩書 発言者肩書き 役職 役職名 職名 職 должность пост amt fonction qualité cargo
        puesto carica 职务 職務 职位 職稱 직책 직위 직함
    """,
    "role": """
        role speakerrole personrole memberrole roleofspeaker function 発言者役割 役割 роль рольспикера
        funktion rolle rôle rol papel ruolo functie 역할
    """,
    "identity": """
        speakerid speakeridentifier memberid personid mpid authorid participantid speakerref speakercode
        fromid 発言者id 話者id 議員id 発言者コード idспикера idвыступающего sprecherid rednerid
    """,
    "yomi": "speakeryomi yomi speakerkana よみ 読み ふりがな フリガナ 発言者よみ 発言者読み 発言者カナ",
    "meeting": """
        nameofmeeting meetingname meetingtitle proceedingtitle recordtitle sessiontitle sessionname
        debatetitle 会議名 会議録名 会議録 会議 会議名称 meeting debate sitting hearing proceeding event
        eventtitle episodetitle заседание названиезаседания встреча мероприятие sitzung séance sesión
        sessão reunión reunião seduta riunione 会议 会议名称 會議 會議名稱 회의 회의명 record title
        タイトル 題名 表題 заголовок название titel titre título titolo 标题 標題 제목 session episode
    """,
    "meeting_id": """
        meetingid recordid sessionid issueid debateid proceedingid transcriptid hearingid episodeid
        会議id 会議録id idзаседания
    """,
    "date": """
        date meetingdate sessiondate sittingdate debatedate recorddate speechdate eventdate day 日付
        開催日 開催年月日 開催日付 会議日 会議日付 年月日 日時 дата датазаседания datum fecha data 日期
        날짜 일자 datetime published publishedat
    """,
    "url": """
        speechurl utteranceurl turnurl url uri link href permalink sourceurl pageurl 発言url リンク
        ссылка adresse
    """,
    "meeting_url": "meetingurl recordurl sessionurl debateurl 会議url 会議録url",
    "time": """
        start starttime startsec startseconds timestamp timecode timestart begin begintime offset time
        開始 開始時刻 開始時間 時刻 タイムコード タイムスタンプ 時間 время начало таймкод zeit beginn
        heure début hora inicio início ora inizio 时间 時間戳 开始时间 시간 시작 startoffset timestart
    """,
    "end": """
        end endtime endsec endseconds endoffset timeend stop stoptime finish finishtime 終了 終了時刻 終了時間
        конец окончание ende endzeit fin fim fine 结束 结束时间 종료
    """,
    "order": """
        order speechorder ordernumber orderno sequence sequencenumber sequenceno seq seqno seqnum turnorder
        turnnumber turnindex turnno speechnumber speechindex speechno utteranceorder utteranceindex
        utterancenumber utteranceno rownumber rowindex rowno 発言順 発言順序 発言番号 順番 順序 並び順 通番 連番
        порядок порядковыйномер reihenfolge ordre orden ordem ordine 顺序 序号 순서 순번
    """,
    "paragraph": """
        paragraph paragraphorder paragraphnumber paragraphindex paragraphno para parano 段落 段落番号 абзац
        номерабзаца absatz absatznummer paragraphe párrafo parágrafo paragrafo
    """,
    "page": "startpage page pageno pagenumber ページ 頁 頁数 страница стр seite página pagina 页 쪽",
    "place": "place location venue prefecture 場所 開催場所 都道府県 место ort lieu lugar luogo",
    "publisher": "publisher institution parliament 発行 発行者 издатель",
    "language": "language lang 言語 язык sprache langue idioma lingua",
    "house": "nameofhouse 院名",
    "issue": "issue 号数",
    "diet_session": "session 国会回次 回次",
}
_ORDER = {kind: {name: place for place, name in enumerate(names.split())} for kind, names in _NAMES.items()}


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """A column's name as it is compared: without case, width, blanks, underscores, hyphens and points."""
    return re.sub(r"[\W_]+", "", normalize("NFKC", name[:200]).casefold())


@dataclass(frozen=True, slots=True)
class Columns:
    """The column that holds each kind of thing, as the source names it."""

    of: dict[str, str]

    @property
    def hold_speech(self) -> bool:
        """Whether it is said who speaks, and what."""
        return "speaker" in self.of and "text" in self.of

    @property
    def tell_of_meetings(self) -> bool:
        """Whether a row says anything of the meeting it belongs to."""
        return bool(self.of.keys() & {"meeting", "meeting_id", "date", "meeting_url", "place", "publisher", "language"})

    @property
    def name_meetings(self) -> bool:
        """Whether a row says which meeting it belongs to."""
        return bool(self.of.keys() & {"meeting", "meeting_id", "date"})


def columns_of(names: Iterable[str]) -> Columns:
    """What the columns `names` hold, each column one thing; where several could hold one, the surest does."""
    left = list(dict.fromkeys(names))
    if not any(folded(name) == "fromid" for name in left):  # a segment that lasts "from" a time "to" another
        left = [name for name in left if folded(name) != "from"]
    found: dict[str, str] = {}
    for kind, order in _ORDER.items():
        bearing = [name for name in left if folded(name) in order]
        if bearing:
            found[kind] = min(bearing, key=lambda name: order[folded(name)])
            left.remove(found[kind])
    return Columns(found)


def titles_are_roles(rows: Sequence[tuple[str, str]], is_role: Callable[[str], bool]) -> bool:
    """Whether a column "title", given with the speaker of its row, holds what people are, not what meetings are called.

    What a meeting is called stays when another takes the floor.
    """
    titles = [title for _, title in rows if title]
    handed_over = [(one, two) for one, two in pairwise(rows) if one[0] != two[0]]
    stayed = sum(one[1] == two[1] for one, two in handed_over)
    return sum(map(is_role, titles)) * 2 > len(titles) and stayed * 2 <= len(handed_over)


def no_speech(what: str, names: Iterable[str], columns: Columns) -> RecordError:
    """The error for `what`, in which no column holds the speaker, or none the words."""
    missing = " and ".join(kind for kind in ("speaker", "text") if kind not in columns.of)
    shown = ", ".join(name[:40] for name in list(names)[:12]) or "no names"
    return RecordError(
        f"{what}: no {missing or 'speech'} column among {' '.join(shown.split())}: "
        "name one speaker (or name, 発言者, спикер) and one text (or speech, content, 発言, текст)"
    )

"""What the bot says beside its quotes: its buttons, its commands, its refusals. In Japanese, English and Russian."""

from typing import NamedTuple

from retrieval.language import Language


class Replies(NamedTuple):
    """Everything said beside quotes. Of the `…_command`s Telegram shows each in its menu."""

    only_speaker: str
    more: str
    copy: str
    read_on: str
    asked_anew: str
    not_yours: str
    thanks: str
    no_question: str
    no_quote: str
    still_searching: str
    cancel: str
    cancelled: str
    nothing_to_cancel: str
    too_slow: str
    too_busy: str
    everybody: str
    only_from_now: str
    nobody_called: str
    which_one: str
    speakers: str
    records: str
    page: str
    passages: str
    which_language: str
    own_language: str
    language_set: str
    privacy: str
    privacy_opinions: str
    privacy_files: str
    privacy_logged: str
    privacy_tally: str
    privacy_end: str
    forgotten: str
    link_gone: str
    how_inline: str
    nothing_inline: str
    inline_question: str
    group_help: str
    add_how: str
    add_command: str
    feedback_command: str
    speakers_command: str
    records_command: str
    speaker_command: str
    more_command: str
    context_command: str
    language_command: str
    privacy_command: str
    forget_command: str
    cancel_command: str


REPLIES: dict[Language, Replies] = {
    "ja": Replies(
        only_speaker="この人の発言だけ",
        more="もっと見る",
        copy="📋 出典をコピー",
        read_on="続きを読む",
        asked_anew="この質問はもう覚えていません。もう一度お尋ねください。",
        not_yours="このボタンは、質問した人だけが使えます。",
        thanks="ありがとうございます。",
        no_question="まだ質問がありません。まず質問を送ってください。",
        no_quote="まだ引用がありません。まず質問を送るか、引用に返信してください。",
        still_searching="まだ探しています…",
        cancel="やめる",
        cancelled="探すのをやめました。",
        nothing_to_cancel="いま探しているものはありません。",
        too_slow="時間がかかりすぎるため、探すのをやめました。質問を短くして、もう一度お試しください。",
        too_busy="ほかの質問にまだ時間がかかっています。しばらくしてから、もう一度お送りください。",
        everybody="これからは全員の発言から探します。",
        only_from_now="これからは{speaker}の発言だけから探します。全員に戻すには /speaker とだけ送ってください。",
        nobody_called="その名前の発言者はいません。/speakers で一覧をご覧ください。",
        which_one="どなたでしょうか。",
        speakers="発言者",
        records="記録",
        page="{number} / {count} ページ",
        passages="発言 {count} か所",
        which_language="ボットが話す言葉を選んでください。引用はいつも元の言葉のままです。",
        own_language="質問と同じ言葉",
        language_set="わかりました。",
        privacy=(
            "保存するもの：選んだ言語と発言者{opinions}（/forget で消すまで）、"
            "続きの質問のための直近の会話（{minutes} 分）、"
            "ボタンのために各回答の質問と示した引用（{days} 日）、"
            "送られたメッセージ（答え終わるまで。そのあとは、だれのものとも記さない通し番号だけを {update_days} 日）。"
        ),
        privacy_opinions="、👍 か 👎 を押した質問とその引用",
        privacy_files="運営者の送ったファイルは、加えるかどうかが決まるまで {file_days} 日待ちます。",
        privacy_logged="いまは運営者の設定により、質問の文も記録簿（ログ）に書かれます。名前は書かれません。",
        privacy_tally="質問の回数を数えるため、お尋ねになった時刻も、内容なしで、一時間だけ保存します。",
        privacy_end=(
            "名前や電話番号は保存しません。質問がこのボットの動く機械の外へ出ることもありません。\n"
            "/forget で、あなたについて保存したものをすべて消します。"
        ),
        forgotten="あなたについて保存していたものを、すべて消しました。",
        link_gone="このリンクの発言は、もう記録にありません。",
        how_inline="質問を書くと引用が出ます",
        nothing_inline="記録に答えはありません",
        inline_question="{speaker}は何と言いましたか",
        group_help=(
            "・グループでは、@{bot} を付けた質問と、このボットへの返信にだけ答えます。"
            "Telegram のプライバシーモードにより、ほかのメッセージは届きません。\n"
            "・どのチャットでも @{bot} に続けて質問を書けば、引用を選んで送れます。"
        ),
        add_how="記録のファイルをここへ送ってください（{formats}）。読み取った内容をお見せし、確かめてから加えます。",
        add_command="記録を加える",
        feedback_command="お答えへの評価",
        speakers_command="発言者の一覧",
        records_command="記録の一覧",
        speaker_command="一人の発言だけから探す",
        more_command="続きを見る",
        context_command="引用の前後を読む",
        language_command="ボットの言葉を選ぶ",
        privacy_command="何を保存しているか",
        forget_command="保存したものを消す",
        cancel_command="探すのをやめる",
    ),
    "en": Replies(
        only_speaker="Only this speaker",
        more="More",
        copy="📋 Copy citation",
        read_on="Read on",
        asked_anew="I no longer remember this question. Please ask again.",
        not_yours="These buttons are for the person who asked.",
        thanks="Thank you.",
        no_question="There is no question yet. Send one first.",
        no_quote="There is no quote yet. Send a question first, or reply to a quote.",
        still_searching="Still searching…",
        cancel="Cancel",
        cancelled="Cancelled.",
        nothing_to_cancel="Nothing is being searched for you now.",
        too_slow="This took too long and I gave up. Please try again with a shorter question.",
        too_busy="Earlier questions are still taking my time. Please ask again in a few minutes.",
        everybody="Everybody is heard again.",
        only_from_now="Only {speaker} from now on. Send /speaker alone to hear everybody again.",
        nobody_called="No speaker goes by that name. See /speakers for the list.",
        which_one="Which one do you mean?",
        speakers="Speakers",
        records="Records",
        page="page {number} of {count}",
        passages="passages: {count}",
        which_language="Which language shall I speak? Quotes always stay as they were said.",
        own_language="The language of the question",
        language_set="Understood.",
        privacy=(
            "I keep: until you /forget, the language and the speaker you chose{opinions}; for {minutes} minutes your "
            "last conversation, for follow-up questions; for {days} days what you asked and which passages were shown, "
            "so that the buttons under an answer work; your message until it is answered, and for {update_days} days "
            "its running number, without whose it was."
        ),
        privacy_opinions=" and, when you press 👍 or 👎, that question and its quotes",
        privacy_files=" A file that an owner sends waits for {file_days} days to be confirmed.",
        privacy_logged=" At present my owner has what is asked written into my log, without names.",
        privacy_tally=" For an hour I also keep that you asked and when, without what, to count how often.",
        privacy_end=(
            " I keep no name and no phone number, and no question leaves the machine that this bot runs on.\n"
            "/forget deletes everything that is kept about you."
        ),
        forgotten="Everything that was kept about you is deleted.",
        link_gone="What this link led to is no longer on record.",
        how_inline="Type a question to get quotes",
        nothing_inline="The record does not answer this",
        inline_question="What did {speaker} say?",
        group_help=(
            "• In a group I answer questions that mention @{bot} and replies to my messages. "
            "Telegram's privacy mode keeps all other messages from me.\n"
            "• In any chat, type @{bot} and a question, and choose a quote to send."
        ),
        add_how="Send the record here as a file ({formats}). I show what was read, and add it when you confirm.",
        add_command="add a record",
        feedback_command="what people think of the answers",
        speakers_command="who speaks in the record",
        records_command="what is on record here",
        speaker_command="search one speaker's words only",
        more_command="more on the last question",
        context_command="read what stands around a quote",
        language_command="choose the bot's language",
        privacy_command="what is kept about you",
        forget_command="delete what is kept about you",
        cancel_command="stop searching",
    ),
    "ru": Replies(
        only_speaker="Только этот оратор",
        more="Ещё",
        copy="📋 Копировать ссылку",
        read_on="Читать дальше",
        asked_anew="Этого вопроса я уже не помню. Спросите, пожалуйста, ещё раз.",
        not_yours="Эти кнопки — для того, кто задал вопрос.",
        thanks="Спасибо.",
        no_question="Вопроса пока не было. Сначала пришлите его.",
        no_quote="Цитаты пока не было. Пришлите вопрос или ответьте на сообщение с цитатой.",
        still_searching="Ещё ищу…",
        cancel="Отменить",
        cancelled="Поиск отменён.",
        nothing_to_cancel="Сейчас для вас ничего не ищется.",
        too_slow="Поиск занял слишком много времени, и я его прекратил. Попробуйте спросить короче.",
        too_busy="Прежние вопросы ещё отнимают всё время. Пожалуйста, спросите через несколько минут.",
        everybody="Теперь поиск снова идёт по словам всех выступавших.",
        only_from_now="Теперь поиск идёт только по словам: {speaker}. Чтобы вернуть всех, пришлите /speaker без имени.",
        nobody_called="Среди выступавших нет человека с таким именем. Список — в /speakers.",
        which_one="Кого вы имеете в виду?",
        speakers="Выступавшие",
        records="Записи",
        page="страница {number} из {count}",
        passages="фрагментов: {count}",
        which_language="На каком языке мне говорить? Цитаты всегда остаются такими, как были сказаны.",
        own_language="На языке вопроса",
        language_set="Понятно.",
        privacy=(
            "Я храню: до команды /forget — выбранные язык и оратора{opinions}; последний разговор, чтобы понимать "
            "уточняющие вопросы, — {minutes} мин.; вопрос к каждому ответу и показанные фрагменты, чтобы работали "
            "кнопки, — {days} дн.; ваше сообщение — пока на него не дан ответ, а его порядковый номер, без указания, "
            "чьё оно, — {update_days} дн."
        ),
        privacy_opinions=" и, если вы нажали 👍 или 👎, этот вопрос и его цитаты",
        privacy_files=" Присланный владельцем файл ждёт подтверждения {file_days} дн.",
        privacy_logged=" Сейчас владелец бота велел записывать вопросы в журнал, без имён.",
        privacy_tally=" Ещё час я помню, когда вы обращались ко мне, без самих вопросов, чтобы считать, как часто.",
        privacy_end=(
            " Ни имени, ни телефона я не храню, и вопросы не покидают машину, на которой работает бот.\n"
            "/forget удаляет всё, что о вас хранится."
        ),
        forgotten="Всё, что о вас хранилось, удалено.",
        link_gone="Того, на что вела ссылка, в записи больше нет.",
        how_inline="Напишите вопрос — найду цитаты",
        nothing_inline="В записи нет ответа",
        inline_question="Что говорит {speaker}?",
        group_help=(
            "• В группе я отвечаю на вопросы с упоминанием @{bot} и на ответы на мои сообщения. "
            "Остальных сообщений я не вижу: так устроен режим приватности Telegram.\n"
            "• В любом чате напишите @{bot} и вопрос — и выберите цитату, чтобы её отправить."
        ),
        add_how="Пришлите сюда файл с записью ({formats}). Я покажу, что прочитано, и добавлю её после подтверждения.",
        add_command="добавить запись",
        feedback_command="что думают об ответах",
        speakers_command="кто выступает в записи",
        records_command="какие записи здесь собраны",
        speaker_command="искать только в словах одного человека",
        more_command="ещё по последнему вопросу",
        context_command="что стоит вокруг цитаты",
        language_command="выбрать язык бота",
        privacy_command="что о вас хранится",
        forget_command="удалить всё, что о вас хранится",
        cancel_command="остановить поиск",
    ),
}

LANGUAGE_NAMES: dict[Language, str] = {"ja": "日本語", "en": "English", "ru": "Русский"}

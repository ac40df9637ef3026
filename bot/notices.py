"""What the bot says to those whom it turns away, and to its owners. In Japanese, English and Russian."""

from typing import NamedTuple

from retrieval.language import Language


class Notices(NamedTuple):
    """Everything said about limits and about adding records."""

    not_ready: str
    closed: str
    too_often: str
    too_long: str
    too_large: str
    no_format: str
    reading: str
    unreadable: str
    counts: str
    unattributed: str
    set_aside: str
    doubts: str
    more: str
    replaces: str
    ask: str
    add: str
    discard: str
    adding: str
    added: str
    unchanged: str
    not_added: str
    discarded: str
    not_waiting: str
    owners_only: str
    opinions: str
    no_opinions: str


NOTICES: dict[Language, Notices] = {
    "ja": Notices(
        not_ready=(
            "いま記録の準備をしているところで、まだお答えできません。"
            "ご質問は取ってあります。準備ができしだいお答えします。"
        ),
        closed=("この記録は、登録された方だけが使えます。ご希望の方は、運営者にご自身の番号 {user} をお伝えください。"),
        too_often="ご質問が続いています。一分ほど待って、もう一度お送りください。",
        too_long="質問が長すぎます。{longest} 字以内で、もう一度お送りください。",
        too_large=(
            "ファイルが大きすぎます（{size} MB）。ボットが受け取れるのは {limit} MB までです。"
            "分けて送るか、運営する機械で onrecord add をお使いください。"
        ),
        no_format="この形式は読めません。読める形式：{formats}",
        reading="{name} を読んでいます…",
        unreadable="{name} は読めませんでした。\n{why}",
        counts="発言者 {speakers} 人、発言 {turns} 件、引用できる箇所 {passages} か所",
        unattributed="発言者がわかりません。",
        set_aside="除いた箇所（引用しません）：{count}",
        doubts="確かでない箇所：{count}",
        more="ほか {count} 件",
        replaces="同じ番号の記録がすでにあります。追加すると置き換わります。",
        ask="これでよければ追加してください。",
        add="追加する",
        discard="やめる",
        adding="追加しています。そのあいだも質問にはこれまでの記録からお答えします…",
        added="追加しました。もう質問できます。",
        unchanged="この記録はすでに同じものが入っています。何も変わっていません。",
        not_added="追加できませんでした。\n{why}",
        discarded="追加しませんでした。ファイルは消しました。",
        not_waiting="このファイルはもう待っていません。もう一度お送りください。",
        owners_only="記録を追加できるのは運営者だけです。",
        opinions="お答えへの評価：👍 {good}、👎 {bad}。質問と引用を添えてあります。",
        no_opinions="お答えへの評価は、まだありません。",
    ),
    "en": Notices(
        not_ready="I am still preparing the record. Your question is kept: I answer it as soon as I can.",
        closed="This collection is open to listed people only. To be let in, give its owner your number: {user}.",
        too_often="That is a lot of questions at once. Please wait a minute and send it again.",
        too_long="That question is too long. Please put it in at most {longest} characters.",
        too_large=(
            "The file is too large ({size} MB): a bot can fetch at most {limit} MB. Send it in parts, or use "
            "`onrecord add` on the machine itself."
        ),
        no_format="I cannot read files of this kind. I read: {formats}",
        reading="Reading {name}…",
        unreadable="{name} could not be read.\n{why}",
        counts="speakers: {speakers}, turns: {turns}, passages: {passages}",
        unattributed="No speaker was recognised.",
        set_aside="set aside, never quoted: {count}",
        doubts="not sure of: {count}",
        more="and {count} more",
        replaces="There is a record of this id already: adding replaces it.",
        ask="Add it if this is right.",
        add="Add",
        discard="Discard",
        adding="Adding it. Meanwhile questions are answered from what was there before…",
        added="Added. It can be asked now.",
        unchanged="This record is here already, word for word. Nothing has changed.",
        not_added="It could not be added.\n{why}",
        discarded="Not added. The file is deleted.",
        not_waiting="This file is no longer waiting. Please send it again.",
        owners_only="Only the owners of this bot can add records.",
        opinions="What people think of the answers: 👍 {good}, 👎 {bad}, with the questions and their quotes.",
        no_opinions="Nobody has said yet what they think of an answer.",
    ),
    "ru": Notices(
        not_ready="Я ещё готовлю записи и пока не могу ответить. Вопрос не пропадёт: отвечу, как только смогу.",
        closed=(
            "Это собрание открыто только для тех, кто есть в списке. "
            "Чтобы попасть в него, сообщите владельцу ваш номер: {user}."
        ),
        too_often="Слишком много вопросов подряд. Подождите, пожалуйста, минуту и пришлите ещё раз.",
        too_long="Вопрос слишком длинный. Пожалуйста, уложитесь в {longest} знаков.",
        too_large=(
            "Файл слишком большой ({size} МБ): бот может получить не больше {limit} МБ. "
            "Пришлите по частям или выполните onrecord add на самой машине."
        ),
        no_format="Файлы такого вида я не читаю. Читаю: {formats}",
        reading="Читаю {name}…",
        unreadable="Не удалось прочитать {name}.\n{why}",
        counts="ораторов: {speakers}, выступлений: {turns}, фрагментов: {passages}",
        unattributed="Ни один оратор не распознан.",
        set_aside="отложено, никогда не цитируется: {count}",
        doubts="под сомнением: {count}",
        more="и ещё {count}",
        replaces="Запись с таким номером уже есть: она будет заменена.",
        ask="Если всё верно, добавьте.",
        add="Добавить",
        discard="Не надо",
        adding="Добавляю. Тем временем на вопросы отвечаю по прежним записям…",
        added="Добавлено. Уже можно спрашивать.",
        unchanged="Эта запись уже есть, слово в слово. Ничего не изменилось.",
        not_added="Добавить не удалось.\n{why}",
        discarded="Не добавлено. Файл удалён.",
        not_waiting="Этот файл больше не ждёт. Пришлите его, пожалуйста, ещё раз.",
        owners_only="Добавлять записи могут только владельцы бота.",
        opinions="Что думают об ответах: 👍 {good}, 👎 {bad}, с вопросами и цитатами.",
        no_opinions="Об ответах пока никто не высказался.",
    ),
}

"""Words that stand where a name could stand, and are none: "Note:", "Dear Colleagues", "日時："."""

from corpus.pattern import RUSSIAN_LETTERS, Pattern
from corpus.wordlist import wordlist

_EN = wordlist(
    """
    note notes nb ps dear colleagues friends ladies gentlemen excellencies distinguished delegates guests sirs
    madam question questions answer answers summary conclusion conclusions introduction background abstract
    overview contents date dates time place venue location subject re title source sources topic theme agenda
    item items participants present attendees keywords keyword key tags tag example examples result results
    warning important update attention remark remarks first second third fourth fifth finally however therefore
    thus moreover furthermore also today tomorrow yesterday january february march april may june july august
    september october november december monday tuesday wednesday thursday friday saturday sunday nations states
    council union committee commission affairs senate house parliament republic federation kingdom bank
    university department ministry assembly organization organisation association institute foundation agency
    office court academy group party government congress treaty agreement charter convention strategy programme
    program project plan report statement speech address interview press conference briefing session meeting
    summit forum discussion debate roundtable round table opening closing welcome thank thanks applause laughter
    chapter section part article annex appendix figure table box page volume issue photo image video audio
    copyright contact email e-mail phone tel fax website web url link links related read see more archive
    subscribe newsletter share previous next home menu search login comments comment yes no ok the this that
    these those there here what who why how when where which we you he she they it our your my his her their its
    i a an and or but if so as at by for from in of on to with not all some many most every each any both goal
    goals objective objectives purpose scope method methods problem solution definition deadline status priority
    cost price budget total step steps option options pros cons fact facts moscow london washington tokyo geneva
    brussels paris berlin beijing vienna new york united international national foreign general assistant chief
    executive development security peace economy policy finance defence defense health education environment
    energy trade culture science technology human rights law justice media news daily weekly monthly journal
    magazine times post herald tribune review abroad world global regional local public private dear mr. hello
    hi citizens compatriots comrades americans brothers sisters honourable honorable good morning afternoon
    evening sincerely yours faithfully regards respectfully truly
    """
)
_RU = Pattern(
    r"(?:примечани|вниман|вопрос|ответ|уважаем|дорог(?:ой|ие|ая)|господа|дамы|друзья|коллеги|товарищи|итог|вывод"
    r"|введени|заключени"
    r"|содержани|дата|время|место|тема|повестк|участник|присутств|ключев|тег|метк|пример|результат|источник|фото"
    r"|видео|автор"
    r"|совет|комитет|федерац|республик|ассамбле|союз|организац|университет|министерств|палат|дума|думы|думе"
    r"|институт|академи|агентств"
    r"|департамент|управлени|комисси|правительств|администрац|парти[яи]|банк|центр|фонд|росси[яиюей]|москв|январ"
    r"|феврал|март[а]?$"
    r"|апрел|ма[йя]$|июн|июл|август|сентябр|октябр|ноябр|декабр|понедельник|вторник|сред[ау]$|четверг|пятниц|суббот"
    r"|воскресень"
    r"|выступлени|заявлени|обращени|интервью|конференц|заседани|встреч|форум|саммит|раздел|глав[аы]$|часть"
    r"|стать[яи]|приложени"
    r"|таблиц|рисун|подробн|читайте|подпис|архив|ссылк|контакт|телефон|адрес|цель|цели|задач|причин|следстви|кроме"
    r"|однако|поэтому"
    r"|сегодня|завтра|вчера|во-перв|во-втор|наконец|также|итак|да$|нет$|мы$|вы$|они?$|она$|это$|эт[аио]т?$|как$"
    r"|что$|кто$|где$|когда$"
    r"|почему$|наш|ваш|все$|вс[её]$|для$|при$|по$|на$|в$|и$|а$|но$|о$|об$|с$|к$|от$|из$|за$|до$|если$|так$"
    r"|здравствуйте|спасибо"
    r"|добр(?:ый|ое)|аплодисмент|смех|искренне|уважением)",
    needs=RUSSIAN_LETTERS,
)
_JA = Pattern(
    r"(?:キーワード|タグ|関連|記事|日時|日付|場所|会場|出席者?|参加者?|登壇者?|議題|質問|回答|質疑|応答|注意?|備考"
    r"|補足|追記|出典|出所|引用|写真|撮影|図表?|概要|要旨|要約"
    r"|目的|結論|背景|事例|例|テーマ|タイトル|題名|主題|主催|共催|後援|協力|協賛|住所|電話|メール|連絡先"
    r"|お?問い?合わ?せ先?|担当|ポイント|まとめ|経歴|略歴|プロフィール|日程|定員|料金"
    r"|対象|内容|結果|原因|理由|方法|目標|課題|対策|期間|条件|名称|発行|発行日|編集|翻訳|訳者?|訳注|執筆|著者?|文責"
    r"|取材|構成|目次|序文|序論|序|本論|第.+|はじめに|おわりに|終わりに|前書き|後書き"
    r"|最新号|バックナンバー|アーカイブ|登録|購読|配信|メルマガ|メールマガジン|ニュース|リンク|コメント|シェア"
    r"|ホーム|メニュー|検索|皆さん|皆様|各位|諸君|拍手|笑い?|休憩|開会|閉会|散会|再開"
    r"|以上|敬具|拝啓|前略|草々|敬白|追伸|午前|午後|本日|今日|昨日|明日|今年|昨年|来年|現在|一方|最後|最初|第一"
    r"|第二|第三|日本|東京|大阪|京都|米国|中国|韓国|英国|ロシア|アメリカ"
    r"|モスクワ|ウクライナ|フランス|ドイツ|イギリス|ベラルーシ|ヨーロッパ|アジア|アフリカ|イスラエル|インド|国連"
    r"|政府|国会|議会|内閣|委員会|協議会|審議会|外務省|財務省|防衛省"
    r"|外務|財務|防衛|総務|法務|環境|経済|政治|外交|軍事|安全保障|平和|教育|文化|社会|科学|技術|国際|序章|終章|総括"
    r"|総論|各論|提言|提案|報告|説明|発言|討論|議論|挨拶|演説|講演|声明"
    r"|[零〇一二三四五六七八九十百\d０-９]+[名人件]|なし|欠員|(?:平成|令和|昭和|大正|明治)[元一二三四五六七八九十].*|.*[事長臣員相理][はがをにも]|辞任|選任|就任|退任|指名|任命|.+(?:及び|並びに)|(?:オリンピック|パラリンピック|スポーツ)(?:・.+)?)$"
)

JA_SURNAMES = wordlist(
    """
    佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村 林 斎藤 清水 山崎
    阿部 森 池田 橋本 山下 石川 中島 前田 藤田 小川 後藤 岡田 長谷川 村上 近藤 石井 坂本 遠藤 青木 藤井 西村
    福田 太田 三浦 藤原 岡本 松田 中川 中野 原田 小野 田村 竹内 金子 和田 中山 石田 上田 森田 原 柴田 酒井 工藤
    横山 宮崎 宮本 内田 高木 安藤 谷口 大野 丸山 今井 高田 藤本 武田 村田 上野 杉山 増田 平野 大塚 千葉 久保
    松井 小島 岩崎 野口 松尾 木下 菊地 野村 新井 菅原 渡部 佐野 市川 杉本 水野 小松 島田 古川 小山 高野 山内
    西田 菊池 西川 五十嵐 北村 安田 中田 川口 平田 川崎 飯田 吉川 本田 久保田 沢田 辻 関 吉村 渡邉 岩田 中西
    服部 樋口 福島 川上 永井 松岡 田口 山中 森本 土屋 矢野 広瀬 秋山 石原 松下 大橋 松浦 吉岡 小池 馬場 浅野
    荒木 大久保 野田 小沢 田辺 川村 星野 黒田 堀 尾崎 望月 永田 熊谷 内藤 松村 西山 大西 平井 大島 岩本 片山
    本間 早川 横田 岡崎 荒井 大石 鎌田 成田 宮田 小田 石橋 篠原 高山 萩原 大谷 小西 岸田 安倍 菅 石破 麻生 河野
    茂木 上川 舛添 猪瀬 枝野 志位 玉木 泉
    """
)


def is_common_word(word: str) -> bool:
    """Whether `word` is an ordinary word of a heading, not a part of a name."""
    folded = word.casefold().strip(".,'’\"")
    return folded in _EN or bool(_RU.match(folded)) or bool(_JA.match(folded))

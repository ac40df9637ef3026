"""Short files as people paste them, each with who says what: (words, part of the speaker's name, None for nobody)."""

# ruff: noqa: E501  # samples stand as they stand in files

CASES: dict[str, tuple[str, list[tuple[str, str | None]]]] = {}

CASES["un_en"] = (
    """Meeting on the harbour
12 May 2023

Ms. KELLER (Chair): The meeting is open. [Applause]

It will be short.

Mr. OTIENO (Kenya): "Nothing is decided", said the minister: that was in 2019.

• first point
• second point

The CHAIR: Thank you. I give the floor to the representative of Canada.

Mrs. LAVOIE (Canada) [interpretation from French]: We have three questions.

Our first question concerns money.

Mr. VAN DER BERG (Netherlands): We support Canada.
""",
    [
        ("The meeting is open", "KELLER"),
        ("It will be short", "KELLER"),
        ("Nothing is decided", "OTIENO"),
        ("second point", "OTIENO"),
        ("I give the floor", "CHAIR"),
        ("three questions", "LAVOIE"),
        ("concerns money", "LAVOIE"),
        ("We support Canada", "BERG"),
    ],
)
CASES["ru_dash"] = (
    """Круглый стол «Порт»

Председатель: Слово предоставляется коллегам.

ИВАНОВА А. П. — Порт открыт. (Аплодисменты)

Мы работаем каждый день.

ПЕТРОВ С. В. — Согласен с коллегой.

Председатель: Спасибо. Как сказал Сидоров: «Порт — это ворота». Продолжим.

ИВАНОВА А. П. — Ещё одно замечание.
""",
    [
        ("Слово предоставляется", "Председатель"),
        ("Порт открыт", "ИВАНОВА"),
        ("каждый день", "ИВАНОВА"),
        ("Согласен", "ПЕТРОВ"),
        ("это ворота", "Председатель"),
        ("Ещё одно", "ИВАНОВА"),
    ],
)
CASES["en_once"] = (
    """Press briefing

Anna Keller, Minister of Transport

The ports are open. We opened them yesterday.

They will stay open.

Tom Hill, Mayor of Lowville

Good. I thank the minister.

John Otieno, Director of the Port Authority

We expect forty ships.
""",
    [
        ("The ports are open", "Keller"),
        ("stay open", "Keller"),
        ("I thank the minister", "Hill"),
        ("forty ships", "Otieno"),
    ],
)
CASES["en_one_colon"] = (
    """Keller: The ports are open.
Hill: When did they open?
Keller: Yesterday. As the minister said: they will stay open.
Note: the numbers are provisional.
Otieno: Forty ships came.
""",
    [("The ports are open", "Keller"), ("When did", "Hill"), ("Yesterday", "Keller"), ("Forty ships", "Otieno")],
)
CASES["md_bold"] = (
    """# Interview: the harbour

**Reporter** When did the port open?

**Anna Keller** Yesterday. We were *very* happy.

It was a long road.

**Reporter** And the ships?

**Anna Keller** Forty came. **Important:** the numbers are provisional.
""",
    [
        ("When did", "Reporter"),
        ("Yesterday", "Keller"),
        ("long road", "Keller"),
        ("And the ships", "Reporter"),
        ("Forty came", "Keller"),
    ],
)
CASES["md_bold_single"] = (
    """# Harbour

**Anna Keller:** The meeting is open.

**John Otieno:** When will it end?
""",
    [("meeting is open", "Keller"), ("When will", "Otieno")],
)
CASES["caps"] = (
    """TRANSCRIPT

KELLER: The port is open, and as I SAID BEFORE: no fees.
HILL: Really?
AN HON. MEMBER: Shame!
KELLER: Order. THE RULES ARE CLEAR.
SEVERAL HON. MEMBERS: Hear, hear!
MR SPEAKER: I call the Minister.
""",
    [
        ("port is open", "KELLER"),
        ("Really", "HILL"),
        ("Shame", "MEMBER"),
        ("Order", "KELLER"),
        ("Hear, hear", "MEMBERS"),
        ("I call", "SPEAKER"),
    ],
)
CASES["qa_init"] = (
    """Interview with Anna Keller and Tom Hill

Q: When did the port open?

AK: Yesterday.

TH: In the morning.

Q: Was it cold?

AK: It was. My father used to say: never fish in winter.

A storm came later.
""",
    [
        ("When did", None),
        ("Yesterday", "Keller"),
        ("In the morning", "Hill"),
        ("Was it cold", None),
        ("It was.", "Keller"),
        ("A storm", "Keller"),
    ],
)
CASES["qa_single"] = (
    """Anna Keller, head of the port, spoke to the Gazette.

Q. When did the port open?
A. Yesterday. We are glad.
Q. How many ships?
A. Forty.
""",
    [("When did", None), ("Yesterday", "Keller"), ("How many", None), ("Forty", "Keller")],
)
CASES["ja_dash"] = (
    """港湾シンポジウム

佐々木花子　港湾局長

　港は昨日開きました。

　山田氏は「港は門である」と述べました。

山田太郎　市長

　ありがとうございます。

ジョン・スミス　大使

　四十隻が来ました。
""",
    [("港は昨日", "佐々木"), ("門である", "佐々木"), ("ありがとう", "山田"), ("四十隻", "スミス")],
)
CASES["ja_kaigi"] = (
    """○議長（佐々木花子君）　これより会議を開きます。

　　　〔「異議なし」と呼ぶ者あり〕

○議長（佐々木花子君）　御異議なしと認めます。
　　　午後一時休憩
　　　――――◇――――
　　　午後二時再開
○副議長（山田太郎君）　休憩前に引き続き会議を開きます。
　質疑を続けます。高橋一郎君。
　　〔高橋一郎君登壇〕
○高橋一郎君　港の予算について伺います。（拍手）
　第一に、六十五億円の内訳です。
○国務大臣（ジョン・スミス君）　お答えします。
　総理は「検討する」と発言されました。
""",
    [
        ("これより", "佐々木"),
        ("御異議なし", "佐々木"),
        ("休憩前", "山田"),
        ("質疑を続け", "山田"),
        ("港の予算", "高橋"),
        ("第一に", "高橋"),
        ("お答え", "スミス"),
        ("総理は", "スミス"),
        ("午後一時休憩", None),
        ("登壇", None),
    ],
)
CASES["remarks"] = (
    """Remarks by Anna Keller at the opening of the port

Thank you all for coming.

The port took ten years.

Remarks by Ambassador John Otieno

Dear friends, congratulations.
""",
    [("Thank you all", "Keller"), ("ten years", "Keller"), ("congratulations", "Otieno")],
)
CASES["letter"] = (
    """Dear colleagues,

I regret that I cannot be with you.

The port is a common good.

Anna Keller
Minister of Transport
Geneva, 12 May 2023
""",
    [("I regret", "Keller"), ("common good", "Keller")],
)
CASES["ru_colon"] = (
    """Стенограмма

А. П. Иванова: Порт открыт. Министр заявил: «Работы завершены».

С. В. Петров: Сколько судов?

А. П. Иванова: Сорок. И ещё одно: сборов не будет.

Голос из зала: Позор!

В. Ведущий: Спасибо.
""",
    [("Порт открыт", "Иванова"), ("Сколько", "Петров"), ("Сорок", "Иванова"), ("Позор", "Голос")],
)
CASES["ru_role"] = (
    """Сергей Иванов, министр транспорта

Порт открыт.

Работы идут.

Анна Петрова, мэр

Спасибо министру.
""",
    [("Порт открыт", "Иванов"), ("Работы идут", "Иванов"), ("Спасибо министру", "Петрова")],
)
CASES["two_at_once"] = (
    """KELLER: The port is open.
KELLER and HILL: We agree.
HILL: Thank you.
OTIENO (to Keller): When?
KELLER (continued): Yesterday.
""",
    [
        ("port is open", "KELLER"),
        ("We agree", "HILL"),
        ("Thank you", "HILL"),
        ("When", "OTIENO"),
        ("Yesterday", "KELLER"),
    ],
)
CASES["narr"] = (
    """The meeting began at ten.

Anna Keller: Welcome.

Tom Hill: Thank you.

The delegates then had lunch.

Anna Keller: Welcome back.

The meeting rose at noon.
""",
    [("began at ten", None), ("Welcome.", "Keller"), ("Thank you", "Hill"), ("Welcome back", "Keller")],
)
CASES["wrapped"] = (
    """MR. SMITH (Canada):  We believe that the port should be opened to all
ships of all nations, and we note with regret: nothing was done.  The
committee asked for forty documents.

     In our view the time has come.

MS. JONES (United Kingdom):  I thank the representative of Canada.  Mr.
Smith is right about one thing: the port is closed.

THE CHAIRMAN:  Thank you.
""",
    [("We believe", "SMITH"), ("the time has come", "SMITH"), ("I thank the rep", "JONES"), ("Thank you.", "CHAIRMAN")],
)
CASES["own_line"] = (
    """Anna KELLER

The port is open.

It is a good port.

Tom HILL

I agree.

Anna KELLER

Thank you.
""",
    [("port is open", "KELLER"), ("good port", "KELLER"), ("I agree", "HILL"), ("Thank you", "KELLER")],
)
CASES["presid"] = (
    """The President: I call on the representative of Ghana.

Mr. Mensah (Ghana): Peace is needed. The Secretary-General wrote: "Peace is possible".

The President: I thank the representative of Ghana. I now give the floor to the Minister for Foreign Affairs of Norway, Ms. Hansen.

Ms. Hansen (Norway): I align myself with Ghana.

The meeting was suspended at 1 p.m. and resumed at 3 p.m.

The President: The meeting is resumed.
""",
    [
        ("I call on", "President"),
        ("Peace is needed", "Mensah"),
        ("Peace is possible", "Mensah"),
        ("I now give", "President"),
        ("I align", "Hansen"),
        ("is resumed", "President"),
        ("was suspended", None),
    ],
)
CASES["timestamps"] = (
    """[00:00:01] Anna Keller: Good morning.
[00:00:09] Tom Hill: Good morning, Anna.
[00:01:15] Anna Keller: Let us begin: point one.
""",
    [("Good morning.", "Keller"), ("Good morning, Anna", "Hill"), ("Let us begin", "Keller")],
)
CASES["zoom"] = (
    """Anna Keller 10:02
Good morning everybody.
Can you hear me?

Tom Hill 10:03
Yes we can.

Anna Keller 10:04
Great, let us start.
""",
    [("Good morning", "Keller"), ("Can you hear", "Keller"), ("Yes we can", "Hill"), ("let us start", "Keller")],
)
CASES["ja_unlisted_office"] = (
    """○議長 (佐々木花子君）　これより会議を開きます。
○中央卸売市場長（黒沼靖君）　市場の支援についてお答えします。
○包括外部監査人（久保直生君）　監査の結果を申し上げます。
○議長 (佐々木花子君）　御苦労さまでした。
""",
    [("会議を開き", "佐々木"), ("市場の支援", "黒沼靖"), ("監査の結果", "久保直生"), ("御苦労", "佐々木")],
)

"""What follow-ups are made of, in three languages: the words by which they are told from questions of their own."""

import re

from corpus.name_context import JA_SAY

# No blank before: the one after would be another way to read the same, and a long text of them take for ever.
_AND = (
    r"(?:(?:and|but|or|so|ok(?:ay)?|then|now|а|и|но|ну|тогда|теперь|хорошо|それでは|それなら|では|じゃあ|じゃ|で、|あと|そして"
    r"|ちなみに|一方)(?![a-zа-яё])[\s,、]*)"
)
FOLLOWS = re.compile(
    rf"\s*(?:{_AND}+(?:(?:what|how|as|about|for|with|does|did|do|has|is|say|says|said|think|that|this|it|что|как"
    rf"|насч[её]т|сказал[аи]?"
    r"|думает|же|о|об|по|этому|поводу|этом)(?![a-zа-яё])\s*)*|(?:(?:what|how) about|что насч[её]т|как насч[её]т"
    r"|а что)?)"
    r"(?:[はがも]|さん|氏|の?場合は?|については?|どう|です|でしょう|か|何と|言(?:って|い)(?:いる|います|ました)か|[\W_])*",
    re.IGNORECASE,
)
TOPIC = re.compile(
    rf"\s*(?:{_AND}*(?:what|how)?\s*(?:about|on|regarding|concerning)|{_AND}+(?:что\s+)?(?:обо|об|о|про|по"
    rf"|насч[её]т|по поводу)"
    r"|(?:что )?насч[её]т)\s+(?P<topic>\S.*?)[?？.!\s]*",
    re.IGNORECASE,
)
JA_TOPIC = re.compile(
    rf"\s*(?:{_AND}+(?P<topic>.{{1,30}}?)(?:について|に関して)?(?:は|も)?|(?P<alone>.{{1,30}}?)(?:について"
    rf"|に関して)は|(?P<bare>[^はがをに。、\s]{{1,20}})は(?=[?？]))[?？。 ]*"
)
ELSE = re.compile(rf"\s*{_AND}+(?:(?:the|about)\s+)?(?P<topic>\S.{{0,40}}?)[?？.!\s]*", re.IGNORECASE)
VERBAL = re.compile(
    r"(?i)\b(?:what|who|when|where|why|how|did|does|is|are|was|were|что|кто|когда|где|почему|сколько)\b|(?:です|ます"
    r"|した|たか)"
)
HE_OR_SHE = re.compile(
    r"(?i)^\W*(?:and |so )?(?:what|how) (?:else )?(?:did|does|has|do|have) (?:he|she|they)\b"
    r"|^\W*(?:and |but |so |what (?:is|was|are|were) )*(?:his|her|their) (?:views?|opinions?|positions?|stances?"
    r"|words|quotes?"
    r"|thoughts|remarks|statements?)\b|^\W*(?:а |и |каков[аоы]? )*(?:его|е[её]|их) (?:мнени[ея]|позици[яи]|слова"
    r"|взгляд[ы]?)(?![а-яё])|^\W*(?:а "
    r"|и )?что (?:ещ[её] )?(?:он|она|они)\b"
    r"|\b(?:сказал|сказала|говорит) (?:он|она)\b|^(?:では、?)?(?:彼|彼女|その人|同氏|この人)(?:は|の)"
)
JA_SAYS_OF = re.compile(
    rf"(?:では、?|じゃあ、?|それでは、?)?(?P<topic>[^はがを。]{{1,30}}?)(?:については|に関しては)、?(?:何と|なんと|どう|何を|何か)?{JA_SAY}.{{0,14}}"
)
JA_HE_OR_SHE = re.compile(r"^(?:では、?)?(?:彼|彼女|その人|同氏|この人)(?:は|の|が)、?")
YES = re.compile(
    r"(?i)\W*(?:y|yes|yeah|yep|sure|ok|okay|please|yes please|yes, please|show me|go ahead"
    r"|はい|うん|ええ|お願い(?:し|いたし)ます|見せて(?:ください)?|見たいです?|да|давай(?:те)?|ага|хорошо|покажи(?:те)?|конечно)\W*"
)
_IT = (
    r"(?:(?:about|on) (?:it|this|that|the same)|об этом|про это|по этому поводу|на эту тему"
    r"|(?:これ|それ|この点)について)"
)
IT_ALONE = re.compile(r"(?i)(?:it|this|that|the same|этом|этому|это|[はも、]*(?:これ|それ|この点))\W*")
_RU_SAY = r"(?:сказал[аи]?|говорил[аи]?|говорит|говорят|думает|думают)"
MORE = re.compile(
    rf"(?i)\W*(?:(?:and|but|so|а|и|では|じゃあ|それで|で)(?![a-zа-яё])[\s、,]*)*(?:(?:what|anything|something) (?:else"
    rf"|more)(?: (?:did|does|has|have|do)"
    rf" (?:he|she|they)?\s*(?:say|said|mention|have to say)?)?(?: (?:is|was) (?:there|said))?(?: {_IT})?"
    rf"|(?:tell me |show me |in )?(?:some )?more(?: details?)?(?: {_IT})?|details?|elaborate|go on|continue|next"
    rf"|(?:что|что-нибудь|что-то) ещ[её](?: (?:он|она|они))?\s*(?:сказал[аи]?|говорил[аи]?|говорит|говорят"
    rf"|сказано)?(?: (?:он|она|они))?(?: {_IT})?|ещ[её]|подробнее|поподробнее|дальше|продолжай(?:те)?"
    rf"|(?:彼|彼女|その人|同氏)?(?:は|が)?\s*(?:{_IT})?(?:他に|ほかに|他|ほか)(?:に)?(?:は|も)?(?:何|なに)?(?:と|か"
    rf"|を)?(?:{JA_SAY}[^。]{{0,8}})?(?:か)?|もっと(?:詳しく)?|(?:もう少し)?詳しく(?:教えて(?:ください)?|お願いします)?|次(?:は|へ|を)?|続けて(?:ください)?"
    rf"|続き(?:は)?)\W*"
)
SAME_AGAIN = re.compile(
    rf"(?i)\W*(?:(?:and|but|so)\s+)?what\s+(?:did|does|has|have)\s+(?:he|she|they)\s+(?:say|said|think"
    rf"|mention)(?:\s+{_IT})?\W*"
    rf"|\W*(?:(?:а|и)\s+)?что\s+(?:(?:он|она|они)\s+{_RU_SAY}|{_RU_SAY}\s+(?:он|она|они))(?:\s+{_IT})?\W*"
    rf"|(?:では、?)?(?:彼|彼女|その人|同氏|この人)(?:は|が)[、\s]*(?:{_IT}(?:は|も)?[、\s]*)?(?:何と|なんと|どう|何を){JA_SAY}.{{0,14}}"
)
CORRECTS = re.compile(
    r"(?i)\W*(?:(?:no|nope|sorry|actually|wait|oops|rather|not (?:him|her|them)|нет|ой|извини(?:те)?|простите"
    r"|точнее|вернее"
    r"|いや|いいえ|違う|違います|すみません|ごめん)(?![a-zа-яё])[\s,.、。!:—-]*)*"
    r"(?:(?:i|we) (?:mean|meant)(?: to say)?(?![a-z])|(?:я )?(?:имел[аи]?|имею) в виду(?![а-яё]))?[\s,:]*"
)
NOW = re.compile(r"(?i)\W*(?:now|ok(?:ay)?|теперь|хорошо|ладно)(?![a-zа-яё])[\s,]+")

"""Surnames so frequent that one of them is a name of its own, and no slip in another: Schulz is not Scholz."""

from corpus.declension import name_stem, word_stems
from corpus.latin_spelling import plain
from corpus.name_parts import CYRILLIC, KANA, script_of
from corpus.scripts import fold_kana
from corpus.wordlist import wordlist

_LATIN = wordlist(
    """
    adams alexander allen anderson andersen andersson bailey baker barnes bauer becker bennett bianchi braun brooks
    brown bruno bush butler campbell carter clark clarke clinton collins conti cooper costa cruz davies davis diaz
    dubois durand edwards esposito evans fernandes fernandez ferrari ferreira fischer fisher flores foster franco
    garcia garner gomes gomez gonzales gonzalez graham gray green greene griffin gutierrez hall hansen hanson harris
    harrison hartmann hayes henderson hernandez hoffman hoffmann holmes horvat horvath howard hughes ivanov ivanova
    jackson james jansen janssen jensen jenson johansen johansson johnson jones jordan kaiser keller kelley kelly
    kennedy klein koch konig kowalczyk kowalski kramer krause kruger kumar larsen larsson larson lehmann lewis lopes
    lopez ludwig maier marin marino martin martinez martini mason matthews mayer meier mendes mendez meyer miller
    mitchell moore morales moreau moreno morgan morris muller murphy murray nelson neumann nielsen nilsen nilsson
    novak nowak olsen olson olsson ortega ortiz parker patel pavlov pearson perera pereira peters petersen peterson
    petrov phillips popov powell price ramirez ramos reed reyes ricci richards richter rivera roberts robertson
    robinson rodrigues rodriguez rogers romano ross rossi russell russo sanchez sanders santos sanz schmid schmidt
    schmitt schmitz schneider scholz schroder schulte schultz schulz schwarz silva simmons simon simpson smirnov smith
    sorensen stewart suarez sullivan suzuki tanaka taylor thomas thompson thomson torres turner vargas vasquez vogel
    wagner walker wallace walter walters ward watson weber webster werner white williams wilson winter wolf wood woods
    wright yamada yamamoto young zimmermann
    """
)
_CYRILLIC = wordlist(
    """
    андреев баранов беляев белов белый бондарев бондаренко борисов быков васильев виноградов волков воробьев гаврилов
    герасимов голубев григорьев громов гусев давыдов данилов денисов дмитриев егоров ефимов жуков зайцев захаров иванов
    ильин исаев казаков калинин карпов киселев ковалев ковальский козлов комаров королев котов крылов кравченко
    крюков кузнецов кузьмин куликов лазарев лебедев макаров максимов марков мартынов маслов матвеев медведев мельников
    миронов михайлов морозов назаров никитин николаев новак новиков орлов осипов павлов петров поляков пономарев попов
    романов рыбаков рябов савельев сергеев семенов сидоров смирнов соболев соколов соловьев сорокин степанов сухоруков
    тарасов тимофеев титов тихонов ткаченко ткачук титаренко фадеев федоров федотов филатов филиппов фомин фролов
    цветков чернов черный шевченко шевчук щербаков яковлев
    """
)
_KANA = wordlist(
    "アンダーソン アンデルセン ウィリアムズ ウィルソン サンチェス ジョンソン ジョンストン シュルツ ショルツ"
)
_OF_KANA = frozenset(map(fold_kana, _KANA))
_STEMS = frozenset(map(name_stem, _CYRILLIC))


def is_frequent_surname(word: str) -> bool:
    """Whether `word`, in any case, is a surname that very many bear."""
    script = script_of(word)
    if script == KANA:
        return fold_kana(word) in _OF_KANA
    if script == CYRILLIC:
        return any(name_stem(stem) in _STEMS for stem in word_stems(word))
    return plain(word) in _LATIN

"""Organisations of states that are spoken of by their letters, under one name each: ООН, the UN, 国連."""

from functools import cache

from corpus.pattern import Pattern

_NAMES = {
    "un": "UN|United Nations|ООН|国連|国際連合",
    "eu": "EU|European Union|ЕС|Евросоюз[а-яё]*|欧州連合",
    "nato": "NATO|НАТО|北大西洋条約機構",
    "csto": "CSTO|ОДКБ|集団安全保障条約機構",
    "cis": "CIS|СНГ|独立国家共同体",
    "eaeu": "EAEU|ЕАЭС|ユーラシア経済連合",
    "sco": "SCO|ШОС|上海協力機構",
    "osce": "OSCE|ОБСЕ|欧州安保協力機構|欧州安全保障協力機構",
    "who": "WHO|ВОЗ|世界保健機関",
    "wto": "WTO|ВТО|世界貿易機関",
    "imf": "IMF|МВФ|国際通貨基金",
    "iaea": "IAEA|МАГАТЭ|国際原子力機関",
    "asean": "ASEAN|АСЕАН|東南アジア諸国連合",
    "ioc": "IOC|МОК|国際オリンピック委員会",
}


@cache
def _patterns() -> dict[str, Pattern]:
    return {name: Pattern(rf"(?<![A-Za-zА-Яа-яЁё])(?:{words})(?![A-Za-zА-Яа-яЁё])") for name, words in _NAMES.items()}


def organisations_in(text: str) -> frozenset[str]:
    """The organisations that `text` names."""
    return frozenset(name for name, pattern in _patterns().items() if pattern.search(text))

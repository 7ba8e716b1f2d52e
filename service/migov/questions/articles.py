"""Definite articles of names and their contractions with prepositions, in five languages.

English, French, Spanish and Portuguese names of organizations and texts take an article when a
common noun heads them ("the Khartoum Process", "le Processus de Khartoum"), and none when they are
proper nouns or abbreviations ("IOM"). Names of states follow each language's usage. Arabic names
contain their article.
"""

from __future__ import annotations

import re
from typing import NamedTuple

#: The forms of a name in a sentence: with its article, after "of", and after "to" or "in".
FORMS = ("the", "of", "to")

_NOUNS_EN = (
    "agency agenda agreement alliance arrangement assembly association authority bank center "
    "centre charter coalition commission committee community compact conference consortium "
    "consultation consultations convention council court declaration dialogue facility "
    "federation forum framework fund group guidelines initiative institute institution league "
    "mechanism meeting meetings memorandum ministry mission movement nations network "
    "observatory office organisation organization pact panel parliament partnership plan "
    "platform policy process program programme project protocol regulation roadmap "
    "secretariat series service society statement strategy summit summits system treaty union "
    "unit"
)
_HEADS_EN = frozenset(_NOUNS_EN.split())
_STATES_EN = re.compile(
    r"^(Netherlands|Philippines|Maldives|Bahamas|Comoros|Gambia|Congo|Holy See|United|.*Islands$|"
    r".*\b(Republic|Federation|Kingdom|Emirates|State of)\b)"
)
#: Head nouns by gender and number: masculine, feminine, masculine plural, feminine plural.
_HEADS = {
    "fr": (
        "processus dialogue forum conseil comité groupe sommet panel protocole pacte plan cadre "
        "fonds programme réseau secrétariat haut-commissariat bureau centre marché mécanisme "
        "partenariat accord traité ministère service projet système mandat observatoire",
        "conférence commission union organisation communauté ligue initiative déclaration "
        "convention consultation réunion banque agence association plateforme coopération charte "
        "fédération autorité alliance coalition mission stratégie politique feuille procédure",
        "sommets dialogues principes",
        "consultations réunions nations",
    ),
    "es": (
        "proceso diálogo foro consejo comité grupo protocolo pacto plan programa fondo marco "
        "acuerdo tratado secretariado centro banco servicio proyecto mecanismo sistema mercado "
        "panel observatorio alto",
        "conferencia comisión unión organización comunidad liga iniciativa declaración convención "
        "consulta reunión agencia asociación plataforma red cumbre secretaría carta alianza "
        "federación oficina autoridad estrategia política",
        "diálogos principios",
        "consultas reuniones naciones cumbres",
    ),
    "pt": (
        "processo diálogo fórum conselho comité comitê grupo protocolo pacto plano programa fundo "
        "quadro acordo tratado secretariado centro banco serviço projeto mecanismo sistema mercado "
        "painel observatório alto",
        "conferência comissão união organização comunidade liga iniciativa declaração convenção "
        "consulta reunião agência associação plataforma rede cimeira cúpula carta aliança "
        "federação autoridade estratégia política",
        "diálogos princípios",
        "consultas reuniões nações cimeiras",
    ),
}
_GENDERS = {
    language: {noun: index for index, nouns in enumerate(groups) for noun in nouns.split()}
    for language, groups in _HEADS.items()
}
_ARTICLES = {
    "fr": ("le", "la", "les", "les"),
    "es": ("el", "la", "los", "las"),
    "pt": ("o", "a", "os", "as"),
}
#: Contractions of a preposition with an article: (language, preposition, article).
_CONTRACTED = {
    ("fr", "de", "le"): "du",
    ("fr", "de", "les"): "des",
    ("fr", "à", "le"): "au",
    ("fr", "à", "les"): "aux",
    ("es", "de", "el"): "del",
    ("es", "a", "el"): "al",
    ("pt", "de", "o"): "do",
    ("pt", "de", "a"): "da",
    ("pt", "de", "os"): "dos",
    ("pt", "de", "as"): "das",
    ("pt", "em", "o"): "no",
    ("pt", "em", "a"): "na",
    ("pt", "em", "os"): "nos",
    ("pt", "em", "as"): "nas",
}
_OF = {"en": "of", "fr": "de", "es": "de", "pt": "de"}
_TO = {"en": "to", "fr": "à", "es": "a", "pt": "em"}
_VOWELS = "aeiouhàâéèêëîïôöûüœ"
#: French names in "h" that take no elision.
_ASPIRATED = ("Haut", "Hongrie", "Honduras", "Hollande")
#: French names of states: without an article, masculine against their ending, plural.
_FR_BARE = re.compile(
    r"^(Cuba|Haïti|Israël|Chypre|Malte|Monaco|Singapour|Madagascar|Maurice|Djibouti|Oman|Bahreïn|"
    r"Sao Tom|Saint|Sainte|Andorre|Kiribati|Nauru|Tuvalu|Vanuatu|Samoa|Tonga|Fidji|Hong Kong|"
    r"Palaos|Antigua|Trinité|Aruba|Guam|Taïwan|Taiwan|Nioué|Niue)"
)
_FR_MASCULINE = re.compile(r"^(Mexique|Cambodge|Mozambique|Zimbabwe|Belize|Suriname)")
_FR_PLURAL = re.compile(
    r"^(États|Émirats|Pays-Bas|Philippines|Maldives|Bahamas|Comores|Seychelles|Îles|Tonga)"
)


class Name(NamedTuple):
    """A label with the kind of its thing ("state", "mechanism", …)."""

    label: str
    kind: str


def form(name: Name, language: str, wanted: str) -> str:
    """`name` in one of `FORMS`; the label alone in a language that needs no change."""
    label = name.label
    if language == "en":
        whole = f"the {label}" if _english(name) else label
        return whole if wanted == "the" else f"{_OF['en'] if wanted == 'of' else _TO['en']} {whole}"
    if language not in _ARTICLES:
        return label
    article = _article(name, language)
    if wanted == "the":
        return _joined(article, label, language)
    preposition = (_OF if wanted == "of" else _TO)[language]
    if not article:
        elided = language == "fr" and preposition == "de" and label[:1].lower() in _VOWELS
        return f"d’{label}" if elided else f"{preposition} {label}"
    contracted = _CONTRACTED.get((language, preposition, article))
    if contracted and not _elides(article, label, language):
        return f"{contracted} {label}"
    return f"{preposition} {_joined(article, label, language)}"


def indefinite(noun: str, language: str) -> str:
    """An English noun with its indefinite article; in any other language the noun alone."""
    if language != "en":
        return noun
    vowel = noun[:1].lower() in "aeiou" and not noun.lower().startswith(("uni", "eu", "one"))
    return f"{'an' if vowel else 'a'} {noun}"


def _joined(article: str, label: str, language: str) -> str:
    if not article:
        return label
    return f"l’{label}" if _elides(article, label, language) else f"{article} {label}"


def _elides(article: str, label: str, language: str) -> bool:
    vowel = label[:1].lower() in _VOWELS and not label.startswith(_ASPIRATED)
    return language == "fr" and article in ("le", "la") and vowel


def _english(name: Name) -> bool:
    if name.label.lower().startswith("the "):
        return False
    if name.kind == "state":
        return bool(_STATES_EN.match(name.label.partition(" (")[0]))
    # A head noun stands before "of", "for", "on" …, or at the end.
    pieces = re.split(r"( (?:of|for|on|between|against|relating|to|in|and) | \()", name.label)
    ends = (words[-1] for piece in pieces if (words := re.findall(r"[^\W\d_]+", piece.lower())))
    return len(name.label.split()) > 1 and any(word in _HEADS_EN for word in ends)


def is_plural(text: str, language: str) -> bool:
    """Whether a name with its article is in the plural, and verbs with it: "les Pays-Bas"."""
    return text.startswith(_PLURAL.get(language, ()))


_PLURAL = {"fr": ("les ",), "es": ("los ", "las "), "pt": ("os ", "as ")}


def _article(name: Name, language: str) -> str:
    if name.kind == "state":
        return _STATES[language](name.label)
    words = re.findall(r"[^\W\d_][\w-]*", name.label.lower())
    gender = _GENDERS[language].get(words[0]) if words else None
    return "" if gender is None else _ARTICLES[language][gender]


def _french_state(label: str) -> str:
    if _FR_PLURAL.match(label):
        return "les"
    if _FR_BARE.match(label):
        return ""
    feminine = label.partition(" ")[0].endswith("e") or label.startswith(("République", "Côte"))
    return "la" if feminine and not _FR_MASCULINE.match(label) else "le"


#: Spanish names of states that take an article in running text, by article.
_ES_STATES = (
    ("el", re.compile(r"^(Reino|Estado|Líbano|Principado)\b")),
    ("la", re.compile(r"^(República|Federación|Unión)\b|^Santa Sede")),
    ("los", re.compile(r"^(Países|Estados|Emiratos)\b")),
    ("las", re.compile(r"^(Islas|Bahamas|Comoras|Maldivas|Seychelles)\b")),
)


def _spanish_state(label: str) -> str:
    return next((article for article, names in _ES_STATES if names.match(label)), "")


#: Portuguese names of states: without an article, plural, and masculine against their ending.
_PT_BARE = re.compile(
    r"^(Portugal|Angola|Moçambique|Cabo Verde|São |Santa |Santo |Andorra|Israel|Cuba|Malta|"
    r"M[óô]naco|Marrocos|Singapura|Omã|Timor|Taiwan|Trinidad|Trindade|Honduras|El Salvador|"
    r"San Marino|Chipre|Fiji|Nauru|Palau|Tuvalu|Kiribati|Quiribati|Tonga|Samoa|Vanuatu|Barbados|"
    r"Belize|Ant[íi]gua|Dom[íi]nica$|Granada|Aruba|Porto Rico|Madag[áa]scar|Maurício|Maurícia|"
    r"Hong Kong|Macau|Niue|Mianmar|Bangladesh|Guam)"
)
_PT_PLURAL = re.compile(r"^(Estados|Países|Emirados|Camarões|Territórios)")
_PT_PLURAL_FEMININE = re.compile(
    r"^(Filipinas|Maldivas|Bahamas|Seicheles|Seychelles|Ilhas|Comores)"
)
_PT_MASCULINE = re.compile(
    r"^(Qu[éê]nia|Camboja|Uganda|Botsuana|Botswana|Ruanda|Gana|Sri Lanka|Butão)"
)


def _portuguese_state(label: str) -> str:
    if _PT_BARE.match(label):
        return ""
    if _PT_PLURAL_FEMININE.match(label):
        return "as"
    if _PT_PLURAL.match(label):
        return "os"
    head = label.partition(" ")[0].partition("-")[0]
    feminine = head.endswith("a") or head in ("Guiné", "Federação", "Cidade")
    return "a" if feminine and not _PT_MASCULINE.match(label) else "o"


_STATES = {"fr": _french_state, "es": _spanish_state, "pt": _portuguese_state}

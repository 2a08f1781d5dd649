"""The rules of text that is not in the language."""

from __future__ import annotations

from ..rule import Rule

RULES = (
    Rule(
        "syntax/control-character",
        "error",
        "a text holds a control character",
        "Nobody sees it, and a terminal obeys it: what is printed would not be what is signed.",
        bad='party sunstar "Sun\u200bstar" { time zone Europe/Madrid } # syntax/control-character\n'
        "service archive { supplied by sunstar }\n",
        good='party sunstar "Sunstar" { time zone Europe/Madrid }\nservice archive { supplied by sunstar }\n',
    ),
    Rule(
        "syntax/direction-control",
        "error",
        "a text holds a control of writing direction",
        "It can make a text read otherwise than it is: what is signed would not be what is compiled.",
        bad='party sunstar "Sun\u202estar" { time zone Europe/Madrid } # syntax/direction-control\n'
        "service archive { supplied by sunstar }\n",
        good='party sunstar "Sunstar" { time zone Europe/Madrid }\nservice archive { supplied by sunstar }\n',
    ),
    Rule(
        "syntax/foreign-spelling",
        "error",
        "something is written as elsewhere, not as in this language",
        "A thing is written in one way only, so that two readers cannot read it in two. What was meant is read, and "
        "the finding says how to write it.",
        bad="""\
ola statistics {
  provider dba
  customer desk
  covers reports
  objective uptime: availability at least 98,5% each calendar month # syntax/foreign-spelling
}
""",
        good="""\
ola statistics {
  provider dba
  customer desk
  covers reports
  objective uptime: availability at least 98.5% each calendar month
}
""",
    ),
    Rule(
        "syntax/merge-conflict",
        "error",
        "a merge conflict is not resolved",
        "Git could not join two versions and has written both. What holds is for their authors to say; the version of "
        "the branch is read meanwhile.",
        bad="""\
ola statistics {
  provider dba
  customer desk
  covers reports
<<<<<<< HEAD # syntax/merge-conflict
  objective uptime: availability at least 98% each calendar month
=======
  objective uptime: availability at least 97% each calendar month
>>>>>>> less-for-reports
}
""",
        good="""\
ola statistics {
  provider dba
  customer desk
  covers reports
  objective uptime: availability at least 98% each calendar month
}
""",
    ),
    Rule(
        "syntax/misplaced-phrase",
        "error",
        "a phrase stands in a statement that it says nothing in",
        "A word that has no effect would be believed by a reader.",
        bad="""\
ola statistics {
  provider dba
  customer desk
  covers reports
  objective uptime: availability at least 98% each calendar month up to 4 h # syntax/misplaced-phrase
}
""",
        good="""\
ola statistics {
  provider dba
  customer desk
  covers reports
  objective uptime: availability at least 98% each calendar month
  excludes maintenance up to 4 h each calendar month
}
""",
    ),
    Rule(
        "syntax/nesting-too-deep",
        "error",
        "blocks, parentheses or declarations stand more than 50 deep in each other",
        "Every computation has a stated limit; no agreement comes near this one.",
        bad=f"service archive {{ needs {'(' * 50}reports{')' * 50} }} # syntax/nesting-too-deep\n",
        good="service archive { owner dba needs (reports) }\n",
    ),
    Rule(
        "syntax/repeated-phrase",
        "error",
        "a statement says the same phrase twice",
        "Only one of them could hold, and nobody would know which.",
        bad="""\
ola statistics {
  provider dba
  customer desk
  covers reports
  objective uptime: availability at least 98% during office during 24x7 each calendar month # syntax/repeated-phrase
}
""",
        good="""\
ola statistics {
  provider dba
  customer desk
  covers reports
  objective uptime: availability at least 98% during 24x7 each calendar month
}
""",
    ),
    Rule(
        "syntax/unclosed-block",
        "error",
        "a block has no closing brace",
        "What follows would be read as a part of it.",
        bad="service archive { owner dba # syntax/unclosed-block\n",
        good="service archive { owner dba }\n",
    ),
    Rule(
        "syntax/unclosed-text",
        "error",
        "a text in quotes has no end",
        "What follows would be read as a part of it.",
        bad='service archive "Long-term archive # syntax/unclosed-text\n',
        good='service archive "Long-term archive"\n',
    ),
    Rule(
        "syntax/unexpected-token",
        "error",
        "a word or sign stands where it cannot",
        "The sentence has no meaning as it stands. What follows it is read all the same.",
        bad="service archive { owned dba } # syntax/unexpected-token\n",
        good="service archive { owner dba }\n",
    ),
    Rule(
        "syntax/unknown-character",
        "error",
        "a character means nothing in the language",
        "The language is made of words; texts for people stand in quotes.",
        bad="service archive { owner § dba } # syntax/unknown-character\n",
        good="service archive { owner dba }\n",
    ),
    Rule(
        "syntax/unknown-escape",
        "error",
        "a backslash stands before a character that needs none",
        r"Only `\"` and `\\` mean something; everything else stands for itself.",
        bad='service archive "Archive\\n2" # syntax/unknown-escape\n',
        good='service archive "Archive 2"\n',
    ),
)

"""What editors need and the grammar knows: words, numbers and snippets.

The TextMate grammar and the snippets of VS Code, the syntax file of Vim and Neovim, the mode for Emacs.
"""

from __future__ import annotations

import json
from typing import Any

from sla_dsl.language.by_lark import pattern
from sla_dsl.language.pieces import HEADS
from sla_dsl.language.terminals import language
from sla_dsl.server.snippets import snippets

NAME = r"[^\W\d]\w*(?:-\w+)*"
NUMBERS = {
    "DATE": "constant.numeric.date.sla",
    "MONTH_DAY": "constant.numeric.date.sla",
    "TIME_OF_DAY": "constant.numeric.time.sla",
    "SEMVER": "constant.numeric.version.sla",
    "RATE": "constant.numeric.rate.sla",
    "FRACTION": "constant.numeric.fraction.sla",
    "PERCENT": "constant.numeric.percent.sla",
    "NUMBER": "constant.numeric.sla",
}
"""The terminals that are numbers and their scopes, the longest first."""
VIM_PATTERNS = {
    "slaDate": r"\<\d\{4}-\d\d-\d\d\>",
    "slaTime": r"\<\d\d:\d\d\>",
    "slaNumber": r"\<\d\+\(\.\d\+\)*%\?",
}


def keywords() -> list[str]:
    """All words of the language, the longest first, so that none hides a longer one."""
    return sorted(language().keywords, key=lambda word: (-len(word), word))


def textmate() -> str:
    """The TextMate grammar."""
    words = "|".join(keywords())
    heads = "|".join(sorted(HEADS))
    inside = {"match": r"(?<!\{)\{[^{}\n]*\}", "name": "variable.other.sla"}
    patterns: list[dict[str, Any]] = [
        {"name": "comment.line.number-sign.sla", "match": pattern("COMMENT")},
        {
            "name": "string.quoted.triple.sla",
            "begin": '"""',
            "end": r'"""(?!")',
            "patterns": [inside],
        },
        {
            "name": "string.quoted.double.sla",
            "match": pattern("STRING"),
        },
        {
            "match": rf"(?<![\w-])({heads})\s+(?!(?:{words})(?![\w-]))({NAME})(?![\w/-])",
            "captures": {"1": {"name": "keyword.declaration.sla"}, "2": {"name": "entity.name.type.sla"}},
        },
        *({"name": "keyword.other.sla", "match": rf"(?<![\w-]){pattern(each)}"} for each in language().phrases),
        {"name": "keyword.other.sla", "match": rf"(?<![\w-])(?:{words})(?![\w/-])"},
        {"name": "constant.language.sla", "match": r"(?<!\w)24x7(?!\w)"},
        *({"name": scope, "match": rf"(?<![\w-]){pattern(each)}"} for each, scope in NUMBERS.items()),
        {"name": "variable.other.address.sla", "match": pattern("PATH")},
        {"name": "variable.other.sla", "match": NAME},
        {"name": "punctuation.section.table.sla", "match": r"\|(?:[ \t]*:?-{3,}:?[ \t]*\|)*"},
    ]
    return _json(
        {
            "$schema": "https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json",
            "name": "SLA",
            "scopeName": "source.sla",
            "fileTypes": ["sla"],
            "patterns": patterns,
        }
    )


def vscode_snippets() -> str:
    """The snippets in the format of VS Code."""
    return _json(
        {
            says: {"prefix": word, "body": body.split("\n"), "description": says}
            for word, (says, body) in snippets().items()
        }
    )


def vim() -> str:
    """The syntax file of Vim and Neovim."""
    words = sorted(language().keywords)
    rows = [" ".join(words[at : at + 10]) for at in range(0, len(words), 10)]
    return "\n".join(
        [
            '" Made by docs/generate.py from the grammar; do not edit.',
            "if exists('b:current_syntax')",
            "  finish",
            "endif",
            "syntax iskeyword @,48-57,_,-,192-255",
            *(f"syntax keyword slaKeyword {row}" for row in rows),
            f"syntax keyword slaHead {' '.join(sorted(HEADS))} nextgroup=slaName skipwhite",
            r"syntax match slaName /\k\+/ contained",
            *(f"syntax match {name} /{found}/" for name, found in VIM_PATTERNS.items()),
            "syntax match slaComment /#.*$/ contains=@Spell",
            r'syntax region slaString start=/"/ skip=/\\"/ end=/"/ oneline contains=@Spell',
            r'syntax region slaProse start=/"""/ end=/"""/ contains=slaBraced,@Spell',
            r"syntax match slaBraced /{[^{}]*}/ contained",
            "highlight default link slaKeyword Keyword",
            "highlight default link slaHead Structure",
            "highlight default link slaName Type",
            *(f"highlight default link {name} Number" for name in VIM_PATTERNS),
            "highlight default link slaComment Comment",
            "highlight default link slaString String",
            "highlight default link slaProse String",
            "highlight default link slaBraced Identifier",
            "let b:current_syntax = 'sla'",
            "",
        ]
    )


def emacs() -> str:
    """The mode for Emacs."""

    def listed(words: list[str]) -> str:
        rows = [" ".join(f'"{word}"' for word in words[at : at + 8]) for at in range(0, len(words), 8)]
        return "\n    ".join(rows)

    return f""";;; sla-mode.el --- Service level agreements as code -*- lexical-binding: t -*-
;; Made by docs/generate.py from the grammar; do not edit.
;;; Commentary:
;; Words, remarks and texts of the language; `sla lsp' answers through eglot, which comes with Emacs 29.
;;; Code:

(defconst sla-mode-heads
  '({listed(sorted(HEADS))})
  "The words that begin a declaration.")

(defconst sla-mode-words
  '({listed(sorted({*language().keywords} - HEADS))})
  "The other words of the language.")

(defvar sla-mode-syntax-table
  (let ((table (make-syntax-table)))
    (modify-syntax-entry ?# "<" table)
    (modify-syntax-entry ?\\n ">" table)
    (modify-syntax-entry ?- "_" table)
    (modify-syntax-entry ?\\" "\\"" table)
    table)
  "Remarks begin with a number sign, and a hyphen is part of a name.")

;;;###autoload
(define-derived-mode sla-mode prog-mode "SLA"
  "Edit service level agreements."
  (setq-local comment-start "# ")
  (setq-local font-lock-defaults
              `(((,(concat (regexp-opt sla-mode-heads 'symbols) "[ \\t]+\\\\([[:alpha:]][[:alnum:]-]*\\\\)")
                  (1 font-lock-keyword-face) (2 font-lock-type-face))
                 (,(regexp-opt sla-mode-words 'symbols) . font-lock-keyword-face)
                 ("\\\\_<[0-9][0-9.:/-]*%?" . font-lock-constant-face)))))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\\\.sla\\\\'" . sla-mode))

(with-eval-after-load 'eglot
  (defvar eglot-server-programs)
  (add-to-list 'eglot-server-programs '(sla-mode . ("sla" "lsp"))))

(provide 'sla-mode)
;;; sla-mode.el ends here
"""


def _json(data: dict[str, Any]) -> str:
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def files() -> dict[str, str]:
    """The content of each file, by its path below `editors/`."""
    return {
        "vscode/syntaxes/sla.tmLanguage.json": textmate(),
        "vscode/snippets/sla.json": vscode_snippets(),
        "vim/syntax/sla.vim": vim(),
        "emacs/sla-mode.el": emacs(),
    }

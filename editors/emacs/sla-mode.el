;;; sla-mode.el --- Service level agreements as code -*- lexical-binding: t -*-
;; Made by docs/generate.py from the grammar; do not edit.
;;; Commentary:
;; Words, remarks and texts of the language; `sla lsp' answers through eglot, which comes with Emacs 29.
;;; Code:

(defconst sla-mode-heads
  '("calendar" "channel" "clock" "dimension" "document" "event" "fact" "metric"
    "ola" "party" "policy" "priorities" "reason" "service" "sla" "team"
    "tiers" "topic" "uc")
  "The words that begin a declaration.")

(defconst sla-mode-words
  '("a" "about" "above" "accepts" "after" "agreement" "ahead" "aim"
    "all" "allowed" "amendment" "among" "and" "announced" "any" "approval"
    "as" "asked" "assume" "at" "automatic" "backed" "be" "because"
    "before" "begun" "below" "best" "better" "between" "binding" "bonus"
    "both" "by" "cap" "carried" "carries" "case" "cause" "change"
    "changes" "charge" "claim" "clause" "closed" "common" "comparable" "composes"
    "consecutive" "consent" "contact" "contains" "continues" "continuity" "contract" "corporate"
    "count" "counted" "country" "counts" "courts" "covers" "credit" "critical"
    "customer" "cut-off" "data" "dated" "day" "days" "decimal" "decimals"
    "down" "downtime" "draft" "during" "each" "earns" "effective" "effort"
    "either" "emergency" "end" "ended" "ensure" "equally" "error" "escalate"
    "every" "everyone" "evidence" "example" "except" "excludes" "exit" "first"
    "fiscal" "follows" "for" "forbidden" "fourth" "from" "function" "given"
    "gives" "goal" "governed" "half" "has" "have" "higher" "highest"
    "holidays" "hour" "hours" "if" "in" "independent" "invoice" "is"
    "it" "its" "key" "larger" "last" "late" "later" "law"
    "least" "lei" "level" "like" "longer" "longest" "lost" "lower"
    "lowest" "maintenance" "may" "mean" "measured" "median" "meets" "memory"
    "met" "missed" "missing" "money" "month" "most" "moved" "must"
    "needs" "never" "next" "no" "none" "not" "note" "notice"
    "objective" "objectives" "of" "offered" "on" "once" "one" "only"
    "open" "or" "order" "others" "out" "outages" "over" "overlaps"
    "override" "own" "owned" "owner" "paid" "parameter" "partial" "parties"
    "path" "pauses" "penalty" "points" "population" "precedence" "prevails" "price"
    "priority" "processed" "promise" "promises" "proportion" "proposed" "provided" "provider"
    "quarter" "raised" "ratification" "ratified" "reaches" "read" "recovery" "refund"
    "rejects" "remedy" "renewal" "renews" "reopened" "replaced" "report" "reprint"
    "requirement" "restarts" "review" "rolling" "rounded" "row" "same" "samples"
    "says" "second" "secondary" "security" "set" "severity" "share" "shares"
    "signatory" "signed" "smaller" "sole" "some" "source" "standard" "start"
    "starts" "statistic" "status" "stored" "subcontracting" "subcontractor" "subject" "supplied"
    "support" "supports" "suspends" "target" "term" "terms" "tested" "text"
    "than" "the" "then" "third" "this" "through" "tier" "time"
    "timed" "times" "title" "to" "together" "total" "transferable" "treat"
    "unit" "unless" "until" "up" "using" "version" "void" "volume"
    "waive" "waived" "warn" "warning" "weakened" "weakening" "week" "weighted"
    "when" "where" "which" "whichever" "while" "whole" "window" "windows"
    "with" "within" "without" "word" "wording" "working" "written" "year"
    "zone")
  "The other words of the language.")

(defvar sla-mode-syntax-table
  (let ((table (make-syntax-table)))
    (modify-syntax-entry ?# "<" table)
    (modify-syntax-entry ?\n ">" table)
    (modify-syntax-entry ?- "_" table)
    (modify-syntax-entry ?\" "\"" table)
    table)
  "Remarks begin with a number sign, and a hyphen is part of a name.")

;;;###autoload
(define-derived-mode sla-mode prog-mode "SLA"
  "Edit service level agreements."
  (setq-local comment-start "# ")
  (setq-local font-lock-defaults
              `(((,(concat (regexp-opt sla-mode-heads 'symbols) "[ \t]+\\([[:alpha:]][[:alnum:]-]*\\)")
                  (1 font-lock-keyword-face) (2 font-lock-type-face))
                 (,(regexp-opt sla-mode-words 'symbols) . font-lock-keyword-face)
                 ("\\_<[0-9][0-9.:/-]*%?" . font-lock-constant-face)))))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.sla\\'" . sla-mode))

(with-eval-after-load 'eglot
  (defvar eglot-server-programs)
  (add-to-list 'eglot-server-programs '(sla-mode . ("sla" "lsp"))))

(provide 'sla-mode)
;;; sla-mode.el ends here

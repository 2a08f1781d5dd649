" Made by docs/generate.py from the grammar; do not edit.
if exists('b:current_syntax')
  finish
endif
syntax iskeyword @,48-57,_,-,192-255
syntax keyword slaKeyword a about above accepts after agreement ahead aim all allowed
syntax keyword slaKeyword amendment among and announced any approval as asked assume at
syntax keyword slaKeyword automatic backed be because before begun below best better between
syntax keyword slaKeyword binding bonus both by calendar cap carries case cause change
syntax keyword slaKeyword changes channel charge claim clause clock closed common comparable composes
syntax keyword slaKeyword consecutive consent contact contains continues continuity contract corporate count counted
syntax keyword slaKeyword country counts courts covers credit critical customer cut-off data dated
syntax keyword slaKeyword day days decimal decimals dimension document down downtime draft during
syntax keyword slaKeyword each earns effective effort either emergency end ended ensure equally
syntax keyword slaKeyword error escalate event every everyone evidence example except excludes exit
syntax keyword slaKeyword fact first fiscal follows for forbidden fourth from function given
syntax keyword slaKeyword gives goal governed half has have higher highest holidays hour
syntax keyword slaKeyword hours if in independent invoice is it its key larger
syntax keyword slaKeyword last late later law least lei level like longer longest
syntax keyword slaKeyword lost lower lowest maintenance may mean measured median meets memory
syntax keyword slaKeyword met metric missed missing money month most moved must needs
syntax keyword slaKeyword never next no none not note notice objective objectives of
syntax keyword slaKeyword offered ola on once one only open or order others
syntax keyword slaKeyword out outages overlaps override own owned owner paid parameter partial
syntax keyword slaKeyword parties party path pauses penalty points policy population precedence prevails
syntax keyword slaKeyword price priorities priority processed promise promises proportion proposed provided provider
syntax keyword slaKeyword quarter raised ratification ratified reaches read reason recovery refund rejects
syntax keyword slaKeyword remedy renewal renews reopened replaced report reprint requirement restarts review
syntax keyword slaKeyword rolling rounded row same samples says second secondary security service
syntax keyword slaKeyword set severity share shares signatory signed sla smaller sole some
syntax keyword slaKeyword source standard start starts statistic status stored subcontracting subcontractor subject
syntax keyword slaKeyword supplied support supports suspends target team term terms tested text
syntax keyword slaKeyword than the then third this through tier tiers time timed
syntax keyword slaKeyword times title to together topic total transferable treat uc unit
syntax keyword slaKeyword unless until up using version void volume waive waived warn
syntax keyword slaKeyword warning weakened weakening week weighted when where which whichever while
syntax keyword slaKeyword whole window windows with within without word wording working written
syntax keyword slaKeyword year zone
syntax keyword slaHead calendar channel clock dimension document event fact metric ola party policy priorities reason service sla team tiers topic uc nextgroup=slaName skipwhite
syntax match slaName /\k\+/ contained
syntax match slaDate /\<\d\{4}-\d\d-\d\d\>/
syntax match slaTime /\<\d\d:\d\d\>/
syntax match slaNumber /\<\d\+\(\.\d\+\)*%\?/
syntax match slaComment /#.*$/ contains=@Spell
syntax region slaString start=/"/ skip=/\\"/ end=/"/ oneline contains=@Spell
syntax region slaProse start=/"""/ end=/"""/ contains=slaBraced,@Spell
syntax match slaBraced /{[^{}]*}/ contained
highlight default link slaKeyword Keyword
highlight default link slaHead Structure
highlight default link slaName Type
highlight default link slaDate Number
highlight default link slaTime Number
highlight default link slaNumber Number
highlight default link slaComment Comment
highlight default link slaString String
highlight default link slaProse String
highlight default link slaBraced Identifier
let b:current_syntax = 'sla'

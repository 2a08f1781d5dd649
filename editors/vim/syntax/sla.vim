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
syntax keyword slaKeyword fact first fiscal for forbidden fourth from function given gives
syntax keyword slaKeyword goal governed half has have higher highest holidays hour hours
syntax keyword slaKeyword if in independent invoice is it its key larger last
syntax keyword slaKeyword late later law least lei level like longer longest lost
syntax keyword slaKeyword lower lowest maintenance may mean measured median meets memory met
syntax keyword slaKeyword metric missed missing money month most moved must needs never
syntax keyword slaKeyword next no none not note notice objective objectives of offered
syntax keyword slaKeyword ola on once one only open or order others out
syntax keyword slaKeyword outages overlaps override own owned owner paid parameter partial parties
syntax keyword slaKeyword party path pauses penalty points policy population precedence prevails price
syntax keyword slaKeyword priorities priority processed promise promises proportion proposed provided provider quarter
syntax keyword slaKeyword raised ratification ratified reaches read reason recovery refund rejects remedy
syntax keyword slaKeyword renewal renews reopened replaced report reprint requirement restarts review rolling
syntax keyword slaKeyword rounded row same samples says second secondary security service set
syntax keyword slaKeyword severity share shares signatory signed sla smaller sole some source
syntax keyword slaKeyword standard start starts statistic status stored subcontracting subcontractor subject supplied
syntax keyword slaKeyword support supports suspends target team term terms tested text than
syntax keyword slaKeyword the then third this through tier tiers time timed times
syntax keyword slaKeyword title to together topic total transferable treat uc unit unless
syntax keyword slaKeyword until up using version void volume waive waived warn warning
syntax keyword slaKeyword weakened weakening week weighted when where which whichever while whole
syntax keyword slaKeyword window windows with within without word wording working written year
syntax keyword slaKeyword zone
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

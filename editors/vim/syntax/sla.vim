" Made by docs/generate.py from the grammar; do not edit.
if exists('b:current_syntax')
  finish
endif
syntax iskeyword @,48-57,_,-,192-255
syntax keyword slaKeyword a about above accepts after agreement ahead aim all allowed
syntax keyword slaKeyword amendment among and announced any approval as assume at automatic
syntax keyword slaKeyword backed be because before begun below best better between bonus
syntax keyword slaKeyword both by calendar cap carries cause change changes channel charge
syntax keyword slaKeyword claim clause clock closed common comparable composes consecutive consent contact
syntax keyword slaKeyword contains continues continuity contract corporate count counted country counts courts
syntax keyword slaKeyword covers credit critical customer cut-off data dated day days decimal
syntax keyword slaKeyword decimals dimension document down downtime draft during each earns effective
syntax keyword slaKeyword effort either emergency end ended error escalate event every everyone
syntax keyword slaKeyword evidence example except excludes exit first fiscal for forbidden fourth
syntax keyword slaKeyword from function given gives goal governed half has have higher
syntax keyword slaKeyword highest holidays hour hours if in independent invoice is it
syntax keyword slaKeyword its key larger last late later law least lei level
syntax keyword slaKeyword like longer longest lost lower lowest maintenance may mean measured
syntax keyword slaKeyword median memory met metric missed missing money month most moved
syntax keyword slaKeyword must needs never next no none not note notice objective
syntax keyword slaKeyword objectives of offered ola on once one only open or
syntax keyword slaKeyword order others out overlaps override own owned owner paid parameter
syntax keyword slaKeyword partial parties party path pauses penalty points policy population precedence
syntax keyword slaKeyword price priorities priority processed promise proportion proposed provided provider quarter
syntax keyword slaKeyword raised ratification ratified reaches read reason recovery refund rejects remedy
syntax keyword slaKeyword renewal renews reopened replaced report reprint restarts review rolling rounded
syntax keyword slaKeyword row same samples second secondary security service set severity share
syntax keyword slaKeyword shares signatory signed sla smaller sole some source standard start
syntax keyword slaKeyword starts statistic status stored subcontracting subcontractor subject supplied support supports
syntax keyword slaKeyword suspends target team term terms tested text than the then
syntax keyword slaKeyword third this through tier tiers time timed times to together
syntax keyword slaKeyword topic total transferable treat uc unit unless until up using
syntax keyword slaKeyword version void volume waive waived warn warning weakened weakening week
syntax keyword slaKeyword weighted when where whichever while whole window windows with within
syntax keyword slaKeyword without word working year zone
syntax keyword slaHead calendar channel clock dimension document event metric ola party policy priorities reason service sla team tiers topic uc nextgroup=slaName skipwhite
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

" Made by docs/generate.py from the grammar; do not edit.
if exists('b:current_syntax')
  finish
endif
syntax iskeyword @,48-57,_,-,192-255
syntax keyword slaKeyword a about above accepts after agreement ahead aim all allowed
syntax keyword slaKeyword amendment among and announced any approval as asked assume at
syntax keyword slaKeyword automatic backed be because before begun below best better between
syntax keyword slaKeyword binding bonus both by calendar cap carried carries case cause
syntax keyword slaKeyword change changes channel charge claim clause clock closed common comparable
syntax keyword slaKeyword composes consecutive consent contact contains continues continuity contract corporate count
syntax keyword slaKeyword counted country counts courts covers credit critical customer cut-off data
syntax keyword slaKeyword dated day days decimal decimals dimension document down downtime draft
syntax keyword slaKeyword during each earns effective effort either emergency end ended ensure
syntax keyword slaKeyword equally error escalate event every everyone evidence example except excludes
syntax keyword slaKeyword exit fact first fiscal follows for forbidden fourth from function
syntax keyword slaKeyword given gives goal governed half has have higher highest holidays
syntax keyword slaKeyword hour hours if in independent invoice is it its key
syntax keyword slaKeyword larger last late later law least lei level like longer
syntax keyword slaKeyword longest lost lower lowest maintenance may mean measured median meets
syntax keyword slaKeyword memory met metric missed missing money month most moved must
syntax keyword slaKeyword needs never next no none not note notice objective objectives
syntax keyword slaKeyword of offered ola on once one only open or order
syntax keyword slaKeyword others out outages over overlaps override own owned owner paid
syntax keyword slaKeyword parameter partial parties party path pauses penalty points policy population
syntax keyword slaKeyword precedence prevails price priorities priority processed promise promises proportion proposed
syntax keyword slaKeyword provided provider quarter raised ratification ratified reaches read reason recovery
syntax keyword slaKeyword refund rejects remedy renewal renews reopened replaced report reprint requirement
syntax keyword slaKeyword restarts review rolling rounded row same samples says second secondary
syntax keyword slaKeyword security service set severity share shares signatory signed sla smaller
syntax keyword slaKeyword sole some source standard start starts statistic status stored subcontracting
syntax keyword slaKeyword subcontractor subject supplied support supports suspends target team term terms
syntax keyword slaKeyword tested text than the then third this through tier tiers
syntax keyword slaKeyword time timed times title to together topic total transferable treat
syntax keyword slaKeyword uc unit unless until up using version void volume waive
syntax keyword slaKeyword waived warn warning weakened weakening week weighted when where which
syntax keyword slaKeyword whichever while whole window windows with within without word wording
syntax keyword slaKeyword working written year zone
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

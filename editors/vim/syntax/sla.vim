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
syntax keyword slaKeyword effort either emergency end ended ensure error escalate event every
syntax keyword slaKeyword everyone evidence example except excludes exit fact first fiscal for
syntax keyword slaKeyword forbidden fourth from function given gives goal governed half has
syntax keyword slaKeyword have higher highest holidays hour hours if in independent invoice
syntax keyword slaKeyword is it its key larger last late later law least
syntax keyword slaKeyword lei level like longer longest lost lower lowest maintenance may
syntax keyword slaKeyword mean measured median memory met metric missed missing money month
syntax keyword slaKeyword most moved must needs never next no none not note
syntax keyword slaKeyword notice objective objectives of offered ola on once one only
syntax keyword slaKeyword open or order others out outages overlaps override own owned
syntax keyword slaKeyword owner paid parameter partial parties party path pauses penalty points
syntax keyword slaKeyword policy population precedence price priorities priority processed promise promises proportion
syntax keyword slaKeyword proposed provided provider quarter raised ratification ratified reaches read reason
syntax keyword slaKeyword recovery refund rejects remedy renewal renews reopened replaced report reprint
syntax keyword slaKeyword restarts review rolling rounded row same samples says second secondary
syntax keyword slaKeyword security service set severity share shares signatory signed sla smaller
syntax keyword slaKeyword sole some source standard start starts statistic status stored subcontracting
syntax keyword slaKeyword subcontractor subject supplied support supports suspends target team term terms
syntax keyword slaKeyword tested text than the then third this through tier tiers
syntax keyword slaKeyword time timed times to together topic total transferable treat uc
syntax keyword slaKeyword unit unless until up using version void volume waive waived
syntax keyword slaKeyword warn warning weakened weakening week weighted when where whichever while
syntax keyword slaKeyword whole window windows with within without word working year zone
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

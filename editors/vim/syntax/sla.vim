" Made by docs/generate.py from the grammar; do not edit.
if exists('b:current_syntax')
  finish
endif
syntax iskeyword @,48-57,_,-,192-255
syntax keyword slaKeyword a about above accepts after agreement ahead aim all allowed
syntax keyword slaKeyword amendment among and announced any approval as assume at automatic
syntax keyword slaKeyword backed be because before begun below best better between bonus
syntax keyword slaKeyword both by calendar cap carries case cause change changes channel
syntax keyword slaKeyword charge claim clause clock closed common comparable composes consecutive consent
syntax keyword slaKeyword contact contains continues continuity contract corporate count counted country counts
syntax keyword slaKeyword courts covers credit critical customer cut-off data dated day days
syntax keyword slaKeyword decimal decimals dimension document down downtime draft during each earns
syntax keyword slaKeyword effective effort either emergency end ended ensure error escalate event
syntax keyword slaKeyword every everyone evidence example except excludes exit fact first fiscal
syntax keyword slaKeyword for forbidden fourth from function given gives goal governed half
syntax keyword slaKeyword has have higher highest holidays hour hours if in independent
syntax keyword slaKeyword invoice is it its key larger last late later law
syntax keyword slaKeyword least lei level like longer longest lost lower lowest maintenance
syntax keyword slaKeyword may mean measured median memory met metric missed missing money
syntax keyword slaKeyword month most moved must needs never next no none not
syntax keyword slaKeyword note notice objective objectives of offered ola on once one
syntax keyword slaKeyword only open or order others out outages overlaps override own
syntax keyword slaKeyword owned owner paid parameter partial parties party path pauses penalty
syntax keyword slaKeyword points policy population precedence price priorities priority processed promise promises
syntax keyword slaKeyword proportion proposed provided provider quarter raised ratification ratified reaches read
syntax keyword slaKeyword reason recovery refund rejects remedy renewal renews reopened replaced report
syntax keyword slaKeyword reprint restarts review rolling rounded row same samples says second
syntax keyword slaKeyword secondary security service set severity share shares signatory signed sla
syntax keyword slaKeyword smaller sole some source standard start starts statistic status stored
syntax keyword slaKeyword subcontracting subcontractor subject supplied support supports suspends target team term
syntax keyword slaKeyword terms tested text than the then third this through tier
syntax keyword slaKeyword tiers time timed times to together topic total transferable treat
syntax keyword slaKeyword uc unit unless until up using version void volume waive
syntax keyword slaKeyword waived warn warning weakened weakening week weighted when where whichever
syntax keyword slaKeyword while whole window windows with within without word working year
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

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
syntax keyword slaKeyword follows for forbidden fourth from function given gives goal governed
syntax keyword slaKeyword half has have higher highest holidays hour hours if in
syntax keyword slaKeyword independent invoice is it its key larger last late later
syntax keyword slaKeyword law least lei level like longer longest lost lower lowest
syntax keyword slaKeyword maintenance may mean measured median memory met metric missed missing
syntax keyword slaKeyword money month most moved must needs never next no none
syntax keyword slaKeyword not note notice objective objectives of offered ola on once
syntax keyword slaKeyword one only open or order others out outages overlaps override
syntax keyword slaKeyword own owned owner paid parameter partial parties party path pauses
syntax keyword slaKeyword penalty points policy population precedence price priorities priority processed promise
syntax keyword slaKeyword promises proportion proposed provided provider quarter raised ratification ratified reaches
syntax keyword slaKeyword read reason recovery refund rejects remedy renewal renews reopened replaced
syntax keyword slaKeyword report reprint restarts review rolling rounded row same samples says
syntax keyword slaKeyword second secondary security service set severity share shares signatory signed
syntax keyword slaKeyword sla smaller sole some source standard start starts statistic status
syntax keyword slaKeyword stored subcontracting subcontractor subject supplied support supports suspends target team
syntax keyword slaKeyword term terms tested text than the then third this through
syntax keyword slaKeyword tier tiers time timed times to together topic total transferable
syntax keyword slaKeyword treat uc unit unless until up using version void volume
syntax keyword slaKeyword waive waived warn warning weakened weakening week weighted when where
syntax keyword slaKeyword whichever while whole window windows with within without word working
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

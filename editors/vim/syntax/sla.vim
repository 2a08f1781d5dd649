" Made by docs/generate.py from the grammar; do not edit.
if exists('b:current_syntax')
  finish
endif
syntax iskeyword @,48-57,_,-,192-255
syntax keyword slaKeyword a above accepts after agreement ahead aim all amendment among
syntax keyword slaKeyword and announced any approval as assume at automatic backed be
syntax keyword slaKeyword because before begun below best better between bonus both by
syntax keyword slaKeyword calendar cap carries cause change changes channel charge claim clause
syntax keyword slaKeyword clock closed common comparable composes consecutive contact contains continues contract
syntax keyword slaKeyword corporate count counted counts covers credit customer cut-off dated day
syntax keyword slaKeyword days decimal decimals dimension document down downtime draft during each
syntax keyword slaKeyword earns effective effort either emergency end ended error escalate event
syntax keyword slaKeyword every everyone evidence example except excludes fact first fiscal for
syntax keyword slaKeyword fourth from given gives goal half has have higher highest
syntax keyword slaKeyword holidays hour hours if in independent invoice is it its
syntax keyword slaKeyword key larger last late later least level longer longest lost
syntax keyword slaKeyword lower lowest maintenance may mean measured median met metric missed
syntax keyword slaKeyword missing money month most moved must needs never next no
syntax keyword slaKeyword none not note notice objective objectives of offered ola on
syntax keyword slaKeyword once one only open or order others out overlaps override
syntax keyword slaKeyword own owned owner paid parameter partial parties party path pauses
syntax keyword slaKeyword penalty points policy population precedence price priorities priority promise proportion
syntax keyword slaKeyword proposed provider quarter raised ratification ratified reaches reason refund rejects
syntax keyword slaKeyword remedy renewal renews reopened replaced report restarts review rolling rounded
syntax keyword slaKeyword row same samples second service set severity share shares signatory
syntax keyword slaKeyword signed sla smaller sole some standard start starts statistic status
syntax keyword slaKeyword supplied support suspends target team term terms text than the
syntax keyword slaKeyword then third this through tier tiers time timed times to
syntax keyword slaKeyword together total transferable treat uc unit unless until up using
syntax keyword slaKeyword version void volume waive waived warn warning weakened weakening week
syntax keyword slaKeyword weighted when where whichever while whole window windows with within
syntax keyword slaKeyword without working year zone
syntax keyword slaHead calendar channel clock dimension document event fact metric ola party policy priorities reason service sla team tiers uc nextgroup=slaName skipwhite
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

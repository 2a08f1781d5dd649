" Made by editors/colours.py from the grammar; do not edit.
if exists('b:current_syntax')
  finish
endif
syntax iskeyword @,48-57,_,-,192-255
syntax keyword slaKeyword a above accepts after agreement ahead aim all amendment among
syntax keyword slaKeyword and announced any approval as assume at automatic backed be
syntax keyword slaKeyword because before begun below best better between bonus by calendar
syntax keyword slaKeyword cap carries cause change changes channel charge claim clause clock
syntax keyword slaKeyword closed common comparable composes consecutive contact contains continues contract corporate
syntax keyword slaKeyword count counted counts covers credit customer cut-off dated day days
syntax keyword slaKeyword decimal decimals dimension document down downtime draft during each earns
syntax keyword slaKeyword effective effort either emergency end ended error escalate event every
syntax keyword slaKeyword everyone evidence example except excludes first fiscal for fourth from
syntax keyword slaKeyword given gives goal half has have higher highest holidays hour
syntax keyword slaKeyword hours if in independent invoice is it its key larger
syntax keyword slaKeyword last late later least level longer longest lost lower lowest
syntax keyword slaKeyword maintenance may mean measured median met metric missed missing money
syntax keyword slaKeyword month most moved must needs never next no none not
syntax keyword slaKeyword note notice objective objectives of offered ola on once one
syntax keyword slaKeyword only open or order others out overlaps override own owned
syntax keyword slaKeyword owner paid parameter partial party path pauses penalty points policy
syntax keyword slaKeyword population precedence price priorities priority promise proportion proposed provider quarter
syntax keyword slaKeyword raised ratification ratified reaches reason refund rejects remedy renewal renews
syntax keyword slaKeyword reopened replaced report restarts review rolling rounded row same samples
syntax keyword slaKeyword second service set severity share shares signatory signed sla smaller
syntax keyword slaKeyword sole some standard start starts statistic status supplied support suspends
syntax keyword slaKeyword target team term terms text than the then third this
syntax keyword slaKeyword through tier tiers time timed times to together total transferable
syntax keyword slaKeyword treat uc unit unless until up using version void volume
syntax keyword slaKeyword waive waived warn warning weakened weakening week weighted when where
syntax keyword slaKeyword whichever while whole window windows with within without working year
syntax keyword slaKeyword zone
syntax keyword slaHead calendar channel clock dimension document event metric ola party policy priorities reason service sla team tiers uc nextgroup=slaName skipwhite
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

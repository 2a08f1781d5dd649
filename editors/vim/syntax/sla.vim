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
syntax keyword slaKeyword earns effective effort either emergency end ended ensure error escalate
syntax keyword slaKeyword event every everyone evidence example except excludes fact first fiscal
syntax keyword slaKeyword for fourth from given gives goal half has have higher
syntax keyword slaKeyword highest holidays hour hours if in independent invoice is it
syntax keyword slaKeyword its key larger last late later least level longer longest
syntax keyword slaKeyword lost lower lowest maintenance may mean measured median met metric
syntax keyword slaKeyword missed missing money month most moved must needs never next
syntax keyword slaKeyword no none not note notice objective objectives of offered ola
syntax keyword slaKeyword on once one only open or order others out overlaps
syntax keyword slaKeyword override own owned owner paid parameter partial parties party path
syntax keyword slaKeyword pauses penalty points policy population precedence price priorities priority promise
syntax keyword slaKeyword proportion proposed provider quarter raised ratification ratified reaches reason refund
syntax keyword slaKeyword rejects remedy renewal renews reopened replaced report restarts review rolling
syntax keyword slaKeyword rounded row same samples second service set severity share shares
syntax keyword slaKeyword signatory signed sla smaller sole some standard start starts statistic
syntax keyword slaKeyword status supplied support suspends target team term terms text than
syntax keyword slaKeyword the then third this through tier tiers time timed times
syntax keyword slaKeyword to together total transferable treat uc unit unless until up
syntax keyword slaKeyword using version void volume waive waived warn warning weakened weakening
syntax keyword slaKeyword week weighted when where whichever while whole window windows with
syntax keyword slaKeyword within without working year zone
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

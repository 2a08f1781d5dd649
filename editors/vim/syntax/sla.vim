" Made by docs/generate.py from the grammar; do not edit.
if exists('b:current_syntax')
  finish
endif
syntax iskeyword @,48-57,_,-,192-255
syntax keyword slaKeyword a about above accepts after agreement ahead aim all allowed
syntax keyword slaKeyword amendment among and announced any approval as assume at automatic
syntax keyword slaKeyword backed be because before begun below best better between binding
syntax keyword slaKeyword bonus both by calendar cap carries case cause change changes
syntax keyword slaKeyword channel charge claim clause clock closed common comparable composes consecutive
syntax keyword slaKeyword consent contact contains continues continuity contract corporate count counted country
syntax keyword slaKeyword counts courts covers credit critical customer cut-off data dated day
syntax keyword slaKeyword days decimal decimals dimension document down downtime draft during each
syntax keyword slaKeyword earns effective effort either emergency end ended ensure equally error
syntax keyword slaKeyword escalate event every everyone evidence example except excludes exit fact
syntax keyword slaKeyword first fiscal for forbidden fourth from function given gives goal
syntax keyword slaKeyword governed half has have higher highest holidays hour hours if
syntax keyword slaKeyword in independent invoice is it its key larger last late
syntax keyword slaKeyword later law least lei level like longer longest lost lower
syntax keyword slaKeyword lowest maintenance may mean measured median memory met metric missed
syntax keyword slaKeyword missing money month most moved must needs never next no
syntax keyword slaKeyword none not note notice objective objectives of offered ola on
syntax keyword slaKeyword once one only open or order others out outages overlaps
syntax keyword slaKeyword override own owned owner paid parameter partial parties party path
syntax keyword slaKeyword pauses penalty points policy population precedence prevails price priorities priority
syntax keyword slaKeyword processed promise promises proportion proposed provided provider quarter raised ratification
syntax keyword slaKeyword ratified reaches read reason recovery refund rejects remedy renewal renews
syntax keyword slaKeyword reopened replaced report reprint restarts review rolling rounded row same
syntax keyword slaKeyword samples says second secondary security service set severity share shares
syntax keyword slaKeyword signatory signed sla smaller sole some source standard start starts
syntax keyword slaKeyword statistic status stored subcontracting subcontractor subject supplied support supports suspends
syntax keyword slaKeyword target team term terms tested text than the then third
syntax keyword slaKeyword this through tier tiers time timed times title to together
syntax keyword slaKeyword topic total transferable treat uc unit unless until up using
syntax keyword slaKeyword version void volume waive waived warn warning weakened weakening week
syntax keyword slaKeyword weighted when where which whichever while whole window windows with
syntax keyword slaKeyword within without word wording working written year zone
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

autocmd BufRead,BufNewFile *.sla setfiletype sla
autocmd FileType sla setlocal commentstring=#\ %s shiftwidth=2 expandtab

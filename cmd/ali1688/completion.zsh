#compdef ali1688
# Completion of ali1688 for zsh: source <(ali1688 completion zsh)
_ali1688() {
  local -a found begun
  found=("${(@f)$(ali1688 __complete "${(@)words[2,CURRENT]}" 2>/dev/null)}")
  found=(${found:#})
  (( $#found )) || { _files; return }
  begun=(${(M)found:#*=})
  found=(${found:#*=})
  (( $#begun )) && compadd -S '' -- $begun
  (( $#found )) && compadd -- $found
}
compdef _ali1688 ali1688

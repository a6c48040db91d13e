# Completion of ali1688 for bash: source <(ali1688 completion bash)
_ali1688() {
  local line=${COMP_LINE:0:COMP_POINT} words current
  read -ra words <<<"$line"
  [[ $line == *[[:space:]] ]] && words+=("")
  while ((${#words[@]} > 1)) && [[ ${words[0]} != "$1" ]]; do words=("${words[@]:1}"); done
  current=${words[${#words[@]} - 1]}
  local IFS=$'\n'
  COMPREPLY=($("$1" __complete "${words[@]:1}" 2>/dev/null))
  [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *= ]] && compopt -o nospace 2>/dev/null
  # bash replaces only what stands behind the last = of the line
  [[ $current == *=* && $COMP_WORDBREAKS == *=* ]] && COMPREPLY=("${COMPREPLY[@]#"${current%%=*}="}")
  return 0
}
complete -o default -F _ali1688 ali1688

# Completion of ali1688 for fish: ali1688 completion fish | source
function __ali1688_complete
  set -l words (commandline -opc) (commandline -ct)
  ali1688 __complete $words[2..-1] 2>/dev/null
end
complete -c ali1688 -a '(__ali1688_complete)'

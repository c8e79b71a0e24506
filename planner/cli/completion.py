"""The completion scripts that `planner completions SHELL` prints. Each calls back `planner __complete WORDS...`."""

from typing import Final

_BASH: Final = r"""# Completions of planner for bash: eval "$(planner completions bash)"
_planner() {
    local line
    COMPREPLY=()
    while IFS= read -r line; do
        if [[ $line == :files ]]; then
            compopt -o filenames 2>/dev/null
            while IFS= read -r line; do
                COMPREPLY+=("$line")
            done < <(compgen -f -- "${COMP_WORDS[COMP_CWORD]#=}")
        else
            COMPREPLY+=("${line%%$'\t'*}")
        fi
    done < <("${COMP_WORDS[0]/#\~/$HOME}" __complete "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -F _planner planner
"""

_ZSH: Final = r"""#compdef planner
# Completions of planner for zsh: eval "$(planner completions zsh)" after compinit, or a file _planner in $fpath
_planner() {
    local line
    local -a found described
    found=("${(@f)$("${words[1]/#\~/$HOME}" __complete "${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
    for line in $found; do
        if [[ $line == :files ]]; then
            _files
        else
            described+=("${line/$'\t'/:}")
        fi
    done
    (( $#described )) && _describe -V planner described
}
if [[ ${zsh_eval_context[-1]} == loadautofunc ]]; then
    _planner "$@"
else
    compdef _planner planner
fi
"""

_FISH: Final = r"""# Completions of planner for fish: planner completions fish | source
function __planner_complete
    set -l words (commandline -opc)
    set -l program $words[1]
    set -e words[1]
    set -l current (commandline -ct)
    for line in (command $program __complete $words "$current" 2>/dev/null)
        if test "$line" = ":files"
            __fish_complete_path "$current"
        else
            echo $line
        end
    end
end
complete -c planner -f -a "(__planner_complete)"
"""

_SCRIPTS: Final = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH}


def script(shell: str) -> str:
    """The script for one of the shells."""
    return _SCRIPTS[shell]

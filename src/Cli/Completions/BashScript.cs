using System.Text;

namespace AgentExec.Cli.Completions;

/// <summary>The completion script for bash, 3.2 and later: data from the grammar, and one function that walks the line.</summary>
internal static class BashScript
{
    public static string Write(CompletionLevel program)
    {
        var levels = new StringBuilder();
        var values = new StringBuilder();
        foreach (var level in program.All())
        {
            var valued = level.Options.Where(static one => one.Value is not null);
            levels.Append(
                $"""
                        {Quote(level.Path)})
                            verbs={Quote(level.Verbs.Select(static one => one.Name))}
                            options={Quote(level.Options.SelectMany(static one => one.Names))}
                            valued={Quote(valued.SelectMany(static one => one.Names))}
                            literal={(level.IsLiteral ? 1 : "''")} ;;

                """);
            foreach (var option in valued) values.Append(Value($"{level.Path} {option.Names[0]}", option.Value!));
            if (level.Word is { } word) values.Append(Value($"{level.Path} ", word));
        }

        return Frame.Replace("@levels@\n", levels.ToString()).Replace("@values@\n", values.ToString());
    }

    private static string Value(string place, CompletionValue value) => value.Kind switch
    {
        ValueKind.Free => "",
        ValueKind.Choice => $"        {Quote(place)}) words={Quote(value.Choices)} ;;\n",
        var kind => $"        {Quote(place)}) kind={kind.ToString().ToLowerInvariant()} ;;\n",
    };

    private static string Quote(IEnumerable<string> words) => Quote(string.Join(' ', words));

    private static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private const string Frame =
        """
        # bash completion for agent-exec, printed by 'agent-exec completions bash'.

        _agent_exec_level() {
            case "$1" in
        @levels@
            esac
        }

        _agent_exec_value() {
            case "$1 $2" in
        @values@
            esac
        }

        # Walks the words before the cursor, then offers what can stand there.
        _agent_exec() {
            local cur=${COMP_WORDS[COMP_CWORD]} path=agent-exec verbs options valued literal
            local i word option='' ended='' command='' words='' kind='' prefix=''
            COMPREPLY=()
            _agent_exec_level "$path"
            for ((i = 1; i < COMP_CWORD; i++)); do
                word=${COMP_WORDS[i]}
                if [[ -z $ended && $word == -- ]]; then
                    ended=1
                elif [[ -z $ended && $word == -* ]]; then
                    if [[ " $valued " == *" $word "* ]]; then
                        # bash makes '=' a word of its own.
                        [[ ${COMP_WORDS[i + 1]} == = ]] && ((i++))
                        ((i++))
                        ((i >= COMP_CWORD)) && option=$word
                    fi
                elif [[ -n $word && " $verbs " == *" $word "* ]]; then
                    path="$path $word"
                    _agent_exec_level "$path"
                elif [[ -n $literal ]]; then
                    command=$i
                    break
                fi
            done

            if [[ -n $option ]]; then
                [[ $cur == = ]] && cur=''
                _agent_exec_value "$path" "$option"
            elif [[ -n $command ]]; then
                if declare -F _command_offset > /dev/null; then
                    _command_offset "$command"
                    return
                fi
                kind=file
            elif [[ -z $ended && $cur == --*=* ]]; then
                option=${cur%%=*} prefix="${cur%%=*}=" cur=${cur#*=}
                _agent_exec_value "$path" "$option"
            elif [[ -z $ended && $cur == -* ]]; then
                words=$options
            elif [[ -n $verbs ]]; then
                words=$verbs
            else
                _agent_exec_value "$path" ''
            fi

            case "$kind" in
                file) compopt -o filenames 2> /dev/null; set -- -f ;;
                directory) compopt -o filenames 2> /dev/null; set -- -d ;;
                command) compopt -o filenames 2> /dev/null; set -- -c -f ;;
                *) set -- -W "$words" ;;
            esac
            while IFS= read -r word; do
                COMPREPLY+=("$prefix$word")
            done < <(compgen "$@" -- "$cur")
        }

        complete -F _agent_exec agent-exec

        """;
}

using System.Text;

namespace AgentExec.Cli.Completions;

/// <summary>The completion script for fish: a condition that finds the level of the line, and one line for each thing to offer.</summary>
internal static class FishScript
{
    public static string Write(CompletionLevel program)
    {
        var levels = program.All().ToArray();
        var text = new StringBuilder(Frame
            .Replace("@levels@", string.Join(' ', levels.Select(static level => Quote(level.Path))))
            .Replace("@literal@", string.Join(' ', levels.Where(static level => level.IsLiteral).Select(static level => Quote(level.Path))))
            .Replace("@valued@", string.Join(' ', Valued(levels))));
        foreach (var level in levels)
        {
            var at = $"complete -c agent-exec -n {Quote($"__agent_exec_at {Quote(level.Path)}")}";
            foreach (var verb in level.Verbs) text.Append($"{at} -a {verb.Name} -d {Quote(verb.Summary)}\n");
            foreach (var option in level.Options) text.Append($"{at}{Names(option)}{Value(option.Value)} -d {Quote(option.Summary)}\n");
            if (level.Word is { Kind: ValueKind.Choice } choice) text.Append($"{at} -a {Quote(string.Join(' ', choice.Choices))}\n");
            if (!level.IsLiteral) continue;
            text.Append($"{at} -a '(__fish_complete_command)'\n");
            text.Append($"complete -c agent-exec -n {Quote($"__agent_exec_at {Quote(level.Path + " ...")}")} -F\n");
        }

        return text.ToString();
    }

    private static IEnumerable<string> Valued(CompletionLevel[] levels) => levels
        .SelectMany(static level => level.Options).Where(static one => one.Value is not null).SelectMany(static one => one.Names).Distinct();

    private static string Names(CompletionOption option) =>
        string.Concat(option.Names.Select(static name => name.StartsWith("--", StringComparison.Ordinal) ? $" -l {name[2..]}" : $" -s {name[1..]}"));

    private static string Value(CompletionValue? value) => value switch
    {
        null => "",
        { Kind: ValueKind.Choice } => $" -x -a {Quote(string.Join(' ', value.Choices))}",
        { Kind: ValueKind.File } => " -r -F",
        { Kind: ValueKind.Directory } => " -x -a '(__fish_complete_directories)'",
        _ => " -x",
    };

    private static string Quote(string text) => $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";

    private const string Frame =
        """
        # fish completion for agent-exec, printed by 'agent-exec completions fish'.

        # True when the words before the cursor lead to this level; behind a literal command the level is followed by ' ...'.
        function __agent_exec_at
            set -l words (commandline -opc)
            set -l path agent-exec
            set -l skip 0
            for word in $words[2..]
                if test $skip = 1
                    set skip 0
                else if contains -- $word @valued@
                    set skip 1
                else if contains -- "$path $word" @levels@
                    set path "$path $word"
                else if not string match -q -- '-*' $word; and contains -- $path @literal@
                    set path "$path ..."
                    break
                end
            end
            test "$path" = "$argv[1]"
        end

        complete -c agent-exec -f

        """;
}

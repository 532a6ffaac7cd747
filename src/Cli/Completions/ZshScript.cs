using System.Text;

namespace AgentExec.Cli.Completions;

/// <summary>The completion script for zsh: one function for each level, over the shell's own <c>_arguments</c>.</summary>
internal static class ZshScript
{
    public static string Write(CompletionLevel program)
    {
        var text = new StringBuilder("#compdef agent-exec\n# zsh completion for agent-exec, printed by 'agent-exec completions zsh'.\n");
        foreach (var level in program.All()) text.Append('\n').Append(level.Verbs.Length > 0 ? Group(level) : Leaf(level));
        // Sourced, it registers itself; as a file of the function path, its first call is a completion already.
        return text.Append(
            """

            if [[ ${funcstack[1]} == _agent-exec ]]; then
                _agent-exec "$@"
            else
                compdef _agent-exec agent-exec
            fi

            """).ToString();
    }

    private static string Group(CompletionLevel level)
    {
        var text = new StringBuilder($"{Function(level)}() {{\n    local curcontext=$curcontext state line\n    local -a verbs\n    _arguments -C");
        foreach (var spec in level.Options.SelectMany(Specs)) text.Append($" \\\n        {spec}");
        text.Append(" \\\n        '1: :->verb' '*:: :->rest'\n    case $state in\n        verb)\n            verbs=(\n");
        foreach (var verb in level.Verbs) text.Append($"                {Quote($"{verb.Name}:{verb.Summary}")}\n");
        text.Append("            )\n            _describe -t commands command verbs ;;\n        rest)\n            case ${line[1]} in\n");
        foreach (var verb in level.Verbs) text.Append($"                {verb.Name}) {Function(verb)} ;;\n");
        return text.Append("            esac ;;\n    esac\n}\n").ToString();
    }

    private static string Leaf(CompletionLevel level)
    {
        // In front of a literal command, options end at the first other word.
        var text = new StringBuilder($"{Function(level)}() {{\n    _arguments{(level.IsLiteral ? " -S -A '-*'" : "")}");
        foreach (var spec in level.Options.SelectMany(Specs)) text.Append($" \\\n        {spec}");
        text.Append(" \\\n        ").Append(level.Word switch
        {
            null => "",
            { Kind: ValueKind.Command } => "'(-)1:command:_command_names -e' '*::argument:_normal'",
            var word => Quote($"1:{word.Name}:{Action(word)}"),
        });
        return text.Append("\n}\n").ToString();
    }

    private static IEnumerable<string> Specs(CompletionOption option) =>
        from name in option.Names
        let others = option.Repeats ? "*" : option.Names.Length > 1 ? $"({string.Join(' ', option.Names)})" : ""
        let value = option.Value is { } one ? $":{one.Name}:{Action(one)}" : ""
        select Quote($"{others}{name}{(option.Value is null ? "" : "=")}[{Escape(option.Summary)}]{value}");

    private static string Action(CompletionValue value) => value.Kind switch
    {
        ValueKind.Choice => $"({string.Join(' ', value.Choices)})",
        ValueKind.File => "_files",
        ValueKind.Directory => "_files -/",
        _ => " ",
    };

    private static string Function(CompletionLevel level) => "_" + level.Path.Replace(' ', '_');

    private static string Escape(string text) => text.Replace("[", "\\[", StringComparison.Ordinal).Replace("]", "\\]", StringComparison.Ordinal);

    private static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}

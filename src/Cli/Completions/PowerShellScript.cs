using System.Text;

namespace AgentExec.Cli.Completions;

/// <summary>The completion script for PowerShell. Where nothing is offered the shell completes file names itself.</summary>
internal static class PowerShellScript
{
    public static string Write(CompletionLevel program)
    {
        var text = new StringBuilder();
        foreach (var level in program.All())
        {
            text.Append($"        {Quote(level.Path)} = @(\n");
            foreach (var verb in level.Verbs) text.Append(Row(verb.Name, verb.Summary, "verb", []));
            foreach (var option in level.Options)
                foreach (var name in option.Names)
                    text.Append(Row(name, option.Summary, option.Value is null ? "flag" : "valued", option.Value?.Choices ?? []));
            if (level.Word is { Kind: ValueKind.Choice } word)
                foreach (var choice in word.Choices) text.Append(Row(choice, word.Name, "word", []));
            if (level.IsLiteral) text.Append(Row("", level.Word!.Name, "literal", []));
            text.Append("        )\n");
        }

        return Frame.Replace("@levels@\n", text.ToString());
    }

    private static string Row(string name, string summary, string kind, string[] choices) =>
        $"            @{{ Name = {Quote(name)}; Kind = {Quote(kind)}; Summary = {Quote(summary)}; Choices = @({string.Join(", ", choices.Select(Quote))}) }}\n";

    private static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private const string Frame =
        """
        # PowerShell completion for agent-exec, printed by 'agent-exec completions powershell'.

        Register-ArgumentCompleter -Native -CommandName 'agent-exec' -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            $levels = @{
        @levels@
            }
            $path = 'agent-exec'
            $option = $null
            for ($i = 1; $i -lt $commandAst.CommandElements.Count; $i++) {
                # Only what stands before the word at the cursor.
                $element = $commandAst.CommandElements[$i]
                if ($element.Extent.EndOffset -ge $cursorPosition) { break }
                $word = $element.ToString()
                if ($option) { $option = $null; continue }
                $kind = ''
                foreach ($one in $levels[$path]) {
                    if ($one.Name -ceq $word) { $kind = $one.Kind; if ($kind -eq 'valued') { $option = $one } }
                    elseif ($one.Kind -eq 'literal' -and -not $word.StartsWith('-')) { return }
                }
                if ($kind -eq 'verb') { $path = "$path $word" }
            }
            if ($option) {
                $option.Choices | Where-Object { $_ -like "$wordToComplete*" } |
                    ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
                return
            }
            $levels[$path] | Where-Object { $_.Name -and $_.Name -like "$wordToComplete*" } | ForEach-Object {
                $kind = if ($_.Name.StartsWith('-')) { 'ParameterName' } else { 'ParameterValue' }
                [System.Management.Automation.CompletionResult]::new($_.Name, $_.Name, $kind, $_.Summary)
            }
        }

        """;
}

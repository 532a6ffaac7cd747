using System.Text.RegularExpressions;
using AgentExec.Contracts.Jobs;

namespace AgentExec.Contracts.Notifications;

/// <summary>How notification settings are shown (contract B13): an assignment to a masked key in a command's text loses its value.</summary>
public static class NotificationMask
{
    public static NotificationSettings Apply(NotificationSettings settings, IReadOnlyList<string> mask) => mask.Count == 0 ? settings : settings with
    {
        NotifyCommand = Hide(settings.NotifyCommand, mask),
        OnOutputMatch = settings.OnOutputMatch is { } rule ? rule with { Command = Hide(rule.Command, mask) } : null,
    };

    // A value as a shell reads it: up to the quote when the whole assignment is quoted, else quoted parts and what is not blank, in any mixture. What is
    // hidden too much does no harm, so a quote without its counterpart reaches to the end.
    private static string? Hide(string? command, IReadOnlyList<string> mask)
    {
        if (command is null) return null;
        foreach (var key in mask.Where(key => key.Length > 0))
        {
            var name = Regex.Escape(key);
            command = Regex.Replace(
                command,
                $"""(?<='){name}=[^']*|(?<="){name}=(?:\\.|[^"\\])*|"""
                + $"""(?<![A-Za-z0-9_]){name}=(?:"(?:\\.|[^"\\])*(?:"|\z)|'[^']*(?:'|\z)|\\.|[^\s"';&|)\\])+""",
                _ => $"{key}={EnvMask.Masked}",
                RegexOptions.CultureInvariant | RegexOptions.Singleline,
                TimeSpan.FromSeconds(1));
        }

        return command;
    }
}

using AgentExec.Cli.Output;
using AgentExec.Contracts.Errors;

namespace AgentExec.Cli.Skills;

/// <summary>Where a skill comes from (contract A23); reading the text is pure.</summary>
/// <param name="Text">As given; the lock file's <c>source_type</c>.</param>
/// <param name="Name">What the skill's directory is called.</param>
/// <param name="Path">The directory, as given; null for the skill of this program.</param>
internal sealed record SkillSource(string Text, string Name, string? Path)
{
    public const string Self = "self", Local = "local:";

    private const string OwnName = "agent-exec";

    /// <exception cref="AgentExecException"><c>unknown_source_scheme</c>, or <c>internal_error</c> for a path that gives no name.</exception>
    public static SkillSource Parse(string text)
    {
        if (text == Self) return new SkillSource(text, OwnName, null);
        if (!text.StartsWith(Local, StringComparison.Ordinal))
            throw new AgentExecException(new ErrorDetail(
                ErrorCode.UnknownSourceScheme, $"unknown source {StderrText.Quote(text)}: known are {Self} and {Local}PATH", false));
        var path = text[Local.Length..];
        var name = path.TrimEnd('/').Split('/')[^1];
        // The target of this name is removed first: it must be a directory of its own below the skills.
        return name.AsSpan().ContainsAnyExcept('.')
            ? new SkillSource(text, name, path)
            : throw new AgentExecException(ErrorDetail.Internal(
                $"source {StderrText.Quote(text)} has no name: the last part of its path names the skill, and must not be empty or dots"));
    }
}

using AgentExec.Cli.Output;
using AgentExec.Contracts.Jobs;

namespace AgentExec.Cli.Commands;

/// <summary>Tags and patterns of the command line; a malformed one is a usage error (contract A18).</summary>
internal static class TagWords
{
    public static string[] Check(string[] tags)
    {
        foreach (var tag in tags)
            if (!Tag.IsValid(tag))
                throw new UsageException(
                    $"invalid tag {StderrText.Quote(tag)} for '--tag': expected {Tag.Form}");
        return tags;
    }

    public static string[] CheckPatterns(string[] patterns)
    {
        foreach (var pattern in patterns)
            if (!Tag.IsValidPattern(pattern))
                throw new UsageException($"invalid pattern {StderrText.Quote(pattern)} for '--tag': expected a tag, or a tag and '.*'");
        return patterns;
    }
}

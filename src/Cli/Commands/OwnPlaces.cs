using AgentExec.Client;
using AgentExec.Contracts.Rules;
using AgentExec.Posix;

namespace AgentExec.Cli.Commands;

/// <summary>Refuses to have something written over files of the jobs root, before anything is connected; the host holds any caller to the same rule.</summary>
internal static class OwnPlaces
{
    /// <exception cref="UsageException">The path leads among them.</exception>
    public static void Check(CliContext context, string option, string? path)
    {
        // A path with a NUL is refused by its own rule.
        if (string.IsNullOrEmpty(path) || path.Contains('\0')) return;
        var target = path.StartsWith('/') ? path : Path.Combine(CallerDirectory.Read(), path);
        if (OwnPlaceRule.Refusal(option, CanonicalPath.OfTarget(context.RootPath()), CanonicalPath.OfTarget(target)) is { } breach)
            throw new UsageException($"the path of '{option}' {breach.Why}");
    }
}

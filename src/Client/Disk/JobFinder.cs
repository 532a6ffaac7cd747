using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Jobs;

namespace AgentExec.Client.Disk;

/// <summary>Turns what a user typed into the id of a job that exists (contract A6, B12).</summary>
internal static class JobFinder
{
    /// <summary>The exact name wins; otherwise the one job whose id begins so.</summary>
    /// <exception cref="AgentExecException">No such job, several begin so, or the root cannot be looked at.</exception>
    public static string Find(string root, string text)
    {
        if (!JobName.IsValid(text)) throw new AgentExecException(ErrorDetail.JobNotFound(text));
        if (Directory.Exists(JobsRoot.Join(root, text))) return text;
        var directory = root.Length == 0 ? "." : root;
        return Choose(text, RootCheck.Exists(root) ? Directory.EnumerateDirectories(directory).Select(path => Path.GetFileName(path)) : []);
    }

    /// <summary>Picks the only name that begins with the text.</summary>
    public static string Choose(string text, IEnumerable<string> names)
    {
        var candidates = names.Where(name => JobName.IsValid(name) && name.StartsWith(text, StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        return candidates switch
        {
            [] => throw new AgentExecException(ErrorDetail.JobNotFound(text)),
            [var only] => only,
            _ => throw new AgentExecException(new ErrorDetail(
                ErrorCode.AmbiguousJobId, $"{candidates.Count} jobs begin with {text}: give more of the id", false)
            {
                Details = new ErrorFacts { Candidates = [.. candidates.Take(20)] },
            }),
        };
    }
}

using AgentExec.Cli.Configuration;
using AgentExec.Cli.Output;
using AgentExec.Client;
using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Jobs;

namespace AgentExec.Cli;

/// <summary>What a command is carried out with.</summary>
/// <param name="Caller">Who called.</param>
/// <param name="RootOption">The innermost <c>--root</c>; null when none was given.</param>
/// <param name="Log">Diagnostics on stderr.</param>
internal sealed record CliContext(Caller Caller, string? RootOption, Log Log)
{
    /// <summary>The jobs root (A5), absolute.</summary>
    public string RootPath()
    {
        var root = JobsRoot.Resolve(RootOption, Caller.Variable, Caller.Home);
        return root.StartsWith('/') ? root : Path.Combine(Caller.CurrentDirectory(), root);
    }

    /// <summary>The verbs over the resolved root (A5). Never disposed: the process leaves right after its answer.</summary>
    public IAgentExecClient Connect()
    {
        var root = JobsRoot.Resolve(RootOption, Caller.Variable, Caller.Home);
        if (Log.Shows(LogLevel.Debug)) Log.Debug($"jobs root {root}");
        CheckIsText(root.StartsWith('/') ? root : Path.Combine(Caller.CurrentDirectory(), root));
        return Caller.Client(root, PatienceVariable.Read(Caller.Variable));
    }

    // The runtime has put U+FFFD where the environment's or the current directory's bytes are no UTF-8: jobs would go to a root that nobody named.
    private static void CheckIsText(string root)
    {
        if (root.Contains('\uFFFD') && !Directory.Exists(root))
            throw new AgentExecException(ErrorDetail.Internal($"the path of the jobs root is not valid UTF-8: {root}"));
    }
}

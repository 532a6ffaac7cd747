using AgentExec.Cli.Configuration;
using AgentExec.Cli.Output;
using AgentExec.Client;
using AgentExec.Contracts.Jobs;

namespace AgentExec.Cli;

/// <summary>What a command is carried out with.</summary>
/// <param name="Caller">Who called.</param>
/// <param name="RootOption">The innermost <c>--root</c>; null when none was given.</param>
/// <param name="Log">Diagnostics on stderr.</param>
internal sealed record CliContext(Caller Caller, string? RootOption, Log Log)
{
    /// <summary>The verbs over the resolved root (A5). Never disposed: the process leaves right after its answer.</summary>
    public IAgentExecClient Connect()
    {
        var root = JobsRoot.Resolve(RootOption, Caller.Variable, Caller.Home);
        if (Log.Shows(LogLevel.Debug)) Log.Debug($"jobs root {root}");
        return Caller.Client(root, PatienceVariable.Read(Caller.Variable));
    }
}

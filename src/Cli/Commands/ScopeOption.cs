using System.CommandLine;
using AgentExec.Cli.Parsing;
using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Tools;

namespace AgentExec.Cli.Commands;

/// <summary><c>--scope</c>, else <c>AGENT_EXEC_SCOPE</c> (exec-process §4).</summary>
internal sealed class ScopeOption
{
    private const string Name = "--scope", Variable = "AGENT_EXEC_SCOPE";

    private readonly Option<string> _scope = Opt.Text(Name, "KEY", "Whose sessions these are [env: AGENT_EXEC_SCOPE]");

    public ScopeOption(Command command) => command.Options.Add(_scope);

    /// <summary>Null for a caller without one, who sees all.</summary>
    public string? Read(ParseResult parsed, CliContext context)
    {
        if (parsed.GetValue(_scope) is { } given)
            return ScopeRule.Refusal(given) is { } wrong ? throw new UsageException($"invalid value for '{Name}': {wrong}") : given;
        if (context.Caller.Variable(Variable) is not { Length: > 0 } inherited) return null;
        // Taking it for none would show everybody's sessions.
        return ScopeRule.Refusal(inherited) is { } refusal ? throw new AgentExecException(ErrorDetail.Internal($"{Variable}: {refusal}")) : inherited;
    }
}

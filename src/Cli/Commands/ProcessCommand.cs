using System.CommandLine;
using AgentExec.Cli.Parsing;
using AgentExec.Contracts.Responses;
using AgentExec.Contracts.Tools;

namespace AgentExec.Cli.Commands;

/// <summary>One action of <c>process</c> (exec-process §3): its options make the call, this carries it out.</summary>
internal abstract class ProcessCommand : VerbCommand
{
    private readonly ToolCallerOptions _caller;
    private readonly ProcessAction _action;
    private readonly Argument<string> _session = new("SESSION_ID") { Description = "Name of the session, or id of its job" };

    protected ProcessCommand(ProcessAction action, string summary) : base(ProcessActions.NameOf(action), summary)
    {
        _action = action;
        _caller = new ToolCallerOptions(this);
        if (action != ProcessAction.List) Arguments.Add(_session);
    }

    /// <summary>The call with what the options of the action say; throws <see cref="UsageException"/> when values do not fit together.</summary>
    protected virtual ProcessCall Fill(ProcessCall call, ParseResult parsed, CliContext context) => call;

    public sealed override async Task<Response> ExecuteAsync(ParseResult parsed, CliContext context)
    {
        var bare = new ProcessCall { Action = _action, SessionId = _action == ProcessAction.List ? null : parsed.GetRequiredValue(_session) };
        var (call, caller) = (Fill(bare, parsed, context), _caller.Read(parsed, context));
        return await context.Connect().ProcessAsync(call, caller);
    }
}

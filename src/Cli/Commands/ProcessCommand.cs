using System.CommandLine;
using AgentExec.Cli.Parsing;
using AgentExec.Contracts.Responses;
using AgentExec.Contracts.Tools;

namespace AgentExec.Cli.Commands;

/// <summary>One action of <c>process</c> (exec-process §3): its options make the call, this carries it out.</summary>
internal abstract class ProcessCommand : VerbCommand
{
    private readonly ToolCallerOptions _caller;

    protected ProcessCommand(ProcessAction action, string summary) : base(ProcessActions.NameOf(action), summary)
    {
        Action = action;
        _caller = new ToolCallerOptions(this);
        Session = new Argument<string>("SESSION_ID") { Description = "Name of the session, or id of its job" };
        if (action != ProcessAction.List) Arguments.Add(Session);
    }

    protected new ProcessAction Action { get; }

    protected Argument<string> Session { get; }

    /// <summary>The call; throws <see cref="UsageException"/> when values do not fit together.</summary>
    protected abstract ProcessCall Call(ParseResult parsed, CliContext context);

    public sealed override async Task<Response> ExecuteAsync(ParseResult parsed, CliContext context)
    {
        var (call, caller) = (Call(parsed, context), _caller.Read(parsed, context));
        return await context.Connect().ProcessAsync(call, caller);
    }
}

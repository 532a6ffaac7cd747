using System.CommandLine;
using System.Text;
using AgentExec.Cli.Parsing;
using AgentExec.Client;
using AgentExec.Contracts.Responses;

namespace AgentExec.Cli.Commands;

/// <summary><c>tool [JSON]</c> (exec-process §1).</summary>
internal sealed class ToolCommand : VerbCommand
{
    public const string Verb = "tool", Summary = "Carry out a call of the exec or process tool, as models write it";

    private readonly ToolCallerOptions _caller;

    private readonly Argument<string> _json = new("JSON") { Description = "The call; without it stdin is read", Arity = ArgumentArity.ZeroOrOne };

    public ToolCommand() : base(Verb, Summary)
    {
        _caller = new ToolCallerOptions(this);
        Arguments.Add(_json);
    }

    public override async Task<Response> ExecuteAsync(ParseResult parsed, CliContext context)
    {
        var caller = _caller.Read(parsed, context);
        // One byte more than is allowed tells that it is too much; the rest of it is never read.
        var json = parsed.GetValue(_json) is { } given ? Encoding.UTF8.GetBytes(given) : StandardInput.Read(context.Caller, RequestLimit.MostBytes + 1);
        return await context.Connect().ToolAsync(json, caller);
    }
}

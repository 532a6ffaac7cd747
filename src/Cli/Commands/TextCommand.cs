using System.CommandLine;
using AgentExec.Contracts.Responses;

namespace AgentExec.Cli.Commands;

/// <summary>A verb that prints text for another program instead of an answer, like help. It needs nothing but its words.</summary>
internal abstract class TextCommand(string name, string summary) : VerbCommand(name, summary)
{
    /// <summary>The text; throws <see cref="UsageException"/> when the words do not fit.</summary>
    public abstract string Write(ParseResult parsed);

    public sealed override Task<Response> ExecuteAsync(ParseResult parsed, CliContext context) =>
        throw new InvalidOperationException($"{Name} is text, not an answer");
}

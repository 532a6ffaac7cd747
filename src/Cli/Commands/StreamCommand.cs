using System.CommandLine;
using AgentExec.Contracts.Responses;

namespace AgentExec.Cli.Commands;

/// <summary>A verb that may have more than one answer: each is a line of its own, as soon as it is there.</summary>
internal abstract class StreamCommand(string name, string summary) : VerbCommand(name, summary)
{
    /// <summary>The answers; like <see cref="VerbCommand.ExecuteAsync"/> it refuses before anything is done. Whoever reads no further ends it.</summary>
    public abstract IAsyncEnumerable<Response> AnswersAsync(ParseResult parsed, CliContext context);

    public sealed override Task<Response> ExecuteAsync(ParseResult parsed, CliContext context) =>
        throw new InvalidOperationException($"{Name} may have more than one answer");
}

using System.CommandLine;
using AgentExec.Cli.Parsing;
using AgentExec.Contracts.Responses;

namespace AgentExec.Cli.Commands;

/// <summary>A verb: its options, and what it does with their values.</summary>
internal abstract class VerbCommand(string name, string summary) : LevelCommand(name, summary)
{
    /// <summary>For the help of those whose words are a command's.</summary>
    protected const string CommandNotes =
        "Options come first; from the first other word on, everything belongs to the command.\n" +
        "A command that begins with '-' needs '--' before it.";

    /// <summary>What its words mean that are not options.</summary>
    public virtual Operands Operands => Operands.Mixed;

    /// <summary>What the help says at its end; null for nothing.</summary>
    public virtual string? Notes => null;

    /// <summary>
    /// Carries the verb out. Returns the answer; throws <see cref="UsageException"/> before anything is done when values do not fit
    /// together, and anything else for a failure.
    /// </summary>
    public abstract Task<Response> ExecuteAsync(ParseResult parsed, CliContext context);

    /// <summary>Declares an option in the same breath as its field.</summary>
    protected T Add<T>(T option) where T : Option
    {
        Options.Add(option);
        return option;
    }
}

using System.CommandLine;
using AgentExec.Cli.Commands;

namespace AgentExec.Cli.Parsing;

/// <summary>What a command line asks for.</summary>
internal abstract record Reading
{
    /// <summary>Text on stdout: help, version and completion scripts, the exceptions to "one JSON line".</summary>
    public sealed record Text(string Content) : Reading;

    /// <summary>No sub-command: the help goes to stderr, exit code 2.</summary>
    public sealed record NoVerb(string Help) : Reading;

    /// <summary>A command to run in this program's place: no answer either.</summary>
    public sealed record Foreground(BridgeCommand Command, ParseResult Parsed) : Reading;

    /// <summary>A verb to carry out.</summary>
    /// <param name="Command">The verb.</param>
    /// <param name="Place">Where it stands, for errors.</param>
    /// <param name="Parsed">Where it finds its values.</param>
    /// <param name="Root">The innermost <c>--root</c>, null when none was given.</param>
    /// <param name="Verbosity">All <c>-v</c> of all levels.</param>
    public sealed record Invocation(VerbCommand Command, Place Place, ParseResult Parsed, string? Root, int Verbosity) : Reading;
}

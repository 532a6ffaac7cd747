using System.CommandLine;
using System.Text;
using AgentExec.Cli.Parsing;
using AgentExec.Client;
using AgentExec.Contracts.Errors;

namespace AgentExec.Cli.Commands;

/// <summary><c>--stdin</c> and <c>--stdin-file</c>: what the command reads instead of the null device.</summary>
internal sealed class StdinOptionPair
{
    private const string OwnStdin = "-";

    private readonly Option<string> _text =
        Opt.Text("--stdin", "TEXT", "What the command reads; '-' is this program's own input [default: nothing]");

    private readonly Option<string> _file = Opt.Text("--stdin-file", "PATH", "File that the command reads");

    public StdinOptionPair(Command command)
    {
        command.Options.Add(_text);
        command.Options.Add(_file);
    }

    /// <summary>The text or the path, at most one of both.</summary>
    /// <exception cref="UsageException">Both were given.</exception>
    /// <exception cref="AgentExecException">The own input cannot be read, or there is too much.</exception>
    public (byte[]? Bytes, string? Path) Read(ParseResult parsed, Caller caller)
    {
        var (text, path) = (parsed.GetValue(_text), parsed.GetValue(_file));
        if (text is not null && path is not null) throw new UsageException("'--stdin' and '--stdin-file' exclude each other");
        if (path is "") throw new UsageException("the value of '--stdin-file' is empty");
        // One byte more than is allowed tells that it is too much; the rest of it is never read.
        var bytes = text switch { null => null, OwnStdin => StandardInput.Read(caller, StdinBytes.MostBytes + 1), _ => Encoding.UTF8.GetBytes(text) };
        return (StdinBytes.Check(bytes), path);
    }
}

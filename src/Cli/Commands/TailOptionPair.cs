using System.CommandLine;
using AgentExec.Cli.Parsing;
using AgentExec.Client;

namespace AgentExec.Cli.Commands;

/// <summary><c>--tail-lines</c> and <c>--max-bytes</c>, the same for <c>run</c> and <c>tail</c> (contract A9.1, A13).</summary>
internal sealed class TailOptionPair
{
    private readonly Option<ulong> _lines =
        Opt.Number("--tail-lines", "N", 50, "Newest lines of each stream to show; 0 is no line limit");

    private readonly Option<ulong> _maxBytes = Opt.Number("--max-bytes", "N", 65_536, "Newest bytes of each stream to show");

    public TailOptionPair(Command command)
    {
        command.Options.Add(_lines);
        command.Options.Add(_maxBytes);
    }

    public TailOptions Read(ParseResult parsed) => new(parsed.GetValue(_lines), parsed.GetValue(_maxBytes));
}

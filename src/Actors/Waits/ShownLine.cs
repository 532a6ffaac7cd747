using System.Text;
using AgentExec.Actors.Notifications;
using AgentExec.Contracts.Notifications;
using AgentExec.Contracts.Requests;

namespace AgentExec.Actors.Waits;

/// <summary>A line that matched as an answer has it: so much of it that five hundred of them fit.</summary>
public static class ShownLine
{
    /// <summary>Bytes as JSON, in which a control character takes six.</summary>
    public const int MostBytes = 4096;

    private const int ControlBytes = 6, EscapedBytes = 2;

    public static MetLine Of(OutputMatchStream stream, LineReader.Line line)
    {
        var (bytes, length) = (0, 0);
        foreach (var rune in line.Text.EnumerateRunes())
        {
            bytes += rune.Value is < ' ' ? ControlBytes : rune.Value is '"' or '\\' ? EscapedBytes : rune.Utf8SequenceLength;
            if (bytes > MostBytes) return new MetLine(stream, line.Text[..length], true);
            length += rune.Utf16SequenceLength;
        }

        return new MetLine(stream, line.Text, line.Truncated);
    }
}

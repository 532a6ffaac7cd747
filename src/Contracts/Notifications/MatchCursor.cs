namespace AgentExec.Contracts.Notifications;

/// <summary><c>match_cursor.json</c>: how far each stream has been searched for matches, in bytes; always the start of a line.</summary>
public sealed record MatchCursor(long StdoutBytes, long StderrBytes)
{
    public long Of(OutputMatchStream stream) => stream == OutputMatchStream.Stderr ? StderrBytes : StdoutBytes;

    public MatchCursor At(OutputMatchStream stream, long bytes) =>
        stream == OutputMatchStream.Stderr ? this with { StderrBytes = bytes } : this with { StdoutBytes = bytes };

    public MatchCursor AtLeast(OutputMatchStream stream, long bytes) => Of(stream) >= bytes ? this : At(stream, bytes);

    public MatchCursor AtLeast(MatchCursor? other) =>
        other is null ? this : AtLeast(OutputMatchStream.Stdout, other.StdoutBytes).AtLeast(OutputMatchStream.Stderr, other.StderrBytes);
}

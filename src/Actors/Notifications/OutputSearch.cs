using AgentExec.Contracts.Notifications;

namespace AgentExec.Actors.Notifications;

/// <summary>Goes through both streams of a job from where the cursor stands (contract A19). Not safe for several threads.</summary>
public sealed class OutputSearch(string directory, MatchCursor cursor) : IDisposable
{
    /// <summary>How much is read at the most before somebody else may have a say.</summary>
    private const long PieceBytes = 8 * 1024 * 1024;

    private static readonly OutputMatchStream[] StdoutFirst = [OutputMatchStream.Stdout, OutputMatchStream.Stderr];
    private static readonly OutputMatchStream[] StderrFirst = [OutputMatchStream.Stderr, OutputMatchStream.Stdout];

    private readonly LineReader
        _stdout = new(new StreamLog(directory, OutputMatchStream.Stdout), cursor.StdoutBytes),
        _stderr = new(new StreamLog(directory, OutputMatchStream.Stderr), cursor.StderrBytes);

    private bool _stderrFirst = true;

    /// <summary>Behind the last line that was tested of each stream.</summary>
    public MatchCursor Cursor { get; private set; } = cursor;

    /// <summary>Reads on to the next match, to the end of what is there, or for one piece.</summary>
    /// <param name="matcher">What is looked for.</param>
    /// <param name="complete">Whether nothing more will be written, so that a last line without an end counts.</param>
    public Finding Next(OutputMatcher matcher, bool complete)
    {
        var limit = _stdout.Position + _stderr.Position + PieceBytes;
        // In turns: one stream with much to look at must not keep the other one waiting.
        _stderrFirst = !_stderrFirst;
        foreach (var stream in _stderrFirst ? StderrFirst : StdoutFirst)
        {
            var reader = stream == OutputMatchStream.Stdout ? _stdout : _stderr;
            while (reader.TryRead(out var line) || complete && reader.TryFinish(out line))
            {
                Cursor = Cursor.At(stream, line.End);
                if (matcher.Watches(stream) && matcher.Matches(line.Text)) return new Finding(matcher.Rule, stream, line, false);
                if (_stdout.Position + _stderr.Position > limit) return new Finding(matcher.Rule, stream, null, false);
            }
        }

        return new Finding(matcher.Rule, OutputMatchStream.Either, null, true);
    }

    /// <summary>Whether the line that has no end yet matches as it is, a prompt for one. It is not passed: what comes behind it belongs to it.</summary>
    public Finding? Peek(OutputMatcher matcher)
    {
        foreach (var stream in StdoutFirst)
            if (matcher.Watches(stream) && (stream == OutputMatchStream.Stdout ? _stdout : _stderr).TryPeek(out var line) && matcher.Matches(line.Text))
                return new Finding(matcher.Rule, stream, line, true);
        return null;
    }

    public void Dispose()
    {
        _stdout.Dispose();
        _stderr.Dispose();
    }

    /// <summary>A line that matched this rule, or none; whether the end was reached.</summary>
    public sealed record Finding(OutputMatchRule Rule, OutputMatchStream Stream, LineReader.Line? Line, bool IsAtEnd);
}

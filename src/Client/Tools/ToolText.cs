using AgentExec.Contracts.Tools;

namespace AgentExec.Client.Tools;

/// <summary>What a model is shown of a result: the output first, then how it stands and what can be done. Pure.</summary>
internal static class ToolText
{
    /// <param name="result">The result.</param>
    /// <param name="action">What was asked for; null for <c>exec</c>.</param>
    public static string Of(ToolResult result, ProcessAction? action = null)
    {
        var text = result switch
        {
            ExecCompleted end => ExecText.Of(end),
            ExecFailed end => ExecText.Of(end),
            ExecRunning running => ExecText.Of(running),
            SessionList list => Of(list),
            SessionOutput output => PollText.Of(output),
            SessionLog log => Of(log),
            SessionInput input => Of(input, action),
            SessionDone done => Of(done, action),
            ToolFailure failure => failure.Error,
            _ => throw new InvalidOperationException($"no text for {result.GetType().Name}"),
        };
        return result.Warnings is { Count: > 0 } warnings ? $"{text}\n\n{string.Join('\n', warnings.Select(static one => $"Warning: {one}"))}" : text;
    }

    /// <summary>Paragraphs with an empty line between them; empty ones are left out.</summary>
    public static string Join(params string?[] parts) => string.Join("\n\n", parts.Where(static part => !string.IsNullOrEmpty(part)));

    /// <summary>Output as the beginning of a text: what follows it begins on a line of its own.</summary>
    public static string Shown(string output, string none) => output.TrimEnd('\n') is { Length: > 0 } some ? some : none;

    /// <summary><c>350ms</c>, <c>12s</c>, <c>3m12s</c>, <c>2h05m</c>.</summary>
    public static string Time(long milliseconds) => TimeSpan.FromMilliseconds(milliseconds) switch
    {
        { TotalSeconds: < 1 } => $"{milliseconds}ms",
        { TotalMinutes: < 1 } time => $"{time.Seconds}s",
        { TotalHours: < 1 } time => $"{time.Minutes}m{time.Seconds:00}s",
        var time => $"{(long)time.TotalHours}h{time.Minutes:00}m",
    };

    private static string Of(SessionList list) =>
        list.Sessions.Count == 0 ? "No running or recent sessions." : string.Join('\n', list.Sessions.Select(Row));

    private static string Row(SessionRow row) =>
        $"{row.SessionId} {row.Status.PadRight(9)} {Time(row.RuntimeMs)} :: {row.Name}{(row.WaitingForInput ? " [waits for input]" : "")}";

    private static string Of(SessionLog log) => Join(Shown(log.Output, "(no output)"), log.Hint);

    private static string Of(SessionInput input, ProcessAction? action)
    {
        var done = action switch
        {
            ProcessAction.SendKeys => $"Sent {input.Bytes} bytes to session {input.SessionId}.",
            ProcessAction.Submit => $"Submitted session {input.SessionId}.",
            ProcessAction.Paste => $"Pasted {input.Bytes} bytes to session {input.SessionId}.",
            ProcessAction.Resize => $"Resized the terminal of session {input.SessionId}.",
            _ => $"Wrote {input.Bytes} bytes to session {input.SessionId}.",
        };
        // Nothing was done at all when it failed without a byte.
        return Line(input is { Error: not null, Bytes: 0 } ? null : done, input.Eof is true ? "Said that there is no more input." : null, input.Error);
    }

    private static string Of(SessionDone done, ProcessAction? action)
    {
        var what = action switch
        {
            ProcessAction.Clear => $"Cleared session {done.SessionId}.",
            ProcessAction.Remove => $"Removed session {done.SessionId}.",
            _ => $"Killed session {done.SessionId}.",
        };
        return Line(what, done.ExitSignal is { } signal ? $"It ended by {signal}." : done.ExitCode is { } code ? $"It exited with code {code}." : null);
    }

    private static string Line(params string?[] parts) => string.Join(' ', parts.Where(static part => part is not null));
}

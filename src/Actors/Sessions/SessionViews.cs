using AgentExec.Actors.Sessions.Output;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Tools;
using static AgentExec.Actors.Sessions.SessionsProtocol;

namespace AgentExec.Actors.Sessions;

/// <summary>What is known of a session in the shapes of the tools.</summary>
internal static class SessionViews
{
    public static ExecEnded Ended(Known now, OutputTail tail)
    {
        var state = now.State!;
        var (duration, lost) = (state.Result.DurationMs ?? 0, LostOutput.Of(state, tail.Unwritten));
        return ExecStatus.Of(state) == ToolStatus.Completed
            ? new ExecCompleted
            {
                Status = ToolStatus.Completed, ExitCode = state.Result.ExitCode!.Value, DurationMs = duration, Aggregated = tail.Text,
                Truncated = tail.Truncated || lost > 0, TotalChars = tail.TotalChars, TotalBytes = tail.TotalBytes + lost, Cwd = now.Cwd, Warnings = LostOutput.Warnings(state, tail.Unwritten),
            }
            : new ExecFailed
            {
                Status = ToolStatus.Failed, ExitCode = state.Result.ExitCode, Signal = SignalOf(state), DurationMs = duration, Aggregated = tail.Text,
                Truncated = tail.Truncated || lost > 0, TotalChars = tail.TotalChars, TotalBytes = tail.TotalBytes + lost, TimedOut = state.TimedOut is true,
                ExitReason = state.Reason ?? EndReason.Lost, Error = state.Error, Cwd = now.Cwd, Warnings = LostOutput.Warnings(state, tail.Unwritten),
            };
    }

    public static ExecRunning Running(Known now, OutputHint tail) => new()
    {
        Status = ToolStatus.Running,
        SessionId = now.Record.Slug!,
        Pid = now.State?.Pid,
        StartedAt = now.State?.Job.StartedAt ?? now.Record.BackgroundedAt!,
        Cwd = now.Cwd,
        Tail = tail.Text,
        FollowUp = $"Use process with sessionId {now.Record.Slug}: poll (new output and the end), log, write, send-keys, kill, clear, remove.",
        Warnings = LostOutput.Warnings(now.State, tail.Unwritten),
    };

    public static ListedRow Listed(SessionDisk disk)
    {
        var (began, over) = (ExecTimes.Began(disk.State), ExecTimes.Over(disk.State));
        return new ListedRow(Row(disk), began, over, disk.Silent);
    }

    private static SessionRow Row(SessionDisk disk)
    {
        var now = disk.Now;
        var state = now.State;
        var ended = now.HasEnded ? state : null;
        var tail = disk.QuickTail();
        return new SessionRow
        {
            SessionId = now.Record.Slug!,
            Status = StatusOf(now),
            Pid = state?.Pid,
            StartedAt = state?.Job.StartedAt ?? now.Record.BackgroundedAt!,
            RuntimeMs = (long)disk.Ran.TotalMilliseconds,
            Cwd = now.Cwd,
            Command = now.Record.Command,
            Name = now.Record.Name,
            Tail = tail.Text,
            // A character has at least one byte: what has fewer bytes than the limit is never cut.
            Truncated = disk.Output.Length(now.IsComplete) > now.Record.MaxOutputChars || LostOutput.Of(state, tail.Unwritten) > 0,
            StdinWritable = disk.IsWritable,
            // Who collects the rows looks once for all of them.
            WaitingForInput = false,
            IdleMs = (long)disk.Idle.TotalMilliseconds,
            EndedAt = ended?.FinishedAt,
            ExitCode = ended?.Result.ExitCode,
            ExitSignal = ended is null ? null : SignalOf(ended),
            ExitReason = ended?.Reason,
            TimedOut = ended is null ? null : ended.TimedOut is true,
        };
    }

    public static SessionOutput Poll(SessionDisk disk, OutputPiece piece, bool more, PollCursor cursor, int empties)
    {
        var now = disk.Now;
        var ended = now.HasEnded ? now.State : null;
        return new SessionOutput
        {
            Status = StatusOf(now),
            SessionId = now.Record.Slug!,
            Name = now.Record.Name,
            Output = piece.Text,
            Cursor = cursor.ToString(),
            More = more ? true : null,
            DroppedBytes = piece.Dropped == 0 ? null : piece.Dropped,
            RetryInMs = ended is null && empties > 0 ? RetryLadder.Next(empties - 1) : null,
            WaitingForInput = ended is null && disk.WaitsForInput ? true : null,
            IdleMs = ended is null ? (long)disk.Idle.TotalMilliseconds : null,
            EndedAt = ended?.FinishedAt,
            ExitCode = ended?.Result.ExitCode,
            ExitSignal = ended is null ? null : SignalOf(ended),
            ExitReason = ended?.Reason,
            TimedOut = ended is null ? null : ended.TimedOut is true,
            Error = ended?.Error,
            Warnings = LostOutput.Warning(ended, piece.Unwritten) is { } lost ? [lost] : null,
        };
    }

    public static SessionLog Log(Known now, ProcessRequest request, CombinedOutput output)
    {
        List<string> warnings = [];
        var call = request.Call;
        var offset = SessionBounds.Lines(call.Offset, "offset", warnings);
        var limit = SessionBounds.Lines(call.Limit, "limit", warnings);
        var maxChars = SessionBounds.OutputChars(request.MaxOutputChars ?? now.Record.MaxOutputChars, warnings);
        var window = output.Lines(offset, limit, maxChars, now.IsComplete);
        var lost = LostOutput.Warning(now.State, window.Unwritten);
        if (lost is not null) warnings.Insert(0, lost);
        return new SessionLog
        {
            Status = StatusOf(now),
            SessionId = now.Record.Slug!,
            Name = now.Record.Name,
            Output = window.Text,
            Offset = window.Offset,
            Lines = window.Lines,
            Total = window.TotalLines,
            TotalLines = window.TotalLines,
            TotalChars = window.TotalChars,
            Truncated = window.Truncated || lost is not null,
            Hint = window.HasMore ? LogWindowRule.Hint(window.Lines, window.TotalLines) : null,
            Warnings = warnings is [] ? null : warnings,
        };
    }

    public static SessionDone Done(Known now) => new()
    {
        Status = ToolStatus.Completed,
        SessionId = now.Record.Slug!,
        Name = now.Record.Name,
        ExitCode = now.State?.Result.ExitCode,
        ExitSignal = now.State is { } state ? SignalOf(state) : null,
        ExitReason = now.State?.Reason,
    };

    /// <summary><c>SIGTERM</c>; null when it did not die of a signal.</summary>
    public static string? SignalOf(JobState state) => state.SignalName is { } name ? $"SIG{name}" : null;

    private static string StatusOf(Known now) => now.HasEnded ? ExecStatus.Of(now.State!) : ToolStatus.Running;
}

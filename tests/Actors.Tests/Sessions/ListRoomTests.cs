using AgentExec.Actors.Sessions;
using AgentExec.Contracts.Json;
using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Tools;

namespace AgentExec.Actors.Tests.Sessions;

/// <summary>A list of whatever sessions fits into one message of 4 MiB: a larger one would never arrive, and say nothing.</summary>
public sealed class ListRoomTests
{
    private const int Message = 4 * 1024 * 1024;

    private readonly List<string> _warnings = [];

    [Fact]
    public void Should_leave_as_it_is_what_fits()
    {
        SessionRow[] rows = [Row("a-b", "make", "output")];
        Assert.Same(rows, ListRoom.Fit(rows, _warnings));
        Assert.Empty(_warnings);
    }

    [Fact]
    public void Should_cut_commands_of_megabytes()
    {
        var long_ = string.Concat(Enumerable.Repeat("\U0001F600", 800_000));
        var rows = ListRoom.Fit([.. Enumerable.Range(0, 3).Select(i => Row($"a-b-{i}", "x" + long_, "y" + long_))], _warnings);
        Assert.Equal(3, rows.Count);
        Assert.True(Bytes(rows) < Message);
        Assert.All(rows, row => Assert.Equal((ListRoom.ShortChars, true), (row.Command.Length, row.Truncated)));
        Assert.False(char.IsLowSurrogate(rows[0].Tail[0]) || char.IsHighSurrogate(rows[0].Command[^2]));
        Assert.Contains("too long", Assert.Single(_warnings));
    }

    [Fact]
    public void Should_leave_out_the_last_of_too_many()
    {
        var noise = new string('\u0001', SessionRules.TailChars);
        var rows = ListRoom.Fit([.. Enumerable.Range(0, 5000).Select(i => Row($"a-b-{i}", noise, noise))], _warnings);
        Assert.InRange(rows.Count, 500, 4999);
        Assert.Equal("a-b-0", rows[0].SessionId);
        Assert.InRange(Bytes(rows), Message / 2, Message - 64 * 1024);
        Assert.Contains($"{5000 - rows.Count} of 5000", _warnings[1]);
    }

    private int Bytes(IReadOnlyList<SessionRow> rows) => ContractJson.ToLine(new ToolReply(new SessionList { Status = ToolStatus.Completed, Sessions = rows, Warnings = _warnings })).Length;

    private static SessionRow Row(string id, string command, string tail) => new()
    {
        SessionId = id, Status = ToolStatus.Running, StartedAt = "2026-01-01T00:00:00Z", RuntimeMs = 1, Cwd = "/w", Command = command, Name = "make", Tail = tail,
        Truncated = false, StdinWritable = true, WaitingForInput = false, IdleMs = 0,
    };
}

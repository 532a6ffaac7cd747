using AgentExec.Actors.Notifications;
using AgentExec.Actors.Tests.World;
using AgentExec.Actors.Waits;
using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Notifications;
using AgentExec.Contracts.Requests;
using Patience = AgentExec.Actors.Waits.WaitForRule.Patience;

namespace AgentExec.Actors.Tests.Waits;

/// <summary>What waiting for something means, without an actor.</summary>
public sealed class WaitRuleTests
{
    [Theory]
    [InlineData(null, true, true, true, true, null)]
    [InlineData(JobStatus.Running, false, true, false, false, null)]
    [InlineData(JobStatus.Running, true, false, true, true, MetBy.Output)]
    [InlineData(JobStatus.Running, false, false, true, false, MetBy.Silent)]
    [InlineData(JobStatus.Running, false, false, true, true, MetBy.Port)]
    [InlineData(JobStatus.Exited, false, true, false, false, MetBy.Ended)]
    [InlineData(JobStatus.Failed, false, true, true, true, MetBy.Ended)]
    // Its last lines may hold what is looked for.
    [InlineData(JobStatus.Exited, false, false, true, true, null)]
    [InlineData(JobStatus.Killed, true, false, false, false, MetBy.Output)]
    public void A_job_is_through_by(JobStatus? status, bool matched, bool searched, bool silent, bool listens, MetBy? expected) => Assert.Equal(
        expected, WaitForRule.MetOf(new JobSight(status is { } known ? States.Of(Requests.Id, known) : null, matched, searched, silent), listens));

    [Theory]
    [InlineData("ee", false, true)]
    [InlineData("e-", false, false)]
    [InlineData("--", false, false)]
    [InlineData("e-", true, true)]
    [InlineData("-e", true, true)]
    [InlineData("--", true, false)]
    public void All_or_any(string jobs, bool any, bool met) => Assert.Equal(met, WaitForRule.IsMet(Met(jobs), any));

    [Theory]
    // The state of each is told, also of those that nobody waits for any more.
    [InlineData("e-", true, false, true, Patience.Some, false)]
    [InlineData("e-", true, true, true, Patience.Some, true)]
    [InlineData("e-", false, true, true, Patience.Some, false)]
    [InlineData("e-", false, true, true, Patience.Over, true)]
    // What is there already is found however short the time is.
    [InlineData("e-", false, true, false, Patience.Over, false)]
    [InlineData("e-", false, true, false, Patience.Gone, true)]
    [InlineData("e-", false, false, true, Patience.Gone, false)]
    public void The_asker_is_answered(string jobs, bool any, bool seen, bool looked, Patience patience, bool due) =>
        Assert.Equal(due, WaitForRule.IsDue(Met(jobs), any, seen, looked, patience));

    [Fact]
    public void Questions_without_sense_are_refused()
    {
        Assert.Null(WaitForRule.Refusal(Ask("a", "b")));
        Assert.Null(WaitForRule.Refusal(Ask([.. Enumerable.Range(0, WaitForRequest.MostJobs).Select(i => $"{i}")])));
        Assert.Contains("501", WaitForRule.Refusal(Ask([.. Enumerable.Range(0, 501).Select(i => $"{i}")]))!.Message);
        Assert.NotNull(WaitForRule.Refusal(Ask()));
        Assert.NotNull(WaitForRule.Refusal(Ask("a") with { Jobs = null! }));
        Assert.NotNull(WaitForRule.Refusal(Ask("a") with { Jobs = [null!] }));
        Assert.NotNull(WaitForRule.Refusal(Ask("a") with { Jobs = [new WaitTarget(null!)] }));
        Assert.NotNull(WaitForRule.Refusal(Ask("a", "a")));
        Assert.NotNull(WaitForRule.Refusal(Ask("a") with { UntilSilentMs = 0 }));
        Assert.NotNull(WaitForRule.Refusal(Ask("a") with { UntilPort = 65536 }));
        Assert.Equal(ErrorCode.InvalidPattern, WaitForRule.Refusal(Ask("a") with { UntilOutput = "(" })!.Code);
        Assert.Equal(ErrorCode.InvalidPattern, WaitForRule.Refusal(Ask("a") with { UntilOutput = "(?=a)" })!.Code);
    }

    [Theory]
    [InlineData("plain é", false, "plain é", false)]
    [InlineData("cut before", true, "cut before", true)]
    public void A_line_is_shown(string text, bool truncated, string shown, bool isTruncated) =>
        Assert.Equal(new MetLine(OutputMatchStream.Stderr, shown, isTruncated), ShownLine.Of(OutputMatchStream.Stderr, new LineReader.Line(text, 9, truncated)));

    [Theory]
    [InlineData("x", 4096)]
    [InlineData("é", 2048)]
    [InlineData("😀", 1024)]
    [InlineData("\"", 2048)]
    [InlineData("\u0001", 682)]
    public void A_long_line_is_cut_by_what_it_weighs(string unit, int count)
    {
        var line = ShownLine.Of(OutputMatchStream.Stdout, new LineReader.Line(string.Concat(Enumerable.Repeat(unit, 5000)), 9, false));
        Assert.Equal((string.Concat(Enumerable.Repeat(unit, count)), true), (line.Text, line.Truncated));
    }

    private const string Heading = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode";

    [Theory]
    [InlineData(8080, "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1 0 100 0 0 10 0", true)]
    [InlineData(8080, "   0: 00000000000000000000000000000000:1F90 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000", true)]
    // A connection from that port, to that port, another port, a line that is none.
    [InlineData(8080, "   1: 0100007F:1F90 0100007F:8C3E 01 00000000:00000000 00:00000000 00000000     0        0 1 1 0 20 4 30 10 -1", false)]
    [InlineData(8080, "   1: 0100007F:8C3E 0100007F:1F90 0A 00000000:00000000 00:00000000 00000000", false)]
    [InlineData(8081, "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000", false)]
    [InlineData(8080, "   0: 0100007F:zz 00000000:0000 0A", false)]
    [InlineData(8080, "", false)]
    public void A_listener_is_seen_in_the_kernels_table(int port, string line, bool there) => Assert.Equal(there, PortTable.HasListener([Heading, line], port));

    // Another process may get the port as soon as it is free.
    [Fact]
    public void A_listener_of_this_machine_is_seen() => Assert.Contains(true, Enumerable.Range(0, 20).Select(_ => IsGoneWhenStopped()));

    private static bool IsGoneWhenStopped()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        Assert.True(PortTable.IsListenedOn(port));
        listener.Stop();
        return !PortTable.IsListenedOn(port);
    }

    [Theory]
    [InlineData(0, 1000, 1000)]
    [InlineData(400, 1000, 600)]
    [InlineData(1000, 1000, 0)]
    [InlineData(90_000, 1000, 0)]
    // The clock was put back.
    [InlineData(-90_000, 1000, 1000)]
    public void A_silence_lasts(int lastedMs, int wantedMs, int leftMs) => Assert.Equal(
        TimeSpan.FromMilliseconds(leftMs), Silence.Left(Noon, Noon.AddMilliseconds(lastedMs), TimeSpan.FromMilliseconds(wantedMs)));

    [Fact]
    public void A_silence_begins_with_the_last_output_of_either_stream_or_with_the_job()
    {
        var directory = Directory.CreateTempSubdirectory("agent-exec-silence-").FullName;
        var state = States.Of(Requests.Id, JobStatus.Running);
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), Silence.LastOutput(directory, state, Noon));
        Assert.Equal(Noon, Silence.LastOutput(directory, state with { Job = state.Job with { StartedAt = "" } }, Noon));
        foreach (var (log, time) in new[] { (JobFiles.StdoutLog, Noon), (JobFiles.StderrLog, Noon.AddSeconds(1.5)) })
        {
            File.WriteAllText(Path.Combine(directory, log), "x");
            File.SetLastWriteTimeUtc(Path.Combine(directory, log), time.UtcDateTime);
        }

        Assert.Equal(Noon.AddSeconds(1.5), Silence.LastOutput(directory, state, Noon.AddDays(1)));
        Directory.Delete(directory, recursive: true);
    }

    private static readonly DateTimeOffset Noon = new(2026, 3, 3, 12, 0, 0, TimeSpan.Zero);

    private static MetBy?[] Met(string jobs) => [.. jobs.Select(job => job == 'e' ? MetBy.Ended : (MetBy?)null)];

    private static WaitForRequest Ask(params string[] jobs) => new() { Jobs = [.. jobs.Select(job => new WaitTarget(job))], WaitMs = 1 };
}

using AgentExec.Contracts.Jobs;
using AgentExec.Reliability.Tests.Support;

namespace AgentExec.Reliability.Tests;

/// <summary>A16: a log or an event that would be written over files of the jobs root, by whatever way the path leads there.</summary>
public sealed class OwnPlaceTests : SandboxTest
{
    [Fact]
    public void Should_refuse_to_write_over_files_of_the_root()
    {
        var job = Cli.Ok("run", "--wait", "--", "echo kept").JobId;
        Directory.CreateSymbolicLink(Box["link"], Box.Root);
        File.CreateSymbolicLink(Box["file"], Box.HostFile(HostFiles.Events));
        File.CreateSymbolicLink(Box["dangling"], Box.HostFile("new.log"));
        string[] places =
        [
            Box.HostFile(HostFiles.Lock), Path.Combine(Box.Root, job, JobFiles.Meta), Path.Combine(Box.Root, "none", "..", job, "x"),
            Path.Combine(Box["link"], job, JobFiles.StdoutLog), Box["file"], Box["dangling"], Path.Combine(Box.Root, "01J00000000000000000000000", "x"),
        ];
        foreach (var place in places)
        {
            Assert.Contains("'--log' must not be inside", Cli.Misused("run", "--log", place, "--", "touch ran"), StringComparison.Ordinal);
            Assert.Contains("'--notify-file' must not be inside", Cli.Misused("run", "--notify-file", place, "--", "touch ran"), StringComparison.Ordinal);
            Assert.Contains("must not be inside", Cli.Misused("notify", "set", "--output-pattern", "x", "--output-file", place, job), StringComparison.Ordinal);
        }

        Assert.False(File.Exists(Path.Combine(Box.Work, "ran")));
        Assert.Equal("kept\n", Box.Stdout(job));
        Assert.Equal([job], Box.Jobs());
    }

    [Fact]
    public async Task Should_refuse_it_of_a_peer_by_the_fields_name()
    {
        var job = Cli.Launch("--", "exec sleep 600");
        File.CreateSymbolicLink(Box["file"], Box.HostFile(HostFiles.Events));
        using var wire = new Wire(Box);
        await using var peer = await PeerTalk.BeginAsync(wire);
        foreach (var place in (string[])[Box.HostFile(HostFiles.Events), Path.Combine(Box.Root, job, JobFiles.State), Box["file"]])
        {
            Assert.Contains("\"message\":\"log_path must not be inside", await peer.AskAsync("run", Run($"\"log_path\":\"{place}\"")), StringComparison.Ordinal);
            Assert.Contains("\"message\":\"notify_file must not be inside", await peer.AskAsync("run", Run($"\"notify_file\":\"{place}\"")), StringComparison.Ordinal);
            var edit = await peer.AskAsync("notify-set", $"\"job_id\":\"{job}\",\"output_pattern\":\"x\",\"output_file\":\"{place}\"");
            Assert.Contains("\"message\":\"output_file must not be inside", edit, StringComparison.Ordinal);
        }

        Assert.Equal([job], Box.Jobs());
        Box.Finish(job);
    }

    [Fact]
    public void Should_let_a_log_lie_beside_the_jobs()
    {
        var log = Path.Combine(Box.Root, "all.log");
        Assert.Equal("exited", Cli.Ok("run", "--wait", "--log", log, "--", "echo seen").State);
        Assert.Contains("seen", File.ReadAllText(log), StringComparison.Ordinal);
    }

    private static string Run(string more) =>
        $"\"job_id\":\"01J00000000000000000000000\",\"root\":\"/\",\"cwd\":\"/\",\"environment\":\"\",\"umask\":0,\"shell_wrapper\":[\"sh\"],\"command\":[\"true\"],{more}";
}

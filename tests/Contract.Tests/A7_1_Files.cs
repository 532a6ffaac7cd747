using System.Text.Json;

namespace AgentExec.Contract.Tests;

public sealed class A7_1_Files : InWorld
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Fact]
    public void A7_1_1_meta() => Assert.Equal(Private, File.GetUnixFileMode(JobFile(Launch("--", "true"), "meta.json")));

    [Fact]
    public void A7_1_2_state() => Assert.Equal(Private, File.GetUnixFileMode(JobFile(Launch("--", "true"), "state.json")));

    [Fact]
    public void A7_1_3_logs()
    {
        var job = Launch("--", "true");
        Assert.All((string[])["stdout.log", "stderr.log", "full.log"], name => Assert.Equal("", Log(job, name)));
    }

    [Fact]
    public void A7_1_5_full_log_elsewhere()
    {
        var job = Ended("--log", this["elsewhere.log"], "--", "echo hi");
        Assert.Equal("", Log(job, "full.log"));
        Assert.EndsWith(" hi\n", File.ReadAllText(this["elsewhere.log"]));
    }

    [Fact]
    public void A7_1_6_no_completion_event() => Assert.False(File.Exists(JobFile(Ended("--", "true"), "completion_event.json")));

    [Fact]
    public void A7_1_8_no_notification_events() => Assert.False(File.Exists(JobFile(Ended("--", "echo hi"), "notification_events.ndjson")));

    [Fact]
    public void A7_1_9_never_partial()
    {
        var job = Launch("--progress-every", "1", "--", $"until [ -e {InWork("go")} ]; do sleep 0.02; done");
        for (var i = 0; i < 2000; i++) Assert.Equal("running", State(job).Text("job.status"));
        WriteWork("go", "");
        Ok("wait", job);
    }

    [Fact]
    public void A7_1_10_indented()
    {
        var job = Ended("--env", "A=1", "--", "true");
        foreach (var file in (string[])["meta.json", "state.json"])
        {
            var text = File.ReadAllText(JobFile(job, file));
            using var document = JsonDocument.Parse(text);
            Assert.StartsWith("{\n  \"job\": {\n    \"id\": ", text);
            Assert.EndsWith("\n}", text);
        }
    }

    [Fact]
    public void A7_1_11_nothing_temporary()
    {
        var job = Ended("--progress-every", "1", "--", "sleep 0.1");
        Assert.DoesNotContain(Directory.EnumerateFiles(Path.GetDirectoryName(JobFile(job, ""))!), path => Path.GetFileName(path).StartsWith(".tmp-", StringComparison.Ordinal));
    }
}

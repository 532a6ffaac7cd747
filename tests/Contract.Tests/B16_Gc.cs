namespace AgentExec.Contract.Tests;

[Trait(Scope.Name, Scope.ThisProduct)]
public sealed class B16_Gc : InWorld
{
    [Theory]
    [InlineData("99999999999999999999d")]
    [InlineData("18446744073709551615d")]
    [InlineData("18446744073709551616")]
    public void B16_1_overflow(string duration)
    {
        var job = Fixtures.Copy(this, "exited");
        Error("internal_error", "gc", "--older-than", duration);
        Assert.Equal([job], Jobs());
    }

    [Fact]
    public void B12_4_gc()
    {
        Fixtures.Copy(this, "not-a-job");
        File.WriteAllText(JobFile("", "note.txt"), "");
        Directory.CreateDirectory(this["outside"]);
        Directory.CreateSymbolicLink(JobFile("", "link"), this["outside"]);
        Fixtures.Copy(this, "exited");
        File.Copy(JobFile(Jobs()[0], "state.json"), Path.Combine(this["outside"], "state.json"));
        Assert.Equal(1, Ok("gc", "--older-than", "0s").Number("deleted"));
        Assert.True(File.Exists(JobFile("not-a-job", "notes.txt")) && File.Exists(JobFile("", "note.txt")) && File.Exists(this["outside/state.json"]));
    }

    [Fact]
    public void B13_3_host_is_not_collected()
    {
        Ended("--", "true");
        var gc = Ok("gc", "--older-than", "0s");
        Assert.DoesNotContain(gc.Items("jobs"), job => job.Text("job_id").StartsWith('.'));
        Assert.True(Directory.Exists(JobFile(".host", "")));
    }

    [Theory]
    [InlineData("-1d")]
    [InlineData("1x")]
    [InlineData("99999999999999999999999")]
    [InlineData("9223372036854775807d")]
    public void C2_4_durations(string duration)
    {
        var job = Fixtures.Copy(this, "exited");
        Error("internal_error", "gc", $"--older-than={duration}");
        Assert.Equal([job], Jobs());
    }
}

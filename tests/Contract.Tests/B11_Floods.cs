namespace AgentExec.Contract.Tests;

[Trait(Scope.Name, Scope.ThisProduct)]
public sealed class B11_Floods : InWorld
{
    // 1 288 895 bytes.
    private const string Flood = "seq 200000; exit 3";
    private const long Length = 1_288_895;
    private const string Limit = "100000";

    [Fact]
    public void B11_1_bounded()
    {
        var run = Wait("--log-max-bytes", Limit, "--", Flood);
        Assert.EndsWith("\n199999\n200000", run.Text("final_snapshot.stdout_tail"));
        Assert.True(Size(run, "stdout.log") < 500_000, $"{Size(run, "stdout.log")} bytes");
    }

    [Fact]
    public void B11_2_never_blocked() => Assert.Equal(3, Wait("--log-max-bytes", "10", "--", Flood).Number("exit_code"));

    [Fact]
    public void B11_3_counted()
    {
        var run = Wait("--log-max-bytes", Limit, "--", Flood);
        Assert.Equal(Length, run.Number("final_snapshot.stdout_observed_bytes"));
        Assert.Equal(Length, Ok("tail", run.Text("job_id")).Number("stdout_observed_bytes"));
        Assert.Contains("dropped_bytes\":", run.Raw());
        Assert.Contains("dropped_bytes", Log(run.Text("job_id"), "state.json"));
    }

    [Fact]
    public void B11_4_full_log()
    {
        var run = Wait("--log-max-bytes", Limit, "--", Flood);
        Assert.True(Size(run, "full.log") < 500_000, $"{Size(run, "full.log")} bytes");
    }

    [Fact]
    public void B11_5_configuration()
    {
        WriteWork("x.toml", $"[log]\nmax_bytes = {Limit}\n");
        Assert.True(Size(Wait("--config", "x.toml", "--", Flood), "stdout.log") < 500_000);
        Assert.Equal(Length, Size(Wait("--config", "x.toml", "--log-max-bytes", "0", "--", Flood), "stdout.log"));
    }

    [Fact]
    public void B11_6_unlimited() => Assert.Equal(Length, Size(Wait("--log-max-bytes", "0", "--", Flood), "stdout.log"));

    private long Size(Json run, string log) => new FileInfo(JobFile(run.Text("job_id"), log)).Length;
}

namespace AgentExec.Contract.Tests;

public sealed class B20_Durations : InWorld
{
    [Theory]
    [InlineData("300ms")]
    [InlineData("1s")]
    [InlineData("0h0m1s")]
    public void B20_1_units(string time)
    {
        var job = Ok("run", "--snapshot-after", "0ms", "--timeout", time, "--", "exec sleep 600").Text("job_id");
        Assert.Equal("timeout", Ok("wait", "--timeout-ms", "1m", job).Text("reason"));
        Ok("gc", "--dry-run", "--older-than", "1d12h");
    }

    [Theory]
    [InlineData("1w")]
    [InlineData("1S")]
    [InlineData("-1s")]
    [InlineData("1.5h")]
    [InlineData("30m1h")]
    [InlineData("1h30")]
    [InlineData("99999999999999999d")]
    public void B20_2_refused(string time)
    {
        Usage("run", $"--timeout={time}", "true");
        Usage("wait", $"--timeout-ms={time}", "X");
        Usage("exec", $"--timeout={time}", "true");
        Assert.False(Directory.Exists(Root));
    }

    [Fact]
    public void B20_3_configuration()
    {
        var directory = Directory.CreateDirectory(Path.Combine(Home, ".config/agent-exec")).FullName;
        Environment.Remove("XDG_CONFIG_HOME");
        File.WriteAllText(Path.Combine(directory, "config.toml"), "[exec]\ntimeout_sec = '300ms'\n");
        // A tool's result may hold null, which no other answer does.
        Assert.Contains("\"timedOut\":true", Run("exec", "--", "exec sleep 600").Stdout, StringComparison.Ordinal);
    }
}

using AgentExec.Reliability.Tests.Support;

namespace AgentExec.Reliability.Tests;

/// <summary>A16: <c>ulimit -v</c> where agent-exec is called.</summary>
public sealed class AddressSpaceTests : SandboxTest
{
    private Caller Limited => Cli with { Through = ["sh", "-c", "ulimit -v 1000000 && exec \"$@\"", "sh"] };

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void Should_name_the_limit_and_start_nothing(bool hostLives)
    {
        SkipUnlessNative();
        if (hostLives) Cli.Ok("host", "start");
        foreach (var call in (string[][])[["run", "--", "touch ran"], ["exec", "--", "touch ran"]])
        {
            var refused = Limited.Fails("not_permitted", call);
            Assert.Contains("RLIMIT_AS", refused.Message, StringComparison.Ordinal);
            Assert.Contains("ulimit -v", refused.Message, StringComparison.Ordinal);
            Assert.False(refused.Error.GetProperty("retryable").GetBoolean());
        }

        Assert.False(File.Exists(Path.Combine(Box.Work, "ran")));
        Assert.Equal(hostLives ? 1 : 0, Box.Hosts().Count);
    }

    [SkippableFact]
    public void Should_answer_from_disk_and_fail_in_doctor()
    {
        SkipUnlessNative();
        var job = Cli.Ok("run", "--wait", "--", "exit 4").JobId;
        Assert.Equal(4, Limited.Ok("status", job).Number("exit_code"));
        var check = Limited.Ok("doctor").Items("checks").Single(one => one.GetProperty("name").GetString() == "address_space");
        Assert.Equal("fail", check.GetProperty("verdict").GetString());
        Assert.Contains("RLIMIT_AS", check.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    // The runtime with a compiler in it does not even start so.
    private void SkipUnlessNative() => Skip.IfNot(Limited.Run("--version").ExitCode == 0, "the programs are not native");
}

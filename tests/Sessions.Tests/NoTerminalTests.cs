namespace AgentExec.Sessions.Tests;

/// <summary>§5: where no terminal can be had a command runs on pipes and is warned of.</summary>
public sealed class NoTerminalTests : ToolTest
{
    private const string Hide = "mount -t tmpfs none /dev/pts";

    [SkippableFact]
    public void Should_run_on_pipes_and_warn()
    {
        using (var trial = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("unshare", ["-m", "/bin/sh", "-c", Hide]) { RedirectStandardError = true })!)
        {
            trial.WaitForExit();
            Skip.If(trial.ExitCode != 0, "this user may not mount");
        }

        // In a mount namespace of the host's own, which its keepers share: nothing of it is left, and nobody else sees it.
        (Cli with { Through = ["unshare", "-m", "/bin/sh", "-c", Hide + " && exec \"$0\" \"$@\""] }).Ok("host", "start");
        var answer = Exec("test -t 0 || echo pipes; echo error >&2", ",\"pty\":true");
        Assert.Equal("completed", answer.Status);
        Assert.StartsWith("pipes\n", answer.Text("aggregated"));
        Assert.Contains("no terminal", Assert.Single(answer.Result.GetProperty("warnings").EnumerateArray()).GetString());
        Assert.Contains("no terminal", answer.Shown);
        // In the background too, and it can be written to.
        var started = Exec("read line; echo got $line", ",\"pty\":true,\"background\":true");
        Assert.Equal("running", started.Status);
        Assert.Equal(3, Process("write", started.Text("sessionId"), ",\"data\":\"hi\\n\"").Number("bytes"));
        Assert.Equal("got hi\n", PollToEnd(started.Text("sessionId")).Output);
    }
}

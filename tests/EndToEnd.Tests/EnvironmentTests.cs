using AgentExec.EndToEnd.Tests.Support;

namespace AgentExec.EndToEnd.Tests;

/// <summary>What the job's environment is, and where secrets never show (contract A9.4, B13).</summary>
public sealed class EnvironmentTests : SandboxTest
{
    // A wrapper that is no shell and adds nothing: the job is env itself.
    private static readonly string[] Env = ["--shell-wrapper", "env -u NOTHING", "--", "env"];

    [Fact]
    public void Should_give_the_job_the_environment_of_the_caller_and_nothing_else()
    {
        Cli.Ok("host", "start");
        var caller = Cli.With("OWN", "a=b c").With("EMPTY", "");
        Assert.Equal(Lines(caller), Sorted(caller.Ok(["run", .. Env]).JobId));
        var tuned = caller.With("SSL_CERT_DIR", "/etc/mine").With("SSL_CERT_FILE", "/etc/mine.pem");
        Assert.Equal(Lines(tuned), Sorted(tuned.Ok(["run", .. Env]).JobId));
    }

    [Fact]
    public void Should_keep_bytes_that_are_not_text()
    {
        var caller = Cli with { Through = ["/bin/sh", "-c", "V=$(printf 'a\\377b'); export V; exec \"$@\"", "sh"] };
        Assert.Equal(" 61 ff 62\n", Box.Stdout(caller.Ok("run", "--", "printf %s \"$V\" | od -An -tx1").JobId));
    }

    [Fact]
    public void Should_apply_files_in_order_and_then_options_in_order()
    {
        File.WriteAllText(Path.Combine(Box.Work, "one.env"), "# comment\n\n A=one \nB=one\nC=\"quoted # not\"\nNOEQUALS\nexport D=1\n");
        File.WriteAllText(Path.Combine(Box.Work, "two.env"), "B=two\r\nE=x=y\n");
        string[] options =
        [
            "--no-inherit-env", "--env", "A=first", "--env-file", "one.env", "--env", "A=last", "--env-file", "two.env", "--env", "BARE", "--env", "F=1=2",
        ];
        var run = Cli.Ok(["run", .. options, .. Env]);
        Assert.Equal(["A=last", "B=two", "BARE=", "C=\"quoted # not\"", "E=x=y", "F=1=2", "NOEQUALS=", "export D=1"], Sorted(run.JobId));
        Assert.Equal(["A=first", "A=last", "BARE", "F=1=2"], run.Texts("env_vars"));
        var meta = Box.Meta(run.JobId);
        Assert.Equal(["A", "A", "BARE", "F"], meta.GetProperty("env_keys").EnumerateArray().Select(key => key.GetString()));
        Assert.DoesNotContain("quoted", meta.GetRawText());
    }

    [Fact]
    public void Should_start_from_nothing_when_told_so()
    {
        Assert.Empty(Sorted(Cli.Ok(["run", "--no-inherit-env", .. Env]).JobId));
        var shell = Cli.Ok("run", "--no-inherit-env", "--env", "X=1", "--", "env").JobId;
        // What sh itself adds is no business of ours.
        Assert.Equal(["X=1"], Sorted(shell).Where(line => line.Split('=')[0] is not ("PWD" or "OLDPWD" or "SHLVL" or "_" or "PATH" or "LS_COLORS" or "PS1")));
    }

    [Fact]
    public void Should_let_options_win_over_the_inherited_value() =>
        Assert.Contains("LANG=xx", Sorted(Cli.Ok(["run", "--env", "LANG=xx", .. Env]).JobId));

    [Fact]
    public void Should_show_and_store_a_masked_value_as_stars_and_give_the_job_the_real_one()
    {
        const string secret = "hunter2-e3b0c442";
        var run = Cli.Ok(
            "run", "--env", $"TOKEN={secret}", "--env", "PLAIN=seen", "--mask", "TOKEN", "--",
            "printf %s \"$TOKEN\" | wc -c; printf %s \"$TOKEN\" | cut -c1-7");
        Assert.Equal(["TOKEN=***", "PLAIN=seen"], run.Texts("env_vars"));
        Assert.Equal("16\nhunter2\n", Box.Stdout(run.JobId));
        Assert.Equal(["TOKEN=***", "PLAIN=seen"], Box.Meta(run.JobId).GetProperty("env_vars").EnumerateArray().Select(text => text.GetString()));
        Assert.Equal(["TOKEN"], Box.Meta(run.JobId).GetProperty("mask").EnumerateArray().Select(text => text.GetString()));
        AssertNowhereOnDisk(secret);
    }

    [Fact]
    public void Should_keep_values_out_of_every_argument_list_log_and_file()
    {
        const string masked = "masked-5feceb66", inherited = "inherited-6b86b273", filed = "filed-d4735e3a";
        File.WriteAllText(Box["secret.env"], $"FILED={filed}\n");
        var caller = Cli.With("INHERITED", inherited);
        string[] options = ["--env", $"MASKED={masked}", "--mask", "MASKED", "--env-file", Box["secret.env"]];
        var job = caller.Launch([.. options, "--", "echo ${#MASKED}${#FILED}${#INHERITED}; exec sleep 600"]);
        Box.UntilSaid(job, "151418");
        foreach (var secret in (string[])[masked, inherited, filed])
        {
            Assert.Empty(ProcessTable.WithArguments(secret));
            foreach (var pid in (int[])[Box.Host(), Box.KeeperOf(job)]) Assert.DoesNotContain(secret, File.ReadAllText($"/proc/{pid}/environ"));
            AssertNowhereOnDisk(secret);
        }

        Cli.Ok("list", "--all", "-vvv");
        Box.Finish(job);
        foreach (var secret in (string[])[masked, inherited, filed]) AssertNowhereOnDisk(secret);
    }

    private static List<string> Lines(Caller caller) => [.. caller.Environment.Select(pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal)];

    private List<string> Sorted(string job) => [.. Box.Stdout(job).Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];

    private void AssertNowhereOnDisk(string secret)
    {
        var files = Directory
            .EnumerateFiles(Box.Root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Where(file => !file.EndsWith(".sock", StringComparison.Ordinal));
        foreach (var (file, text) in StillThere.Look(files, File.ReadAllText))
            Assert.False(text.Contains(secret, StringComparison.Ordinal), $"{file} holds a secret");
    }
}

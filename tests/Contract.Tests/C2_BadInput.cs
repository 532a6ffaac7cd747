namespace AgentExec.Contract.Tests;

/// <summary>What is wrong is said, nothing is changed, nothing is lost.</summary>
public sealed class C2_BadInput : InWorld
{
    [Theory]
    [InlineData("../outside")]
    [InlineData("./../outside")]
    [InlineData("x/../../outside")]
    [Trait(Scope.Name, Scope.ThisProduct)]
    public void C2_5_separators(string id)
    {
        var job = Fixtures.Copy(this, "exited");
        Directory.Move(JobFile(job, ""), this["outside"]);
        var before = File.ReadAllText(this["outside/meta.json"]);
        foreach (var words in (string[][])[["status", id], ["tail", id], ["wait", id], ["kill", id], ["tag", "set", id, "--tag", "t"], ["notify", "set", id, "--command", "x"]])
            Error("job_not_found", words);
        Error("job_not_found", "tail", this["outside"]);
        Assert.Equal(before, File.ReadAllText(this["outside/meta.json"]));
    }

    [Theory]
    [InlineData("truncated-state", "state.json")]
    [InlineData("empty-state", "state.json")]
    [InlineData("state-of-wrong-types", "state.json")]
    [InlineData("unknown-status", "state.json")]
    [InlineData("truncated-meta", "meta.json")]
    [InlineData("empty-meta", "meta.json")]
    public void C2_6_corrupt_files(string name, string file)
    {
        var job = Fixtures.Copy(this, name);
        var before = File.ReadAllText(JobFile(job, file));
        Ok("list", "--all");
        Assert.Contains(file, Error("internal_error", "status", job).Text("error.message"));
        if (file == "state.json")
        {
            Error("internal_error", "wait", job);
            Error("internal_error", "kill", job);
        }

        Assert.Equal("hi", Ok("tail", job).Text("stdout_tail"));
        Assert.Equal(before, File.ReadAllText(JobFile(job, file)));
    }

    [SkippableFact]
    public void C2_7_read_only_root()
    {
        var job = Fixtures.Copy(this, "exited");
        const string mount = "mount --bind \"$1\" \"$1\" && mount -o remount,bind,ro \"$1\" || exit 77; ";
        Call Inside(string command) => Shell($"unshare -m sh -c '{mount}exec \"$0\" {command}' \"$0\" \"$1\" \"$2\"", Root, job);
        var run = Inside("run -- \"touch ran\"");
        Skip.If(run.ExitCode is not (0 or 1), $"no mount namespace here: {run.Stderr}");
        Assert.Contains(Root, run.Error("internal_error").Text("error.message"));
        Assert.False(File.Exists(InWork("ran")));
        Assert.Equal([job], Jobs());
        Assert.Equal("exited", Inside("status \"$2\"").Ok().Text("state"));
        Assert.Equal("hi", Inside("tail \"$2\"").Ok().Text("stdout_tail"));
    }
}

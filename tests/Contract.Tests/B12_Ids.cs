namespace AgentExec.Contract.Tests;

[Trait(Scope.Name, Scope.ThisProduct)]
public sealed class B12_Ids : InWorld
{
    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("...")]
    [InlineData("/")]
    [InlineData("../jobs")]
    [InlineData("a/b")]
    [InlineData(".host")]
    public void B12_1_no_id(string id)
    {
        Fixtures.Copy(this, "exited");
        foreach (var verb in (string[])["status", "tail", "wait", "kill"]) Error("job_not_found", verb, id);
    }

    [Fact]
    public void B12_2_prefix()
    {
        var job = Fixtures.Copy(this, "exited");
        foreach (var verb in (string[])["status", "tail", "wait", "kill"]) Assert.Equal(job, Ok(verb, job[..4]).Text("job_id"));
    }

    [Fact]
    public void B12_3_ambiguous()
    {
        string[] jobs = [Fixtures.Copy(this, "exited"), Fixtures.Copy(this, "failed")];
        foreach (var verb in (string[])["status", "tail", "wait", "kill"])
            Assert.Equal(jobs.Order(), Error("ambiguous_job_id", verb, "01").Texts("error.details.candidates").Order());
        Assert.Equal(jobs[0], Ok("status", jobs[0]).Text("job_id"));
    }
}

[Trait(Scope.Name, Scope.ThisProduct)]
public sealed class B13_Secrets : InWorld
{
    [Fact]
    public void B13_1_modes()
    {
        const UnixFileMode file = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var job = Ended("--root", this["a/b"], "--log", this["c/full.log"], "--", "echo hi");
        foreach (var directory in (string[])[this["a/b"], Path.Combine(this["a/b"], job), this["a/b/.host"]])
            Assert.Equal(file | UnixFileMode.UserExecute, File.GetUnixFileMode(directory));
        // The host removes caller.json behind the answer.
        var modes = StillThere.Look(Directory.GetFiles(Path.Combine(this["a/b"], job)), File.GetUnixFileMode).ToList();
        Assert.Contains(modes, known => known.Path.EndsWith("/state.json", StringComparison.Ordinal));
        Assert.All(modes, known => Assert.Equal((known.Path, file), known));
    }

    [Fact]
    public void B13_2_host_is_not_listed()
    {
        var job = Ended("--", "true");
        Assert.True(Directory.Exists(JobFile(".host", "")));
        var list = Ok("list", "--all");
        Assert.Equal((job, 0L), (Assert.Single(list.Items("jobs")).Text("job_id"), list.Number("skipped")));
    }

    [Fact]
    public void B13_4_no_values_in_arguments()
    {
        var job = Launch("--env", "S=never-in-arguments", "--", "echo ready; exec sleep 600");
        UntilSaid(job, "ready");
        Assert.Empty(Processes.WithArguments("never-in-arguments"));
    }
}

namespace AgentExec.Contract.Tests;

[Trait(Scope.Name, Scope.ThisProduct)]
public sealed class B29_Errors : InWorld
{
    [Fact]
    public void B29_1_not_permitted()
    {
        var error = Programs.Run(Work, Environment, [NativePrograms.ChildTool, "no-sockets", Here, "run", "--", "touch ran"]).Error("not_permitted");
        Assert.False(error.Flag("error.retryable"));
        Assert.StartsWith("socket: EPERM", error.Text("error.message"), StringComparison.Ordinal);
        Assert.False(File.Exists(InWork("ran")));
    }

    [Fact]
    public void B29_2_usage()
    {
        var job = Launch("--", "exec sleep 600");
        string[][] refused =
        [
            ["run", "--tag", "a b", "--", "true"], ["run", "--tag", "a\nb", "--", "true"], ["run", "--notify-timeout", "0", "--", "true"],
            ["run", "--log-max-bytes=-5", "--", "true"], ["run", "--timeout=-1", "--", "true"], ["run", "--request-id", "", "--", "true"], ["run", "--"],
            ["kill", "--signal=99", job], ["kill", "--signal=0", job], ["kill", "--signal=-5", job], ["notify", "set", "--notify-timeout", "0", job],
            ["tag", "set", job, "--tag", "a b"], ["wait", "--until-port", "0", job], ["wait", "--until-silent", "0", job], ["list", "--all", "--tag", "a b"],
        ];
        foreach (var arguments in refused) Usage(arguments);
        Assert.Equal(job, Assert.Single(Ok("list", "--all").Items("jobs")).Text("job_id"));
        Ok("kill", job);
    }
}

namespace AgentExec.Contract.Tests.Support;

/// <summary>What a caller got: exit code, both streams, how long it took.</summary>
internal sealed record Call(int ExitCode, string Stdout, string Stderr, TimeSpan Took)
{
    /// <summary>The one line of JSON, whatever it says.</summary>
    public Json Answer()
    {
        Assert.True(Stdout.EndsWith('\n') && Stdout.Count(c => c == '\n') == 1, $"not one line on stdout: {this}");
        var answer = new Json(Stdout);
        Assert.False(answer.HoldsNull(), $"null on stdout: {Stdout}");
        return answer;
    }

    public Json Ok()
    {
        Assert.True(ExitCode == 0, ToString());
        var answer = Answer();
        Assert.True(answer.Flag("ok"), Stdout);
        return answer;
    }

    public Json Error(string code)
    {
        Assert.True(ExitCode == 1, ToString());
        var answer = Answer();
        Assert.False(answer.Flag("ok"), Stdout);
        Assert.Equal(code, answer.Text("error.code"));
        return answer;
    }

    /// <summary>Expects a usage error; answers the explanation.</summary>
    public string Usage()
    {
        Assert.True((ExitCode, Stdout) == (2, ""), ToString());
        Assert.NotEqual("", Stderr);
        return Stderr;
    }
}

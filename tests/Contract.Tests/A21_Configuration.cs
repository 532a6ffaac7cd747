namespace AgentExec.Contract.Tests;

public sealed class A21_Configuration : InWorld
{
    // Wrappers that tell their name instead of running the command.
    private const string FromFile = "[shell]\nunix = [\"/bin/echo\", \"file\"]\n";

    [Fact]
    public void A21_1_precedence()
    {
        Default("[shell]\nunix = [\"/bin/echo\", \"default\"]\n");
        WriteWork("given.toml", FromFile);
        Assert.Equal("option x\n", Output("--shell-wrapper", "/bin/echo option", "--config", "given.toml", "--", "x"));
        Assert.Equal("file x\n", Output("--config", "given.toml", "--", "x"));
        Assert.Equal("default x\n", Output("--", "x"));
        File.Delete(this["config/agent-exec/config.toml"]);
        Assert.Equal("built-in\n", Output("--", "echo built-in"));
    }

    [Fact]
    public void A21_2_split_at_blanks() => Assert.Equal("\"a b\" x\n", Output("--shell-wrapper", "  /bin/echo \t \"a   b\" ", "--", "x"));

    [Fact]
    public void A21_3_no_configuration_is_read()
    {
        Default("[shell");
        Assert.Equal("hi\n", Output("--shell-wrapper", "sh -c", "--config", WriteWork("broken.toml", "="), "--", "echo hi"));
    }

    [Fact]
    public void A21_4_default_file()
    {
        Default(FromFile);
        Assert.Equal("file x\n", Output("--", "x"));
    }

    [Theory]
    [InlineData("relative")]
    [InlineData("")]
    public void A21_5_configuration_home(string value)
    {
        Environment["XDG_CONFIG_HOME"] = value;
        foreach (var directory in (string[])[InWork("relative/agent-exec"), InWork("agent-exec")])
        {
            Directory.CreateDirectory(directory);
            File.WriteAllText(Path.Combine(directory, "config.toml"), "[shell]\nunix = [\"/bin/echo\", \"wrong\"]\n");
        }

        Directory.CreateDirectory(Path.Combine(Home, ".config/agent-exec"));
        File.WriteAllText(Path.Combine(Home, ".config/agent-exec/config.toml"), FromFile);
        Assert.Equal("file x\n", Output("--", "x"));
    }

    [Fact]
    public void A21_6_given_replaces_default()
    {
        Default(FromFile);
        Assert.Equal("hi\n", Output("--config", WriteWork("empty.toml", ""), "--", "echo hi"));
    }

    [Fact]
    public void A21_7_no_file()
    {
        Default(FromFile);
        Assert.Equal("hi\n", Output("--config", this["nowhere.toml"], "--", "echo hi"));
    }

    [Fact]
    public void A21_8_other_keys()
    {
        WriteWork("x.toml", "other = 1\n[shell]\nwindows = [\"cmd\", \"/C\"]\nlater = true\n[future]\nx = [1]\n");
        Assert.Equal("hi\n", Output("--config", "x.toml", "--", "echo hi"));
    }

    [Theory]
    [InlineData("[shell")]
    [InlineData("= 1")]
    [InlineData("[shell]\nunix = \"sh -c\"\n")]
    [InlineData("[shell]\nunix = [1]\n")]
    [InlineData("[shell]\nunix = []\n")]
    [InlineData("shell = 1\n")]
    public void A21_9_broken(string text)
    {
        WriteWork("x.toml", text);
        Assert.Contains("x.toml", Error("internal_error", "run", "--config", "x.toml", "--", "touch ran").Text("error.message"));
        Default(text);
        Error("internal_error", "run", "--", "touch ran");
        Assert.False(Directory.Exists(Root) || File.Exists(InWork("ran")));
    }

    [Fact]
    public void A21_11_only_run()
    {
        var job = Ended("--", "true");
        Default("[shell");
        foreach (var words in (string[][])[["status", job], ["tail", job], ["wait", job], ["kill", job], ["list"]]) Ok(words);
    }

    private void Default(string text)
    {
        Directory.CreateDirectory(this["config/agent-exec"]);
        File.WriteAllText(this["config/agent-exec/config.toml"], text);
    }
}

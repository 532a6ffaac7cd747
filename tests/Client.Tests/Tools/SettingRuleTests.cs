using AgentExec.Client.Tools;

namespace AgentExec.Client.Tests.Tools;

/// <summary>What settings do to a command: the sandbox (exec-process §6) and <c>path_prepend</c> (§8).</summary>
public sealed class SettingRuleTests
{
    [Theory]
    [InlineData(false, false, false, "")]
    [InlineData(true, false, false, "")]
    [InlineData(false, true, false, "")]
    [InlineData(true, true, false, "")]
    [InlineData(false, false, true, "bwrap --dev-bind / /")]
    [InlineData(false, true, true, "bwrap --dev-bind / /")]
    [InlineData(true, true, true, "")]
    [InlineData(true, false, true, null)]
    public void Elevated_leaves_the_sandbox_where_the_user_allows_it(bool elevated, bool allowed, bool sandbox, string? prefix)
    {
        var settings = new ExecSettings { ElevatedAllowed = allowed, Sandbox = sandbox ? ["bwrap", "--dev-bind", "/", "/"] : [] };
        var words = ElevatedRule.Prefix(elevated, settings);
        Assert.Equal(prefix, words is null ? null : string.Join(' ', words));
    }

    [Fact]
    public void The_refusal_names_the_setting() => Assert.Contains("[exec] elevated", ElevatedRule.Refusal, StringComparison.Ordinal);

    [Fact]
    public void Nothing_to_prepend_changes_nothing()
    {
        var (command, env) = PathPrepend.Apply("c", ["sh", "-lc"], [], "PATH=/bin\0"u8);
        Assert.Equal("c", command);
        Assert.Empty(env);
    }

    [Fact]
    public void A_plain_shell_gets_it_in_its_environment()
    {
        var (command, env) = PathPrepend.Apply("c", ["sh", "-c"], ["/a", "/b c"], "X=1\0PATH=/bin:/usr/bin\0APATH=/no\0"u8);
        Assert.Equal(("c", "PATH=/a:/b c:/bin:/usr/bin"), (command, Assert.Single(env)));
        Assert.Equal("PATH=/a", Assert.Single(PathPrepend.Apply("c", ["fish", "-lc"], ["/a"], ""u8).Env));
    }

    [Fact]
    public void A_login_shell_puts_it_there_itself_behind_its_profile()
    {
        var (command, env) = PathPrepend.Apply("echo hi", ["/bin/bash", "-lc"], ["/a", "/b"], "PATH=/bin\0"u8);
        Assert.Equal("AGENT_EXEC_PATH_PREPEND=/a:/b", Assert.Single(env));
        Assert.Equal("PATH=\"$AGENT_EXEC_PATH_PREPEND${PATH:+:$PATH}\"; export PATH; unset AGENT_EXEC_PATH_PREPEND; echo hi", command);
    }

    [Theory]
    [InlineData("sh -lc", true)]
    [InlineData("/usr/bin/bash --login -c", true)]
    [InlineData("zsh -l -c", true)]
    [InlineData("bash -o pipefail -c", false)]
    [InlineData("sh -c", false)]
    [InlineData("fish -lc", false)]
    [InlineData("python3 -c", false)]
    public void Login_shells_are_known(string wrapper, bool login) => Assert.Equal(login, PathPrepend.IsLoginShell(wrapper.Split(' ')));
}

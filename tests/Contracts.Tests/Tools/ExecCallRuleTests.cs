using AgentExec.Contracts.Tools;

namespace AgentExec.Contracts.Tests.Tools;

/// <summary>Sections 2, 4 and 7: what is never run, said alike by clients and hosts.</summary>
public sealed class ExecCallRuleTests
{
    [Theory]
    [InlineData("x", null, "A=1", null, null)]
    [InlineData("x", "/w", "A=", "s", null)]
    [InlineData("", null, "A=1", null, "command is empty, and nothing was run: give the shell code to run")]
    [InlineData(" \n\t", null, "A=1", null, "command is empty, and nothing was run: give the shell code to run")]
    [InlineData("a\0b", null, "A=1", null, "command holds a NUL character, and nothing was run")]
    [InlineData("x", "", "A=1", null, "workdir is empty, and nothing was run: leave it out for the caller's directory")]
    [InlineData("x", "/w\0", "A=1", null, "workdir holds a NUL character, and nothing was run")]
    [InlineData("x", null, "=1", null, "env has a variable without a name, and nothing was run")]
    [InlineData("x", null, "A=\0", null, "env has a NUL character, and nothing was run")]
    [InlineData("x", null, "ld_preload=secret", null, "these environment variables may not be set by a tool call, nothing was run: ld_preload")]
    [InlineData("x", null, "A=1", "", "a scope has 1 to 128 printable characters and no spaces, and nothing was run")]
    [InlineData("x", null, "A=1", "a b", "a scope has 1 to 128 printable characters and no spaces, and nothing was run")]
    public void What_is_never_run(string command, string? workdir, string variable, string? scope, string? refusal) =>
        Assert.Equal(refusal, ExecCallRule.Refusal(command, workdir, ["B=2", variable], scope));
}

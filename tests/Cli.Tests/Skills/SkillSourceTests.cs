using AgentExec.Cli.Skills;
using AgentExec.Contracts.Errors;

namespace AgentExec.Cli.Tests.Skills;

/// <summary>The sources of contract A23.</summary>
public sealed class SkillSourceTests
{
    [Theory]
    [InlineData("self", "agent-exec", null)]
    [InlineData("local:a", "a", "a")]
    [InlineData("local:/x/a b/", "a b", "/x/a b/")]
    [InlineData("local:../.hidden", ".hidden", "../.hidden")]
    [InlineData("local:./local:a", "local:a", "./local:a")]
    public void A_source_has_a_name(string text, string name, string? path) => Assert.Equal(new SkillSource(text, name, path), SkillSource.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("Self")]
    [InlineData("self ")]
    [InlineData("github:a/b")]
    [InlineData("/x")]
    [InlineData("Local:a")]
    public void Other_schemes_are_unknown(string text) =>
        Assert.Equal(ErrorCode.UnknownSourceScheme, Assert.Throws<AgentExecException>(() => SkillSource.Parse(text)).Error.Code);

    [Theory]
    [InlineData("local:")]
    [InlineData("local:/")]
    [InlineData("local:.")]
    [InlineData("local:a/..")]
    [InlineData("local:a/../")]
    [InlineData("local:...")]
    public void A_name_of_nothing_or_dots_is_refused(string text) =>
        Assert.Equal(ErrorCode.InternalError, Assert.Throws<AgentExecException>(() => SkillSource.Parse(text)).Error.Code);
}

using AgentExec.Contracts.Jobs;

namespace AgentExec.Contracts.Tests;

/// <summary>Where jobs are, and what may name one (contract A5, A3, B12).</summary>
public sealed class PlaceTests
{
    [Theory]
    [InlineData("given", "/own", "/data", "given")]
    [InlineData("", "/own", "/data", "")]
    [InlineData(null, "/own", "/data", "/own")]
    [InlineData(null, "rel/../x", "/data", "rel/../x")]
    [InlineData(null, "", "/data", "/data/agent-exec/jobs")]
    [InlineData(null, null, "/data/", "/data/agent-exec/jobs")]
    [InlineData(null, null, "rel", "/home/me/.local/share/agent-exec/jobs")]
    [InlineData(null, null, "", "/home/me/.local/share/agent-exec/jobs")]
    [InlineData(null, null, null, "/home/me/.local/share/agent-exec/jobs")]
    public void The_first_that_is_set_wins(string? option, string? own, string? data, string expected) => Assert.Equal(expected, JobsRoot.Resolve(
        option, name => name switch { "AGENT_EXEC_ROOT" => own, "XDG_DATA_HOME" => data, _ => throw new ArgumentException(name) }, () => "/home/me"));

    [Fact]
    public void Nobody_is_asked_for_a_home_that_is_not_needed() =>
        Assert.Equal("x", JobsRoot.Resolve("x", _ => throw new InvalidOperationException(), () => throw new InvalidOperationException()));

    [Theory]
    [InlineData("", "a", "a")]
    [InlineData("r", "a", "r/a")]
    [InlineData("r/", "a", "r/a")]
    [InlineData("/", "a", "/a")]
    [InlineData("./r", "a", "./r/a")]
    public void Paths_are_joined_as_text(string directory, string name, string expected) => Assert.Equal(expected, JobsRoot.Join(directory, name));

    [Theory]
    [InlineData("01M81M2XMPDE2MTY31S75VTQC4", true)]
    [InlineData("x", true)]
    [InlineData("a.b", true)]
    [InlineData(".a", true)]
    [InlineData("a b é", true)]
    [InlineData(".hostx", true)]
    [InlineData("", false)]
    [InlineData(".", false)]
    [InlineData("..", false)]
    [InlineData("...", false)]
    [InlineData("a/b", false)]
    [InlineData("/", false)]
    [InlineData("../a", false)]
    [InlineData("a\\b", false)]
    [InlineData("a\0", false)]
    [InlineData(".host", false)]
    public void A_job_is_named_by_one_plain_component(string text, bool valid) => Assert.Equal(valid, JobName.IsValid(text));
}

using AgentExec.Contracts.Rules;

namespace AgentExec.Contracts.Tests.Rules;

/// <summary>A16: where a caller may have something written.</summary>
public sealed class OwnPlaceRuleTests
{
    private const string Job = "01J00000000000000000000000";

    [Theory]
    [InlineData("/r/.host")]
    [InlineData("/r/.host/events.ndjson")]
    [InlineData("/r/" + Job)]
    [InlineData("/r/" + Job + "/meta.json")]
    [InlineData("/r/" + Job + "/own/x.log")]
    public void Should_refuse_the_roots_own_files_by_the_fields_name(string target)
    {
        Assert.StartsWith("log_path must not be inside /r/", OwnPlaceRule.Refusal("log_path", "/r", target)?.ToString(), StringComparison.Ordinal);
        Assert.NotNull(OwnPlaceRule.Refusal("log_path", "/", target["/r".Length..]));
    }

    [Theory]
    [InlineData("/elsewhere/.host/events.ndjson")]
    [InlineData("/r2/.host/x")]
    [InlineData("/r/all.log")]
    [InlineData("/r/logs/" + Job + "/x.log")]
    [InlineData("/r/.hosts")]
    public void Should_leave_every_other_path_to_the_user(string target) => Assert.Null(OwnPlaceRule.Refusal("log_path", "/r", target));
}

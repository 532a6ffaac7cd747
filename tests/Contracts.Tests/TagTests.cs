using AgentExec.Contracts.Jobs;

namespace AgentExec.Contracts.Tests;

/// <summary>The tables of contract A18.</summary>
public sealed class TagTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("A-z-09")]
    [InlineData("-")]
    [InlineData("ns.a.b")]
    [InlineData("1.2.3")]
    public void Segments_joined_by_dots_are_a_tag(string tag)
    {
        Assert.True(Tag.IsValid(tag));
        Assert.True(Tag.IsValidPattern(tag));
        Assert.True(Tag.IsValidPattern(tag + ".*"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData(".a")]
    [InlineData("a.")]
    [InlineData("a..b")]
    [InlineData("a b")]
    [InlineData("a_b")]
    [InlineData("a/b")]
    [InlineData("é")]
    [InlineData("a\n")]
    [InlineData("١")]
    [InlineData("*")]
    [InlineData("a*")]
    [InlineData("a.*.b")]
    public void Nothing_else_is(string tag)
    {
        Assert.False(Tag.IsValid(tag));
        Assert.False(Tag.IsValidPattern(tag));
    }

    [Theory]
    [InlineData(".*")]
    [InlineData("a.*.*")]
    [InlineData("a..*")]
    [InlineData("a.**")]
    public void A_star_needs_a_tag_before_it(string pattern) => Assert.False(Tag.IsValidPattern(pattern));

    [Fact]
    public void A_star_is_no_part_of_a_stored_tag() => Assert.False(Tag.IsValid("a.*"));

    [Theory]
    [InlineData("ns", "ns", true)]
    [InlineData("ns", "ns.a", false)]
    [InlineData("ns", "NS", false)]
    [InlineData("ns.*", "ns", true)]
    [InlineData("ns.*", "ns.a", true)]
    [InlineData("ns.*", "ns.a.b", true)]
    [InlineData("ns.*", "nsa", false)]
    [InlineData("ns.*", "ns-a", false)]
    [InlineData("ns.*", "a.ns", false)]
    [InlineData("ns.a.*", "ns", false)]
    [InlineData("ns.a.*", "ns.a", true)]
    [InlineData("ns.a.*", "ns.ab", false)]
    public void Patterns_select(string pattern, string tag, bool matches) => Assert.Equal(matches, Tag.Matches(pattern, tag));
}

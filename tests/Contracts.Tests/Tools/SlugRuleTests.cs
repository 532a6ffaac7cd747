using AgentExec.Contracts.Tools;

namespace AgentExec.Contracts.Tests.Tools;

/// <summary>Section 4: readable names, never given twice.</summary>
public sealed class SlugRuleTests
{
    [Fact]
    public void An_adjective_and_a_noun()
    {
        for (var seed = 0; seed < 1000; seed++)
        {
            var slug = SlugRule.Choose(new Random(seed), _ => false);
            Assert.Matches("^[a-z]+-[a-z]+$", slug);
            Assert.True(SlugRule.IsSlug(slug), slug);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void There_are_at_least_200_of_each_and_none_twice(int place)
    {
        var count = 0;
        var sizes = new List<int>();
        _ = SlugRule.Choose(most => { sizes.Add(most); return 0; }, _ => false);
        var words = Enumerable.Range(0, sizes[place]).Select(i =>
        {
            count = 0;
            return SlugRule.Choose(_ => count++ == place ? i : 0, _ => false).Split('-')[place];
        }).ToList();
        Assert.True(words.Count >= 200);
        Assert.Equal(words.Count, words.Distinct().Count());
    }

    [Fact]
    public void A_taken_one_is_not_given_again()
    {
        var taken = new HashSet<string>();
        var random = new Random(7);
        for (var i = 0; i < 5000; i++) Assert.True(taken.Add(SlugRule.Choose(random, taken.Contains)));
    }

    [Fact]
    public void After_twenty_tries_a_number_is_put_behind_it()
    {
        var asked = new List<string>();
        var slug = SlugRule.Choose(_ => 0, name => { asked.Add(name); return asked.Count <= 22; });
        Assert.Equal((23, asked[0] + "-4", true), (asked.Count, slug, SlugRule.IsSlug(slug)));
        Assert.Equal([asked[0] + "-2", asked[0] + "-3"], asked[20..22]);
    }

    [Theory]
    [InlineData("brave-otter", true)]
    [InlineData("brave-otter-2", true)]
    [InlineData("brave-otter-117", true)]
    [InlineData("brave", false)]
    [InlineData("brave-", false)]
    [InlineData("-otter", false)]
    [InlineData("Brave-otter", false)]
    [InlineData("brave-otter-0", false)]
    [InlineData("brave-otter-x", false)]
    [InlineData("brave-otter-1-2", false)]
    [InlineData("brave-ötter", false)]
    [InlineData("brave/otter", false)]
    [InlineData("01JAX3Z9F2M6Q8R7T5V4W1Y0AB", false)]
    [InlineData("", false)]
    public void What_can_be_one(string text, bool isSlug) => Assert.Equal(isSlug, SlugRule.IsSlug(text));

    [Fact]
    public void What_is_long_is_none() => Assert.False(SlugRule.IsSlug("a-" + new string('b', 100)));
}

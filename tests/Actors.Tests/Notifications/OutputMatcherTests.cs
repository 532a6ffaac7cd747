using AgentExec.Actors.Notifications;
using AgentExec.Contracts.Notifications;

namespace AgentExec.Actors.Tests.Notifications;

/// <summary>Patterns in the dialect of the original tool (contract A19).</summary>
public sealed class OutputMatcherTests
{
    [Theory]
    [InlineData("a", "bab", true)]
    [InlineData("A", "bab", false)]
    [InlineData("a.c", "abc", false)]
    [InlineData("a.c", "xa.cx", true)]
    [InlineData("é", "e\u0301", false)]
    [InlineData("\r", "x\r", true)]
    [InlineData("a\0b", "a\0b", true)]
    public void Should_find_a_text_byte_for_byte(string pattern, string line, bool found) =>
        Assert.Equal(found, new OutputMatcher(new OutputMatchRule { Pattern = pattern }).Matches(line));

    [Theory]
    [InlineData("b+", "abbc", true)]
    [InlineData("^b", "ab", false)]
    [InlineData("c$", "abc", true)]
    [InlineData("c$", "abc\r", false)]
    [InlineData(@"\Aabc\z", "abc", true)]
    [InlineData("(?i)ERROR", "an error", true)]
    [InlineData("(?P<code>\\d+) (?<rest>x)", "17 x", true)]
    [InlineData(@"[(?P<]", "P", true)]
    [InlineData(@"\x41\x{42}\u{43}\u0044", "ABCD", true)]
    [InlineData(@"^\x{1F600}+$", "😀😀", true)]
    [InlineData("^😀+$", "😀😀", true)]
    [InlineData(@"^\pL+$", "aé", true)]
    [InlineData(@"^\p{Lu}\PL$", "A1", true)]
    [InlineData("^[[:alpha:]]+$", "ab", true)]
    [InlineData("^[[:alpha:]]+$", "a1", false)]
    [InlineData("^[^[:space:][:punct:]]$", "x", true)]
    [InlineData("^[^[:space:][:punct:]]$", "-", false)]
    [InlineData("^[[:xdigit:]_]+$", "0_fF", true)]
    [InlineData("^[[:word:]]+$", "é", false)]
    [InlineData("^[]a]+$", "]a", true)]
    [InlineData("^[^]a]+$", "]", false)]
    [InlineData("^[][:digit:]]+$", "]7", true)]
    [InlineData(@"^[\]\[]+$", "[]", true)]
    [InlineData("^[a-c-]+$", "a-c", true)]
    [InlineData(@"\bfoo\b", "a foo b", true)]
    [InlineData(@"a{2,3}", "aa", true)]
    [InlineData("|a", "", true)]
    public void Should_read_regular_expressions_like_the_original(string pattern, string line, bool found)
    {
        var rule = Regex(pattern);
        Assert.Null(OutputMatcher.Complaint(rule));
        Assert.Equal(found, new OutputMatcher(rule).Matches(line));
    }

    [Theory]
    [InlineData("(")]
    [InlineData("a)")]
    [InlineData("[a")]
    [InlineData("*")]
    [InlineData(@"\")]
    [InlineData("(?=a)")]
    [InlineData("(?!a)")]
    [InlineData("(?<=a)b")]
    [InlineData("(?<!a)b")]
    [InlineData(@"(a)\1")]
    [InlineData(@"(?P<n>a)\k<n>")]
    [InlineData("(?P=n)")]
    [InlineData("(?>a)")]
    [InlineData("(?(a)b|c)")]
    [InlineData(@"\Ga")]
    [InlineData("[a-z&&[^b]]")]
    [InlineData("[a-z&&b]")]
    [InlineData("[a-z--b]")]
    [InlineData("[a~~b]")]
    [InlineData("[a[bc]]")]
    [InlineData("[a-z-[b]]")]
    [InlineData("[[:nothing:]]")]
    [InlineData("[[:^alpha:]]")]
    [InlineData("[[:]")]
    [InlineData("[😀]")]
    [InlineData(@"[\x{1F600}]")]
    [InlineData(@"\x{110000}")]
    [InlineData(@"\x{D800}")]
    [InlineData(@"\x{zz}")]
    [InlineData(@"\p{NoSuchThing}")]
    [InlineData(@"\<a")]
    [InlineData(@"a\>")]
    [InlineData(@"\b{start}a")]
    [InlineData("((a{100}){100}){100}")]
    public void Should_complain_of_what_means_something_else_or_takes_more_than_linear_time(string pattern)
    {
        Assert.NotEmpty(OutputMatcher.Complaint(Regex(pattern))!);
        Assert.Null(OutputMatcher.Complaint(new OutputMatchRule { Pattern = pattern }));
    }

    [Fact]
    public void Should_refuse_groups_that_lie_too_deep()
    {
        Assert.Null(OutputMatcher.Complaint(Regex(Nested(RegexDialect.DeepestGroup))));
        Assert.NotNull(OutputMatcher.Complaint(Regex(Nested(RegexDialect.DeepestGroup + 1))));
        Assert.NotNull(OutputMatcher.Complaint(Regex(Nested(100_000))));
        Assert.Null(OutputMatcher.Complaint(Regex(string.Concat(Enumerable.Repeat("(a)", 1000)))));

        static string Nested(int depth) => new string('(', depth) + "a" + new string(')', depth);
    }

    [Theory]
    [InlineData("(a+)+$")]
    [InlineData("(a|aa)+$")]
    [InlineData("(a*)*b")]
    [InlineData("(.*a){12}$")]
    public void Should_take_linear_time_for_any_pattern(string pattern) =>
        // Backtracking would take longer than the universe; that it returns is the proof.
        Assert.False(new OutputMatcher(Regex(pattern)).Matches(new string('a', 50_000) + "!"));

    [Theory]
    [InlineData(OutputMatchStream.Either, true, true)]
    [InlineData(OutputMatchStream.Stdout, true, false)]
    [InlineData(OutputMatchStream.Stderr, false, true)]
    public void Should_watch_the_streams_it_is_told(OutputMatchStream stream, bool stdout, bool stderr)
    {
        var matcher = new OutputMatcher(new OutputMatchRule { Pattern = "x", Stream = stream });
        Assert.Equal((stdout, stderr), (matcher.Watches(OutputMatchStream.Stdout), matcher.Watches(OutputMatchStream.Stderr)));
    }

    private static OutputMatchRule Regex(string pattern) => new() { Pattern = pattern, MatchType = OutputMatchType.Regex };
}

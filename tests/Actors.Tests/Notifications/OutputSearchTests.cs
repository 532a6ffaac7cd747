using AgentExec.Actors.Notifications;
using AgentExec.Contracts.Notifications;

namespace AgentExec.Actors.Tests.Notifications;

public sealed class OutputSearchTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("ox\nno\nox2", "ex\n", false, OutputMatchStream.Either, "stdout ox 3 3,0|stderr ex 3 3,3")]
    [InlineData("ox\nno\nox2", "ex\n", true, OutputMatchStream.Either, "stdout ox 3 3,0|stderr ex 3 3,3|stdout ox2 9 9,3")]
    [InlineData("x1\nx2\n", "x3\n", true, OutputMatchStream.Stderr, "stderr x3 3 6,3")]
    [InlineData("x1\nx2\n", "x3\n", true, OutputMatchStream.Stdout, "stdout x1 3 3,0|stdout x2 6 6,3")]
    [InlineData("", "", true, OutputMatchStream.Either, "")]
    public void Should_find_each_line_once_and_say_how_far_it_is(string stdout, string stderr, bool complete, OutputMatchStream stream, string expected)
    {
        using var search = Search(stdout, stderr, new MatchCursor(0, 0));
        var matcher = new OutputMatcher(new OutputMatchRule { Pattern = "x", Stream = stream });
        var found = new List<string>();
        OutputSearch.Finding finding;
        while (!(finding = search.Next(matcher, complete)).IsAtEnd)
            found.Add($"{finding.Stream.ToString().ToLowerInvariant()} {finding.Line!.Value.Text} {finding.Line.Value.End} {search.Cursor.StdoutBytes},{search.Cursor.StderrBytes}");
        Assert.Equal(expected, string.Join('|', found));
        Assert.True(search.Next(matcher, complete).IsAtEnd);
    }

    [Fact]
    public void Should_begin_where_the_cursor_stands()
    {
        using var search = Search("x1\nx2\n", "x3\nx4\n", new MatchCursor(3, 6));
        var matcher = new OutputMatcher(new OutputMatchRule { Pattern = "x" });
        Assert.Equal("x2", search.Next(matcher, true).Line?.Text);
        Assert.True(search.Next(matcher, true).IsAtEnd);
    }

    [Fact]
    public void Should_look_at_stderr_though_stdout_is_full_of_matches()
    {
        using var search = Search(string.Concat(Enumerable.Repeat("x\n", 1000)), "x\n", new MatchCursor(0, 0));
        var matcher = new OutputMatcher(new OutputMatchRule { Pattern = "x" });
        Assert.Contains(OutputMatchStream.Stderr, Enumerable.Range(0, 2).Select(_ => search.Next(matcher, false).Stream));
    }

    [Fact]
    public void Should_let_others_have_a_say_from_time_to_time()
    {
        using var search = Search(string.Concat(Enumerable.Repeat(new string('o', 1023) + "\n", 20 * 1024)), "", new MatchCursor(0, 0));
        var pauses = 0;
        for (var matcher = new OutputMatcher(new OutputMatchRule { Pattern = "x" }); search.Next(matcher, true) is { IsAtEnd: false } pause; pauses++)
            Assert.Null(pause.Line);
        Assert.Equal((2, 20L * 1024 * 1024), (pauses, search.Cursor.StdoutBytes));
    }

    private OutputSearch Search(string stdout, string stderr, MatchCursor cursor)
    {
        _scratch.Write("stdout.log", stdout);
        _scratch.Write("stderr.log", stderr);
        return new OutputSearch(_scratch.Path, cursor);
    }
}

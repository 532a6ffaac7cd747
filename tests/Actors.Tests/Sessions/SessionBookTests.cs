using System.Text;
using AgentExec.Actors.Sessions;
using AgentExec.Tests.Support;

namespace AgentExec.Actors.Tests.Sessions;

public sealed class SessionBookTests : IDisposable
{
    private const string Job = "01M81M2XMPDE2MTY31S75VTQC4", Other = "01M81M2XMPDE2MTY31S75VTQC5";

    private readonly Scratch _scratch = new();

    private string File => _scratch.Of(".host/sessions.log");

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Should_know_after_a_restart_what_is_taken_and_what_is_open()
    {
        var book = SessionBook.Load(_scratch.Path);
        book.Claim("calm-otter", Job);
        book.Claim("brave-pine", Other);
        book.Close("calm-otter");
        var next = SessionBook.Load(_scratch.Path);
        Assert.Equal([("brave-pine", Other)], next.Open);
        Assert.True(next.IsTaken("calm-otter"));
        Assert.False(next.IsTaken("calm-pine"));
        Assert.Equal("open calm-otter " + Job + "\nopen brave-pine " + Other + "\nclose calm-otter\n", System.IO.File.ReadAllText(File));
    }

    [Fact]
    public void Should_tell_the_open_ones_in_the_order_of_their_names_whatever_was_closed_between()
    {
        var book = SessionBook.Load(_scratch.Path);
        string[] jobs = [.. Enumerable.Range(0, 9).Select(i => Job[..^1] + i)];
        // The first names with a number are -2.
        for (var i = 0; i < 6; i++) book.Claim($"calm-otter-{i + 2}", jobs[i]);
        foreach (var i in (int[])[1, 4]) book.Close($"calm-otter-{i + 2}");
        for (var i = 6; i < 9; i++) book.Claim($"calm-otter-{i + 2}", jobs[i]);
        string[] expected = [jobs[0], jobs[2], jobs[3], jobs[5], jobs[6], jobs[7], jobs[8]];
        Assert.Equal(expected, book.Open.Select(entry => entry.Job));
        Assert.Equal(expected, SessionBook.Load(_scratch.Path).Open.Select(entry => entry.Job));
    }

    [Fact]
    public void Should_make_no_file_before_there_is_a_session()
    {
        _ = SessionBook.Load(_scratch.Path);
        Assert.False(System.IO.File.Exists(File));
    }

    [Theory]
    [InlineData("directory", "not a regular file")]
    [InlineData("link", "No such file")]
    [InlineData("large", "more than any such file")]
    public void Should_say_why_names_are_unknown_and_claim_none(string damage, string why)
    {
        _scratch.Write(".host/other", []);
        if (damage == "directory") Directory.CreateDirectory(File);
        if (damage == "link") System.IO.File.CreateSymbolicLink(File, _scratch.Of("nowhere"));
        if (damage == "large")
            using (var large = System.IO.File.Create(File))
                large.SetLength(500_000_000);
        var book = SessionBook.Load(_scratch.Path);
        Assert.Contains(why, book.Unreadable, StringComparison.Ordinal);
        Assert.Contains(File, book.Unreadable, StringComparison.Ordinal);
        Assert.Empty(book.Open);
        Assert.Throws<IOException>(() => book.Claim("calm-otter", Job));
    }

    [Theory]
    [InlineData("open calm-otter 01M81M2XMPDE2MT")]
    [InlineData("open calm-")]
    [InlineData("clo")]
    [InlineData("\0\0\0")]
    [InlineData("open ../../x 01M81M2XMPDE2MTY31S75VTQC4")]
    public void Should_go_on_behind_a_line_that_was_torn(string torn)
    {
        _scratch.Write(".host/sessions.log", Encoding.UTF8.GetBytes($"open brave-pine {Other}\n{torn}"));
        var book = SessionBook.Load(_scratch.Path);
        Assert.Equal([("brave-pine", Other)], book.Open);
        book.Claim("calm-otter", Job);
        Assert.Equal([("brave-pine", Other), ("calm-otter", Job)], SessionBook.Load(_scratch.Path).Open);
    }
}

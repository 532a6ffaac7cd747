using AgentExec.Actors.Storage;
using AgentExec.Contracts.Jobs;
using AgentExec.Posix;

namespace AgentExec.Actors.Tests.Storage;

/// <summary>Which job a request key stands for, on a real file system (fault 41).</summary>
public sealed class RequestBookTests : IDisposable
{
    private const string First = "01M81M2XMPDE2MTY31S75VTQC4", Second = "01M81M2XMPDE2MTY31S75VTQC5", Key = "../nightly build";

    private readonly Scratch _root = new();
    private readonly RequestBook _book;

    public RequestBookTests()
    {
        Directory.CreateDirectory(_root.Of(".host"));
        _book = new RequestBook(_root.Path);
    }

    private string Entry => _root.Of($".host/requests/{RequestKey.FileName(Key)}");

    public void Dispose() => _root.Dispose();

    [Fact]
    public void Should_give_a_key_to_who_comes_first_and_tell_everybody_after()
    {
        Assert.Null(_book.Find(Key, Exists));
        Assert.False(Directory.Exists(_root.Of(".host/requests")));
        Assert.Equal(new RequestClaim(First, "f"), Claim(_book, First, "f"));
        Assert.Null(_book.Find(Key, Exists));
        Make(First);
        Assert.Equal(new RequestClaim(First, "f"), _book.Find(Key, Exists));
        Assert.Equal(new RequestClaim(First, "f"), Claim(_book, Second, "g"));
        // Another host, after the first one's death.
        Assert.Equal(new RequestClaim(First, "f"), Claim(new RequestBook(_root.Path), Second, "g"));
        Assert.Equal(new RequestClaim(Second, "g"), _book.Claim("other", new RequestClaim(Second, "g"), Exists));
    }

    [Fact]
    public void Should_keep_entries_from_other_users()
    {
        Claim(_book, First, "f");
        Assert.Equal(
            (0x1C0, 0x180), (FileOwner.TryRead(_root.Of(".host/requests"), false)!.Value.Permissions, FileOwner.TryRead(Entry, false)!.Value.Permissions));
        Assert.Equal($"{First} f\n", File.ReadAllText(Entry));
    }

    [Fact]
    public void Should_give_the_key_of_a_job_that_was_never_made_or_is_gone_to_the_next()
    {
        Claim(_book, First, "f");
        Assert.Equal(Second, Claim(new RequestBook(_root.Path), Second, "g").JobId);
        Make(Second);
        Directory.Delete(_root.Of(Second));
        Assert.Equal(First, Claim(_book, First, "f").JobId);
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../etc f\n")]
    [InlineData("01M81M2XMPDE2MTY31S75VTQC4\n")]
    [InlineData("01M81M2XMPDE2MTY31S75VTQC4 f g\n")]
    public void Should_take_what_is_no_entry_for_none(string text)
    {
        Make(First);
        Directory.CreateDirectory(_root.Of(".host/requests"));
        File.WriteAllText(Entry, text);
        Assert.Equal(Second, Claim(_book, Second, "g").JobId);
    }

    [Fact]
    public void Should_claim_nothing_when_the_entry_cannot_be_read()
    {
        Directory.CreateDirectory(Entry);
        Assert.ThrowsAny<IOException>(() => Claim(_book, First, "f"));
    }

    [Fact]
    public void Should_sweep_away_entries_of_jobs_that_are_gone_and_no_others()
    {
        Claim(_book, First, "f");
        Make(First);
        _root.Write(".host/requests/.tmp-left-by-a-dead-host", "x");
        _book.Sweep();
        Assert.Equal([Entry], Directory.GetFileSystemEntries(_root.Of(".host/requests")));
        Directory.Delete(_root.Of(First));
        _book.Sweep();
        Assert.Empty(Directory.GetFileSystemEntries(_root.Of(".host/requests")));
    }

    [Fact]
    public void Should_keep_the_entry_of_a_job_that_is_being_made()
    {
        Claim(_book, First, "f");
        _book.Sweep();
        Assert.True(File.Exists(Entry));
        // Collected before any sweep has seen it.
        _book.Forget(First);
        _book.Sweep();
        Assert.False(File.Exists(Entry));
    }

    [Fact]
    public void Should_have_nothing_to_sweep_where_nothing_was_claimed() => _book.Sweep();

    private RequestClaim Claim(RequestBook book, string job, string fingerprint) => book.Claim(Key, new RequestClaim(job, fingerprint), Exists);

    private bool Exists(string job) => Directory.Exists(_root.Of(job));

    private void Make(string job) => Directory.CreateDirectory(_root.Of(job));
}

using AgentExec.Actors.Notifications;
using AgentExec.Actors.Storage;
using AgentExec.Actors.Tests.World;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Json;
using AgentExec.Contracts.Notifications;
using AgentExec.Posix;

namespace AgentExec.Actors.Tests.Notifications;

/// <summary>The outbox on a real directory.</summary>
public sealed class OutboxTests : IDisposable
{
    private const string Job = "A";

    private static readonly CallerRecord Caller = new() { Directory = "/c", Environment = [.. "K=é\0"u8, 0xFF, 0], Umask = 18, ShellWrapper = ["sh", "-c"] };

    private readonly Scratch _root = new();
    private readonly JobStore _store;
    private readonly Outbox _outbox;

    public OutboxTests()
    {
        _store = new JobStore(_root.Path);
        _outbox = new Outbox(_store);
        _store.Create(States.Meta(Job), Caller);
    }

    public void Dispose() => _root.Dispose();

    /// <summary>A11.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{")]
    public void Should_remember_a_caller_whose_file_is_gone_or_damaged_and_write_it_again(string? damage)
    {
        _outbox.KeepCaller(Job);
        File.Delete(CallerFile);
        if (damage is not null) File.WriteAllText(CallerFile, damage);
        Assert.Equal("/c", _outbox.ReadCaller(Job)!.Directory);
        Assert.Equal("/c", new Outbox(_store).ReadCaller(Job)!.Directory);
    }

    [Fact]
    public void Should_write_the_file_of_a_remembered_caller_again_until_the_job_is_done_with()
    {
        File.Delete(CallerFile);
        _outbox.KeepCaller(Job);
        Assert.Null(_outbox.ReadCaller(Job));
        _outbox.RememberCaller(Job, Caller);
        _outbox.KeepCaller(Job);
        Assert.True(File.Exists(CallerFile));
        _outbox.Close(Job);
        _outbox.KeepCaller(Job);
        Assert.False(File.Exists(CallerFile));
        Assert.Null(_outbox.ReadCaller(Job));
    }

    private string CallerFile => _root.Of($"{Job}/caller.json");

    [Fact]
    public void Should_keep_the_caller_until_everything_is_delivered()
    {
        var caller = _outbox.ReadCaller(Job)!;
        Assert.Equal(("/c", 18, "sh -c"), (caller.Directory, caller.Umask, string.Join(' ', caller.ShellWrapper)));
        Assert.Equal(Caller.Environment, caller.Environment);
        Assert.False(caller.EndIsOver);
        _outbox.WriteCaller(Job, caller with { EndIsOver = true });
        Assert.True(_outbox.ReadCaller(Job)!.EndIsOver);
        Assert.Equal(0x180, FileOwner.TryRead(_root.Of($"{Job}/caller.json"), false)!.Value.Permissions);
        _outbox.WriteCursor(Job, new MatchCursor(1, 2));
        _outbox.Close(Job);
        Assert.Null(_outbox.ReadCaller(Job));
        Assert.Null(_outbox.ReadCursor(Job));
        _outbox.Close(Job);
        _outbox.Close("missing");
        Assert.DoesNotContain("K", Caller.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Should_write_private_files_and_leave_nothing_beside_them()
    {
        _outbox.WriteCompletion(Completion());
        _outbox.AppendMatch(Match(OutputMatchStream.Stdout, 3), new MatchCursor(3, 0));
        string[] names = ["caller.json", "completion_event.json", "match_cursor.json", "notification_events.ndjson"];
        Assert.All(names, name => Assert.Equal(0x180, FileOwner.TryRead(_root.Of($"{Job}/{name}"), false)!.Value.Permissions));
        Assert.Empty(Directory.GetFiles(_root.Of(Job), ".tmp*"));
    }

    [Fact]
    public void Should_read_what_was_written()
    {
        Assert.Null(_outbox.ReadCompletion(Job));
        _outbox.WriteCompletion(Completion());
        Assert.Equal(ContractJson.ToLine(Completion()), ContractJson.ToLine(_outbox.ReadCompletion(Job)!));
        Assert.Contains("\"delivery_results\": []", File.ReadAllText(_root.Of($"{Job}/completion_event.json")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{}")]
    public void Should_answer_nothing_for_what_cannot_be_read(string text)
    {
        foreach (var name in (string[])["caller.json", "completion_event.json", "match_cursor.json"]) _root.Write($"{Job}/{name}", text);
        Assert.Equal((null, null, null), (_outbox.ReadCaller(Job), _outbox.ReadCompletion(Job), _outbox.ReadCursor(Job)));
    }

    [Fact]
    public void Should_append_whole_lines()
    {
        foreach (var end in (long[])[1, 2, 3]) _outbox.AppendMatch(Match(OutputMatchStream.Stdout, end), new MatchCursor(end, 0));
        var text = File.ReadAllText(Events);
        Assert.EndsWith("}\n", text, StringComparison.Ordinal);
        Assert.Equal([1, 2, 3], Recorded());
        Assert.Equal(new MatchCursor(3, 0), _outbox.ReadCursor(Job));
    }

    [Fact]
    public void Should_not_move_the_cursor_back()
    {
        _outbox.WriteCursor(Job, new MatchCursor(9, 2));
        _outbox.AppendMatch(Match(OutputMatchStream.Stderr, 4), new MatchCursor(3, 4));
        Assert.Equal(new MatchCursor(9, 4), _outbox.ReadCursor(Job));
    }

    [Theory]
    [InlineData("{\"torn")]
    [InlineData("\0\0\0")]
    public void Should_drop_a_line_that_was_cut_off(string torn)
    {
        _outbox.AppendMatch(Match(OutputMatchStream.Stdout, 1), new MatchCursor(1, 0));
        File.AppendAllText(Events, torn);
        Assert.Equal(new MatchCursor(1, 0), _outbox.ReadCursor(Job));
        _outbox.AppendMatch(Match(OutputMatchStream.Stdout, 2), new MatchCursor(2, 0));
        Assert.Equal([1, 2], Recorded());
    }

    [Fact]
    public void Should_find_the_place_of_both_streams_in_the_records_when_the_cursor_was_not_written()
    {
        Assert.Null(_outbox.ReadCursor(Job));
        _outbox.WriteCursor(Job, new MatchCursor(5, 5));
        Assert.Equal(new MatchCursor(5, 5), _outbox.ReadCursor(Job));
        foreach (var (stream, end) in new[] { (OutputMatchStream.Stdout, 9L), (OutputMatchStream.Stderr, 8L), (OutputMatchStream.Stdout, 12L), (OutputMatchStream.Stderr, 3L) })
            File.AppendAllBytes(Events, [.. ContractJson.ToLine(Match(stream, end)), (byte)'\n']);
        File.AppendAllText(Events, "not json\n");
        Assert.Equal(new MatchCursor(12, 8), _outbox.ReadCursor(Job));
    }

    [Fact]
    public void Should_count_a_match_as_recorded_though_the_cursor_cannot_be_written()
    {
        _outbox.WriteCursor(Job, new MatchCursor(0, 0));
        File.Delete(_root.Of($"{Job}/match_cursor.json"));
        Directory.CreateDirectory(_root.Of($"{Job}/match_cursor.json/in-the-way"));
        _outbox.AppendMatch(Match(OutputMatchStream.Stderr, 4), new MatchCursor(0, 4));
        Assert.Equal([4], Recorded());
    }

    [Fact]
    public void Should_fail_when_nothing_can_be_written()
    {
        Directory.Delete(_root.Of(Job), recursive: true);
        Assert.ThrowsAny<IOException>(() => _outbox.WriteCompletion(Completion()));
        Assert.ThrowsAny<IOException>(() => _outbox.WriteCursor(Job, new MatchCursor(0, 0)));
        Assert.ThrowsAny<IOException>(() => _outbox.AppendMatch(Match(OutputMatchStream.Stdout, 1), new MatchCursor(1, 0)));
        Assert.Equal(new MatchCursor(0, 0), _outbox.EndOfOutput(Job));
    }

    [Fact]
    public void Should_know_where_the_lines_begin_that_are_not_complete()
    {
        _root.Write($"{Job}/stdout.log", "a\nbc");
        _root.Write($"{Job}/stderr.log", "a\n");
        Assert.Equal(new MatchCursor(2, 2), _outbox.EndOfOutput(Job));
    }

    private string Events => _root.Of($"{Job}/notification_events.ndjson");

    private IEnumerable<long> Recorded() =>
        File.ReadAllLines(Events).Select(line => System.Text.Json.JsonSerializer.Deserialize(line, ContractJson.Compact.OutputMatchEvent)!.EndBytes!.Value);

    private static CompletionEvent Completion() => CompletionPlan.Describe(States.Meta(Job), States.Of(Job, JobStatus.Exited));

    private static OutputMatchEvent Match(OutputMatchStream stream, long end) =>
        MatchPlan.Describe(States.Meta(Job), new OutputMatchRule { Pattern = "p" }, stream, new LineReader.Line("l\"\n", end, false));
}

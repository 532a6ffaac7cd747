using AgentExec.Actors.Sessions;
using AgentExec.Contracts.Tools;

namespace AgentExec.Actors.Tests.Sessions;

/// <summary>Who of those who share a cursor is given what. A list of polls is written as <c>id:from-to</c>, with <c>!</c> behind it for the end and without an id when given back.</summary>
public sealed class SharedCursorTests
{
    [Theory]
    [InlineData(20, "", "c", "New 20-")]
    [InlineData(20, "a:0-10 b:10-20", "c", "New 20-")]
    [InlineData(20, "a:0-10 b:10-20", "a", "Again 0-10")]
    [InlineData(20, "a:0-10 b:10-20", "b", "Again 10-20")]
    // Asked again it is given the same, though something was given back meanwhile.
    [InlineData(20, "a:0-10 :10-15 b:15-20", "b", "Again 15-20")]
    [InlineData(20, "a:0-10 :10-15 b:15-20", "c", "GivenBack 10-15")]
    // The oldest output first, in whatever order it came back.
    [InlineData(30, ":20-25 :0-10 b:25-30", "c", "GivenBack 0-10")]
    // One that had nothing but the end is asked anew.
    [InlineData(20, "a:20-20!", "a", "New 20-")]
    // What no host has written.
    [InlineData(20, "a:-5-3 b:9-3 :7-7", "a", "New 20-")]
    [InlineData(20, "a:-5-3 b:9-3 :7-7", "b", "New 20-")]
    public void Each_question_has_its_turn(long cursor, string polls, string asks, string turn) =>
        Assert.Equal(turn, Shown(SharedCursor.TurnOf(Record(cursor, polls), asks)));

    [Theory]
    [InlineData(20, "a:0-20", "b", 30, 30, "a:0-20 b:20-30")]
    [InlineData(20, "a:0-20", "b", 20, 20, "a:0-20")]
    [InlineData(20, "a:0-20", "a", 20, 20, "a:0-20")]
    // All of what was given back, and a part of it.
    [InlineData(20, ":0-10 b:10-20", "c", 10, 20, "b:10-20 c:0-10")]
    [InlineData(20, ":0-10 b:10-20", "c", 4, 20, ":4-10 b:10-20 c:0-4")]
    // It can be read no more.
    [InlineData(20, ":0-10 b:10-20", "c", 0, 20, "b:10-20")]
    [InlineData(20, ":0-10", "c", 0, 20, "")]
    // It had told the end alone, and there is output after all.
    [InlineData(20, "a:20-20!", "a", 30, 30, "a:20-30")]
    public void An_answer_is_remembered(long cursor, string polls, string asks, long next, long nextCursor, string remembered)
    {
        var record = Record(cursor, polls);
        Assert.Equal((nextCursor, remembered), Shown(SharedCursor.Given(record, asks, SharedCursor.TurnOf(record, asks), next)));
    }

    [Theory]
    // Nobody has polled since: the cursor goes back.
    [InlineData(20, "a:0-10 b:10-20", "b", 10, "a:0-10")]
    [InlineData(20, "a:0-20", "a", 0, "")]
    // Somebody has: it waits for the next one.
    [InlineData(20, "a:0-10 b:10-20", "a", 20, ":0-10 b:10-20")]
    [InlineData(30, "a:0-10 b:10-20 c:20-30", "b", 30, ":10-20 a:0-10 c:20-30")]
    // Beside something that waits, it is one with that.
    [InlineData(30, ":0-10 b:10-20 c:20-30", "b", 30, ":0-20 c:20-30")]
    [InlineData(40, ":0-10 b:10-20 :20-30 c:30-40", "b", 40, ":0-30 c:30-40")]
    [InlineData(20, ":0-10 b:10-20", "b", 0, "")]
    [InlineData(20, "c:0-4 :4-10 b:10-20", "c", 20, ":0-10 b:10-20")]
    // Not remembered, never answered, or said again.
    [InlineData(20, "a:0-20", "b", 20, "a:0-20")]
    [InlineData(20, ":0-10 b:10-20", "a", 20, ":0-10 b:10-20")]
    public void What_nobody_saw_is_given_back(long cursor, string polls, string abandoned, long nextCursor, string remembered) =>
        Assert.Equal((nextCursor, remembered), Shown(SharedCursor.Abandoned(Record(cursor, polls), abandoned)));

    [Theory]
    [InlineData("a:0-20", "a", "a:0-20!")]
    [InlineData("a:0-10 b:10-20", "a", "b:10-20 a:0-10!")]
    [InlineData("a:0-20", "b", "a:0-20 b:20-20!")]
    public void Who_told_the_end_first_is_remembered_and_the_end_untold_without_it(string polls, string asks, string remembered)
    {
        var told = SharedCursor.EndTold(Record(20, polls), asks);
        Assert.Equal((true, (20, remembered)), (told.EndDelivered, Shown(told)));
        Assert.Same(told, SharedCursor.EndTold(told, "another"));
        Assert.False(SharedCursor.Abandoned(told, asks).EndDelivered);
        // Another's answer changes nothing about that.
        var other = SharedCursor.Given(told with { Cursor = 20 }, "c", new PollTurn(PollTurnKind.New, 20), 30);
        Assert.True(SharedCursor.Abandoned(other, "c").EndDelivered);
    }

    [Theory]
    [InlineData(20, "a:0-20", 20, false)]
    [InlineData(20, "a:0-20", 21, true)]
    [InlineData(20, ":0-10 b:10-20", 20, true)]
    public void The_end_waits_for_what_waits(long cursor, string polls, long length, bool more) =>
        Assert.Equal(more, SharedCursor.HasMore(Record(cursor, polls), length));

    [Fact]
    public void The_oldest_answers_are_forgotten_but_nothing_that_was_given_back()
    {
        var record = Record(0, "");
        for (var i = 0; i < SharedCursor.MostRemembered + 8; i++)
        {
            record = SharedCursor.Given(record, $"q{i}", new PollTurn(PollTurnKind.New, record.Cursor), record.Cursor + 1);
            // Remembered as given back from here on.
            if (i == 5) record = SharedCursor.Abandoned(record, "q3");
        }

        Assert.Equal(SharedCursor.MostRemembered, record.RecentPolls!.Count);
        Assert.Equal("GivenBack 3-4", Shown(SharedCursor.TurnOf(record, "q8")));
        Assert.Equal("Again 9-10", Shown(SharedCursor.TurnOf(record, "q9")));
    }

    [Fact]
    public void A_strangers_long_id_is_not_kept()
    {
        var id = new string('x', 1_000_000);
        var record = SharedCursor.Given(Record(0, ""), id, new PollTurn(PollTurnKind.New, 0), 5);
        Assert.Equal((5, ""), Shown(record));
    }

    private static SessionRecord Record(long cursor, string polls) => new()
    {
        Name = "n", Command = "c", Cursor = cursor, RecentPolls = polls.Length == 0 ? null : [.. polls.Split(' ').Select(Poll)],
    };

    private static SharedPoll Poll(string text)
    {
        var (id, range) = (text[..text.IndexOf(':', StringComparison.Ordinal)], text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..]);
        var dash = range.IndexOf('-', 1);
        return new SharedPoll(Number(range[..dash]), Number(range[(dash + 1)..].TrimEnd('!')), id.Length == 0 ? null : id, range.EndsWith('!'));
    }

    private static long Number(string text) => long.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static string Shown(PollTurn turn) => $"{turn.Kind} {turn.From}-{(turn.To == long.MaxValue ? "" : turn.To)}";

    private static (long Cursor, string Polls) Shown(SessionRecord record) =>
        (record.Cursor, string.Join(' ', (record.RecentPolls ?? []).Select(poll => $"{poll.RequestId}:{poll.From}-{poll.To}{(poll.End ? "!" : "")}")));
}

using System.Text;
using AgentExec.Contracts.Keeping;
using AgentExec.Keeper.Input;

namespace AgentExec.Keeper.Tests.Rules;

public sealed class InputQueueTests
{
    private static readonly TimeSpan Start = TimeSpan.Zero, Later = TimeSpan.FromMilliseconds(100);

    private readonly List<string> _answers = [];
    private readonly Dictionary<Guid, string> _names = [];
    private readonly End _end = new();

    [Fact]
    public void Should_write_one_order_after_the_other_as_there_is_room()
    {
        var queue = new InputQueue(_end, takesOrders: true);
        Take(queue, "a", "hello ");
        Take(queue, "b", "world");
        _end.Room = 8;
        Assert.Equal(Later, queue.Advance(Start));
        Assert.Equal(["a 6 Taken"], _answers);
        Assert.Equal("hello wo", _end.Text);
        Assert.True(queue.IsWaiting);
        _end.Room = 100;
        Assert.Null(queue.Advance(Start));
        Assert.Equal(("hello world", false), (_end.Text, queue.IsWaiting));
        Assert.Equal(["a 6 Taken", "b 5 Taken"], _answers);
    }

    [Fact]
    public void Should_drop_the_rest_when_its_time_is_over_and_say_how_much_was_taken()
    {
        var queue = new InputQueue(_end, takesOrders: true);
        Take(queue, "a", "12345");
        Take(queue, "b", "67", limitMs: 50);
        Take(queue, "c", "89", limitMs: 200);
        _end.Room = 2;
        Assert.Equal(TimeSpan.FromMilliseconds(50), queue.Advance(Start));
        Assert.Equal(Later, queue.Advance(TimeSpan.FromMilliseconds(50)));
        Assert.Equal(["b 0 TimedOut"], _answers);
        _end.Room = 0;
        Assert.Equal(TimeSpan.FromMilliseconds(200), queue.Advance(Later));
        Assert.Equal("a 2 TimedOut", _answers[1]);
        _end.Room = 9;
        Assert.Null(queue.Advance(TimeSpan.FromMilliseconds(150)));
        Assert.Equal("1289", _end.Text);
        Assert.Equal("c 2 Taken", _answers[2]);
    }

    [Fact]
    public void Should_take_what_there_is_room_for_when_there_is_no_time_at_all()
    {
        var queue = new InputQueue(_end, takesOrders: true);
        _end.Room = 3;
        Take(queue, "a", "12345", limitMs: 0);
        Take(queue, "b", "", limitMs: 0);
        Assert.Null(queue.Advance(Start));
        Assert.Equal(["a 3 TimedOut", "b 0 Taken"], _answers);
    }

    [Fact]
    public void Should_answer_what_became_of_an_order_that_is_given_again()
    {
        var queue = new InputQueue(_end, takesOrders: true);
        _end.Room = 3;
        Take(queue, "a", "abc");
        _ = queue.Advance(Start);
        Take(queue, "a", "abc");
        Take(queue, "b", "xyz");
        // The host that asked first is gone: the next one hears of it.
        List<string> elsewhere = [];
        queue.Take(Order("b", "xyz"), false, Start, fact => elsewhere.Add($"{fact.Bytes} {fact.Outcome}"));
        Assert.Equal(["a 3 Taken", "a 3 Taken"], _answers);
        _end.Room = 9;
        _ = queue.Advance(Start);
        Assert.Equal(("abcxyz", "3 Taken", 2), (_end.Text, Assert.Single(elsewhere), _answers.Count));
    }

    [Fact]
    public void Should_remember_the_last_orders_and_no_more()
    {
        var queue = new InputQueue(_end, takesOrders: true);
        _end.Room = 1000;
        for (var i = 0; i <= InputOrder.Remembered; i++)
        {
            Take(queue, $"{i}", "x");
            _ = queue.Advance(Start);
        }

        Take(queue, "1", "x");
        _ = queue.Advance(Start);
        Assert.Equal(InputOrder.Remembered + 1, _end.Text.Length);
        Take(queue, "0", "x");
        _ = queue.Advance(Start);
        Assert.Equal(InputOrder.Remembered + 2, _end.Text.Length);
    }

    [Fact]
    public void Should_close_behind_what_was_ordered_before_and_refuse_what_comes_after()
    {
        var queue = new InputQueue(_end, takesOrders: true);
        Take(queue, "a", "abc");
        Take(queue, "end", "", closes: true);
        Take(queue, "b", "late");
        _ = queue.Advance(Start);
        Assert.False(_end.IsClosed);
        _end.Room = 9;
        _ = queue.Advance(Start);
        Take(queue, "c", "later");
        Take(queue, "again", "", closes: true);
        queue.Break();
        Take(queue, "d", "last");
        Assert.Equal(["a 3 Taken", "b 0 Closed", "end 0 Taken", "c 0 Closed", "again 0 Closed", "d 0 Closed"], _answers);
        Assert.Equal(("abc", true), (_end.Text, _end.IsClosed));
    }

    [Fact]
    public void Should_refuse_when_too_much_is_waiting()
    {
        var queue = new InputQueue(_end, takesOrders: true);
        var piece = new string('x', InputOrder.MostBytes);
        var fits = InputQueue.MostBytes / InputOrder.MostBytes;
        for (var i = 0; i < fits; i++) Take(queue, $"{i}", piece);
        Assert.Empty(_answers);
        Take(queue, "more", piece);
        Assert.Equal(["more 0 Refused"], _answers);
        queue = new InputQueue(_end, takesOrders: true);
        for (var i = 0; i <= InputQueue.MostOrders; i++) Take(queue, $"small {i}", "");
        Assert.Equal($"small {InputQueue.MostOrders} 0 Refused", _answers[^1]);
    }

    [Fact]
    public void Should_say_that_nobody_reads_any_more()
    {
        var queue = new InputQueue(_end, takesOrders: true);
        Take(queue, "a", "abc");
        Take(queue, "b", "d");
        _end.Room = 1;
        _ = queue.Advance(Start);
        _end.IsBroken = true;
        Assert.Null(queue.Advance(Start));
        Take(queue, "c", "e");
        Assert.Equal(["a 1 Broken", "b 0 Broken", "c 0 Broken"], _answers);
    }

    [Fact]
    public void Should_answer_at_once_without_an_input()
    {
        var queue = new InputQueue(null, takesOrders: true);
        Take(queue, "a", "abc");
        Take(queue, "b", "", closes: true);
        queue.TypeAnswer("x"u8.ToArray());
        Assert.Null(queue.Advance(Start));
        Assert.Equal(["a 0 Closed", "b 0 Closed"], _answers);
    }

    [Fact]
    public void Should_give_others_a_turn_while_it_is_read_as_fast_as_it_writes()
    {
        var queue = new InputQueue(_end, takesOrders: true);
        _end.Room = int.MaxValue;
        var piece = new string('x', InputOrder.MostBytes);
        for (var i = 0; i < 4; i++) Take(queue, $"{i}", piece);
        Assert.Equal(Start, queue.Advance(Start));
        Assert.Equal(InputQueue.BytesATurn, _end.Text.Length);
        Assert.Null(queue.Advance(Start));
        Assert.Equal(4, _answers.Count);
    }

    [Fact]
    public void Should_type_at_a_terminal_what_its_mode_asks_for_and_an_end_that_is_none()
    {
        _end.Mark = "\u0004";
        _end.Room = 100;
        var queue = new InputQueue(_end, takesOrders: true);
        queue.Take(new InputOrder(Id("up"), 0, "\e[A"u8.ToArray(), "\eOA"u8.ToArray()), false, Start, Answer);
        _ = queue.Advance(Start);
        _end.IsApplicationMode = true;
        queue.Take(new InputOrder(Id("up 2"), 0, "\e[A"u8.ToArray(), "\eOA"u8.ToArray()), false, Start, Answer);
        Take(queue, "plain", "x");
        Take(queue, "eof", "", closes: true);
        Take(queue, "more", "y");
        _ = queue.Advance(Start);
        Assert.Equal("\e[A\eOAx\u0004y", _end.Text);
        Assert.Equal(["up 3 Taken", "up 2 3 Taken", "plain 1 Taken", "eof 0 Taken", "more 1 Taken"], _answers);
    }

    [Theory]
    [InlineData("text\n", "text\n\u0004")]
    [InlineData("text", "text\u0004\u0004")]
    [InlineData("", "\u0004")]
    public void Should_type_a_text_and_its_end(string text, string typed)
    {
        _end.Mark = "\u0004";
        _end.Room = 100;
        var queue = new InputQueue(_end, takesOrders: false);
        queue.Type(Encoding.UTF8.GetBytes(text));
        Take(queue, "a", "no");
        _ = queue.Advance(Start);
        Assert.Equal(typed, _end.Text);
        Assert.Equal(["a 0 Closed"], _answers);
    }

    [Fact]
    public void Should_answer_for_the_terminal_before_what_waits_but_not_into_the_middle_of_it()
    {
        _end.Room = 1;
        var queue = new InputQueue(_end, takesOrders: true);
        Take(queue, "a", "aa");
        Take(queue, "b", "bb");
        _ = queue.Advance(Start);
        queue.TypeAnswer("1"u8.ToArray());
        queue.TypeAnswer("2"u8.ToArray());
        _end.Room = 100;
        _ = queue.Advance(Start);
        Assert.Equal("aa12bb", _end.Text);
        _end.Room = 0;
        for (var i = 0; i < 1000; i++) queue.TypeAnswer("x"u8.ToArray());
        _end.Room = 10_000;
        _ = queue.Advance(Start);
        Assert.Equal(6 + InputQueue.MostOrders, _end.Text.Length);
    }

    private void Take(InputQueue queue, string name, string text, int limitMs = 100, bool closes = false) =>
        queue.Take(Order(name, text, limitMs), closes, Start, Answer);

    private InputOrder Order(string name, string text, int limitMs = 100) => new(Id(name), limitMs, Encoding.UTF8.GetBytes(text), []);

    private Guid Id(string name)
    {
        if (_names.FirstOrDefault(known => known.Value == name) is { Value: not null } known) return known.Key;
        var id = Guid.NewGuid();
        _names.Add(id, name);
        return id;
    }

    private void Answer(InputTakenFact fact) => _answers.Add($"{_names[fact.Id]} {fact.Bytes} {fact.Outcome}");

    private sealed class End : IInputEnd
    {
        private readonly StringBuilder _text = new();

        public int Room { get; set; }

        public bool IsBroken { get; set; }

        public bool IsClosed { get; private set; }

        public string Mark { get; set; } = "";

        public string Text => _text.ToString();

        public bool IsApplicationMode { get; set; }

        public ReadOnlySpan<byte> EndMark => Encoding.UTF8.GetBytes(Mark);

        public int Write(ReadOnlySpan<byte> bytes)
        {
            if (IsBroken) return -1;
            var count = Math.Min(Room, bytes.Length);
            Room -= count;
            _ = _text.Append(Encoding.UTF8.GetString(bytes[..count]));
            return count;
        }

        public void Close() => IsClosed = true;
    }
}

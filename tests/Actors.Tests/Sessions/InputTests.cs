using System.Text;
using AgentExec.Actors.Jobs;
using AgentExec.Actors.Processes;
using AgentExec.Contracts.Keeping;
using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Tools;
using Akka.Actor;

namespace AgentExec.Actors.Tests.Sessions;

/// <summary>The rows of §3 that type something: what the keeper is ordered, and what the caller is told of it.</summary>
public sealed class InputTests : SessionTest
{
    [Fact]
    public void Should_write_text_as_bytes_and_count_them()
    {
        var (slug, _) = Background();
        Send(new ProcessCall { Action = ProcessAction.Write, SessionId = slug, Data = "né\n" });
        var (order, feeder) = Ordered<ProcessProtocol.Input>();
        Assert.Equal("né\n", Encoding.UTF8.GetString(order.Bytes));
        Take(feeder, order);
        var written = Answer<SessionInput>();
        Assert.Equal((4, "npm run", "running", null), (written.Bytes, written.Name, written.Status, written.Eof));
    }

    [Fact]
    public void Should_close_the_input_behind_what_was_written()
    {
        var (slug, _) = Background();
        Send(new ProcessCall { Action = ProcessAction.Write, SessionId = slug, Data = "y\n", Eof = true });
        var (order, feeder) = Ordered<ProcessProtocol.Input>();
        Take(feeder, order);
        (order, feeder) = Ordered<ProcessProtocol.CloseInput>();
        Take(feeder, order);
        Assert.Equal((2, true), (Answer<SessionInput>() is var written ? written.Bytes : 0, written.Eof));
        var refusal = Ask<ToolFailure>(new ProcessCall { Action = ProcessAction.Write, SessionId = slug, Data = "more" });
        Assert.Contains("closed by 'eof'", refusal.Error);
    }

    [Fact]
    public void Should_write_a_long_text_in_pieces_one_after_the_other()
    {
        var (slug, _) = Background();
        var text = new string('a', InputOrder.MostBytes) + new string('b', 10);
        Send(new ProcessCall { Action = ProcessAction.Write, SessionId = slug, Data = text });
        var (first, feeder) = Ordered<ProcessProtocol.Input>();
        Assert.Equal(InputOrder.MostBytes, first.Bytes.Length);
        Registry.ExpectNoMsg(TimeSpan.Zero);
        Take(feeder, first);
        var (second, _) = Ordered<ProcessProtocol.Input>();
        Assert.Equal("bbbbbbbbbb", Encoding.UTF8.GetString(second.Bytes));
        Take(feeder, second);
        Assert.Equal(text.Length, Answer<SessionInput>().Bytes);
    }

    [Fact]
    public void Should_say_how_much_was_taken_of_a_command_that_does_not_read()
    {
        var (slug, _) = Background();
        Send(new ProcessCall { Action = ProcessAction.Write, SessionId = slug, Data = "0123456789" });
        var (order, feeder) = Ordered<ProcessProtocol.Input>();
        feeder.Tell(new ProcessProtocol.InputTaken(new InputTakenFact(order.Id, 4, InputOutcome.TimedOut)), Registry);
        var written = Answer<SessionInput>();
        Assert.Equal(("failed", 4), (written.Status, written.Bytes));
        Assert.Contains("4 of 10", written.Error);
    }

    [Fact]
    public void Should_give_the_same_orders_to_the_same_question()
    {
        var (slug, _) = Background();
        var request = Send(new ProcessCall { Action = ProcessAction.Write, SessionId = slug, Data = "y\n" });
        var (first, feeder) = Ordered<ProcessProtocol.Input>();
        Take(feeder, first);
        Answer<SessionInput>();
        Sessions.Tell(request, TestActor);
        Assert.Equal(first.Id, Ordered<ProcessProtocol.Input>().Order.Id);
    }

    [Theory]
    [InlineData(ProcessAction.Submit, null, null, "\r")]
    [InlineData(ProcessAction.Paste, "a\nb", null, "\u001b[200~a\nb\u001b[201~")]
    [InlineData(ProcessAction.Paste, "a\nb", true, "\u001b[200~a\nb\u001b[201~")]
    [InlineData(ProcessAction.Paste, "a\nb", false, "a\nb")]
    public void Should_type_what_the_action_means(ProcessAction action, string? text, bool? bracketed, string typed)
    {
        var (slug, _) = Background();
        Send(new ProcessCall { Action = action, SessionId = slug, Text = text, Bracketed = bracketed });
        Assert.Equal(typed, Encoding.UTF8.GetString(Ordered<ProcessProtocol.Input>().Order.Bytes));
    }

    [Fact]
    public void Should_send_text_bytes_and_keys_in_this_order_for_both_modes_of_the_terminal()
    {
        var (slug, _) = Background(session: Session() with { Terminal = true });
        Send(new ProcessCall { Action = ProcessAction.SendKeys, SessionId = slug, Keys = ["Up"], Hex = ["41"], Literal = "x" });
        var order = Ordered<ProcessProtocol.Input>().Order;
        Assert.Equal(("xA\u001b[A", "xA\u001bOA"), (Encoding.UTF8.GetString(order.Bytes), Encoding.UTF8.GetString(order.ApplicationBytes)));
    }

    [Fact]
    public void Should_refuse_unknown_keys_with_the_list_and_bad_bytes_by_name()
    {
        var (slug, _) = Background();
        var error = Ask<ToolFailure>(new ProcessCall { Action = ProcessAction.SendKeys, SessionId = slug, Keys = ["Entr", "Up"], Hex = ["zz"] }).Error;
        Assert.Contains("Entr", error);
        Assert.Contains("PageDown", error);
        Assert.Contains("zz", error);
        Registry.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Should_resize_a_terminal_within_bounds()
    {
        var (slug, _) = Background(session: Session() with { Terminal = true });
        var answer = Ask<SessionInput>(new ProcessCall { Action = ProcessAction.Resize, SessionId = slug, Columns = 5000, Rows = 40 });
        Assert.Contains("columns 5000", Assert.Single(answer.Warnings!));
        var feed = (FollowProtocol.Feed)Registry.FishForMessage(message => message is FollowProtocol.Feed);
        Assert.Equal(new TerminalSize(1000, 40), Assert.IsType<ProcessProtocol.Resize>(feed.Input).Size);
    }

    [Theory]
    [InlineData(ProcessAction.Write)]
    [InlineData(ProcessAction.Paste)]
    [InlineData(ProcessAction.SendKeys)]
    [InlineData(ProcessAction.Resize)]
    public void Should_refuse_an_action_without_what_it_needs(ProcessAction action)
    {
        var (slug, _) = Background();
        Ask<ToolFailure>(new ProcessCall { Action = action, SessionId = slug });
        Registry.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Should_refuse_to_write_to_what_has_ended()
    {
        var (slug, session) = Background();
        Push(session, Ended());
        var error = Ask<ToolFailure>(new ProcessCall { Action = ProcessAction.Write, SessionId = slug, Data = "x" }).Error;
        Assert.Contains("has ended (exit 0)", error);
    }

    [Fact]
    public void Should_refuse_to_write_to_what_was_started_with_its_input_closed()
    {
        var (slug, _) = Background(session: Session() with { Input = false });
        var error = Ask<ToolFailure>(new ProcessCall { Action = ProcessAction.Write, SessionId = slug, Data = "x" }).Error;
        Assert.Contains("stdin open", error);
    }

    [Theory]
    [InlineData(true, 20_000, true)]
    [InlineData(true, 10_000, false)]
    [InlineData(false, 20_000, false)]
    public void Should_say_that_it_waits_for_input_when_it_is_silent_and_reads(bool reads, int silentMs, bool waits)
    {
        WaitsForInput = reads;
        var (slug, _) = Background();
        File.SetLastWriteTimeUtc(LogOf(Id), Scheduler.Now.UtcDateTime);
        File.SetLastWriteTimeUtc(LogOf(Id, Contracts.Jobs.JobFiles.StderrLog), Scheduler.Now.UtcDateTime);
        Scheduler.Advance(TimeSpan.FromMilliseconds(silentMs));
        var poll = Ask<SessionOutput>(new ProcessCall { Action = ProcessAction.Poll, SessionId = slug });
        Assert.Equal((waits ? true : null, silentMs), (poll.WaitingForInput, poll.IdleMs));
        Assert.Equal(waits, Assert.Single(Ask<SessionList>(new ProcessCall { Action = ProcessAction.List }).Sessions).WaitingForInput);
    }

    private (InputOrder Order, IActorRef Feeder) Ordered<T>() where T : ProcessProtocol.IInput
    {
        var feed = (FollowProtocol.Feed)Registry.FishForMessage(message => message is FollowProtocol.Feed);
        var order = Assert.IsType<T>(feed.Input) switch
        {
            ProcessProtocol.Input input => input.Order,
            ProcessProtocol.CloseInput close => close.Order,
            _ => throw new InvalidOperationException("not an order of input"),
        };
        return (order, Registry.LastSender);
    }

    private void Take(IActorRef feeder, InputOrder order) =>
        feeder.Tell(new ProcessProtocol.InputTaken(new InputTakenFact(order.Id, order.Bytes.Length, InputOutcome.Taken)), Registry);
}
